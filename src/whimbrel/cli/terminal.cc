// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/terminal.h"

#include "whimbrel/cli/interruption.h"

#include <poll.h>
#include <unistd.h>

#include <iostream>

namespace whimbrel::cli {

namespace {

/// Waits for a line, and ends waiting at an interruption, which would not end a read: the terminal hands out whole lines only.
bool wait_for_line() {
    constexpr int k_tick_ms = 100;
    pollfd keyboard{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    while (std::cin.rdbuf()->in_avail() <= 0 && ::poll(&keyboard, 1, k_tick_ms) <= 0)
        if (Interruption::asked()) return false;
    return !Interruption::asked();
}

std::optional<std::string> read_line() {
    std::string line;
    if (!wait_for_line() || !std::getline(std::cin, line)) {
        std::cerr << '\n';
        return std::nullopt;
    }
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) return std::nullopt;
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

bool is_terminal() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

std::optional<std::string> ask_on_terminal(const kinds::Question& question) {
    std::cerr << question.text << '\n';
    for (const auto& choice : question.choices) std::cerr << "  - " << choice << '\n';
    std::cerr << "> " << std::flush;
    return read_line();
}

Result<bool> confirm_on_terminal(const std::string& question) {
    std::cerr << question << " [y/N] " << std::flush;
    const auto answer = read_line();
    if (Interruption::asked()) return fail(ErrorCode::interrupted, "interrupted");
    return answer && (*answer == "y" || *answer == "Y" || *answer == "yes");
}

}  // namespace whimbrel::cli
