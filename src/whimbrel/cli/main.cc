// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/program.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <random>

int main(int argc, char** argv) {
    // A reader that goes away (`whimbrel diff … | head`) is told by the failed write, not by a signal in the middle of a migration.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // the same for a file that may not grow (`ulimit -f`)
    whimbrel::Environment environment;
    for (char* const* variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    std::error_code ec;
    environment.working_folder = std::filesystem::current_path(ec);
    environment.random = [generator = std::make_shared<std::mt19937_64>((std::uint64_t{std::random_device{}()} << 32U) ^ std::random_device{}())] {
        return (*generator)();
    };
    return whimbrel::cli::run_program({argv + 1, argv + argc}, environment);
}
