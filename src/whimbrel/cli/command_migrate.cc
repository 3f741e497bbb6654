// SPDX-License-Identifier: Apache-2.0
// migrate and rollback.
#include "whimbrel/base/format.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/report_json.h"
#include "whimbrel/cli/shared_options.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_migrate_options = std::to_array<Option>({
    k_to_option,
    k_steps_option,
    k_dry_run_option,
    k_allow_lossy_option,
    k_step_option,
    {.name = "out-of-order", .help = "Apply a pending migration that is older than an applied one.", .group = k_safety},
    k_pooler_option,
    k_accept_drift_option,
});
constexpr auto k_rollback_options = std::to_array<Option>({
    {.name = "to", .value = "VERSION", .help = "Roll back everything after this version, which stays."},
    {.name = "steps", .value = "N", .help = "Number of migrations to roll back.", .fallback = "1"},
    k_dry_run_option,
    {.name = "from-files", .help = "Take the folder's down files where they are newer than the ledger's.", .group = k_safety},
    k_allow_lossy_option,
    k_step_option,
    k_pooler_option,
});
constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::question, "it is not known whether a statement was executed: answer with --step"}});

Result<ExitCode> print_dry(const Call& call, const project::DryRun& run) {
    if (call.is_json()) call.out().print_json(Json::object().set("scripts", dry_run_json(run)));
    else call.out().print(render(run));
    if (run.scripts.empty()) call.out().say("nothing to do");
    return ExitCode::done;
}

ExitCode print(const Call& call, const runner::Report& report, std::string_view done) {
    if (call.is_json()) {
        call.out().print_json(report_json(report));
        return ExitCode::done;
    }
    for (const auto& version : report.versions) call.out().print(format("{} {}\n", done, version));
    if (report.versions.empty()) call.out().say("nothing to do");
    else call.out().say(format("{} in {} ms", counted(report.versions.size(), "migration"), report.duration_ms));
    return ExitCode::done;
}

Result<ExitCode> run_migrate(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto request, read_apply_request(call, k_migrate_command));
    if (call.has("dry-run")) {
        WHIMBREL_TRY(const auto dry, project::dry_migrate(workspace, choice, request));
        return print_dry(call, dry);
    }
    WHIMBREL_TRY(const auto report, project::migrate(workspace, choice, request));
    return print(call, report, "applied");
}

Result<ExitCode> run_rollback(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto request, read_apply_request(call, k_rollback_command));
    if (call.has("dry-run")) {
        WHIMBREL_TRY(const auto dry, project::dry_roll_back(workspace, choice, request));
        return print_dry(call, dry);
    }
    WHIMBREL_TRY(const auto report, project::roll_back(workspace, choice, request));
    return print(call, report, "rolled back");
}

}  // namespace

const Command k_migrate_command{
    .name = "migrate",
    .summary = "Apply pending migrations",
    .description =
        "Applies pending migrations in the order of the history, one runner at a time, and records each in the ledger. A run that was cut off is resumed. What "
        "would lose rows is "
        "refused until it is allowed by name; a database that somebody changed past whimbrel is not migrated. The host and the database are printed first.",
    .options = k_migrate_options,
    .exits = k_exits,
    .example = "$ whimbrel migrate --database production --dry-run\n$ whimbrel migrate --database production",
    .run = run_migrate,
};

const Command k_rollback_command{
    .name = "rollback",
    .summary = "Roll back the last migration, or several",
    .description =
        "Runs the down scripts that the ledger stored when the migrations were applied, newest first, so that the files are not needed. What would lose rows "
        "is refused until it is "
        "allowed by name; a table that is empty needs no permission.",
    .options = k_rollback_options,
    .exits = k_exits,
    .example = "$ whimbrel rollback --steps 2",
    .run = run_rollback,
};

}  // namespace whimbrel::cli
