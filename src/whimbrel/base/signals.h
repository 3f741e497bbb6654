// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace whimbrel {

/// While it lives, the calling thread takes no signals, and neither does, ever, a thread that is started meanwhile: the program's signals
/// are for the main thread. See pthread_sigmask(3).
class SignalsHeldBack {
public:
    SignalsHeldBack() {
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsHeldBack() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeldBack(const SignalsHeldBack&) = delete;
    SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

private:
    sigset_t before_{};
};

}  // namespace whimbrel
