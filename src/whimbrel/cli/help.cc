// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/help.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <vector>

namespace whimbrel::cli {

namespace {

constexpr std::size_t k_width = 100;
constexpr std::size_t k_flag_column = 30;

std::string render_row(const std::string& left, std::string_view text) {
    std::string out = "  " + left;
    if (out.size() + 2 > k_flag_column) out += '\n' + std::string(k_flag_column, ' ');
    else out.append(k_flag_column - out.size(), ' ');
    const auto body = wrapped(text, k_flag_column);
    return out + body.substr(std::min(k_flag_column, body.size()));
}

std::string help_text(const Option& option) {
    std::string text(option.help);
    if (!option.choices.empty()) {
        std::string choices(option.choices);
        std::ranges::replace(choices, ' ', '|');
        text += format(" [{}]", choices);
    }
    if (!option.fallback.empty()) text += format(" (default: {})", option.fallback);
    if (option.times == Times::many) text += " May be given more than once.";
    return text;
}

std::string render_options(std::span<const Option> options) {
    std::vector<std::string_view> groups;
    for (const auto& option : options)
        if (std::ranges::find(groups, option.group) == groups.end()) groups.push_back(option.group);
    std::string out;
    for (const auto group : groups) {
        out += format("\n{}:\n", group);
        for (const auto& option : options)
            if (option.group == group) out += render_row(flags(option), help_text(option));
    }
    return out;
}

std::string render_exits(std::span<const ExitNote> own) {
    std::vector<ExitNote> notes(global_exits().begin(), global_exits().end());
    notes.insert(notes.end(), own.begin(), own.end());
    std::ranges::stable_sort(notes, {}, &ExitNote::code);
    std::string out = "\nExit codes:\n";
    for (const auto& note : notes) out += format("  {:<4}{}\n", static_cast<int>(note.code), note.when);
    return out;
}

std::string indented(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out += "  " + std::string(text.substr(0, end)) + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    std::string line(indent, ' ');
    bool blank = true;
    const auto flush = [&] {
        out += blank ? "\n" : line + "\n";
        line.assign(indent, ' ');
        blank = true;
    };
    while (!text.empty()) {
        if (text.front() == '\n') {
            flush();
            text.remove_prefix(1);
            continue;
        }
        const auto end = std::min(text.find_first_of(" \n"), text.size());
        const auto word = text.substr(0, end);
        if (!blank && line.size() + 1 + word.size() > k_width) flush();
        if (!word.empty()) {
            line += (blank ? "" : " ") + std::string(word);
            blank = false;
        }
        text.remove_prefix(end);
        if (text.starts_with(' ')) text.remove_prefix(1);
    }
    if (!blank) flush();
    return out;
}

std::string flags(const Option& option) {
    std::string out = option.letter == '\0' ? "    " : format("-{}, ", option.letter);
    out += format("--{}", option.name);
    if (!option.value.empty()) out += option.implied.empty() ? format(" {}", option.value) : format(" [{}]", option.value);
    return out;
}

std::string synopsis(const Command& command) {
    std::string out = format("whimbrel {} [OPTIONS]", command.name);
    for (const auto& argument : command.arguments) {
        switch (argument.count) {
            case Count::one:
                out += format(" {}", argument.name);
                break;
            case Count::optional:
                out += format(" [{}]", argument.name);
                break;
            case Count::many:
                out += format(" [{}…]", argument.name);
                break;
            case Count::command:
                out += format(" [-- {}…]", argument.name);
                break;
        }
    }
    return out;
}

std::string render_help() {
    std::string out =
        "whimbrel keeps a PostgreSQL database in step with a schema that is declared once, in plain SQL.\n\nUsage: whimbrel COMMAND [OPTIONS]\n\nCommands:\n";
    for (const auto* command : all_commands())
        if (command->listing == Command::Listing::listed) out += format("  {:<16}{}\n", command->name, command->summary);
    return out + render_options(global_options()) + "\n`whimbrel help COMMAND` shows a command's options, exit codes and an example.\n";
}

std::string render_help(const Command& command) {
    std::string out = format("whimbrel {}: {}\n\nUsage: {}\n\n{}", command.name, command.summary, synopsis(command), wrapped(command.description, 0));
    if (!command.arguments.empty()) {
        out += "\nArguments:\n";
        for (const auto& argument : command.arguments) out += render_row(std::string(argument.name), argument.help);
    }
    out += render_options(command.options) + render_options(global_options()) + render_exits(command.exits);
    if (!command.example.empty()) out += "\nExample:\n" + indented(command.example);
    return out;
}

}  // namespace whimbrel::cli
