// SPDX-License-Identifier: Apache-2.0
// help, and the hidden commands that write what is made of the commands' data.
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/help.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments =
    std::to_array<Argument>({{.name = "COMMAND", .help = "The command to explain; without one all are listed.", .count = Count::optional}});
constexpr auto k_reference_arguments = std::to_array<Argument>({{.name = "DIR", .help = "Folder to write to."}});

Json option_json(const Option& option) {
    auto json = Json::object().set("name", option.name).set("help", option.help);
    if (!option.value.empty()) json.set("value", option.value);
    if (!option.fallback.empty()) json.set("default", option.fallback);
    if (!option.choices.empty()) json.set("choices", option.choices);
    return json;
}

Json command_json(const Command* command) {
    return Json::object()
        .set("name", command->name)
        .set("summary", command->summary)
        .set("synopsis", synopsis(*command))
        .set("options", Json::array_of(command->options, option_json));
}

Result<ExitCode> run(Call& call) {
    const auto name = call.argument("COMMAND");
    const auto* command = find_command(name);
    if (!name.empty() && command == nullptr) {
        std::vector<std::string> known;
        for (const auto* one : all_commands()) known.emplace_back(one->name);
        auto failing = usage_error(nullptr, format("there is no command \"{}\"", name));
        if (const auto near = nearest(name, known); !near.empty())
            return std::move(failing).hint(format("Write `whimbrel help {}`, if that is what is meant.", near));
        return failing;
    }
    if (call.is_json()) {
        call.out().print_json(command != nullptr ? command_json(command)
                                                 : Json::object()
                                                       .set("commands", Json::array_of(all_commands(), command_json))
                                                       .set("global_options", Json::array_of(global_options(), option_json)));
        return ExitCode::done;
    }
    call.out().print(command == nullptr ? render_help() : render_help(*command));
    return ExitCode::done;
}

Result<ExitCode> run_man(Call& call) {
    call.out().print(render_man_page());
    return ExitCode::done;
}

Result<ExitCode> run_reference(Call& call) {
    const auto folder = call.environment().working_folder / call.argument("DIR");
    WHIMBREL_CHECK(write_file(folder / "commands.md", render_command_reference()));
    WHIMBREL_CHECK(write_file(folder / "errors.md", render_error_reference()));
    WHIMBREL_CHECK(write_file(folder / "kinds.md", render_kind_reference()));
    WHIMBREL_CHECK(write_file(folder / "configuration.md", render_configuration_reference()));
    return ExitCode::done;
}

}  // namespace

const Command k_help_command{
    .name = "help",
    .summary = "Show the commands, or one command's options",
    .description = "Shows the list of commands, or a command's synopsis, options with their defaults, exit codes and an example.",
    .arguments = k_arguments,
    .example = "$ whimbrel help generate",
    .run = run,
};

const Command k_man_command{
    .name = "man", .summary = "Print the man page", .description = "Prints whimbrel(1) in roff.", .run = run_man, .listing = Command::Listing::hidden};

const Command k_reference_command{.name = "reference",
                                  .summary = "Write the reference pages",
                                  .description = "Writes commands.md, errors.md, kinds.md and configuration.md.",
                                  .arguments = k_reference_arguments,
                                  .run = run_reference,
                                  .listing = Command::Listing::hidden};

}  // namespace whimbrel::cli
