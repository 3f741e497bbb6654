// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/history/folder_commit.h"
#include "whimbrel/history/lock_file.h"
#include "whimbrel/history/snapshot_file.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>
#include <map>

namespace whimbrel::history {

namespace fs = std::filesystem;

namespace {

/// The rows of the lock file while they change, and what became of the ids that they had.
class Chain {
public:
    explicit Chain(const History& history, const Write& change) {
        for (const auto& old : history.stamps) {
            const std::string parent = now(old.parent);
            if (std::ranges::find(change.unstamped, old.id) != change.unstamped.end()) {
                renamed_[old.id] = parent;
                continue;
            }
            Stamp stamp = old;
            const auto again = std::ranges::find(change.restamped, old.version, &Stamp::version);
            if (again != change.restamped.end()) stamp = with_hashes(*again, history);
            if (again == change.restamped.end() || stamp.parent.empty()) stamp.parent = old.parent;
            put(std::move(stamp));
            renamed_[old.id] = stamps_.back().id;
        }
        for (const auto& stamp : change.restamped)
            if (std::ranges::find(history.stamps, stamp.version, &Stamp::version) == history.stamps.end()) added_.push_back(with_hashes(stamp, history));
    }

    Result<> add(const NewMigration& migration) {
        Stamp stamp = migration.stamp;
        stamp.version = migration.version;
        stamp.up_hash = parse::token_hash(migration.up);
        stamp.down_hash = migration.down.empty() ? std::string() : parse::token_hash(migration.down);
        return add(std::move(stamp));
    }
    /// Stamps for what was not stamped before, oldest first.
    Result<> add_restamped() {
        std::ranges::stable_sort(added_, version_less, &Stamp::version);
        for (auto& stamp : added_) WHIMBREL_CHECK(add(std::move(stamp)));
        return {};
    }
    [[nodiscard]] const std::vector<Stamp>& stamps() const { return stamps_; }

private:
    static Stamp with_hashes(Stamp stamp, const History& history) {
        if (const Migration* migration = history.find(stamp.version); migration != nullptr) {
            stamp.up_hash = migration->up_hash;
            stamp.down_hash = migration->down_hash;
        }
        return stamp;
    }
    [[nodiscard]] std::string now(const std::string& id) const {
        const auto it = renamed_.find(id);
        return it == renamed_.end() ? id : it->second;
    }
    [[nodiscard]] std::vector<const Stamp*> heads() const {
        std::vector<const Stamp*> heads;
        for (const auto& stamp : stamps_)
            if (std::ranges::find(stamps_, stamp.id, &Stamp::parent) == stamps_.end()) heads.push_back(&stamp);
        return heads;
    }
    void put(Stamp stamp) {
        stamp.parent = now(stamp.parent);
        stamp.id = migration_id(stamp.version, stamp.up_hash, stamp.down_hash, stamp.parent);
        stamps_.push_back(std::move(stamp));
    }
    Result<> add(Stamp stamp) {
        std::erase_if(stamps_, [&](const Stamp& other) { return other.version == stamp.version; });
        if (stamp.parent.empty()) {
            const auto ends = heads();
            if (ends.size() > 1)
                return fail(ErrorCode::history_two_heads, format("the history has {} heads: {}, {}", ends.size(), ends[0]->version, ends[1]->version))
                    .hint("Run `whimbrel rebase`: it puts your migration on top of the other one and proves it.");
            if (!ends.empty()) stamp.parent = ends.front()->id;
        }
        put(std::move(stamp));
        return {};
    }

    std::vector<Stamp> stamps_, added_;
    std::map<std::string, std::string> renamed_;  ///< old id → the id that stands in its place
};

std::string with_line_end(std::string text) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text;
}

Result<FolderChange> files_of(const History& history, const Write& change) {
    Chain chain(history, change);
    WHIMBREL_CHECK(chain.add_restamped());
    for (const auto& migration : change.migrations) WHIMBREL_CHECK(chain.add(migration));
    FolderChange files;
    files.files.emplace_back(k_lock_file, render_lock(chain.stamps()));
    for (const auto& migration : change.migrations) {
        const std::string title = migration.version + "_" + migration.name;
        files.files.emplace_back(title + ".up.sql", with_line_end(migration.up));
        if (!migration.down.empty()) files.files.emplace_back(title + ".down.sql", with_line_end(migration.down));
    }
    if (change.snapshot) {
        Snapshot snapshot = *change.snapshot;
        snapshot.header.head = chain.stamps().empty() ? std::string() : chain.stamps().back().id;
        files.files.emplace_back(k_snapshot_file, render_snapshot(snapshot));
    }
    for (const auto& path : change.removed) {
        const auto name = path.filename().string();
        const bool is_written = std::ranges::any_of(files.files, [&](const auto& file) { return file.first == name; });
        if (!is_written) files.removed.push_back(name);
    }
    return files;
}

}  // namespace

Result<> write(History& history, const Write& change) {
    WHIMBREL_TRY(const FolderChange files, files_of(history, change));
    std::error_code ec;
    fs::create_directories(history.folder, ec);
    if (ec)
        return fail(ErrorCode::file_unwritable, format("cannot write {}: {}", history.folder.string(), ec.message()))
            .hint("Check the free space of the disk and the permissions of the folder, and run the command again.");
    {
        const FolderLock lock(history.folder, FolderLock::Mode::exclusive);
        WHIMBREL_CHECK(finish_commit(history.folder));
        const auto text = read_file(history.folder / k_lock_file);
        if ((text ? sha256_hex(*text) : std::string()) != history.lock_hash)
            return fail(ErrorCode::history_changed, format("{} changed while the command ran", (history.folder / k_lock_file).string()))
                .hint("Run the command again.");
        WHIMBREL_CHECK(commit(history.folder, files));
    }
    WHIMBREL_TRY(history, read(history.folder));
    return {};
}

}  // namespace whimbrel::history
