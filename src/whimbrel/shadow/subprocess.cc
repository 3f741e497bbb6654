// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/subprocess.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/owner.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace whimbrel::shadow {

namespace {

/// Pointers as exec wants them, made before the fork: after it, in a program with threads, only
/// async-signal-safe functions may be called.
struct Arguments {
    std::vector<char*> words;
    std::vector<char*> environment;

    explicit Arguments(const Command& command) {
        for (const auto& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
        for (const auto& variable : command.environment) environment.push_back(const_cast<char*>(variable.c_str()));
        words.push_back(nullptr);
        environment.push_back(nullptr);
    }
};

struct Pipe {
    FileDescriptor read_end, write_end;
    static Result<Pipe> make() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::file_unreadable, format("cannot make a pipe: {}", std::strerror(errno)));
        return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
    }
};

/// The new user may not be able to stay where it is: initdb fails in root's home.
bool become(const std::optional<Account>& account) {
    if (!account) return true;
    if (::chdir("/") != 0) return false;
    return ::setgroups(0, nullptr) == 0 && ::setgid(account->group) == 0 && ::setuid(account->user) == 0;
}

/// A parent that ignores or blocks signals would hand that on to a server that is to be stopped by one.
void reset_signals() {
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ, SIGCHLD, SIGUSR1, SIGUSR2}) ::signal(signal, SIG_DFL);
}

/// To be called after become(): the kernel forgets the signal at setuid. A parent that died meanwhile sends none.
void die_with(pid_t parent, int signal) {
    ::prctl(PR_SET_PDEATHSIG, signal);
    if (::getppid() != parent) ::_exit(127);
}

/// Tells the parent, through a pipe that exec closes, why there will be no program.
[[noreturn]] void give_up(int report) {
    const int why = errno;
    [[maybe_unused]] const auto written = ::write(report, &why, sizeof why);
    ::_exit(127);
}

[[noreturn]] void exec(const Arguments& arguments, int report) {
    ::execve(arguments.words.front(), arguments.words.data(), arguments.environment.data());
    give_up(report);
}

/// 0 once the child has become its program, else the errno of what failed.
int exec_failure(const FileDescriptor& report) {
    int why = 0;
    ssize_t n = 0;
    do n = ::read(report.get(), &why, sizeof why);
    while (n < 0 && errno == EINTR);
    return n == sizeof why ? why : 0;
}

int wait_status(int raw) { return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw); }

int wait_for(pid_t child) {
    int raw = 0;
    while (::waitpid(child, &raw, 0) < 0)
        if (errno != EINTR) return 0;
    return wait_status(raw);
}

/// Reads both ends until both are closed, so that a child that fills one does not wait for ever.
void drain(const FileDescriptor& output, std::string& output_text, const FileDescriptor& errors, std::string& errors_text) {
    std::array<pollfd, 2> watched{pollfd{output.get(), POLLIN, 0}, pollfd{errors.get(), POLLIN, 0}};
    const std::array<std::string*, 2> texts{&output_text, &errors_text};
    std::array<char, 65536> buffer{};
    while (watched[0].fd >= 0 || watched[1].fd >= 0) {
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return;
        for (std::size_t i = 0; i < watched.size(); ++i) {
            if (watched[i].fd < 0 || watched[i].revents == 0) continue;
            const ssize_t n = ::read(watched[i].fd, buffer.data(), buffer.size());
            if (n > 0) texts[i]->append(buffer.data(), static_cast<std::size_t>(n));
            else if (n == 0 || errno != EINTR) watched[i].fd = -1;
        }
    }
}

}  // namespace

std::vector<std::string> program_environment(const Environment& environment) {
    std::vector<std::string> variables{"LC_ALL=C", "TZ=UTC"};
    for (const auto* name : {"PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"})
        if (const auto value = environment.variable(name)) variables.push_back(format("{}={}", name, *value));
    return variables;
}

Result<Finished> run(const Command& command) {
    WHIMBREL_TRY(auto output, Pipe::make());
    WHIMBREL_TRY(auto errors, Pipe::make());
    WHIMBREL_TRY(auto report, Pipe::make());
    const Arguments arguments(command);
    const FileDescriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return fail(ErrorCode::file_unreadable, format("cannot run {}: {}", command.words.front(), std::strerror(errno)));
    if (child == 0) {
        reset_signals();
        if (!become(command.account) || ::dup2(nothing.get(), 0) < 0 || ::dup2(output.write_end.get(), 1) < 0 || ::dup2(errors.write_end.get(), 2) < 0)
            give_up(report.write_end.get());
        die_with(parent, SIGKILL);
        exec(arguments, report.write_end.get());
    }
    output.write_end.reset();
    errors.write_end.reset();
    report.write_end.reset();
    if (const int why = exec_failure(report.read_end); why != 0) {
        wait_for(child);
        return fail(ErrorCode::file_unreadable, format("cannot run {}: {}", command.words.front(), std::strerror(why)));
    }
    Finished finished;
    drain(output.read_end, finished.output, errors.read_end, finished.errors);
    finished.status = wait_for(child);
    return finished;
}

Result<pid_t> spawn_server(const Command& command, int log, int kept) {
    WHIMBREL_TRY(auto report, Pipe::make());
    const Arguments arguments(command);
    const FileDescriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return fail(ErrorCode::cluster_failed, format("cannot start {}: {}", command.words.front(), std::strerror(errno)));
    if (child == 0) {
        ::setsid();
        reset_signals();
        if (!become(command.account)) give_up(report.write_end.get());
        die_with(parent, SIGQUIT);
        ::fcntl(kept, F_SETFD, 0);
        if (::dup2(nothing.get(), 0) < 0 || ::dup2(log, 1) < 0 || ::dup2(log, 2) < 0) give_up(report.write_end.get());
        exec(arguments, report.write_end.get());
    }
    report.write_end.reset();
    if (const int why = exec_failure(report.read_end); why != 0) {
        wait_for(child);
        return fail(ErrorCode::cluster_failed, format("cannot start {}: {}", command.words.front(), std::strerror(why)));
    }
    return child;
}

std::optional<int> ended(pid_t child) {
    int raw = 0;
    const pid_t waited = ::waitpid(child, &raw, WNOHANG);
    if (waited == 0 || (waited < 0 && errno == EINTR)) return std::nullopt;
    return waited < 0 ? 0 : wait_status(raw);
}

std::string describe_status(int status) { return status > 128 ? format("signal {}", status - 128) : format("exit code {}", status); }

}  // namespace whimbrel::shadow
