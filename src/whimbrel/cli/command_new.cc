// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/hand_written.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments = std::to_array<Argument>({{.name = "NAME", .help = "What the migration does: a part of its files' names."}});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto pair, project::make_pair_of_files(workspace, call.argument("NAME")));
    const auto up = project::shown(workspace, pair.up_path);
    const auto down = project::shown(workspace, pair.down_path);
    if (call.is_json()) call.out().print_json(Json::object().set("version", pair.version).set("up_file", up).set("down_file", down));
    else call.out().print(up + "\n" + down + "\n");
    call.out().say("next: write both, then `whimbrel prove`");
    return ExitCode::done;
}

}  // namespace

const Command k_new_command{
    .name = "new",
    .summary = "Make an empty pair of files for hand-written SQL",
    .description =
        "For what a declaration cannot say: moving data, or a change that you want to write yourself. `whimbrel prove` tries both files and stamps them; "
        "an unproven migration is not applied.",
    .arguments = k_arguments,
    .example = "$ whimbrel new backfill_slugs",
    .run = run,
};

}  // namespace whimbrel::cli
