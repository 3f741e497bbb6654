// SPDX-License-Identifier: Apache-2.0
// The only includer of CLI11: the commands' data is handed to it, and what it says is turned into our errors.
#include "whimbrel/cli/command_line.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wswitch-enum"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include <algorithm>
#include <deque>

namespace whimbrel::cli {

namespace {

/// Where CLI11 puts what it parsed; the addresses must not move.
struct Slot {
    std::string name;
    bool is_switch = false;
    std::vector<std::string> values;
    CLI::Option* option = nullptr;
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

void declare(CLI::App& app, std::span<const Option> options, std::deque<Slot>& slots) {
    for (const auto& option : options) {
        std::string flags = "--" + std::string(option.name);
        if (option.letter != '\0') flags = format("-{},{}", option.letter, flags);
        auto& slot = slots.emplace_back(Slot{.name = std::string(option.name), .is_switch = option.value.empty()});
        if (slot.is_switch) slot.option = app.add_flag(flags);
        else slot.option = app.add_option(flags, slot.values)->allow_extra_args(false);
        if (!option.implied.empty()) slot.option->expected(0, 1);
    }
}

bool takes_command(const Command* command) {
    return command != nullptr && std::ranges::any_of(command->arguments, [](const Argument& a) { return a.count == Count::command; });
}

/// "--graph", by name or letter.
bool is_called(const Option& option, std::string_view name) {
    return name == "--" + std::string(option.name) || (option.letter != '\0' && name == std::string{'-', option.letter});
}

/// As the command's own option.
bool has_option(const Command& command, std::string_view name) {
    return std::ranges::any_of(command.options, [&](const Option& option) { return is_called(option, name); });
}

/// An option that the command does have was not parsed as its own: it stands before the command.
Failing misplaced_option(const Command& command, const std::string& name) {
    const auto option = std::ranges::find_if(command.options, [&](const Option& one) { return is_called(one, name); });
    const auto value = option->value.empty() || !option->implied.empty() ? std::string() : format(" {}", option->value);
    return fail(ErrorCode::usage_wrong, format("{} stands before the command, and it is an option of `{}`", name, command.name))
        .hint(format("Write `whimbrel {} {}{}`.", command.name, name, value));
}

/// The commands that have this option: "`generate` and `new`"; empty where none has it.
std::string commands_with(std::string_view name) {
    std::vector<std::string> found;
    for (const auto* command : all_commands())
        if (command->listing == Command::Listing::listed && has_option(*command, name)) found.push_back(format("`{}`", command->name));
    std::string text;
    for (std::size_t i = 0; i < found.size(); ++i) text += (i == 0 ? "" : i + 1 == found.size() ? " and " : ", ") + found[i];
    return text;
}

Failing unknown_word(const Command* command, const std::string& word) {
    std::vector<std::string> known;
    if (!word.starts_with('-')) {
        if (command != nullptr && takes_command(command))
            return usage_error(command, format("{} runs what stands behind --, and \"{}\" stands before it", command->name, word))
                .hint(format("Write `whimbrel {} -- {}`.", command->name, word));
        if (command != nullptr) return usage_error(command, format("{} takes no further argument \"{}\"", command->name, word));
        for (const auto* one : all_commands())
            if (one->listing == Command::Listing::listed) known.emplace_back(one->name);
        auto failing = usage_error(nullptr, format("there is no command \"{}\"", word));
        if (const auto near = nearest(word, known); !near.empty())
            return std::move(failing).hint(format("Write `whimbrel {}`, if that is what is meant.", near));
        return failing;
    }
    for (const auto& option : global_options()) known.push_back("--" + std::string(option.name));
    if (command != nullptr)
        for (const auto& option : command->options) known.push_back("--" + std::string(option.name));
    const auto name = word.substr(0, word.find('='));
    if (command != nullptr && has_option(*command, name)) return misplaced_option(*command, name);
    auto failing = usage_error(command, command == nullptr ? format("there is no option {}", name) : format("{} has no option {}", command->name, name));
    if (const auto near = nearest(name, known); !near.empty()) return std::move(failing).hint(format("Write {}, if that is what is meant.", near));
    if (const auto others = commands_with(name); !others.empty()) return std::move(failing).hint(format("{} is an option of {}.", name, others));
    return failing;
}

Result<> check_choice(const Command* command, std::string_view what, std::string_view choices, const std::string& value) {
    if (choices.empty()) return {};
    const auto allowed = words_of(choices);
    if (std::ranges::find(allowed, value) != allowed.end()) return {};
    std::string list;
    for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
    return usage_error(command, format("{} is one of {}, and \"{}\" is not", what, list, value));
}

Result<> collect_options(Given& given, std::span<const Option> options, const std::deque<Slot>& slots) {
    for (const auto& slot : slots) {
        if (slot.option->count() == 0) continue;
        const auto* option = &*std::ranges::find(options, std::string_view(slot.name), &Option::name);
        if (!slot.is_switch && option->times == Times::once && slot.values.size() > 1)
            return usage_error(given.command, format("--{} was given more than once", slot.name));
        auto values = slot.is_switch ? std::vector<std::string>{""} : slot.values;
        // Mostly a variable of a script that is not set; what would be taken in its place (DATABASE_URL, say) is not what was meant.
        if (!slot.is_switch && option->implied.empty() && std::ranges::find(values, "") != values.end())
            return fail(ErrorCode::usage_wrong, format("the value of --{} is empty", slot.name))
                .hint(format("Give --{} a value, or leave it out; look whether the variable that it came from is set.", slot.name));
        // CLI11 gives an empty text for a value left out.
        if (!option->implied.empty() && (values.empty() || values.back().empty())) values = {std::string(option->implied)};
        for (const auto& value : slot.is_switch ? std::vector<std::string>() : values)
            WHIMBREL_CHECK(check_choice(given.command, "--" + slot.name, option->choices, value));
        given.options[slot.name] = std::move(values);
    }
    return {};
}

Result<> collect_arguments(Given& given, std::vector<std::string> words, const std::vector<std::string>& behind_dashes) {
    std::size_t at = 0;
    for (const auto& argument : given.command->arguments) {
        auto& values = given.arguments[std::string(argument.name)];
        if (argument.count == Count::command) {
            values = behind_dashes;
        } else if (argument.count == Count::many) {
            values.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
            at = words.size();
        } else if (at < words.size()) {
            values.push_back(words[at++]);
        } else if (argument.count == Count::one) {
            return usage_error(given.command, format("{} needs {}", given.command->name, argument.name));
        }
        for (const auto& value : values) WHIMBREL_CHECK(check_choice(given.command, argument.name, argument.choices, value));
    }
    if (at < words.size()) return unknown_word(given.command, words[at]);
    return {};
}

/// What stands behind "--" is another program's command line, or plain arguments.
std::vector<std::string> cut_behind_dashes(std::vector<std::string>& words) {
    const auto dashes = std::ranges::find(words, "--");
    if (dashes == words.end()) return {};
    std::vector<std::string> behind(dashes + 1, words.end());
    words.erase(dashes, words.end());
    return behind;
}

struct Parser {
    CLI::App app;
    std::deque<Slot> global_slots;
    std::deque<std::deque<Slot>> slots;
    std::vector<CLI::App*> subcommands;

    Parser() {
        app.set_help_flag();
        app.allow_extras();
        app.require_subcommand(0, 1);  // `help generate`: the second word is no command
        declare(app, global_options(), global_slots);
        for (const auto* command : all_commands()) {
            auto* sub = app.add_subcommand(std::string(command->name));
            sub->set_help_flag();
            sub->allow_extras();
            sub->fallthrough();
            declare(*sub, command->options, slots.emplace_back());
            subcommands.push_back(sub);
        }
    }
};

/// CLI11's words for an option without its value, in ours.
Failing parse_failure(const Command* command, const CLI::ParseError& error) {
    const std::string text = error.what();
    if (const auto colon = text.find(':'); text.starts_with("--") || text.starts_with("-"))
        return usage_error(command, format("{} needs a value", text.substr(0, std::min(colon, text.find(' ')))));
    return usage_error(command, text);
}

}  // namespace

Result<Given> parse_command_line(std::vector<std::string> words) {
    Parser parser;
    auto behind = cut_behind_dashes(words);
    std::ranges::reverse(words);  // CLI11 takes them from the back
    std::optional<CLI::ParseError> refused;
    try {
        parser.app.parse(words);
    } catch (const CLI::ParseError& error) {
        refused = error;
    }
    Given given;
    const auto chosen = std::ranges::find_if(parser.subcommands, [](const CLI::App* sub) { return sub->parsed(); });
    const auto number = static_cast<std::size_t>(chosen - parser.subcommands.begin());
    if (chosen != parser.subcommands.end()) given.command = all_commands()[number];
    if (refused) return parse_failure(given.command, *refused);

    auto rest = parser.app.remaining(true);
    for (const auto& word : rest)
        if (word.starts_with('-') && word != "-") return unknown_word(given.command, word);
    WHIMBREL_CHECK(collect_options(given, global_options(), parser.global_slots));
    if (given.command == nullptr) {
        if (!rest.empty()) return unknown_word(nullptr, rest.front());
        return given;
    }
    WHIMBREL_CHECK(collect_options(given, given.command->options, parser.slots[number]));
    if (given.options.contains("help")) return given;
    if (!takes_command(given.command)) {
        rest.insert(rest.end(), behind.begin(), behind.end());
        behind.clear();
    }
    WHIMBREL_CHECK(collect_arguments(given, std::move(rest), behind));
    return given;
}

}  // namespace whimbrel::cli
