// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/apply.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

runner::RunnerOptions options_for(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    auto options = runner_options(workspace, choice);
    options.allow_lossy.insert(request.allow_lossy.begin(), request.allow_lossy.end());
    options.step_answers = request.step_answers;
    options.session_pooler_accepted = request.pooler == ApplyRequest::Pooler::accept_session;
    options.out_of_order = request.order == ApplyRequest::Order::any;
    options.from_files = request.scripts == ApplyRequest::Scripts::files;
    options.accept_drift = request.drift == ApplyRequest::Drift::accept;
    return options;
}

Failing unknown_version(const history::History& history, const std::string& version) {
    std::vector<std::string> known;
    for (const auto& migration : history.migrations) known.push_back(migration.version);
    auto failing = fail(ErrorCode::version_unknown, format("there is no migration {}", version));
    if (const auto near = nearest(version, known); !near.empty()) return std::move(failing).hint(format("Write {}, if that is what is meant.", near));
    return std::move(failing).hint("Run `whimbrel status` for the migrations there are.");
}

/// Pending migrations in the order of the chain, up to the target.
std::vector<const history::Migration*> pending(const history::History& history, const std::vector<runner::Applied>& ledger, const runner::Target& target) {
    std::vector<const history::Migration*> out;
    for (const auto& migration : history.migrations) {
        const auto it = std::ranges::find(ledger, migration.version, &runner::Applied::version);
        if (it == ledger.end() || !it->complete) out.push_back(&migration);
        if (target.version == migration.version) break;
        if (target.steps && out.size() == static_cast<std::size_t>(*target.steps)) break;
    }
    return out;
}

/// What a rollback would undo, newest first. `version` stays applied.
std::vector<const runner::Applied*> to_undo(const std::vector<runner::Applied>& ledger, const runner::Target& target) {
    std::vector<const runner::Applied*> out;
    const auto most = target.version ? ledger.size() : static_cast<std::size_t>(target.steps.value_or(1));
    for (auto it = ledger.rbegin(); it != ledger.rend() && out.size() < most; ++it) {
        if (target.version == it->version) break;
        out.push_back(&*it);
    }
    return out;
}

}  // namespace

void announce(const Workspace& workspace, const pg::Session& session, const DatabaseChoice& choice) {
    workspace.say(format("{}: {} as {} ({})", workspace.command, session.describe(), session.user(), choice.origin));
}

Result<history::History> read_history(const Workspace& workspace) { return history::read(history_folder(workspace)); }

Result<runner::Report> migrate(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    if (request.target.version && history.find(*request.target.version) == nullptr) return unknown_version(history, *request.target.version);
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    announce(workspace, session, choice);
    return runner::migrate(session, history, request.target, options_for(workspace, choice, request), workspace.environment);
}

Result<runner::Report> roll_back(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    announce(workspace, session, choice);
    return runner::roll_back(session, history, request.target, options_for(workspace, choice, request), workspace.environment);
}

Result<DryRun> dry_migrate(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    if (request.target.version && history.find(*request.target.version) == nullptr) return unknown_version(history, *request.target.version);
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    DryRun run;
    for (const auto* migration : pending(history, ledger, request.target)) run.scripts.push_back({migration->title(), migration->up});
    return run;
}

Result<DryRun> dry_roll_back(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    DryRun run;
    for (const auto* applied : to_undo(ledger, request.target)) {
        const auto* migration = history.find(applied->version);
        const bool from_file = request.scripts == ApplyRequest::Scripts::files && migration != nullptr && !migration->down.empty();
        run.scripts.push_back({applied->version + "_" + applied->name, from_file ? migration->down : applied->down_script});
    }
    return run;
}

bool StatusReport::up_to_date() const {
    return std::ranges::all_of(rows, [](const runner::StatusRow& row) { return row.standing == runner::Standing::applied; });
}

Result<StatusReport> read_status(const Workspace& workspace, const DatabaseChoice& choice) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    return StatusReport{.database = session.describe(), .rows = runner::status(history, ledger)};
}

std::string_view name_of(runner::Standing standing) {
    switch (standing) {
        case runner::Standing::applied:
            return "applied";
        case runner::Standing::pending:
            return "pending";
        case runner::Standing::edited:
            return "edited";
        case runner::Standing::missing:
            return "missing";
        case runner::Standing::unknown:
            return "unknown";
        case runner::Standing::incomplete:
            return "incomplete";
    }
    return "";
}

}  // namespace whimbrel::project
