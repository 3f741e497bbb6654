// SPDX-License-Identifier: Apache-2.0
// adopt: takes over a folder of SQL files that another tool, or psql, applied so far.
#pragma once

#include "whimbrel/project/types.h"
#include "whimbrel/project/workspace.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct AdoptReport {
    struct Adopted {
        std::string title;
        std::string down_written;  ///< the down file that was missing; empty where there was one
    };
    std::vector<Adopted> adopted;
    std::vector<std::string> declaration_differs;
    TypesReport types;  ///< where whimbrel.toml asks for them
};

/// Replays the files that no lock file names, in order; plans the missing way back of each and writes it, proven; writes the lock and the
/// snapshot, and the types, which name the last migration. Names and contents of what was there stay as they are. Nothing to adopt where all are stamped: an
/// empty report. Errors: nothing_to_adopt where the folder holds no migration, statement_failed with the file's place, proof_failed.
Result<AdoptReport> adopt(const Workspace& workspace);

struct Baseline {
    std::string version;                ///< up to which the migrations are in the database already
    std::vector<std::string> versions;  ///< written into the ledger
};
/// Records in the database's ledger that the migrations up to `version` were applied; "auto" finds the newest whose schema the database
/// has. Errors: version_unknown, drifted with the differences where the database is not what the migrations give.
Result<Baseline> baseline(const Workspace& workspace, const DatabaseChoice& choice, const std::string& version);

}  // namespace whimbrel::project
