// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/interruption.h"

#include "whimbrel/base/format.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

namespace whimbrel::cli {

namespace {

// A signal handler can reach nothing but a global, which several threads ask.
std::atomic<bool> interruption_asked = false;
std::atomic<bool> ends_at_once = false;
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr std::array k_signals{SIGINT, SIGTERM, SIGHUP};

void note(int signal) {
    interruption_asked = true;
    std::signal(signal, SIG_DFL);
    if (!ends_at_once) return;
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

InterruptionAtOnce::InterruptionAtOnce() { ends_at_once = true; }

InterruptionAtOnce::~InterruptionAtOnce() { ends_at_once = false; }

bool Interruption::asked() { return interruption_asked; }

Error as_interruption(Error error, std::string_view what_is_left) {
    if (error.code != ErrorCode::interrupted) error = Error(ErrorCode::interrupted, "interrupted");
    if (!what_is_left.empty()) error.message += format("; {}", what_is_left);
    return error;
}

}  // namespace whimbrel::cli
