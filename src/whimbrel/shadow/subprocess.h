// SPDX-License-Identifier: Apache-2.0
// Child processes: one that runs to its end with its output caught, and one that stays (the server).
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::shadow {

/// Whom a child becomes before it runs its program; possible for root only.
struct Account {
    uid_t user = 0;
    gid_t group = 0;
    std::string name;
    bool operator==(const Account&) const = default;
};

struct Command {
    std::vector<std::string> words;        ///< the program's path and its arguments
    std::vector<std::string> environment;  ///< "NAME=value", the whole of it
    std::optional<Account> account{};
};

struct Finished {
    int status = 0;  ///< exit code, or 128 and the signal's number
    std::string output;
    std::string errors;
};

/// What server programs get to see: where to find programs and libraries, and settings that make their messages and
/// the databases they make the same everywhere. PGOPTIONS and its like stay outside.
std::vector<std::string> program_environment(const Environment& environment);

/// Runs the command to its end; it is killed where the calling thread ends before. Errors: file_unreadable where the program cannot be started.
Result<Finished> run(const Command& command);

/// Starts a server: in a session of its own, so that Ctrl-C at the terminal does not reach it; with output going to
/// `log`; keeping `kept` open, so that a lock lasts until the last of its processes is gone; ended by the kernel
/// with SIGQUIT when the calling thread ends (prctl(2), PR_SET_PDEATHSIG: the thread, not the process).
/// Gives the process id. Errors: cluster_failed.
Result<pid_t> spawn_server(const Command& command, int log, int kept);

/// How a child ended: nothing while it runs; its exit code, or 128 and the signal's number. A child that something else
/// has waited for counts as ended with 0.
std::optional<int> ended(pid_t child);

/// The words of what the shell would say of such a status: "exit code 1", "signal 9".
std::string describe_status(int status);

}  // namespace whimbrel::shadow
