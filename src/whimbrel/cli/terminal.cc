// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/terminal.h"

#include <unistd.h>

#include <iostream>

namespace whimbrel::cli {

namespace {

std::optional<std::string> read_line() {
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
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

bool confirm_on_terminal(const std::string& question) {
    std::cerr << question << " [y/N] " << std::flush;
    const auto answer = read_line();
    return answer && (*answer == "y" || *answer == "Y" || *answer == "yes");
}

}  // namespace whimbrel::cli
