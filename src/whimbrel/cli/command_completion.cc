// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/help.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments = std::to_array<Argument>({{.name = "SHELL", .help = "bash, zsh or fish.", .choices = "bash zsh fish"}});

Result<ExitCode> run(Call& call) {
    const auto script = render_completion(call.argument("SHELL"));
    if (call.is_json()) call.out().print_json(Json::object().set("shell", call.argument("SHELL")).set("script", script));
    else call.out().print(script);
    return ExitCode::done;
}

}  // namespace

const Command k_completion_command{
    .name = "completion",
    .summary = "Print a completion script for a shell",
    .description =
        "Prints a script that completes commands, options and their values in bash, zsh or fish. zsh reads it as a file _whimbrel in a folder "
        "of $fpath, fish as ~/.config/fish/completions/whimbrel.fish.",
    .arguments = k_arguments,
    .example = "$ whimbrel completion bash > ~/.local/share/bash-completion/completions/whimbrel",
    .run = run,
};

}  // namespace whimbrel::cli
