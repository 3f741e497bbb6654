// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"

#include "whimbrel/base/format.h"
#include "whimbrel/cli/error_json.h"
#include "whimbrel/cli/interruption.h"
#include "whimbrel/cli/terminal.h"
#include "whimbrel/cli/tool_version.h"
#include "whimbrel/pg/server_version.h"

#include <charconv>
#include <cstdio>

namespace whimbrel::cli {

namespace {

void put(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
}

std::vector<std::string> found(const std::map<std::string, std::vector<std::string>, std::less<>>& map, std::string_view name) {
    const auto it = map.find(name);
    return it == map.end() ? std::vector<std::string>() : it->second;
}

}  // namespace

void Output::print(std::string_view text) const { put(stdout, text); }

void Output::say(std::string_view line) const {
    if (volume_ == Volume::normal) put(stderr, std::string(line) + "\n");
}

void Output::warn(std::string_view line) const { put(stderr, (color_ ? "\033[33mwarning:\033[0m " : "warning: ") + std::string(line) + "\n"); }

void Output::error(const Error& error) const {
    if (is_json()) return print_json(Json::object().set("error", error_json(error)));
    auto text = error.render();
    if (color_ && text.starts_with("error[")) text = "\033[31m" + text.substr(0, text.find(':')) + "\033[0m" + text.substr(text.find(':'));
    put(stderr, text);
}

std::string Call::value(std::string_view option) const {
    const auto all = found(given_.options, option);
    return all.empty() ? std::string() : all.back();
}

std::optional<std::string> Call::optional(std::string_view option) const {
    if (!has(option)) return std::nullopt;
    return value(option);
}

std::vector<std::string> Call::values(std::string_view option) const { return found(given_.options, option); }

Result<std::optional<int>> Call::count(std::string_view option) const {
    if (!has(option)) return std::optional<int>();
    const auto text = value(option);
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < 1)
        return usage_error(given_.command, format("--{} takes a number from 1 on, and \"{}\" is none", option, text));
    return std::optional<int>(number);
}

Result<std::optional<int>> Call::major_version(std::string_view option) const {
    WHIMBREL_TRY(const auto major, count(option));
    if (major && (*major < pg::k_oldest_major || *major > pg::k_newest_major))
        return usage_error(given_.command, format("--{} is from {} to {}", option, pg::k_oldest_major, pg::k_newest_major));
    return major;
}

std::string Call::argument(std::string_view name) const {
    const auto all = found(given_.arguments, name);
    return all.empty() ? std::string() : all.back();
}

std::vector<std::string> Call::arguments(std::string_view name) const { return found(given_.arguments, name); }

Result<project::Workspace> Call::workspace() const {
    WHIMBREL_TRY(auto config, project::read_config(environment_, value("config")));
    return make_workspace(std::move(config));
}

Result<project::Workspace> Call::workspace_or_defaults() const {
    if (has("config") || !project::find_config(environment_.working_folder).empty()) return workspace();
    project::Config config;
    config.root = environment_.working_folder;
    return make_workspace(std::move(config));
}

project::Workspace Call::make_workspace(project::Config config) const {
    if (const auto url = optional("shadow-url")) config.shadow_url = *url;
    return {.environment = environment_,
            .config = std::move(config),
            .command = std::string(given_.command->name),
            .tool_version = std::string(k_tool_version),
            .talk = talk()};
}

project::Talk Call::talk() const {
    project::Talk talk;
    talk.say = [out = output_](const std::string& line) { out.say(line); };
    talk.warn = [out = output_](const std::string& line) { out.warn(line); };
    talk.interrupted = Interruption::asked;
    talk.connecting = [](const std::function<Result<pg::Session>()>& open) {
        const InterruptionAtOnce at_once;
        return open();
    };
    if (has("yes")) talk.confirm = [](const std::string&) -> Result<bool> { return true; };
    if (!is_terminal() || is_json()) return talk;
    talk.ask = ask_on_terminal;
    if (!talk.confirm) talk.confirm = confirm_on_terminal;
    return talk;
}

Result<project::DatabaseChoice> Call::database(const project::Workspace& workspace) const {
    return project::choose_database(workspace.config, environment_, value("database"));
}

Failing usage_error(const Command* command, std::string message) {
    return fail(ErrorCode::usage_wrong, std::move(message))
        .hint(command == nullptr ? "Run `whimbrel help` for the list of commands." : format("Run `whimbrel help {}` for its options.", command->name));
}

std::string counted(std::size_t number, std::string_view noun) { return format("{} {}{}", number, noun, number == 1 ? "" : "s"); }

}  // namespace whimbrel::cli
