// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/interruption.h"

#include <csignal>

namespace whimbrel::cli {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t interruption_asked = 0;

void note(int signal) {
    interruption_asked = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
    std::signal(SIGINT, note);
    std::signal(SIGTERM, note);
}

Interruption::~Interruption() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interruption::asked() { return interruption_asked != 0; }

}  // namespace whimbrel::cli
