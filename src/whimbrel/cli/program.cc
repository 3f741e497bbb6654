// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/program.h"

#include "whimbrel/cli/call.h"
#include "whimbrel/cli/command_line.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/help.h"
#include "whimbrel/cli/interruption.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace whimbrel::cli {

namespace {

Output output_for(const Given& given, const Environment& environment) {
    const auto form = given.options.find("format");
    const bool json = form != given.options.end() && form->second.back() == "json";
    const bool color = !given.options.contains("no-color") && !environment.variable("NO_COLOR") && ::isatty(STDERR_FILENO) == 1;
    return {json ? Output::Form::json : Output::Form::text, given.options.contains("quiet") ? Output::Volume::quiet : Output::Volume::normal, color};
}

/// A command line that was not understood may still ask for JSON.
Output output_for_words(const std::vector<std::string>& words, const Environment& environment) {
    Given given;
    const auto at = std::ranges::find(words, "--format");
    const bool asked = (at != words.end() && at + 1 != words.end() && *(at + 1) == "json") || std::ranges::find(words, "--format=json") != words.end();
    if (asked) given.options["format"] = {"json"};
    if (std::ranges::find(words, "--no-color") != words.end()) given.options["no-color"] = {""};
    return output_for(given, environment);
}

/// A full disk, a descriptor that is closed. A reader that went away (`| head`) wanted no more.
bool output_was_lost() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return false;
    pollfd descriptor{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    return ::poll(&descriptor, 1, 0) <= 0 || (descriptor.revents & POLLERR) == 0;
}

int failed(const Output& out, const Error& error) {
    out.error(error);
    return static_cast<int>(error.exit_code());
}

}  // namespace

int run_program(const std::vector<std::string>& words, const Environment& environment) {
    if (words == std::vector<std::string>{"--version"}) return run_program({"version"}, environment);
    auto given = parse_command_line(words);
    if (!given) return failed(output_for_words(words, environment), given.error());
    const auto out = output_for(*given, environment);
    if (given->options.contains("help")) {
        out.print(given->command == nullptr ? render_help() : render_help(*given->command));
        return 0;
    }
    if (given->command == nullptr) {
        Output(Output::Form::text, Output::Volume::normal, false).say(render_help());
        return static_cast<int>(ExitCode::usage);
    }
    const auto& command = *given->command;
    Call call(std::move(*given), environment, out);
    const Interruption interruption;
    auto result = command.run(call);
    if (!result && Interruption::asked()) return failed(out, as_interruption(std::move(result).error(), command.interrupted));
    if (!result) return failed(out, result.error());
    if (output_was_lost())
        return failed(Output(Output::Form::text, Output::Volume::normal, false),
                      fail(ErrorCode::file_unwritable, "cannot write to standard output")
                          .hint("Check the disk or the program that it goes to; what the command did besides printing is done.")
                          .take());
    return static_cast<int>(*result);
}

}  // namespace whimbrel::cli
