// SPDX-License-Identifier: Apache-2.0
// Private to runner/: what is to be done, from the folder and the ledger alone.
#pragma once

#include "whimbrel/runner/runner.h"

#include <vector>

namespace whimbrel::runner {

/// The migrations to apply, in order. Errors: migration_edited, migration_missing, migration_unproven,
/// migration_unfinished, ledger_newer, out_of_order, version_unknown.
Result<std::vector<const history::Migration*>> to_apply(const history::History& history, const std::vector<Applied>& ledger, const Target& target,
                                                        const RunnerOptions& options);

/// The migrations to roll back, newest first. Errors: migration_unfinished, version_unknown.
Result<std::vector<const Applied*>> to_roll_back(const std::vector<Applied>& ledger, const Target& target);

/// The down script of an applied migration, and the name of the file it is from. Errors: no_down_script, migration_unproven.
struct DownScript {
    std::string file, text;
    bool folder_is_newer = false;  ///< the folder has a proven one that is not taken
};
Result<DownScript> down_script(const history::History& history, const Applied& migration, const RunnerOptions& options);

}  // namespace whimbrel::runner
