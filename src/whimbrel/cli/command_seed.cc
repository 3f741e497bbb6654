// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/report_json.h"
#include "whimbrel/project/apply.h"
#include "whimbrel/project/seed.h"

namespace whimbrel::cli {

namespace {

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(auto session, project::connect(workspace, choice));
    project::announce(workspace, session, choice);
    WHIMBREL_TRY(const auto report, project::seed(workspace, session));
    if (call.is_json()) {
        call.out().print_json(Json::object().set("database", session.describe()).set("files", seed_json(report)));
        return ExitCode::done;
    }
    for (const auto& file : report.files) call.out().print(format("{}: {}\n", file.file, counted(static_cast<std::size_t>(file.statements), "statement")));
    return ExitCode::done;
}

}  // namespace

const Command k_seed_command{
    .name = "seed",
    .summary = "Run the seed files",
    .description = "Runs seeds/*.sql in order of name, each file in one transaction. Write them so that they can run again (INSERT … ON CONFLICT DO NOTHING).",
    .example = "$ whimbrel seed --database dev",
    .run = run,
};

}  // namespace whimbrel::cli
