// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/types_report.h"
#include "whimbrel/project/adopt.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({
    {.name = "baseline",
     .value = "VERSION",
     .help = "Also record in the database's ledger that the migrations up to this version were applied; auto finds the version."},
});
constexpr auto k_exits = std::to_array<ExitNote>({k_broken_query_exit});

Json adopted_json(const project::AdoptReport::Adopted& adopted) {
    return Json::object().set("migration", adopted.title).set("down_written", adopted.down_written);
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto report, project::adopt(workspace));
    project::Baseline baseline;
    if (call.has("baseline")) {
        WHIMBREL_TRY(const auto choice, call.database(workspace));
        WHIMBREL_TRY(baseline, project::baseline(workspace, choice, call.value("baseline")));
    }
    if (call.is_json()) {
        auto json = Json::object()
                        .set("adopted", Json::array_of(report.adopted, adopted_json))
                        .set("declaration_differs", Json::array_of(report.declaration_differs))
                        .set("baseline", Json::array_of(baseline.versions));
        call.out().print_json(set_types(json, workspace, report.types));
        return end_with_queries(call, report.types);
    }
    for (const auto& adopted : report.adopted)
        call.out().print(adopted.title + (adopted.down_written.empty() ? ": proven up and down\n" : ": proven; wrote " + adopted.down_written + "\n"));
    for (const auto& version : baseline.versions) call.out().print("recorded as applied: " + version + "\n");
    if (report.adopted.empty()) call.out().say("nothing to adopt: every migration is stamped");
    for (const auto& line : report.declaration_differs) call.out().warn("the declaration differs from the migrations: " + line);
    say_types(call, report.types);
    return end_with_queries(call, report.types);
}

}  // namespace

const Command k_adopt_command{
    .name = "adopt",
    .summary = "Take over a folder of numbered SQL files",
    .description =
        "Replays files that another tool, or psql, applied so far on a throwaway server, writes the missing down files, proves each both ways, and writes the "
        "lock file and the "
        "snapshot. Names and contents of the files stay as they are. With --baseline, a database that has some of them already is told so, once it was found "
        "to be what they give. Types and queries are written where whimbrel.toml says so.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel adopt --baseline auto --database production\n$ whimbrel pull --from migrations",
    .run = run,
};

}  // namespace whimbrel::cli
