// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/hand_written.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments =
    std::to_array<Argument>({{.name = "VERSION", .help = "Migrations to prove; without one, all that are unproven or edited.", .count = Count::many}});

Json proven_json(const project::ProveReport::Proven& proven) {
    return Json::object().set("migration", proven.title).set("down", proven.down).set("normalised", proven.normalised);
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto report, project::prove_migrations(workspace, call.arguments("VERSION")));
    if (call.is_json()) {
        call.out().print_json(
            Json::object().set("proven", Json::array_of(report.proven, proven_json)).set("declaration_differs", Json::array_of(report.declaration_differs)));
        return ExitCode::done;
    }
    for (const auto& proven : report.proven) call.out().print(proven.title + (proven.down ? ": proven up and down\n" : ": proven up; it has no way back\n"));
    if (report.proven.empty()) call.out().say("nothing to do: every migration is proven");
    for (const auto& line : report.declaration_differs) call.out().warn("the declaration differs from the migrations: " + line);
    return ExitCode::done;
}

}  // namespace

const Command k_prove_command{
    .name = "prove",
    .summary = "Prove written or edited migrations, and stamp them",
    .description =
        "Runs each migration up, down and up again on a throwaway PostgreSQL. Down must restore what was there before, to the last catalog column; what "
        "differs is shown. "
        "Later migrations are proven again as well, because their ground changed.",
    .arguments = k_arguments,
    .example = "$ whimbrel prove 20261120143000",
    .interrupted = "nothing was stamped",
    .run = run,
};

}  // namespace whimbrel::cli
