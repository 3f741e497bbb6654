// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/server_programs.h"

#include "whimbrel/base/format.h"
#include "whimbrel/shadow/subprocess.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace whimbrel::shadow {

namespace fs = std::filesystem;

namespace {

bool is_program(const fs::path& path) {
    std::error_code ec;
    return fs::is_regular_file(path, ec) && ::access(path.c_str(), X_OK) == 0;
}

bool is_server_folder(const fs::path& folder) { return is_program(folder / "initdb") && is_program(folder / "postgres"); }

std::vector<fs::path> search_path(const Environment& environment) {
    std::vector<fs::path> folders;
    const std::string path = environment.variable("PATH").value_or("");
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find(':', begin), path.size());
        if (end > begin) folders.emplace_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return folders;
}

/// "postgres (PostgreSQL) 15.20 (Debian …)" as 150020; "18beta1" as 180000.
std::optional<pg::ServerVersion> parse_version(std::string_view text) {
    constexpr std::string_view k_mark = "(PostgreSQL) ";
    const auto at = text.find(k_mark);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + k_mark.size());
    int major = 0;
    int minor = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), major);
    if (read.ec != std::errc{}) return std::nullopt;
    if (*read.ptr == '.') std::from_chars(read.ptr + 1, text.data() + text.size(), minor);
    return pg::ServerVersion{major * 10000 + minor};
}

std::optional<pg::ServerVersion> version_in(const Environment& environment, const fs::path& folder) {
    const auto answer = run({.words = {(folder / "postgres").string(), "--version"}, .environment = program_environment(environment)});
    if (!answer || answer->status != 0) return std::nullopt;
    return parse_version(answer->output);
}

std::optional<fs::path> folder_of_pg_config(const Environment& environment) {
    for (const auto& folder : search_path(environment)) {
        if (!is_program(folder / "pg_config")) continue;
        const auto answer = run({.words = {(folder / "pg_config").string(), "--bindir"}, .environment = program_environment(environment)});
        if (!answer || answer->status != 0) return std::nullopt;
        return answer->output.substr(0, answer->output.find_last_not_of('\n') + 1);
    }
    return std::nullopt;
}

/// Debian's and its kin's folders, the newest major first.
std::vector<fs::path> distribution_folders() {
    std::vector<std::pair<int, fs::path>> found;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ec)) {
        const std::string name = entry.path().filename().string();
        int major = 0;
        std::from_chars(name.data(), name.data() + name.size(), major);
        found.emplace_back(major, entry.path() / "bin");
    }
    std::ranges::sort(found, std::ranges::greater{}, &std::pair<int, fs::path>::first);
    std::vector<fs::path> folders;
    for (auto& [major, folder] : found) folders.push_back(std::move(folder));
    return folders;
}

/// Offers each folder with server programs once, in order of choice, until `take` answers true. The later
/// places are looked at only when they are reached: each costs a process.
void offer(const Environment& environment, const std::function<bool(const ServerPrograms&)>& take) {
    std::set<fs::path> offered;
    const auto done_with = [&](const fs::path& folder) {
        std::error_code ec;
        const fs::path real = fs::canonical(folder, ec);
        if (ec || !is_server_folder(real) || !offered.insert(real).second) return false;
        const auto version = version_in(environment, real);
        return version && take({real, *version});
    };
    if (const auto named = environment.variable("WHIMBREL_PG_BIN"); named && done_with(*named)) return;
    if (const auto configured = folder_of_pg_config(environment); configured && done_with(*configured)) return;
    for (const auto& folder : distribution_folders())
        if (done_with(folder)) return;
    for (const auto& folder : search_path(environment))
        if (done_with(folder)) return;
}

bool is_supported(int major) { return major >= pg::k_oldest_major && major <= pg::k_newest_major; }

Failing none_chosen(int major, const std::set<int>& found) {
    const int wanted = major != 0 ? major : pg::k_newest_major;
    std::string others;
    for (const int other : found) others += format("{}{}", others.empty() ? "" : ", ", other);
    std::string message = major != 0 ? format("the server programs of PostgreSQL {} were not found", major) : "no PostgreSQL server programs were found";
    if (!found.empty()) message += format(", only those of {}", others);
    const std::string package = major != 0 || !found.empty() ? format("postgresql-{}", wanted) : "postgresql";
    return fail(ErrorCode::server_programs_missing, message)
        .hint(format("Install them (on Debian and Ubuntu: apt-get install {}), name their folder in WHIMBREL_PG_BIN, or give a "
                     "server with --shadow-url.",
                     package));
}

}  // namespace

bool ServerPrograms::has_pg_dump() const { return is_program(folder / "pg_dump"); }

std::vector<ServerPrograms> find_server_programs(const Environment& environment) {
    std::vector<ServerPrograms> all;
    offer(environment, [&](const ServerPrograms& programs) {
        all.push_back(programs);
        return false;
    });
    return all;
}

Result<ServerPrograms> choose_server_programs(const Environment& environment, int major) {
    if (const auto named = environment.variable("WHIMBREL_PG_BIN"); named && !is_server_folder(*named))
        return fail(ErrorCode::server_programs_missing, format("WHIMBREL_PG_BIN names {}, which does not hold initdb and postgres", *named))
            .hint("Set WHIMBREL_PG_BIN to the folder of the server programs, such as /usr/lib/postgresql/15/bin, or unset it.");
    std::optional<ServerPrograms> chosen;
    std::set<int> others;
    offer(environment, [&](const ServerPrograms& programs) {
        const int found = programs.version.major();
        if (major != 0 ? found == major : is_supported(found)) chosen = programs;
        else others.insert(found);
        return chosen.has_value();
    });
    if (!chosen) return none_chosen(major, others);
    return *chosen;
}

}  // namespace whimbrel::shadow
