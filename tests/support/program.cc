// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.h"

#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace whimbrel::testing {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
    auto variables = real_environment().variables;
    for (const auto* name : {"DATABASE_URL", "POSTGRES_URL", "PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "PGSERVICE", "PGOPTIONS"})
        variables.erase(name);
    variables["NO_COLOR"] = "1";
    for (const auto& [name, value] : added) variables[name] = value;
    std::vector<std::string> out;
    for (const auto& [name, value] : variables) out.push_back(name + "=" + value);
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

[[noreturn]] void broken(const std::string& what, int reason) { throw std::runtime_error(what + ": " + std::strerror(reason)); }

}  // namespace

Running::Running(const fs::path& program, const std::vector<std::string>& words, const fs::path& folder, const std::map<std::string, std::string>& variables)
    : output_(std::make_unique<ScratchFolder>()) {
    // Output goes through files: no pipe can fill up while nobody reads it.
    std::vector<std::string> line{program.string()};
    line.insert(line.end(), words.begin(), words.end());
    auto environment = environment_with(variables);
    const auto argv = pointers(line);
    const auto envp = pointers(environment);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (output_->path() / "out").c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (output_->path() / "err").c_str(), O_WRONLY | O_CREAT, 0600);
    const int failure = ::posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) broken("cannot run " + program.string(), failure);
}

Running::~Running() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void Running::send(int signal) const { ::kill(pid_, signal); }

std::string Running::output() const { return read_text(output_->path() / "out"); }

namespace {

/// Processes with their parents and command lines; a server writes what it does into its own.
struct Process {
    pid_t pid = 0, parent = 0;
    std::string line;
};
std::vector<Process> processes() {
    std::vector<Process> all;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator("/proc", ec)) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::ifstream status(entry.path() / "stat");
        std::ifstream line(entry.path() / "cmdline");
        Process process{.pid = static_cast<pid_t>(std::stol(name))};
        // Of a process that has gone meanwhile the read fails, which an iterator would throw.
        std::string text;
        std::getline(status, text, '\0');
        if (const auto at = text.rfind(") "); at != std::string::npos) process.parent = static_cast<pid_t>(std::strtol(text.c_str() + at + 4, nullptr, 10));
        std::getline(line, process.line, '\0');
        all.push_back(std::move(process));
    }
    return all;
}

}  // namespace

bool Running::has_server_at(const std::string& tag) const {
    const auto backend_at = [&]() -> pid_t {
        const auto all = processes();
        for (const auto& backend : all) {
            if (!backend.line.starts_with("postgres: ") || !backend.line.ends_with(" " + tag)) continue;
            if (std::ranges::any_of(all, [&](const Process& server) { return server.parent == pid_ && backend.parent == server.pid; })) return backend.pid;
        }
        return 0;
    };
    // The program asks short statements of the same tag too: the one that is meant is still there at every look.
    constexpr int k_looks = 6;
    constexpr auto k_between = std::chrono::milliseconds{50};
    return becomes_true([&] {
        const auto first = backend_at();
        for (int look = 1; first != 0 && look < k_looks; ++look) {
            std::this_thread::sleep_for(k_between);
            if (backend_at() != first) return false;
        }
        return first != 0;
    });
}

Ran Running::wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0)
        if (errno != EINTR) broken("waitpid", errno);
    pid_ = 0;
    Ran ran;
    ran.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    ran.out = read_text(output_->path() / "out");
    ran.err = read_text(output_->path() / "err");
    return ran;
}

bool becomes_true(const std::function<bool()>& what) {
    for (int i = 0; i < 1500; ++i) {
        if (what()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

Ran run(const fs::path& program, const std::vector<std::string>& words, const fs::path& folder, const std::map<std::string, std::string>& variables) {
    return Running(program, words, folder, variables).wait();
}

ScratchFolder::ScratchFolder() {
    auto name = (fs::temp_directory_path() / "whimbrel-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) broken("mkdtemp", errno);
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ec;
    fs::remove_all(path_, ec);
}

shadow::Shadow& shared_server() {
    static const Environment k_environment = real_environment();
    static shadow::Shadow server(k_environment, {});
    return server;
}

std::string read_text(const fs::path& path) {
    auto text = read_file(path);
    if (!text) throw std::runtime_error(text.error().render());
    return std::move(*text);
}

void write_text(const fs::path& path, std::string_view text) {
    if (const auto written = write_file(path, text); !written) throw std::runtime_error(written.error().render());
}

void edit(const fs::path& path, std::string_view from, std::string_view to) {
    auto text = read_text(path);
    const auto at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
        throw std::runtime_error(path.string() + " does not hold this exactly once: " + std::string(from));
    write_text(path, text.replace(at, from.size(), to));
}

}  // namespace whimbrel::testing
