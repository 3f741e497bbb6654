// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/interruption.h"

#include "whimbrel/base/format.h"

#include <unistd.h>

#include <array>
#include <csignal>

namespace whimbrel::cli {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t interruption_asked = 0;
volatile std::sig_atomic_t ends_at_once = 0;

constexpr std::array k_signals{SIGINT, SIGTERM, SIGHUP};

void note(int signal) {
    interruption_asked = 1;
    std::signal(signal, SIG_DFL);
    if (ends_at_once == 0) return;
    constexpr std::string_view k_words = "error[W1108]: interrupted while connecting\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, k_words.data(), k_words.size());
    ::raise(signal);
}

}  // namespace

Interruption::Interruption() {
    // Under nohup the terminal's end is to be passed over.
    for (const int signal : k_signals)
        if (std::signal(signal, note) == SIG_IGN && signal == SIGHUP) std::signal(signal, SIG_IGN);
}

Interruption::~Interruption() {
    for (const int signal : k_signals)
        if (std::signal(signal, SIG_DFL) == SIG_IGN && signal == SIGHUP) std::signal(signal, SIG_IGN);
}

InterruptionAtOnce::InterruptionAtOnce() { ends_at_once = 1; }

InterruptionAtOnce::~InterruptionAtOnce() { ends_at_once = 0; }

bool Interruption::asked() { return interruption_asked != 0; }

Error as_interruption(Error error, std::string_view what_is_left) {
    if (error.code != ErrorCode::interrupted) error = Error{.code = ErrorCode::interrupted, .message = "interrupted"};
    if (!what_is_left.empty()) error.message += format("; {}", what_is_left);
    return error;
}

}  // namespace whimbrel::cli
