// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/with_postgres.h"

#include "whimbrel/base/format.h"
#include "whimbrel/sql/statement.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace whimbrel::project {

namespace {

constexpr const char* k_database = "app";

/// The environment of the command: ours, with every variable that could lead libpq elsewhere replaced or taken away.
std::vector<std::string> variables_for(const Environment& environment, const pg::Url& url) {
    auto variables = environment.variables;
    for (const auto* name : {"PGHOSTADDR", "PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGOPTIONS", "PGSSLMODE", "POSTGRES_URL"}) variables.erase(name);
    variables["DATABASE_URL"] = url.render();
    const std::pair<const char*, const char*> names[] = {{"PGHOST", "host"}, {"PGPORT", "port"}, {"PGUSER", "user"}, {"PGDATABASE", "dbname"}};
    for (const auto& [variable, keyword] : names)
        if (const auto it = url.parameters().find(keyword); it != url.parameters().end()) variables[variable] = it->second;
    std::vector<std::string> out;
    for (const auto& [name, value] : variables) out.push_back(format("{}={}", name, value));
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

// What a handler may reach. The command gets SIGTERM and SIGHUP passed on; SIGINT and SIGQUIT come from the terminal to both.
volatile std::sig_atomic_t command_pid = 0;
void pass_on(int signal) {
    if (command_pid > 0) ::kill(command_pid, signal);
}

/// Signals as they are to be while the command runs, and as they were afterwards.
class PassedSignals {
public:
    PassedSignals() {
        for (std::size_t i = 0; i < k_signals.size(); ++i) before_[i] = std::signal(k_signals[i], is_from_terminal(k_signals[i]) ? SIG_IGN : pass_on);
    }
    PassedSignals(const PassedSignals&) = delete;
    PassedSignals& operator=(const PassedSignals&) = delete;
    ~PassedSignals() {
        for (std::size_t i = 0; i < k_signals.size(); ++i) std::signal(k_signals[i], before_[i]);
    }
    /// In the command's process, before it becomes the command.
    static void forget() {
        for (const int signal : k_signals) std::signal(signal, SIG_DFL);
    }

private:
    static constexpr std::array k_signals{SIGINT, SIGQUIT, SIGTERM, SIGHUP};
    static bool is_from_terminal(int signal) { return signal == SIGINT || signal == SIGQUIT; }
    std::array<void (*)(int), k_signals.size()> before_{};
};

Result<int> run_command(std::vector<std::string> words, std::vector<std::string> variables) {
    const auto name = words.front();
    auto argv = pointers(words);
    auto envp = pointers(variables);
    int failure[2];
    if (::pipe2(failure, O_CLOEXEC) != 0) return fail(ErrorCode::command_not_started, format("cannot start {}: {}", name, std::strerror(errno)));
    const PassedSignals signals;
    const pid_t child = ::fork();
    if (child == 0) {
        PassedSignals::forget();
        std::signal(SIGPIPE, SIG_DFL);
        std::signal(SIGXFSZ, SIG_DFL);
        ::execvpe(argv[0], argv.data(), envp.data());
        const int why = errno;
        [[maybe_unused]] const auto written = ::write(failure[1], &why, sizeof why);
        ::_exit(127);
    }
    ::close(failure[1]);
    command_pid = child;
    int why = 0;
    const auto told = ::read(failure[0], &why, sizeof why);
    ::close(failure[0]);
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    command_pid = 0;
    if (child < 0 || told > 0) return fail(ErrorCode::command_not_started, format("cannot start {}: {}", name, std::strerror(child < 0 ? errno : why)));
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Result<int> with_postgres(const Workspace& workspace, std::vector<std::string> words) {
    auto options = shadow_options(workspace);
    options.servers = shadow::ShadowOptions::Servers::one;
    options.url.clear();  // a server of somebody's own is no throwaway
    shadow::Shadow server(workspace.environment, options);
    WHIMBREL_TRY(const auto base, server.server_url());
    {
        WHIMBREL_TRY(auto session, pg::Session::connect(base, {.application_name = "whimbrel/with-postgres"}));
        WHIMBREL_CHECK(session.execute(sql::sql("DROP DATABASE IF EXISTS", sql::Identifier{k_database}, "WITH (FORCE)")));
        WHIMBREL_CHECK(session.execute(sql::sql("CREATE DATABASE", sql::Identifier{k_database}, "TEMPLATE template0")));
    }
    const auto url = base.with_database(k_database);
    if (words.empty()) {
        words.push_back(workspace.environment.variable("SHELL").value_or("/bin/sh"));
        workspace.say(format("DATABASE_URL={}", url.render_without_password()));
        workspace.say("the server ends with this shell");
    }
    return run_command(std::move(words), variables_for(workspace.environment, url));
}

}  // namespace whimbrel::project
