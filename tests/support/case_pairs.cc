// SPDX-License-Identifier: Apache-2.0
#include "tests/support/case_pairs.h"

#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"

#include <unistd.h>

#include <algorithm>
#include <sstream>

namespace whimbrel::testing {

namespace fs = std::filesystem;

std::vector<std::string> case_names(const fs::path& cases) {
    std::vector<std::string> out;
    const auto wanted = real_environment().variable("WHIMBREL_CASES").value_or("");
    for (const auto& entry : fs::recursive_directory_iterator(cases))
        if (entry.path().filename() == "to.sql") {
            const auto name = entry.path().parent_path().lexically_relative(cases).string();
            if (name.find(wanted) != std::string::npos) out.push_back(name);
        }
    std::ranges::sort(out);
    return out;
}

namespace {

/// A module of the build folder, where the server's user may not be able to read it, for as long as this lives.
class ReadableCopy {
public:
    explicit ReadableCopy(const fs::path& module) : path_(fs::temp_directory_path() / ("whimbrel_test_" + std::to_string(::getpid()) + ".so")) {
        fs::copy_file(module, path_, fs::copy_options::overwrite_existing);
        fs::permissions(path_, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    }
    ReadableCopy(const ReadableCopy&) = delete;
    ReadableCopy& operator=(const ReadableCopy&) = delete;
    ~ReadableCopy() {
        std::error_code ec;
        fs::remove(path_, ec);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// With providers of security labels, which no server has without a module.
Environment with_label_providers(const fs::path& module) {
    auto environment = real_environment();
    environment.variables["WHIMBREL_SHADOW_PRELOAD"] = module.string();
    return environment;
}

const Environment& environment_of_cases() {
    static const ReadableCopy k_providers(WHIMBREL_LABEL_PROVIDERS);
    static const Environment k_environment = with_label_providers(k_providers.path());
    return k_environment;
}

}  // namespace

shadow::Shadow& shared_shadow() {
    static shadow::Shadow shadow(environment_of_cases(), {});
    return shadow;
}

shadow::Shadow& shadow_of(const fs::path& folder) {
    if (!fs::exists(folder / "manages")) return shared_shadow();
    static shadow::Shadow shadow(environment_of_cases(), {.servers = shadow::ShadowOptions::Servers::one_each});
    return shadow;
}

source::SourceOptions options_of(const fs::path& folder) {
    source::SourceOptions options;
    for (const auto& line : lines_of(folder / "allows")) options.allowed_outside.insert(line);
    for (const auto& line : lines_of(folder / "manages"))
        options.read.managed.rules.push_back({.kind = line.substr(0, line.find(' ')), .name = line.substr(line.find(' ') + 1)});
    return options;
}

Result<LoadedCase> load_case(shadow::Shadow& shadow, const fs::path& folder) {
    const auto options = options_of(folder);
    WHIMBREL_TRY(const auto from_declaration, source::read_declaration(folder / "from.sql"));
    WHIMBREL_TRY(const auto to_declaration, source::read_declaration(folder / "to.sql"));
    WHIMBREL_TRY(auto from, source::load(shadow, from_declaration, shadow::DeclarationKind::project, options));
    WHIMBREL_TRY(auto to, source::load(shadow, to_declaration, shadow::DeclarationKind::project, options));
    for (const auto& line : lines_of(folder / "answers")) {
        const auto equals = line.find('=');
        to.facts.answers.answers.emplace_back(line.substr(0, equals), line.substr(equals + 1));
    }
    return LoadedCase{std::move(from), std::move(to)};
}

std::string reason_to_skip(const fs::path& folder) {
    const int major = shared_shadow().version().value().major();
    const auto since = lines_of(folder / "since"), until = lines_of(folder / "until"), needs = lines_of(folder / "needs");
    if (!since.empty() && major < std::stoi(since.front())) return "needs PostgreSQL " + since.front();
    if (!until.empty() && major > std::stoi(until.front())) return "until PostgreSQL " + until.front();
    if (needs.empty()) return {};
    auto database = shared_shadow().make().value();
    return database.session().execute("SELECT " + needs.front()).value()[0].boolean(0) ? std::string() : "needs " + needs.front();
}

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> out;
    if (!fs::exists(path)) return out;
    std::istringstream text(read_file(path).value());
    for (std::string line; std::getline(text, line);)
        if (!line.empty()) out.push_back(line);
    return out;
}

}  // namespace whimbrel::testing
