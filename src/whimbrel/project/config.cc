// SPDX-License-Identifier: Apache-2.0
// The only includer of toml++.
#include "whimbrel/project/config.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/parse/reach_names.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>

namespace whimbrel::project {

namespace {

/// A key's value with its place in the file.
struct Entry {
    std::string file;
    std::string path;  ///< "databases.dev.url"
    const toml::node* node;
    toml::source_position at;

    [[nodiscard]] SourceSpan span() const { return {file, static_cast<int>(at.line), static_cast<int>(at.column)}; }
    [[nodiscard]] Failing wrong(std::string_view expected) const {
        return fail(ErrorCode::config_invalid, format("{} is not {}", path, expected))
            .at({file, static_cast<int>(node->source().begin.line), static_cast<int>(node->source().begin.column)});
    }
};

Result<> take(const Entry& entry, std::string& out) {
    if (const auto* text = entry.node->as_string()) {
        out = text->get();
        return {};
    }
    return entry.wrong("a string");
}

Result<> take(const Entry& entry, bool& out) {
    if (const auto* value = entry.node->as_boolean()) {
        out = value->get();
        return {};
    }
    return entry.wrong("true or false");
}

Result<> take_integer(const Entry& entry, int& out, int least, int most) {
    const auto* value = entry.node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) return entry.wrong(format("an integer from {} to {}", least, most));
    out = static_cast<int>(value->get());
    return {};
}

Result<> take_duration(const Entry& entry, int& out) {
    const auto* text = entry.node->as_string();
    const auto duration = text == nullptr ? std::nullopt : parse_duration_ms(text->get());
    if (!duration) return entry.wrong("a duration such as \"5s\", \"250ms\" or \"2min\"");
    out = *duration;
    return {};
}

Result<> take(const Entry& entry, std::set<std::string>& out) {
    const auto* list = entry.node->as_array();
    if (list == nullptr) return entry.wrong("an array of strings");
    for (const auto& item : *list) {
        if (!item.is_string()) return entry.wrong("an array of strings");
        out.insert(item.as_string()->get());
    }
    return {};
}

using Taker = std::function<Result<>(const Entry&)>;
using Takers = std::map<std::string, Taker, std::less<>>;

template <class T>
Taker into(T& out) {
    return [&out](const Entry& entry) { return take(entry, out); };
}

Failing unknown_key(const Entry& entry, std::string_view key, const Takers& takers) {
    std::vector<std::string> known;
    for (const auto& [name, taker] : takers) known.push_back(name);
    auto failing = fail(ErrorCode::config_invalid, format("there is no key \"{}\"", entry.path)).at(entry.span());
    if (const auto near = nearest(key, known); !near.empty()) return std::move(failing).hint(format("Write {}, if that is what is meant.", near));
    return std::move(failing).hint("See docs/reference/configuration.md for the keys there are.");
}

Result<> walk(const std::string& file, const std::string& prefix, const toml::table& table, const Takers& takers) {
    for (const auto& [key, node] : table) {
        const Entry entry{file, prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str()), &node, key.source().begin};
        const auto it = takers.find(key.str());
        if (it == takers.end()) return unknown_key(entry, key.str(), takers);
        WHIMBREL_CHECK(it->second(entry));
    }
    return {};
}

Taker table_of(Takers takers) {
    return [takers = std::move(takers)](const Entry& entry) -> Result<> {
        if (!entry.node->is_table()) return entry.wrong(format("a table: write [{}]", entry.path));
        return walk(entry.file, entry.path, *entry.node->as_table(), takers);
    };
}

/// [[name]] … : each element needs all of its keys.
template <class T>
Taker list_of(std::vector<T>& out, Takers (*takers_of)(T&)) {
    return [&out, takers_of](const Entry& entry) -> Result<> {
        const auto* list = entry.node->as_array();
        if (list == nullptr) return entry.wrong(format("a list of tables: write [[{}]]", entry.path));
        for (const auto& item : *list) {
            if (!item.is_table()) return entry.wrong(format("a list of tables: write [[{}]]", entry.path));
            const auto takers = takers_of(out.emplace_back());
            WHIMBREL_CHECK(walk(entry.file, entry.path, *item.as_table(), takers));
            for (const auto& [key, taker] : takers) {
                if (const auto* value = item.as_table()->get(key); value != nullptr && !value->value_or(std::string_view()).empty()) continue;
                const Entry place{entry.file, entry.path, &item, item.source().begin};
                return fail(ErrorCode::config_invalid, format("a rule of [[{}]] has no {}", entry.path, key))
                    .at(place.span())
                    .hint(format("Add {} = \"…\" to the rule.", key));
            }
        }
        return {};
    };
}

/// Kinds that are not managed can be ignored too, so a word that is no kind's is let pass unless it is nearly one.
Result<> take_kind(const Entry& entry, std::string& out) {
    WHIMBREL_CHECK(take(entry, out));
    std::vector<std::string> known;
    for (const auto& kind : kinds::all_kinds()) known.emplace_back(kind.name);
    const auto near = nearest(out, known);
    if (near.empty() || near == out || out.find('*') != std::string::npos) return {};
    auto spoken = near;
    std::ranges::replace(spoken, '_', ' ');
    if (spoken == out) return {};
    return fail(ErrorCode::config_invalid, format("there is no kind \"{}\"", out)).at(entry.span()).hint(format("Write {}, if that is what is meant.", near));
}

/// A name that stands for nothing would allow nothing, and nobody would learn of it.
Result<> take_reach_names(const Entry& entry, std::set<std::string>& out) {
    WHIMBREL_CHECK(take(entry, out));
    for (const auto& item : *entry.node->as_array()) {
        const auto& name = item.as_string()->get();
        if (parse::is_reach_name(name)) continue;
        const auto known = parse::reach_names();
        const Entry place{entry.file, entry.path, &item, item.source().begin};
        auto failing = fail(ErrorCode::config_invalid, format("{} has \"{}\", which names nothing that could be allowed", entry.path, name)).at(place.span());
        if (const auto near = nearest(name, known); !near.empty()) return std::move(failing).hint(format("Write \"{}\", if that is what is meant.", near));
        std::string all;
        for (const auto& one : known) all += (all.empty() ? "\"" : ", \"") + one + '"';
        return std::move(failing).hint(format("Write one of {}.", all));
    }
    return {};
}

Result<> take_finding(const Entry& entry, std::string& out) {
    WHIMBREL_CHECK(take(entry, out));
    if (out == "redundant_index" || out == "index_name") return {};
    return entry.wrong("\"redundant_index\" or \"index_name\"");
}

Takers ignore_takers(IgnoreRule& rule) {
    return {{"kind", [&rule](const Entry& e) { return take_kind(e, rule.kind); }}, {"name", into(rule.name)}, {"reason", into(rule.reason)}};
}

/// PostgreSQL's own roles and the superuser that initdb made are on every server; "*" does not mean them.
Result<> take_managed_name(const Entry& entry, std::string& out) {
    WHIMBREL_CHECK(take(entry, out));
    if (!out.starts_with("pg_") && out != "postgres") return {};
    return fail(ErrorCode::config_invalid, format("{} names roles that every server has, and such are never managed", entry.path))
        .at(entry.span())
        .hint("Name roles that the project makes.");
}

Result<> take_managed_kind(const Entry& entry, std::string& out) {
    WHIMBREL_CHECK(take(entry, out));
    if (is_managed_by_rule(out)) return {};
    return fail(ErrorCode::config_invalid, format("no [[manage]] rule can be about \"{}\"", out))
        .at(entry.span())
        .hint("Write \"role\": what belongs to a database is managed without a rule.");
}

Takers manage_takers(ManageRule& rule) {
    return {{"kind", [&rule](const Entry& e) { return take_managed_kind(e, rule.kind); }},
            {"name", [&rule](const Entry& e) { return take_managed_name(e, rule.name); }}};
}
Takers accept_takers(AcceptRule& rule) {
    return {{"finding", [&rule](const Entry& e) { return take_finding(e, rule.finding); }}, {"name", into(rule.name)}, {"reason", into(rule.reason)}};
}

Taker databases_taker(Config& config) {
    return [&config](const Entry& entry) -> Result<> {
        if (!entry.node->is_table()) return entry.wrong("a table: write [databases.NAME]");
        for (const auto& [name, node] : *entry.node->as_table()) {
            const Entry section{entry.file, entry.path + "." + std::string(name.str()), &node, name.source().begin};
            if (!node.is_table()) return section.wrong(format("a table: write [{}]", section.path));
            auto& database = config.databases[std::string(name.str())];
            WHIMBREL_CHECK(walk(entry.file, section.path, *node.as_table(),
                                {{"url", into(database.url)}, {"development", into(database.development)}, {"allow_lossy", into(database.allow_lossy)}}));
        }
        return {};
    };
}

/// What is in the ledger's schema is not managed, so it is not one that holds anything else.
Result<> take_ledger_schema(const Entry& entry, std::string& out) {
    WHIMBREL_CHECK(take(entry, out));
    if (!out.empty() && out != "public" && out != "information_schema" && !out.starts_with("pg_")) return {};
    return entry.wrong("the name of a schema that the ledger can have for itself");
}

Taker numbering_taker(Config& config) {
    return [&config](const Entry& entry) -> Result<> {
        const auto text = entry.node->value_or(std::string_view());
        if (text != "timestamp" && text != "sequential") return entry.wrong("\"timestamp\" or \"sequential\"");
        config.numbering = text == "timestamp" ? history::Numbering::timestamp : history::Numbering::sequential;
        return {};
    };
}

/// "public.people" = "Person"
Taker type_names_taker(std::map<std::string, std::string, std::less<>>& names) {
    return [&names](const Entry& entry) -> Result<> {
        if (!entry.node->is_table()) return entry.wrong(format("a table: write [{}]", entry.path));
        for (const auto& [name, node] : *entry.node->as_table()) {
            const Entry given{entry.file, entry.path + "." + std::string(name.str()), &node, name.source().begin};
            auto& type = names[std::string(name.str())];
            WHIMBREL_CHECK(take(given, type));
            if (!codegen::is_type_name(type)) return given.wrong("a type's name, such as \"Person\"");
            if (name.str().find('.') == std::string_view::npos)
                return fail(ErrorCode::config_invalid, format("\"{}\" names no table: its schema is missing", name.str()))
                    .at(given.span())
                    .hint(format("Write \"public.{}\" = \"{}\".", name.str(), type));
        }
        return {};
    };
}

Taker number_taker(codegen::NameRules& rules) {
    return [&rules](const Entry& entry) -> Result<> {
        const auto text = entry.node->value_or(std::string_view());
        if (text != "singular" && text != "as_it_is") return entry.wrong("\"singular\" or \"as_it_is\"");
        rules.number = text == "singular" ? codegen::NameRules::Number::singular : codegen::NameRules::Number::as_it_is;
        return {};
    };
}

Taker namespace_taker(std::string& name) {
    return [&name](const Entry& entry) -> Result<> {
        WHIMBREL_CHECK(take(entry, name));
        if (codegen::is_cpp_namespace(name)) return {};
        return entry.wrong("a namespace of C++, such as \"app::database\"");
    };
}

/// [codegen]
Takers codegen_takers(Codegen& codegen) {
    return {{"number", number_taker(codegen.names)},
            {"names", type_names_taker(codegen.names.given)},
            {"soft_delete", into(codegen.meanings.soft_delete)},
            {"version", into(codegen.meanings.version)},
            {"inserted_at", into(codegen.meanings.inserted_at)},
            {"updated_at", into(codegen.meanings.updated_at)},
            {"scope", into(codegen.meanings.scope)},
            {"cpp", table_of({{"out", into(codegen.cpp_out)}, {"namespace", namespace_taker(codegen.cpp_namespace)}})},
            {"typescript", table_of({{"out", into(codegen.typescript_out)}, {"zod", into(codegen.typescript_zod)}})}};
}

Takers top_takers(Config& config) {
    constexpr int k_most = std::numeric_limits<int>::max();
    return {
        {"postgres", [&config](const Entry& e) { return take_integer(e, config.postgres, pg::k_oldest_major, pg::k_newest_major); }},
        {"schema", into(config.schema)},
        {"migrations", into(config.migrations)},
        {"seeds", into(config.seeds)},
        {"queries", into(config.queries)},
        {"numbering", numbering_taker(config)},
        {"ledger_schema", [&config](const Entry& e) { return take_ledger_schema(e, config.ledger_schema); }},
        {"database", into(config.database)},
        {"databases", databases_taker(config)},
        {"shadow", table_of({{"url", into(config.shadow_url)}, {"allow", [&config](const Entry& e) { return take_reach_names(e, config.shadow_allow); }}})},
        {"timeouts", table_of({{"lock_timeout", [&config](const Entry& e) { return take_duration(e, config.lock_timeout_ms); }},
                               {"lock_attempts", [&config](const Entry& e) { return take_integer(e, config.lock_attempts, 1, k_most); }},
                               {"runner_wait", [&config](const Entry& e) { return take_duration(e, config.runner_wait_ms); }}})},
        {"check", table_of({{"index_name", into(config.check.index_name)}, {"redundant_indexes", into(config.check.redundant_indexes)}})},
        {"codegen", table_of(codegen_takers(config.codegen))},
        {"ignore", list_of(config.ignore, ignore_takers)},
        {"manage", list_of(config.manage.rules, manage_takers)},
        {"accept", list_of(config.accept, accept_takers)},
    };
}

Result<> check_default_database(const Config& config, const std::string& file) {
    if (config.database.empty() || config.databases.contains(config.database)) return {};
    return fail(ErrorCode::config_invalid, format("database = \"{}\" names no section", config.database))
        .at({file})
        .hint(format("Add [databases.{}].", config.database));
}

}  // namespace

std::optional<int> parse_duration_ms(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || number < 0) return std::nullopt;
    const std::string_view unit(read.ptr, static_cast<std::size_t>(text.data() + text.size() - read.ptr));
    const int scale = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "min" ? 60000 : 0;
    if (scale == 0 || number > std::numeric_limits<int>::max() / scale) return std::nullopt;
    return number * scale;
}

bool is_managed_by_rule(std::string_view kind) {
    return std::ranges::any_of(kinds::all_kinds(), [&](const kinds::KindOps& ops) { return ops.name == kind && ops.managed_by == kind; });
}

Result<Config> parse_config(const std::filesystem::path& file, std::string_view text) {
    toml::table parsed;
    try {
        parsed = toml::parse(text, file.native());
    } catch (const toml::parse_error& error) {
        constexpr std::string_view k_opening = "Error while parsing ";
        const auto& at = error.source().begin;
        auto reason = error.description();
        if (reason.starts_with(k_opening)) reason.remove_prefix(k_opening.size());
        return fail(ErrorCode::config_invalid, format("the file is no valid TOML, {}", reason))
            .at({file.string(), static_cast<int>(at.line), static_cast<int>(at.column)});
    }
    Config config;
    WHIMBREL_CHECK(walk(file.string(), "", parsed, top_takers(config)));
    WHIMBREL_CHECK(check_default_database(config, file.string()));
    return config;
}

std::filesystem::path find_config(const std::filesystem::path& start) {
    std::error_code ec;
    for (auto folder = start;; folder = folder.parent_path()) {
        if (std::filesystem::is_regular_file(folder / "whimbrel.toml", ec)) return folder / "whimbrel.toml";
        if (!folder.has_relative_path()) return {};
    }
}

Result<Config> read_config(const Environment& environment, const std::filesystem::path& given) {
    auto file = given.empty() ? find_config(environment.working_folder) : environment.working_folder / given;
    if (file.empty())
        return fail(ErrorCode::config_missing, format("there is no whimbrel.toml in {} or above it", environment.working_folder.string()))
            .hint("Run `whimbrel init` in the project's folder, or name the file with --config.");
    auto text = read_file(file);
    if (!text && !given.empty()) text.error().hints.emplace_back("Name another file with --config, or leave it out to have the whimbrel.toml here or above.");
    WHIMBREL_CHECK(text);
    // Messages name the file as the user sees it from where they stand.
    const auto shown = file.lexically_relative(environment.working_folder);
    WHIMBREL_TRY(auto config, parse_config(shown.empty() ? file : shown, *text));
    config.file = file;
    config.root = file.parent_path();
    return config;
}

}  // namespace whimbrel::project
