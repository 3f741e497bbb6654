// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/error_json.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/types.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_exits = std::to_array<ExitNote>({k_unmanaged_exit});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto report, project::write_types(workspace));
    const auto code = report.broken_queries.empty() ? ExitCode::done : ExitCode::failed;
    if (call.is_json()) {
        call.out().print_json(Json::object()
                                  .set("written", Json::array_of(report.written))
                                  .set("removed", Json::array_of(report.removed))
                                  .set("unchanged", report.unchanged)
                                  .set("broken_queries", Json::array_of(report.broken_queries, error_json)));
        return code;
    }
    for (const auto& file : report.written) call.out().print(file + "\n");
    for (const auto& file : report.removed) call.out().say("removed " + file);
    for (const auto& error : report.broken_queries) call.out().error(error);
    if (report.written.empty() && report.removed.empty() && report.broken_queries.empty()) call.out().say("nothing to do: the types are those of the schema");
    return code;
}

}  // namespace

const Command k_types_command{
    .name = "types",
    .summary = "Write the schema as types of the application's language",
    .description =
        "Writes C++ into the folder that [codegen.cpp] names, for the library whimbrel/data: a header for each table and view with its row, what a new row "
        "takes, columns for queries, keys and rules. Writes TypeScript into that of [codegen.typescript]: the row that the driver reads, what a new row "
        "takes, what a change may hold, and the interface that Kysely wants. Queries in files (queries/*.sql) become functions. `generate` does it too, and "
        "`check` reports files that are not those of the schema. Files that are not generated are left alone. Starts no server where the last migration "
        "gives what the schema declares and the queries are those of before.",
    .exits = k_exits,
    .example = "$ whimbrel types\nsrc/database/tables/users.ts",
    .interrupted = "files that were not written yet are those of before",
    .run = run,
};

}  // namespace whimbrel::cli
