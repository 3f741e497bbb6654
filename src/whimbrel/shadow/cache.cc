// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/cache.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <clocale>
#include <cstring>

namespace whimbrel::shadow {

namespace fs = std::filesystem;

namespace {

/// Changes with the layout or with what initdb is told, so that no instance of an older whimbrel is taken for ours.
constexpr std::string_view k_layout = "1";
/// sockaddr_un holds 107 bytes; the socket's own name takes some.
constexpr std::size_t k_longest_socket_folder = 90;
constexpr int k_most_instances = 64;

std::optional<Account> account_named(const char* name) {
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwnam_r(name, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return std::nullopt;
    return Account{.user = found->pw_uid, .group = found->pw_gid, .name = name};
}

Failing unwritable(const fs::path& path, const std::string& why) {
    return fail(ErrorCode::file_unwritable, format("cannot write {}: {}", path.string(), why)).hint("Set WHIMBREL_CACHE to a folder that can be written.");
}

/// Makes a folder (its parents exist) of the given mode, for the server's user where `account` is given.
Result<> make_folder(const fs::path& path, mode_t mode, const std::optional<Account>& account = {}) {
    if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) return unwritable(path, std::strerror(errno));
    if (account && ::lchown(path.c_str(), account->user, account->group) != 0) return unwritable(path, std::strerror(errno));
    return {};
}

Result<> make_parents(const fs::path& path) {
    std::error_code ec;
    fs::create_directories(path, ec);
    if (ec) return unwritable(path, ec.message());
    return {};
}

/// The folder on the way to `path` that the server's user may not pass, if there is one.
std::optional<fs::path> barrier(const fs::path& path, const Account& account) {
    fs::path walked;
    for (const auto& part : path) {
        walked /= part;
        struct stat info{};
        if (::stat(walked.c_str(), &info) != 0) return std::nullopt;
        const mode_t needed = info.st_uid == account.user ? S_IXUSR : info.st_gid == account.group ? S_IXGRP : S_IXOTH;
        if ((info.st_mode & needed) == 0) return walked;
    }
    return std::nullopt;
}

/// "C.UTF-8" sorts like "C" and knows letters; where the system lacks it, initdb refuses it.
std::string locale_name() {
    const locale_t locale = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    if (locale == nullptr) return "C";
    ::freelocale(locale);
    return "C.UTF-8";
}

/// Names the running kernel; empty where the system does not tell.
std::string boot_id() {
    const auto id = read_file("/proc/sys/kernel/random/boot_id");
    return id ? *id : std::string();
}

Result<> run_as(const Environment& environment, const std::optional<Account>& account, std::vector<std::string> words) {
    const std::string program = fs::path(words.front()).filename().string();
    WHIMBREL_TRY(const auto finished, run({.words = std::move(words), .environment = program_environment(environment), .account = account}));
    if (finished.status == 0) return {};
    const std::string said = finished.errors.empty() ? finished.output : finished.errors;
    return fail(ErrorCode::cluster_failed,
                format("{} ended with {}: {}", program, describe_status(finished.status), said.substr(0, said.find_last_not_of('\n') + 1)));
}

/// initdb, once per server. Pristine is used after the next boot too, so it must not have been half written by this one's
/// end; one syncfs(2) takes a tenth of the time of initdb's own thousand fsyncs.
Result<> make_pristine(const Environment& environment, const ServerPrograms& programs, const fs::path& server, const std::optional<Account>& account) {
    const fs::path pristine = server / "pristine";
    std::error_code ec;
    if (fs::exists(pristine, ec)) return {};
    WHIMBREL_TRY(const auto lock, FileLock::take(server / "lock"));
    if (fs::exists(pristine, ec)) return {};
    const fs::path beside = server / "pristine.new";
    fs::remove_all(beside, ec);
    WHIMBREL_CHECK(make_folder(beside, 0700, account));
    WHIMBREL_CHECK(run_as(environment, account,
                          {(programs.folder / "initdb").string(), "--pgdata=" + beside.string(), "--username=postgres", "--auth=trust", "--encoding=UTF8",
                           "--locale=" + locale_name(), "--no-instructions", "--no-sync"}));
    const FileDescriptor made(::open(beside.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!made || ::syncfs(made.get()) != 0) return unwritable(beside, std::strerror(errno));
    if (::rename(beside.c_str(), pristine.c_str()) != 0) return unwritable(pristine, std::strerror(errno));
    return {};
}

std::string find_cp(const Environment& environment) {
    std::error_code ec;
    for (const auto* path : {"/bin/cp", "/usr/bin/cp"})
        if (fs::exists(path, ec)) return path;
    return environment.variable("PATH").value_or("") + "/cp";
}

Result<> empty(const Instance& instance) {
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(instance.folder, ec)) {
        if (entry.path().filename() == "lock") continue;
        fs::remove_all(entry.path(), ec);
        if (ec) return unwritable(entry.path(), ec.message());
    }
    return {};
}

/// Copied by the server's user into a folder that root made for it: root follows nothing that lies in there.
Result<> fill(const Environment& environment, const Instance& instance, const fs::path& original) {
    WHIMBREL_CHECK(make_folder(instance.data, 0700, instance.account));
    return run_as(environment, instance.account, {find_cp(environment), "-a", original.string() + "/.", instance.data.string()});
}

/// Made anew where the machine was started since: the server runs without fsync, so what it wrote may be torn.
Result<> renew(const Environment& environment, const Instance& instance, const fs::path& pristine) {
    const std::string boot = boot_id();
    const auto before = read_file(instance.folder / "boot_id");
    if (before && !boot.empty() && *before == boot) return {};
    WHIMBREL_CHECK(empty(instance));
    WHIMBREL_CHECK(fill(environment, instance, pristine));
    return write_file(instance.folder / "boot_id", boot);
}

/// The socket's folder: in the instance, or in /tmp where that path is too long for a socket.
Result<fs::path> make_socket_folder(const Instance& instance) {
    const fs::path inside = instance.folder / "s";
    if (inside.native().size() <= k_longest_socket_folder) {
        WHIMBREL_CHECK(make_folder(inside, 0700, instance.account));
        return inside;
    }
    // The name is remembered, so that a run that was killed leaves one folder and not one a run.
    const fs::path note = instance.folder / "sockets";
    if (const auto earlier = read_file(note)) {
        std::error_code ec;
        if (fs::path(*earlier).parent_path() == "/tmp") fs::remove_all(*earlier, ec);
    }
    std::string made = "/tmp/whimbrel-XXXXXX";
    if (::mkdtemp(made.data()) == nullptr) return unwritable(made, std::strerror(errno));
    WHIMBREL_CHECK(write_file(note, made));
    WHIMBREL_CHECK(make_folder(made, 0700, instance.account));
    return fs::path(made);
}

Result<Instance> first_free(const fs::path& server, std::string_view prefix, const std::optional<Account>& account) {
    for (int number = 1; number <= k_most_instances; ++number) {
        const fs::path folder = server / format("{}-{}", prefix, number);
        WHIMBREL_CHECK(make_folder(folder, account ? 0755 : 0700));
        WHIMBREL_TRY(auto lock, FileLock::try_take(folder / "lock"));
        if (lock) return Instance{.folder = folder, .data = folder / "data", .sockets = {}, .lock = std::move(lock), .account = account};
    }
    return fail(ErrorCode::cluster_failed, format("all {} throwaway servers in {} are in use", k_most_instances, server.string()))
        .hint("Wait until other whimbrel commands have ended, or end them.");
}

}  // namespace

Result<std::optional<Account>> server_account() {
    if (::geteuid() != 0) return std::optional<Account>{};
    for (const auto* name : {"postgres", "nobody"})
        if (auto account = account_named(name)) return account;
    return fail(ErrorCode::cluster_failed, "PostgreSQL does not run as root, and there is no user postgres or nobody to run it")
        .hint("Run whimbrel as another user than root.");
}

fs::path cache_folder(const Environment& environment) {
    if (const auto named = environment.variable("WHIMBREL_CACHE")) return environment.working_folder / *named;
    if (::geteuid() == 0) return "/var/cache/whimbrel";
    if (const auto cache = environment.variable("XDG_CACHE_HOME"); cache && cache->starts_with('/')) return fs::path(*cache) / "whimbrel";
    if (const auto home = environment.variable("HOME"); home && home->starts_with('/')) return fs::path(*home) / ".cache" / "whimbrel";
    return fs::path("/tmp") / format("whimbrel-cache-{}", ::geteuid());
}

namespace {

/// The folder of a server, with pristine data in it, and the user that its servers run as.
struct ServerFolder {
    fs::path path;
    std::optional<Account> account;
};

Result<ServerFolder> open_server_folder(const Environment& environment, const ServerPrograms& programs) {
    WHIMBREL_TRY(const auto account, server_account());
    const fs::path cache = cache_folder(environment);
    const std::string user = account ? account->name : std::string();
    const std::string print = Sha256().add(k_layout).add(programs.folder.string()).add(user).hex().substr(0, 8);
    const fs::path server = cache / format("pg-{}-{}", programs.version.number, print);
    WHIMBREL_CHECK(make_parents(cache));
    WHIMBREL_CHECK(make_folder(server, account ? 0755 : 0700));
    if (account)
        if (const auto closed = barrier(server, *account))
            return fail(ErrorCode::cluster_failed, format("the server's user {} cannot enter {}", account->name, closed->string()))
                .hint("Set WHIMBREL_CACHE to a folder that every user may enter.");
    WHIMBREL_CHECK(make_pristine(environment, programs, server, account));
    return ServerFolder{server, account};
}

}  // namespace

Result<Instance> take_instance(const Environment& environment, const ServerPrograms& programs) {
    WHIMBREL_TRY(const auto server, open_server_folder(environment, programs));
    WHIMBREL_TRY(auto instance, first_free(server.path, "inst", server.account));
    WHIMBREL_CHECK(renew(environment, instance, server.path / "pristine"));
    WHIMBREL_TRY(instance.sockets, make_socket_folder(instance));
    return instance;
}

Result<Instance> make_instance(const Environment& environment, const ServerPrograms& programs, const Instance* original) {
    WHIMBREL_TRY(const auto server, open_server_folder(environment, programs));
    WHIMBREL_TRY(auto instance, first_free(server.path, "own", server.account));
    WHIMBREL_CHECK(empty(instance));
    WHIMBREL_CHECK(fill(environment, instance, original == nullptr ? server.path / "pristine" : original->data));
    WHIMBREL_TRY(instance.sockets, make_socket_folder(instance));
    return instance;
}

void discard(const Instance& instance) {
    // What is left, the next that takes the instance removes.
    std::error_code ec;
    fs::remove_all(instance.data, ec);
}

void make_anew_next_time(const Instance& instance) {
    std::error_code ec;
    fs::remove(instance.folder / "boot_id", ec);
}

}  // namespace whimbrel::shadow
