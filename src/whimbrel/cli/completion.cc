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
                values += format("    {}:--{}) COMPREPLY=($(compgen -P \"$given\" -W \"{}\" -- \"$current\")); return ;;\n", command.name, option.name,
                                 option.choices);
    });
    std::string with_value;  // what follows them is no command, nor are the words that readline cuts a value into at = : @
    for (const auto& option : global_options()) {
        if (option.value.empty()) continue;
        with_value += format("{}--{}", with_value.empty() ? "" : "|", option.name);
        if (option.letter != '\0') with_value += format("|-{}", option.letter);
    }
    for (const auto& option : global_options())
        if (!option.choices.empty())
            values += format("    *:--{}) COMPREPLY=($(compgen -P \"$given\" -W \"{}\" -- \"$current\")); return ;;\n", option.name, option.choices);
    return "# bash completion for whimbrel; made by `whimbrel completion bash`\n"
           "_whimbrel() {\n"
           "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"\" words=\"\" arguments=\"\" given=\"\" i\n"
           // Readline cuts "--format=js" at the "=", where COMP_WORDBREAKS has one.
           "  if [[ \"$current\" == --*=* ]]; then given=\"${current%%=*}=\" previous=\"${current%%=*}\" current=\"${current#*=}\"\n"
           "  elif [[ \"$current\" == \"=\" ]]; then current=\"\"\n"
           "  elif [[ \"$previous\" == \"=\" ]]; then previous=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
           "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "    case \"${COMP_WORDS[i]}\" in\n"
           "      --) COMPREPLY=($(compgen -c -- \"$current\") $(compgen -f -- \"$current\")); return ;;\n"
           "      " +
           with_value +
           ") if [[ -z \"$command\" ]]; then [[ \"${COMP_WORDS[++i]}\" == \"=\" ]] && ((i++)); fi ;;\n"
           "      [=:@]*) ((i++)) ;;\n"
           "      -*) ;;\n"
           "      *) [[ -z \"$command\" ]] && command=\"${COMP_WORDS[i]}\" ;;\n"
           "    esac\n"
           "  done\n"
           "  case \"$command:$previous\" in\n" +
           values +
           "    *:--config|*:--answers) COMPREPLY=($(compgen -P \"$given\" -f -- \"$current\")); return ;;\n"
           "  esac\n"
           "  case \"$command\" in\n"
           "    \"\") words=\"" +
           commands + "\" ;;\n" + cases +
           "  esac\n"
           "  if [[ \"$current\" == -* || -z \"$command\" ]]; then COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "  elif [[ -n \"$arguments\" ]]; then COMPREPLY=($(compgen -W \"$arguments\" -- \"$current\"))\n"
           "  else COMPREPLY=($(compgen -P \"$given\" -f -- \"$current\")); fi\n"
           "}\n"
           "complete -F _whimbrel whimbrel\n";
}

/// What stands for a place in the file system.
bool is_path(std::string_view value) { return value == "FILE" || value == "DIR" || value == "SOURCE"; }

/// Another program's command line may hold files as well.
bool takes_files(const Argument& argument) { return is_path(argument.name) || argument.count == Count::command; }

/// In _arguments a colon and brackets are syntax.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// What _arguments does for a value: a blank offers nothing and shows the value's name.
std::string zsh_action(std::string_view value, std::string_view choices) {
    if (!choices.empty()) return format("({})", choices);
    return is_path(value) ? "_files" : " ";
}

std::string zsh_option(const Option& option) {
    const bool has_value = !option.value.empty();
    auto spec = format("[{}]", zsh_text(option.help));
    if (has_value) spec += format("{}:{}:{}", option.implied.empty() ? "" : ":", option.value, zsh_action(option.value, option.choices));
    const auto name = format("--{}{}", option.name, has_value ? "=" : "");  // "=": after it, or as the next word
    const std::string_view again = option.times == Times::many ? "*" : "";
    if (option.letter == '\0') return quoted(format("{}{}{}", again, name, spec));
    const auto once = again.empty() ? format("(-{} --{})", option.letter, option.name) : std::string(again);
    return format("{}{{-{},{}}}{}", quoted(once), option.letter, name, quoted(spec));
}

std::string zsh_arguments(const Command& command) {
    if (const auto choices = argument_words(command); !choices.empty()) return format(" '*:argument:({})'", choices);
    std::string out;
    for (const auto& argument : command.arguments)
        out += " " + quoted(format("{}:{}:{}", argument.count == Count::many ? "*" : "", argument.name, zsh_action(argument.name, {})));
    return out;
}

std::string render_zsh() {
    std::string commands;
    std::string cases;
    for_each_listed([&](const Command& command) {
        commands += format("    {}\n", quoted(format("{}:{}", command.name, zsh_text(command.summary))));
        const bool runs_another = !command.arguments.empty() && command.arguments.back().count == Count::command;
        cases += format("        {})\n", command.name);
        if (runs_another)
            cases +=
                "          local -i dashes=${words[(i)--]}\n"
                "          if (( dashes < CURRENT )); then\n"
                "            shift $dashes words\n"
                "            (( CURRENT -= dashes ))\n"
                "            _normal -p whimbrel\n"
                "            return\n"
                "          fi\n";
        cases += "          _arguments $globals";
        for (const auto& option : command.options) cases += " \\\n            " + zsh_option(option);
        if (!runs_another) cases += zsh_arguments(command);
        cases += " ;;\n";
    });
    std::string globals;
    for (const auto& option : global_options()) globals += format("    {}\n", zsh_option(option));
    return "#compdef whimbrel\n"
           "# zsh completion for whimbrel; made by `whimbrel completion zsh`\n"
           "_whimbrel() {\n"
           "  local curcontext=\"$curcontext\" state line\n"
           "  local -a subcommands globals\n"
           "  subcommands=(\n" +
           commands +
           "  )\n"
           "  globals=(\n" +
           globals +
           "  )\n"
           "  _arguments -C $globals '1:command:->command' '*::argument:->arguments' && return\n"
           "  case $state in\n"
           "    command) _describe command subcommands ;;\n"
           "    arguments)\n"
           "      case $words[1] in\n" +
           cases +
           "      esac ;;\n"
           "  esac\n"
           "}\n"
           // As a file of $fpath this is the function's body; read by eval or source it only defines.
           "if [[ $funcstack[1] == _whimbrel ]]; then _whimbrel \"$@\"; else compdef _whimbrel whimbrel; fi\n";
}

std::string fish_option(const std::string& condition, const Option& option) {
    std::string out = format("complete -c whimbrel{} -l {}", condition, option.name);
    if (option.letter != '\0') out += format(" -s {}", option.letter);
    if (!option.choices.empty()) out += format(" -x -a {}", quoted(option.choices));
    else if (!option.value.empty()) out += is_path(option.value) ? " -r -F" : " -x";
    return out + format(" -d {}\n", quoted(option.help));
}

std::string render_fish() {
    // Not __fish_use_subcommand, to which the value of an option before the command is one.
    std::string out =
        "# fish completion for whimbrel; made by `whimbrel completion fish`\nfunction __whimbrel_needs_command\n  not __fish_seen_subcommand_from";
    for_each_listed([&](const Command& command) { out += format(" {}", command.name); });
    out += "\nend\n";
    for_each_listed([&](const Command& command) {
        out += format("complete -c whimbrel -n __whimbrel_needs_command -f -a {} -d {}\n", command.name, quoted(command.summary));
        const auto condition = format(" -n '__fish_seen_subcommand_from {}'", command.name);
        for (const auto& option : command.options) out += fish_option(condition, option);
        if (const auto choices = argument_words(command); !choices.empty()) out += format("complete -c whimbrel{} -f -a {}\n", condition, quoted(choices));
        else if (std::ranges::none_of(command.arguments, takes_files)) out += format("complete -c whimbrel{} -f\n", condition);
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
