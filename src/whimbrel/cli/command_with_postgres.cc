// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/with_postgres.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments =
    std::to_array<Argument>({{.name = "COMMAND", .help = "The command and its arguments; without one, your shell.", .count = Count::command}});
constexpr auto k_options = std::to_array<Option>(
    {{.name = "major", .value = "N", .help = "Major version of the server.", .fallback = "postgres of whimbrel.toml, else the first found"}});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(auto workspace, call.workspace_or_defaults());
    WHIMBREL_TRY(const auto major, call.major_version("major"));
    if (major) workspace.config.postgres = *major;
    WHIMBREL_TRY(const int code, project::with_postgres(workspace, call.arguments("COMMAND")));
    return static_cast<ExitCode>(code);
}

}  // namespace

const Command k_with_postgres_command{
    .name = "with-postgres",
    .summary = "Run a command with a throwaway PostgreSQL",
    .description =
        "Starts a private PostgreSQL server with an empty database, sets DATABASE_URL (and PGHOST, PGUSER…) to it, and runs the command, or your shell. "
        "The server listens on a Unix socket only, forgets everything, and ends with the command. The command's exit code is passed on.",
    .arguments = k_arguments,
    .options = k_options,
    .example = "$ whimbrel with-postgres -- sh -c 'whimbrel migrate && whimbrel verify'",
    .interrupted = "the command was not run",
    .run = run,
};

}  // namespace whimbrel::cli
