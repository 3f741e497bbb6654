// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/database_choice.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/project/database_description.h"
#include "whimbrel/project/env_file.h"

#include <vector>

namespace whimbrel::project {

namespace {

Result<Variables> read_env_file(const Config& config, const Environment& environment) {
    const auto file = (config.root.empty() ? environment.working_folder : config.root) / ".env";
    std::error_code ec;
    if (!std::filesystem::is_regular_file(file, ec)) return Variables{};
    WHIMBREL_TRY(const auto text, read_file(file));
    return parse_env_file(file.lexically_relative(environment.working_folder).string(), text);
}

struct Names {
    const Environment& environment;
    const Variables& from_file;

    /// The environment's value, else that of .env. An empty value is none.
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const {
        if (auto value = environment.variable(name)) return value;
        const auto it = from_file.find(name);
        if (it == from_file.end() || it->second.empty()) return std::nullopt;
        return it->second;
    }
};

/// ${NAME} replaced; no other expansion.
Result<std::string> expand(std::string_view text, const Names& names, std::string_view section) {
    std::string out;
    for (;;) {
        const auto begin = text.find("${");
        out += text.substr(0, begin);
        if (begin == std::string_view::npos) return out;
        const auto end = text.find('}', begin);
        if (end == std::string_view::npos) return fail(ErrorCode::config_invalid, format("the url of [databases.{}] has ${{ without }}", section));
        const auto name = text.substr(begin + 2, end - begin - 2);
        auto value = names.find(name);
        if (!value)
            return fail(ErrorCode::variable_unset, format("the url of [databases.{}] names the variable {}, which is not set", section, name))
                .hint(format("Set {} in the environment or in .env.", name));
        out += *value;
        text.remove_prefix(end + 1);
    }
}

Result<DatabaseChoice> parse_choice(std::string_view text, std::string origin) {
    auto url = pg::Url::parse(text);
    if (!url) {
        url.error().context.push_back("reading the URL of " + origin);
        return std::unexpected(std::move(url).error());
    }
    return DatabaseChoice{.url = std::move(*url), .origin = std::move(origin)};
}

Result<DatabaseChoice> from_surroundings(const Environment& environment, const Variables& from_file) {
    for (const auto* name : {"DATABASE_URL", "POSTGRES_URL"})
        if (const auto value = environment.variable(name)) return parse_choice(*value, name);
    for (const auto* name : {"DATABASE_URL", "POSTGRES_URL"})
        if (const auto it = from_file.find(name); it != from_file.end() && !it->second.empty()) return parse_choice(it->second, format("{} in .env", name));
    return parse_choice("", libpq_origin(environment));
}

Result<DatabaseChoice> from_section(const std::string& name, const DatabaseSection& section, const Environment& environment, const Variables& from_file) {
    auto choice = Result<DatabaseChoice>();
    if (section.url.empty()) {
        choice = from_surroundings(environment, from_file);
    } else {
        WHIMBREL_TRY(const auto text, expand(section.url, {environment, from_file}, name));
        choice = parse_choice(text, format("[databases.{}]", name));
    }
    if (!choice) return choice;
    choice->development = section.development;
    choice->allow_lossy = section.allow_lossy;
    return choice;
}

Failing unknown_section(const Config& config, std::string_view given) {
    std::vector<std::string> known;
    for (const auto& [name, section] : config.databases) known.push_back(name);
    auto failing = fail(ErrorCode::database_unknown, format("\"{}\" is neither a URL nor a database of whimbrel.toml", given));
    if (const auto near = nearest(given, known); !near.empty()) return std::move(failing).hint(format("Write --database {}, if that is what is meant.", near));
    return std::move(failing).hint(format("Add [databases.{}], or write a URL: postgresql://user@host:5432/database.", given));
}

Result<DatabaseChoice> choose(const Config& config, const Environment& environment, const Variables& from_file, std::string_view given) {
    const std::string_view name = given.empty() ? std::string_view(config.database) : given;
    if (const auto it = config.databases.find(name); it != config.databases.end()) return from_section(it->first, it->second, environment, from_file);
    if (given.empty()) return from_surroundings(environment, from_file);
    if (given.find('=') != std::string_view::npos || given.find("://") != std::string_view::npos) return parse_choice(given, "--database");
    return unknown_section(config, given);
}

}  // namespace

Result<DatabaseChoice> choose_database(const Config& config, const Environment& environment, std::string_view given) {
    WHIMBREL_TRY(auto from_file, read_env_file(config, environment));
    auto choice = choose(config, environment, from_file, given);
    if (choice) choice->variables = std::move(from_file);
    return choice;
}

}  // namespace whimbrel::project
