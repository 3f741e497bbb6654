// SPDX-License-Identifier: Apache-2.0
// docs/reference, made of the data that the program itself works with.
#include "whimbrel/base/error.h"
#include "whimbrel/base/format.h"
#include "whimbrel/cli/help.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/project/config.h"

namespace whimbrel::cli {

namespace {

constexpr std::string_view k_mark = "<!-- Made by `whimbrel reference docs/reference`; a test checks that it is up to date. -->\n\n";

/// In a table a bar ends the cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
}

std::string option_rows(std::span<const Option> options) {
    std::string out = "| Option | Meaning | Default |\n|---|---|---|\n";
    for (const auto& option : options) {
        auto names = flags(option);
        names.erase(0, names.find_first_not_of(' '));
        auto help = std::string(option.help);
        if (!option.choices.empty()) help += format(" One of: {}.", option.choices);
        if (option.times == Times::many) help += " May be given more than once.";
        out += format("| `{}` | {} | {} |\n", cell(names), cell(help), cell(option.fallback));
    }
    return out + "\n";
}

}  // namespace

std::string render_command_reference() {
    std::string out = "# Commands\n\n" + std::string(k_mark);
    out += "stdout is the product (SQL, JSON, tables), stderr is talk. Every command takes the global options.\n\n## Global options\n\n" +
           option_rows(global_options());
    out +=
        "## Exit codes\n\n| Code | Meaning |\n|---|---|\n| 0 | done, or nothing to do |\n| 1 | differences or findings |\n| 2 | failed |\n| 3 | a question is "
        "open |\n"
        "| 4 | objects that are neither managed nor ignored |\n| 64 | the command line is wrong |\n\n";
    for (const auto* command : all_commands()) {
        if (command->listing != Command::Listing::listed) continue;
        out += format("## whimbrel {}\n\n{}.\n\n    {}\n\n{}\n\n", command->name, command->summary, synopsis(*command), command->description);
        for (const auto& argument : command->arguments) out += format("- `{}`: {}\n", argument.name, argument.help);
        if (!command->arguments.empty()) out += "\n";
        if (!command->options.empty()) out += option_rows(command->options);
        for (const auto& note : command->exits) out += format("Exit code {}: {}.\n\n", static_cast<int>(note.code), note.when);
        if (!command->example.empty()) out += format("```console\n{}\n```\n\n", command->example);
    }
    out.pop_back();
    return out;
}

std::string render_error_reference() {
    std::string out = "# Errors\n\n" + std::string(k_mark) + "`whimbrel explain W####` shows the same.\n";
    for (const auto& entry : error_table())
        out += format("\n## {} {}\n\n{} (exit code {}).\n\n{}\n", error_number(entry.code), entry.name, entry.summary, static_cast<int>(entry.exit),
                      entry.explanation);
    return out;
}

std::string render_kind_reference() {
    std::string out = "# Kinds\n\n" + std::string(k_mark) +
                      "What whimbrel manages, with every attribute that it compares. Anything else that a database holds is reported as not managed.\n";
    for (const auto& kind : kinds::all_kinds()) {
        out += format("\n## {}\n\n", kind.name);
        for (const auto& path : kind.field_paths()) out += format("- `{}`\n", path);
    }
    return out;
}

std::string render_configuration_reference() {
    std::string out = "# Configuration: whimbrel.toml\n\n" + std::string(k_mark) +
                      "An unknown key is an error. Paths are relative to the file. Durations are \"250ms\", \"5s\", \"2min\".\n\n| Key | Type | Default | "
                      "Meaning |\n|---|---|---|---|\n";
    for (const auto& key : project::config_keys()) out += format("| `{}` | {} | {} | {} |\n", key.path, key.type, cell(key.default_text), cell(key.help));
    return out;
}

}  // namespace whimbrel::cli
