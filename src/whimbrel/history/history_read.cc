// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/history/folder_commit.h"
#include "whimbrel/history/lock_file.h"
#include "whimbrel/history/snapshot_file.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>
#include <fstream>
#include <map>

namespace whimbrel::history {

namespace fs = std::filesystem;

namespace {

struct FileName {
    std::string version, name;
    bool is_down = false;
};

/// <version>_<name>.up.sql, .down.sql or .sql; nothing for anything else.
std::optional<FileName> parse_file_name(std::string_view file) {
    FileName parsed;
    for (const std::string_view ending : {".up.sql", ".down.sql", ".sql"}) {
        if (!file.ends_with(ending)) continue;
        file.remove_suffix(ending.size());
        parsed.is_down = ending == ".down.sql";
        const auto digits = std::min(file.find_first_not_of("0123456789"), file.size());
        if (digits == 0 || digits + 1 >= file.size() || file[digits] != '_') return std::nullopt;
        parsed.version = file.substr(0, digits);
        parsed.name = file.substr(digits + 1);
        return parsed;
    }
    return std::nullopt;
}

/// Version and title. After a merge two files may have one version.
using FileKey = std::pair<std::string, std::string>;
struct OlderVersion {
    bool operator()(const FileKey& a, const FileKey& b) const {
        if (version_less(a.first, b.first)) return true;
        return !version_less(b.first, a.first) && a.second < b.second;
    }
};
using ByVersion = std::map<FileKey, Migration, OlderVersion>;

Failing two_claim(const fs::path& first, const fs::path& second, const std::string& version) {
    return fail(ErrorCode::history_two_versions, format("{} and {} both claim version {}", first.filename().string(), second.filename().string(), version))
        .at({second.string(), 0, 0})
        .hint("Rename one of the two, or merge their statements into one.");
}

Result<> take_file(const fs::path& path, ByVersion& migrations) {
    const auto parsed = parse_file_name(path.filename().string());
    if (!parsed)
        return fail(ErrorCode::history_broken, format("{} is not named as a migration is", path.filename().string()))
            .at({path.string(), 0, 0})
            .hint("Rename it to <version>_<name>.up.sql, where the version is all digits, or move it out of the folder.");
    auto& migration = migrations[{parsed->version, parsed->version + "_" + parsed->name}];
    const bool is_taken = parsed->is_down ? !migration.down_path.empty() : !migration.up_path.empty();
    if (is_taken) return two_claim(parsed->is_down ? migration.down_path : migration.up_path, path, parsed->version);
    migration.version = parsed->version;
    migration.name = parsed->name;
    WHIMBREL_TRY(std::string text, read_file(path));
    (parsed->is_down ? migration.down_hash : migration.up_hash) = parse::token_hash(text);
    (parsed->is_down ? migration.down : migration.up) = std::move(text);
    (parsed->is_down ? migration.down_path : migration.up_path) = path;
    return {};
}

Result<> refuse_two_of_one_version(const ByVersion& migrations) {
    const auto same = [](const auto& a, const auto& b) { return !version_less(a.first.first, b.first.first) && !version_less(b.first.first, a.first.first); };
    const auto it = std::ranges::adjacent_find(migrations, same);
    if (it == migrations.end()) return {};
    const auto path_of = [](const Migration& migration) { return migration.up_path.empty() ? migration.down_path : migration.up_path; };
    return two_claim(path_of(it->second), path_of(std::next(it)->second), std::next(it)->second.version);
}

Result<ByVersion> read_files(const fs::path& folder, Conflicts conflicts) {
    std::vector<fs::path> paths;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder, ec)) {
        const auto& path = entry.path();
        if (path.extension() == ".sql" && !path.filename().string().starts_with('.') && !entry.is_directory(ec)) paths.push_back(path);
    }
    if (ec) return fail(ErrorCode::file_unreadable, format("cannot read {}: {}", folder.string(), ec.message()));
    std::ranges::sort(paths);
    ByVersion migrations;
    for (const auto& path : paths) WHIMBREL_CHECK(take_file(path, migrations));
    if (conflicts == Conflicts::refuse) WHIMBREL_CHECK(refuse_two_of_one_version(migrations));
    for (const auto& [key, migration] : migrations)
        if (migration.up_path.empty())
            return fail(ErrorCode::history_broken, format("{} has no up file beside it", migration.down_path.filename().string()))
                .at({migration.down_path.string(), 0, 0})
                .hint(format("Write {}.up.sql, or remove the down file.", migration.title()));
    return migrations;
}

/// Takes the stamp's file out of `files`: one with its version, and its text where that is asked for.
enum class Text : std::uint8_t { as_stamped, any };
std::optional<Migration> take_stamped(const Stamp& stamp, Text text, ByVersion& files) {
    for (auto file = files.lower_bound({stamp.version, ""}); file != files.end() && !version_less(stamp.version, file->first.first); ++file) {
        if (text == Text::as_stamped && file->second.up_hash != stamp.up_hash) continue;
        auto migration = std::move(file->second);
        files.erase(file);
        migration.stamp = stamp;
        return migration;
    }
    return std::nullopt;
}

/// Stamped ones in the order of the chain, then the others by version.
void put_in_order(History& history, ByVersion files) {
    // Where two files have one version their texts tell whose they are; one that was edited gets what is left.
    std::vector<std::optional<Migration>> stamped(history.stamps.size());
    for (const auto text : {Text::as_stamped, Text::any})
        for (std::size_t at = 0; at < stamped.size(); ++at)
            if (!stamped[at]) stamped[at] = take_stamped(history.stamps[at], text, files);
    for (std::size_t at = 0; at < stamped.size(); ++at) {
        if (stamped[at]) history.migrations.push_back(std::move(*stamped[at]));
        else history.missing.push_back(history.stamps[at].version);
    }
    for (auto& [key, migration] : files) history.migrations.push_back(std::move(migration));
}

std::vector<std::string> heads_of(const std::vector<Stamp>& stamps) {
    std::vector<std::string> heads;
    for (const auto& stamp : stamps)
        if (std::ranges::find(stamps, stamp.id, &Stamp::parent) == stamps.end()) heads.push_back(stamp.id);
    return heads;
}

Result<> read_snapshot_header(History& history, Conflicts conflicts) {
    const auto path = history.folder / k_snapshot_file;
    std::error_code ec;
    if (!fs::exists(path, ec)) return {};
    // Only the first line: the rest can be megabytes, and a command with nothing to do must be quick.
    std::ifstream file(path, std::ios::binary);
    std::string line;
    if (!std::getline(file, line)) return fail(ErrorCode::file_unreadable, format("cannot read {}", path.string()));
    auto header = parse_snapshot_header(line, path);
    if (header) {
        history.snapshot_header = std::move(*header);
    } else if (conflicts == Conflicts::refuse) {
        return std::unexpected(std::move(header).error());
    }
    return {};
}

}  // namespace

Result<History> read(const fs::path& folder, Conflicts conflicts) {
    History history;
    history.folder = folder;
    std::error_code ec;
    if (!fs::exists(folder, ec)) return history;
    if (commit_is_unfinished(folder)) {
        const FolderLock lock(folder, FolderLock::Mode::exclusive);
        WHIMBREL_CHECK(finish_commit(folder));
    }
    const FolderLock lock(folder, FolderLock::Mode::shared);
    if (const auto path = folder / k_lock_file; fs::exists(path, ec)) {
        WHIMBREL_TRY(const std::string text, read_file(path));
        history.lock_hash = sha256_hex(text);
        WHIMBREL_TRY(auto stamps, parse_lock(text, path, conflicts));
        WHIMBREL_TRY(history.stamps, chain(std::move(stamps), path, conflicts));
    }
    WHIMBREL_TRY(auto files, read_files(folder, conflicts));
    put_in_order(history, std::move(files));
    history.heads = heads_of(history.stamps);
    WHIMBREL_CHECK(read_snapshot_header(history, conflicts));
    return history;
}

}  // namespace whimbrel::history
