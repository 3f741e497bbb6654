// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/cluster.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/shadow/cache.h"
#include "whimbrel/shadow/subprocess.h"

#include <fcntl.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <functional>
#include <thread>

namespace whimbrel::shadow {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

namespace {

constexpr seconds k_longest_start{60};
constexpr seconds k_longest_stop{5};
constexpr std::size_t k_log_lines = 12;
constexpr std::string_view k_preload_variable = "WHIMBREL_SHADOW_PRELOAD";

/// On the command line, so that an instance of an older whimbrel runs with this one's settings.
std::vector<std::string> server_words(const Environment& environment, const ServerPrograms& programs, const Instance& instance) {
    std::vector<std::string> words{(programs.folder / "postgres").string(), "-D", instance.data.string()};
    const std::string shared_memory = ::access("/dev/shm", W_OK) == 0 ? "posix" : "mmap";
    for (const std::string& setting :
         std::initializer_list<std::string>{// Nothing here outlives a crash of the machine, so nothing waits for the disk.
                                            "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_init_zero=off",
                                            // Other logical work of the server's own: none, for it takes time and changes statistics.
                                            "autovacuum=off", "jit=off", "max_logical_replication_workers=0", "max_wal_size=256MB", "checkpoint_timeout=1h",
                                            // For CREATE PUBLICATION without a warning, and for tests of applications that subscribe.
                                            "wal_level=logical",
                                            // pg_dump and DROP SCHEMA take a lock per table: 10,000 tables in one transaction.
                                            "max_locks_per_transaction=512", "max_connections=50", "shared_buffers=32MB",
                                            // Expressions are rendered in the session's time zone.
                                            "timezone=UTC", "log_timezone=UTC", "lc_messages=C", "log_min_messages=fatal", "log_min_error_statement=panic",
                                            "listen_addresses=", "port=5432", "unix_socket_permissions=0700"}) {
        words.emplace_back("-c");
        words.push_back(setting);
    }
    words.insert(words.end(), {"-c", "unix_socket_directories=" + instance.sockets.string(), "-c", "dynamic_shared_memory_type=" + shared_memory});
    // What is installed on this machine, as WHIMBREL_PG_BIN is: providers of security labels, say.
    if (auto modules = environment.variable(k_preload_variable)) words.insert(words.end(), {"-c", "shared_preload_libraries=" + *std::move(modules)});
    return words;
}

/// Since the lock is ours, no server runs here: what a killed one left would only make the new one wonder.
void sweep_leftovers(const Instance& instance) {
    std::error_code ec;
    fs::remove(instance.data / "postmaster.pid", ec);
    fs::remove(instance.data / "postgresql.auto.conf", ec);  // what an ALTER SYSTEM said
    fs::remove(instance.sockets / ".s.PGSQL.5432", ec);
    fs::remove(instance.sockets / ".s.PGSQL.5432.lock", ec);
}

/// The postmaster writes its state into the eighth line of postmaster.pid (server source: pidfile.h).
bool says_ready(const Instance& instance) {
    const auto text = read_file(instance.data / "postmaster.pid");
    if (!text) return false;
    std::size_t begin = 0;
    for (int line = 1; line < 8; ++line) {
        begin = text->find('\n', begin);
        if (begin == std::string::npos) return false;
        ++begin;
    }
    return text->compare(begin, 5, "ready") == 0;
}

/// Polls every millisecond; false where `done` was not true in time.
bool wait_until(seconds at_most, const std::function<bool()>& done) {
    const auto last = steady_clock::now() + at_most;
    while (!done()) {
        if (steady_clock::now() >= last) return false;
        std::this_thread::sleep_for(milliseconds(1));
    }
    return true;
}

std::string end_of_log(const fs::path& log) {
    std::string text = read_file(log).value_or("");
    text.erase(text.find_last_not_of('\n') + 1);
    std::size_t begin = text.size();
    for (std::size_t lines = 0; begin > 0 && lines < k_log_lines; ++lines) {
        const auto feed = text.rfind('\n', begin - 1);
        begin = feed == std::string::npos ? 0 : feed;
    }
    return begin == 0 ? text : text.substr(begin + 1);
}

enum class Shutdown {
    fast,       ///< what it holds is kept
    immediate,  ///< and what will be thrown away
};

void stop(pid_t server, Shutdown shutdown) {
    // Fast where the data are used again: both take about 10 ms, and the kept templates need no crash recovery after it.
    const auto gone = [&] { return ended(server).has_value(); };
    for (const int signal : {SIGINT, SIGQUIT, SIGKILL}) {
        if (signal == SIGINT && shutdown == Shutdown::immediate) continue;
        ::kill(signal == SIGKILL ? -server : server, signal);
        if (wait_until(k_longest_stop, gone)) return;
    }
}

Result<pg::Url> socket_url(const fs::path& sockets) {
    std::string quoted;
    for (const char c : sockets.native()) {
        if (c == '\'' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return pg::Url::parse(format("host='{}' port=5432 user=postgres dbname=postgres", quoted));
}

}  // namespace

struct Cluster::State {
    ServerPrograms programs;
    Instance instance;
    pg::Url url;
    pid_t server = -1;
    enum class Life { kept, one_use } life = Life::kept;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (server > 0) stop(server, life == Life::one_use ? Shutdown::immediate : Shutdown::fast);
        if (life == Life::one_use) discard(instance);
        std::error_code ec;
        if (instance.sockets.parent_path() == "/tmp") fs::remove_all(instance.sockets, ec);
    }
};

Cluster::Cluster(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cluster::Cluster(Cluster&&) noexcept = default;
Cluster& Cluster::operator=(Cluster&&) noexcept = default;
Cluster::~Cluster() = default;

const pg::Url& Cluster::url() const { return state_->url; }
const ServerPrograms& Cluster::programs() const { return state_->programs; }
const fs::path& Cluster::folder() const { return state_->instance.folder; }

void Cluster::forget() { make_anew_next_time(state_->instance); }

Result<Cluster> Cluster::start(const Environment& environment, const ServerPrograms& programs) {
    auto started = start_once(environment, programs);
    if (started || started.error().code != ErrorCode::cluster_failed) return started;
    // Whatever happened to the instance: nothing in it is worth keeping, and a new one takes a tenth of a second.
    return start_once(environment, programs);
}

Result<Cluster> Cluster::start_once(const Environment& environment, const ServerPrograms& programs) {
    auto state = std::make_unique<State>();
    state->programs = programs;
    WHIMBREL_TRY(state->instance, take_instance(environment, programs));
    return start_in(environment, std::move(state));
}

Result<Cluster> Cluster::start_own(const Environment& environment, const ServerPrograms& programs, const Cluster* original) {
    auto state = std::make_unique<State>();
    state->programs = programs;
    WHIMBREL_TRY(state->instance, make_instance(environment, programs, original == nullptr ? nullptr : &original->state_->instance));
    state->life = State::Life::one_use;
    return start_in(environment, std::move(state));
}

Result<Cluster> Cluster::start_in(const Environment& environment, std::unique_ptr<State> state) {
    const ServerPrograms& programs = state->programs;
    const Instance& instance = state->instance;
    WHIMBREL_TRY(state->url, socket_url(instance.sockets));
    sweep_leftovers(instance);
    const fs::path log = instance.folder / "log";
    const FileDescriptor log_file(::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600));
    if (!log_file) return fail(ErrorCode::file_unwritable, format("cannot write {}: {}", log.string(), std::strerror(errno)));
    WHIMBREL_TRY(
        state->server,
        spawn_server({.words = server_words(environment, programs, instance), .environment = program_environment(environment), .account = instance.account},
                     log_file.get(), instance.lock.descriptor()));
    std::optional<int> end;
    const bool in_time = wait_until(k_longest_start, [&] {
        end = ended(state->server);
        return end || says_ready(instance);
    });
    if (end) state->server = -1;
    if (in_time && !end) return Cluster(std::move(state));
    make_anew_next_time(instance);
    const std::string what = end ? format("ended with {}", describe_status(*end)) : format("was not ready after {} s", k_longest_start.count());
    const std::string said = end_of_log(log);
    return fail(ErrorCode::cluster_failed, format("the throwaway server {}{}{}", what, said.empty() ? "" : ":\n", said))
        .hint(format("Read the server's log in {}, or remove {} to have everything made anew.", log.string(), instance.folder.parent_path().string()));
}

}  // namespace whimbrel::shadow
