// SPDX-License-Identifier: Apache-2.0
// migrate, rollback and status: the runner's acts, with the history read first and the target named before anything is changed.
#pragma once

#include "whimbrel/history/history.h"
#include "whimbrel/project/workspace.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::project {

struct ApplyRequest {
    runner::Target target;
    std::set<std::string> allow_lossy;
    std::map<int, std::string> step_answers;
    enum class Pooler { refuse, accept_session } pooler = Pooler::refuse;
    enum class Order { chain, any } order = Order::chain;
    enum class Scripts { ledger, files } scripts = Scripts::ledger;
    enum class Drift { refuse, accept } drift = Drift::refuse;
};

/// Prints what is about to be changed: "migrate: database app on localhost:5432 ([databases.dev])".
void announce(const Workspace& workspace, const pg::Session& session, const DatabaseChoice& choice);

Result<history::History> read_history(const Workspace& workspace);

/// Errors: those of runner::migrate and runner::roll_back.
Result<runner::Report> migrate(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request);
Result<runner::Report> roll_back(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request);

/// What would be run, without running it.
struct DryRun {
    struct Script {
        std::string title, text;
    };
    std::vector<Script> scripts;
};
Result<DryRun> dry_migrate(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request);
Result<DryRun> dry_roll_back(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request);

struct StatusReport {
    std::string database;  ///< "database app on localhost:5432"
    std::vector<runner::StatusRow> rows;
    [[nodiscard]] bool up_to_date() const;
};
Result<StatusReport> read_status(const Workspace& workspace, const DatabaseChoice& choice);

/// "applied", "pending"…
std::string_view name_of(runner::Standing standing);

}  // namespace whimbrel::project
