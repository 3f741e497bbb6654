// SPDX-License-Identifier: Apache-2.0
// History: the migrations folder, files only, no server. See docs/formats.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/catalog/catalog.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::history {

enum class Numbering : std::uint8_t { timestamp, sequential };

/// A migration's row in migrations/whimbrel.lock.
struct Stamp {
    std::string version;
    std::string id;                                            ///< hash(version, up's token hash, down's, parent's id)
    std::string up_hash;                                       ///< token hash of the up file when it was proven
    std::string down_hash;                                     ///< empty where it has no down file
    std::string parent;                                        ///< id of the migration before it; empty for the first
    int server_version = 0;                                    ///< of the proof, as libpq counts (150020); 0: not proven
    std::string proof;                                         ///< "proven", "unproven", "adopted"
    std::vector<std::pair<std::string, std::string>> answers;  ///< question id → answer used
    std::vector<std::string> up_risks, down_risks;             ///< "lossy drop table:public.groups"…
};

struct Migration {
    std::string version;                       ///< "20261120143000" or "0001"
    std::string name;                          ///< "create_groups_and_members"
    std::filesystem::path up_path, down_path;  ///< down_path is empty where there is no down file
    std::string up, down;                      ///< the texts, line ends as they are
    std::string up_hash, down_hash;            ///< token hashes of the texts now
    std::optional<Stamp> stamp;                ///< from the lock file
    [[nodiscard]] bool edited() const;         ///< the text is no longer what was stamped
    [[nodiscard]] std::string title() const { return version + "_" + name; }
};

/// Line 1 of migrations/snapshot.jsonl.
struct SnapshotHeader {
    int format = 1;
    int model = 1;
    std::vector<std::string> kinds;
    int server_major = 0;
    std::string head;              ///< id of the last migration
    std::string declaration_hash;  ///< of the declaration with its directives, and of the configuration that matters
};

struct Snapshot {
    SnapshotHeader header;
    catalog::Catalog catalog;
};

/// What to do about conflict markers that a git merge left in the lock file.
enum class Conflicts : std::uint8_t {
    refuse,     ///< history_broken, naming `whimbrel rebase`
    take_both,  ///< the rows of both sides, and two files of one version; for `whimbrel rebase`, which repairs what comes of it
};

/// The folder as it is. `migrations` are in the order of the parent chain (stamped), then unstamped ones by version.
struct History {
    std::filesystem::path folder;
    std::vector<Migration> migrations;
    std::vector<Stamp> stamps;  ///< every row of the lock file, parents before children
    std::optional<SnapshotHeader> snapshot_header;
    std::vector<std::string> missing;  ///< versions that the lock file names and the folder lacks
    std::vector<std::string> heads;    ///< ids that no migration names as parent: more than one after a git merge
    std::string lock_hash;             ///< of the lock file's text as it was read; write() refuses where it is another now
    [[nodiscard]] const Migration* find(std::string_view version) const;
    /// Id of the last migration of the chain (with several heads: of the last row); empty where there is none.
    [[nodiscard]] std::string head() const;
    /// history_two_heads, naming both and `whimbrel rebase`, where the chain has more than one end.
    [[nodiscard]] Result<> one_head() const;
    /// True where the snapshot is that of head().
    [[nodiscard]] bool snapshot_is_current() const { return snapshot_header && snapshot_header->head == head(); }
};

/// Reads the folder (which may not exist: an empty history). What a write that was killed left behind is finished, where it
/// was committed, or swept; other files are never touched. A half-merged lock file with conflict markers is an error that
/// names `whimbrel rebase`. Understands <version>_<name>.up.sql/.down.sql, and for adopted folders <version>_<name>.sql
/// with or without <version>_<name>.down.sql; any other *.sql is an error.
/// Errors: file_unreadable, file_unwritable (a killed write cannot be finished), history_broken, history_two_versions.
Result<History> read(const std::filesystem::path& folder, Conflicts conflicts = Conflicts::refuse);

/// The snapshot with its catalog; nothing where there is none. Errors: snapshot_broken, history_broken (conflict markers).
Result<std::optional<Snapshot>> read_snapshot(const std::filesystem::path& folder);

/// Id of a migration from its parts.
std::string migration_id(std::string_view version, std::string_view up_hash, std::string_view down_hash, std::string_view parent);

/// True where `a` is older than `b`: versions are compared as numbers, of any length.
bool version_less(std::string_view a, std::string_view b);

/// The next version: UTC time (never older or equal to the newest there is) or the next number.
std::string next_version(const History& history, Numbering numbering, const Environment& environment);

/// "Create groups & members" → "create_groups_members"; letters beyond ASCII stay as they are. Empty names are refused: history_name_invalid.
Result<std::string> file_name(std::string_view name);

struct NewMigration {
    std::string version, name, up, down;  ///< down is empty where there is none
    Stamp stamp;                          ///< version, hashes and id are filled in by write(); an empty parent means the head
};

/// What a write changes, all at once. Order: unstamped, restamped, then migrations, each on top of the one before it.
struct Write {
    std::vector<NewMigration> migrations;
    std::vector<std::filesystem::path> removed;  ///< files of the folder to delete (rebase)
    std::vector<Stamp> restamped;                ///< replace those of the same version, or stamp a hand-written migration;
                                                 ///< hashes are taken from the files as they are
    std::vector<std::string> unstamped;          ///< ids of the stamps that go; their children move to their parents
    std::optional<Snapshot> snapshot;            ///< its header's head is filled in
};
/// Everything is staged beside its place first; one rename commits it, so that a crash at any point leaves a folder that
/// read() puts right, and a full disk leaves it as it was. Ids of migrations on top of changed ones are computed anew.
/// `history` is read again afterwards.
/// Errors: file_unwritable, history_changed (another command wrote since `history` was read), history_two_heads.
Result<> write(History& history, const Write& change);

}  // namespace whimbrel::history
