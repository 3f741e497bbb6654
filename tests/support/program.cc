// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.h"

#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

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

Ran run(const fs::path& program, const std::vector<std::string>& words, const fs::path& folder, const std::map<std::string, std::string>& variables) {
    // Output goes through files: no pipe can fill up while nobody reads it.
    const ScratchFolder scratch;
    std::vector<std::string> line{program.string()};
    line.insert(line.end(), words.begin(), words.end());
    auto environment = environment_with(variables);
    const auto argv = pointers(line);
    const auto envp = pointers(environment);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (scratch.path() / "out").c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (scratch.path() / "err").c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t child = 0;
    const int failure = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) broken("cannot run " + program.string(), failure);

    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) broken("waitpid", errno);
    Ran ran;
    ran.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    ran.out = read_text(scratch.path() / "out");
    ran.err = read_text(scratch.path() / "err");
    return ran;
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
