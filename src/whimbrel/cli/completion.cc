// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/help.h"

#include <algorithm>

namespace whimbrel::cli {

namespace {

template <class Visit>
void for_each_listed(Visit visit) {
    for (const auto* command : all_commands())
        if (command->listing == Command::Listing::listed) visit(*command);
}

std::string option_words(const Command& command) {
    std::string words;
    for (const auto options : {command.options, global_options()})
        for (const auto& option : options) words += format("{}--{}", words.empty() ? "" : " ", option.name);
    return words;
}

std::string argument_words(const Command& command) {
    std::string words;
    if (command.name == "help") for_each_listed([&](const Command& other) { words += format("{}{}", words.empty() ? "" : " ", other.name); });
    if (command.name == "explain")
        for (const auto& entry : error_table()) words += (words.empty() ? "" : " ") + error_number(entry.code);
    if (!words.empty()) return words;
    for (const auto& argument : command.arguments)
        if (!argument.choices.empty()) return std::string(argument.choices);
    return {};
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string render_bash() {
    std::string commands;
    std::string cases;
    std::string values;
    for_each_listed([&](const Command& command) {
        commands += format("{}{}", commands.empty() ? "" : " ", command.name);
        cases += format("    {}) words=\"{}\"; arguments=\"{}\" ;;\n", command.name, option_words(command), argument_words(command));
        for (const auto& option : command.options)
            if (!option.choices.empty())
                values += format("    {}:--{}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n", command.name, option.name, option.choices);
    });
    std::string with_value;  // what follows them is no command
    for (const auto& option : global_options()) {
        if (option.value.empty()) continue;
        with_value += format("{}--{}", with_value.empty() ? "" : "|", option.name);
        if (option.letter != '\0') with_value += format("|-{}", option.letter);
    }
    for (const auto& option : global_options())
        if (!option.choices.empty()) values += format("    *:--{}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n", option.name, option.choices);
    return "# bash completion for whimbrel; made by `whimbrel completion bash`\n"
           "_whimbrel() {\n"
           "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"\" words=\"\" arguments=\"\" i\n"
           "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "    case \"${COMP_WORDS[i]}\" in\n"
           "      --) COMPREPLY=($(compgen -c -- \"$current\") $(compgen -f -- \"$current\")); return ;;\n"
           "      " +
           with_value +
           ") [[ -z \"$command\" ]] && ((i++)) ;;\n"
           "      -*) ;;\n"
           "      *) [[ -z \"$command\" ]] && command=\"${COMP_WORDS[i]}\" ;;\n"
           "    esac\n"
           "  done\n"
           "  case \"$command:$previous\" in\n" +
           values +
           "    *:--config|*:--answers) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
           "  esac\n"
           "  case \"$command\" in\n"
           "    \"\") words=\"" +
           commands + "\" ;;\n" + cases +
           "  esac\n"
           "  if [[ \"$current\" == -* || -z \"$command\" ]]; then COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "  elif [[ -n \"$arguments\" ]]; then COMPREPLY=($(compgen -W \"$arguments\" -- \"$current\"))\n"
           "  else COMPREPLY=($(compgen -f -- \"$current\")); fi\n"
           "}\n"
           "complete -F _whimbrel whimbrel\n";
}

/// In _arguments a colon and brackets are syntax.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_option(const Option& option) {
    std::string spec = format("{}--{}[{}]", option.times == Times::many ? "*" : "", option.name, zsh_text(option.help));
    if (!option.value.empty()) spec += format(":{}:{}", option.value, !option.choices.empty() ? format("({})", option.choices) : std::string("_files"));
    return quoted(spec);
}

std::string render_zsh() {
    std::string out = "#compdef whimbrel\n# made by `whimbrel completion zsh`\n_whimbrel() {\n  local -a commands\n  commands=(\n";
    for_each_listed([&](const Command& command) { out += format("    {}\n", quoted(format("{}:{}", command.name, zsh_text(command.summary)))); });
    out +=
        "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  local command=$words[2]\n  shift words; (( CURRENT-- ))\n  case $command "
        "in\n";
    for_each_listed([&](const Command& command) {
        out += format("    {}) _arguments", command.name);
        for (const auto options : {command.options, global_options()})
            for (const auto& option : options) out += " " + zsh_option(option);
        const auto choices = argument_words(command);
        out += choices.empty() ? " '*:argument:_files' ;;\n" : format(" '*:argument:({})' ;;\n", choices);
    });
    return out + "  esac\n}\n_whimbrel \"$@\"\n";
}

std::string fish_option(const std::string& condition, const Option& option) {
    std::string out = format("complete -c whimbrel{} -l {}", condition, option.name);
    if (option.letter != '\0') out += format(" -s {}", option.letter);
    if (!option.choices.empty()) out += format(" -x -a {}", quoted(option.choices));
    else if (!option.value.empty()) out += " -r";
    return out + format(" -d {}\n", quoted(option.help));
}

std::string render_fish() {
    std::string out = "# fish completion for whimbrel; made by `whimbrel completion fish`\n";
    for_each_listed([&](const Command& command) {
        out += format("complete -c whimbrel -n __fish_use_subcommand -f -a {} -d {}\n", command.name, quoted(command.summary));
        const auto condition = format(" -n '__fish_seen_subcommand_from {}'", command.name);
        for (const auto& option : command.options) out += fish_option(condition, option);
        if (const auto choices = argument_words(command); !choices.empty()) out += format("complete -c whimbrel{} -f -a {}\n", condition, quoted(choices));
    });
    for (const auto& option : global_options()) out += fish_option("", option);
    return out;
}

}  // namespace

std::string render_completion(std::string_view shell) {
    if (shell == "zsh") return render_zsh();
    return shell == "fish" ? render_fish() : render_bash();
}

}  // namespace whimbrel::cli
