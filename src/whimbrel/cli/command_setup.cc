// SPDX-License-Identifier: Apache-2.0
// setup and reset: the same report.
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/report_json.h"
#include "whimbrel/project/setup.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_reset_options =
    std::to_array<Option>({{.name = "confirm", .value = "NAME", .help = "The database's name: resets a database that is not marked for development."}});
constexpr auto k_reset_exits = std::to_array<ExitNote>({{ExitCode::question, "a confirmation is needed, and nobody could be asked"}});

ExitCode print(const Call& call, const project::SetupReport& report) {
    const bool created = report.creation == project::SetupReport::Creation::created;
    if (call.is_json()) {
        call.out().print_json(Json::object()
                                  .set("database", report.database)
                                  .set("created", created)
                                  .set("migrated", report_json(report.migrated))
                                  .set("seeded", seed_json(report.seeded)));
        return ExitCode::done;
    }
    call.out().print(format("{}: {}, {} applied, {} run\n", report.database, created ? "created" : "was there",
                            counted(report.migrated.versions.size(), "migration"), counted(report.seeded.files.size(), "seed file")));
    return ExitCode::done;
}

Result<ExitCode> run_setup(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto report, project::setup(workspace, choice, {}));
    return print(call, report);
}

Result<ExitCode> run_reset(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto report, project::reset(workspace, choice, call.value("confirm")));
    return print(call, report);
}

}  // namespace

const Command k_setup_command{
    .name = "setup",
    .summary = "Create the database if it is missing, migrate and seed it",
    .description = "Creates the database where the server has none of its name, applies the pending migrations, and runs the seeds where anything was new.",
    .example = "$ whimbrel setup --database dev",
    .run = run_setup,
};

const Command k_reset_command{
    .name = "reset",
    .summary = "Drop a development database and set it up again",
    .description =
        "Drops the database with everything in it, creates it again, migrates and seeds. Only for a database whose [databases.NAME] section says development = "
        "true and that "
        "was chosen by that name; any other needs its name typed, or given by --confirm. --yes does not answer that. A tunnel looks local: the name decides, "
        "not the host.",
    .options = k_reset_options,
    .exits = k_reset_exits,
    .example = "$ whimbrel reset --database dev --yes",
    .run = run_reset,
};

}  // namespace whimbrel::cli
