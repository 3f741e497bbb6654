// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/tool_version.h"
#include "whimbrel/pg/server_version.h"

namespace whimbrel::cli {

namespace {

Result<ExitCode> run(Call& call) {
    if (call.is_json())
        call.out().print_json(
            Json::object().set("version", k_tool_version).set("oldest_postgres", pg::k_oldest_major).set("newest_postgres", pg::k_newest_major));
    else call.out().print(format("whimbrel {}, for PostgreSQL {} to {}\n", k_tool_version, pg::k_oldest_major, pg::k_newest_major));
    return ExitCode::done;
}

}  // namespace

const Command k_version_command{
    .name = "version",
    .summary = "Print the version",
    .description = "Prints whimbrel's version and the versions of PostgreSQL that it works with.",
    .example = "$ whimbrel version",
    .run = run,
};

}  // namespace whimbrel::cli
