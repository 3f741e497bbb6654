// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/init.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>(
    {{.name = "postgres", .value = "N", .help = "Major version of the throwaway server; that of your production.", .fallback = "the first found"}});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto major, call.major_version("postgres"));
    WHIMBREL_TRY(const auto report, project::init(call.environment(), major.value_or(0)));
    if (call.is_json()) {
        call.out().print_json(
            Json::object().set("postgres", report.postgres).set("written", Json::array_of(report.written)).set("kept", Json::array_of(report.kept)));
        return ExitCode::done;
    }
    for (const auto& name : report.written) call.out().print("wrote " + name + "\n");
    for (const auto& name : report.kept) call.out().print("kept  " + name + "\n");
    if (report.postgres == 0) call.out().warn("no PostgreSQL server programs were found; run `whimbrel doctor`");
    call.out().say("next: write schema/*.sql, then `whimbrel generate --name create_…`");
    return ExitCode::done;
}

}  // namespace

const Command k_init_command{
    .name = "init",
    .summary = "Begin a project in this folder",
    .description =
        "Writes whimbrel.toml (with the major version of the PostgreSQL found), schema/, migrations/, .gitattributes and .env.sample. Nothing is overwritten.",
    .options = k_options,
    .example = "$ whimbrel init --postgres 15",
    .run = run,
};

}  // namespace whimbrel::cli
