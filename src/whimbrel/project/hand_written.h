// SPDX-License-Identifier: Apache-2.0
// new and prove: migrations that a person writes or changes.
#pragma once

#include "whimbrel/project/workspace.h"
#include "whimbrel/proof/proof.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::project {

struct NewPair {
    std::string version;
    std::filesystem::path up_path, down_path;
};
/// An empty pair of files, unproven. Errors: history_name_invalid, history_two_heads, file_unwritable.
Result<NewPair> make_pair_of_files(const Workspace& workspace, const std::string& name);

struct ProveReport {
    struct Proven {
        std::string title;
        bool down = false;  ///< a way back was proven too
        bool normalised = false;
    };
    std::vector<Proven> proven;
    /// What the declaration still wants once all migrations are applied; a following `generate` would write it.
    std::vector<std::string> declaration_differs;
};
/// Proves the versions named (none: all that are unproven or edited), and every later one, since its ground changed; stamps
/// them and writes the snapshot anew. Errors: version_unknown, history_two_heads, migration_missing, proof_failed, statement_failed.
Result<ProveReport> prove_migrations(const Workspace& workspace, const std::vector<std::string>& versions);

/// The snapshot after the last migration, whose state is `after`: with the declaration's hash where the declaration says the same.
/// `differs` gets what it says otherwise.
Result<history::Snapshot> snapshot_after(const Workspace& workspace, shadow::Shadow& shadow, const catalog::Catalog& after, std::vector<std::string>& differs);

/// Says so where rows that a migration puts into older tables keep it from being applied again after a rollback.
void warn_of_rows(const Workspace& workspace, const history::Migration& migration, const proof::Proof& proof);

}  // namespace whimbrel::project
