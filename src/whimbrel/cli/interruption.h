// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/error.h"

#include <string_view>

namespace whimbrel::cli {

/// While one stands, SIGINT, SIGTERM and SIGHUP set a flag instead of ending the process, so that a command can cancel its statement,
/// roll back, stop its server and say what stays. A second signal ends the process at once.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    static bool asked();
};

/// While one stands, a signal ends the process at once, with a word: libpq cannot be told to stop connecting to a host that does not answer,
/// and nothing was begun yet.
class InterruptionAtOnce {
public:
    InterruptionAtOnce();
    ~InterruptionAtOnce();
    InterruptionAtOnce(const InterruptionAtOnce&) = delete;
    InterruptionAtOnce& operator=(const InterruptionAtOnce&) = delete;
};

/// The error of a command that was interrupted, with what that leaves ("nothing was written"). One that failed for it by another name,
/// since Ctrl-C reaches the programs that we run as well (pg_dump, initdb), is an interruption too.
Error as_interruption(Error error, std::string_view what_is_left);

}  // namespace whimbrel::cli
