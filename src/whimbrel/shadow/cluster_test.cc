// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/cluster.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/shadow/cache.h"
#include "whimbrel/shadow/test_support.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <charconv>
#include <csignal>
#include <thread>

namespace whimbrel::shadow {
namespace {

namespace fs = std::filesystem;

Result<Cluster> start() {
    WHIMBREL_TRY(const auto programs, choose_server_programs(test::environment(), 0));
    return Cluster::start(test::environment(), programs);
}

pid_t postmaster(const fs::path& folder) {
    const auto text = read_file(folder / "data" / "postmaster.pid").value_or("0");
    pid_t pid = 0;
    std::from_chars(text.data(), text.data() + text.size(), pid);
    return pid;
}

/// True where the process is gone, or nobody has asked for its end yet.
bool is_gone(pid_t pid) {
    const auto state = read_file(format("/proc/{}/stat", pid));
    return !state || state->find(") Z ") != std::string::npos;
}

bool becomes_true(const std::function<bool()>& what) {
    for (int i = 0; i < 500; ++i) {
        if (what()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// A process of its own with a running cluster, that waits to be killed.
struct OtherProcess {
    pid_t pid = -1;
    fs::path folder;  ///< of its instance

    OtherProcess() {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) return;
        pid = ::fork();
        if (pid == 0) {
            const auto cluster = start();
            const std::string name = cluster ? cluster->folder().string() : cluster.error().render();
            if (::write(ends[1], name.data(), name.size()) < 0) ::_exit(1);
            ::close(ends[1]);
            for (;;) ::pause();
        }
        ::close(ends[1]);
        std::string name(4096, '\0');
        name.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], name.data(), name.size()))));
        ::close(ends[0]);
        folder = name;
    }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;
    ~OtherProcess() { kill(); }
    void kill() {
        if (pid <= 0) return;
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        pid = -1;
    }
};

TEST(ServerPrograms, are_found_with_their_version) {
    const auto all = find_server_programs(test::environment());
    ASSERT_FALSE(all.empty());
    EXPECT_GE(all.front().version.major(), pg::k_oldest_major);
    EXPECT_EQ(choose_server_programs(test::environment(), all.back().version.major())->version, all.back().version);
}

TEST(ServerPrograms, that_are_missing_are_named_with_what_to_do) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_PG_BIN"] = "/usr/bin/nowhere";
    EXPECT_EQ(test::rendered(choose_server_programs(environment, 0)),
              "error[W1301]: WHIMBREL_PG_BIN names /usr/bin/nowhere, which does not hold initdb and postgres\n"
              "HINT: Set WHIMBREL_PG_BIN to the folder of the server programs, such as /usr/lib/postgresql/15/bin, or unset it.\n");
    std::string majors;
    std::set<int> found;
    for (const auto& programs : find_server_programs(test::environment())) found.insert(programs.version.major());
    for (const int major : found) majors += format("{}{}", majors.empty() ? "" : ", ", major);
    EXPECT_EQ(test::rendered(choose_server_programs(test::environment(), 99)),
              "error[W1301]: the server programs of PostgreSQL 99 were not found, only those of " + majors +
                  "\n"
                  "HINT: Install them (on Debian and Ubuntu: apt-get install postgresql-99), name their folder in WHIMBREL_PG_BIN, or give a "
                  "server with --shadow-url.\n");
}

TEST(Cluster, listens_on_a_private_socket_only_and_is_gone_after_its_owner) {
    pid_t server = 0;
    {
        const auto cluster = start();
        ASSERT_EQ(test::rendered(cluster), "");
        server = postmaster(cluster->folder());
        ASSERT_GT(server, 0);
        auto session = pg::Session::connect(cluster->url());
        ASSERT_EQ(test::rendered(session), "");
        EXPECT_EQ(test::value(*session, "SHOW listen_addresses"), "");
        EXPECT_EQ(test::value(*session, "SHOW fsync"), "off");
        EXPECT_EQ(test::value(*session, "SELECT current_user || pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'template0'"), "postgresUTF8");
        struct stat info{};
        ASSERT_EQ(::stat(cluster->url().host().c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777U, 0700U);
        EXPECT_LT(cluster->url().host().size(), 100U);
        EXPECT_NE(::getsid(server), ::getsid(0));
    }
    EXPECT_TRUE(is_gone(server));
}

TEST(Cluster, two_processes_have_one_each_and_the_second_use_is_of_the_same_instance) {
    const OtherProcess other;
    fs::path mine;
    {
        const auto cluster = start();
        ASSERT_EQ(test::rendered(cluster), "");
        mine = cluster->folder();
        EXPECT_NE(mine, other.folder);
        EXPECT_EQ(mine.parent_path(), other.folder.parent_path());
    }
    EXPECT_EQ(start()->folder(), mine);
}

TEST(Cluster, does_not_outlive_an_owner_that_is_killed) {
    OtherProcess other;
    const pid_t server = postmaster(other.folder);
    ASSERT_GT(server, 0) << other.folder;
    ASSERT_FALSE(is_gone(server));
    other.kill();
    EXPECT_TRUE(becomes_true([&] { return is_gone(server); }));
    EXPECT_TRUE(becomes_true([&] { return static_cast<bool>(*FileLock::try_take(other.folder / "lock")); }));
}

TEST(Cluster, is_made_anew_after_another_boot) {
    fs::path folder;
    {
        auto cluster = start();
        ASSERT_EQ(test::rendered(cluster), "");
        folder = cluster->folder();
        auto session = pg::Session::connect(cluster->url());
        ASSERT_EQ(test::rendered(session->execute("CREATE DATABASE of_another_boot TEMPLATE template0")), "");
    }
    ASSERT_EQ(test::rendered(write_file(folder / "boot_id", "another")), "");
    auto cluster = start();
    ASSERT_EQ(test::rendered(cluster), "");
    ASSERT_EQ(cluster->folder(), folder);
    auto session = pg::Session::connect(cluster->url());
    EXPECT_EQ(test::value(*session, "SELECT count(*) FROM pg_database WHERE datname = 'of_another_boot'"), "0");
}

TEST(Cluster, takes_a_folder_in_tmp_where_the_path_is_too_long_for_a_socket) {
    Environment environment = test::environment();
    const fs::path deep = fs::path(*environment.variable("WHIMBREL_CACHE")) / std::string(90, 'd');
    environment.variables["WHIMBREL_CACHE"] = deep.string();
    fs::path sockets;
    {
        const auto cluster = Cluster::start(environment, *choose_server_programs(environment, 0));
        ASSERT_EQ(test::rendered(cluster), "");
        sockets = cluster->url().host();
        EXPECT_EQ(sockets.parent_path(), "/tmp");
        EXPECT_EQ(test::rendered(pg::Session::connect(cluster->url())), "");
    }
    EXPECT_FALSE(fs::exists(sockets));
}

TEST(Cluster, is_made_anew_where_it_does_not_start) {
    fs::path folder;
    { folder = start()->folder(); }
    fs::remove_all(folder / "data" / "global");
    EXPECT_EQ(test::rendered(start()), "");
}

TEST(Cluster, that_cannot_start_shows_the_end_of_its_log) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_CACHE"] = *environment.variable("WHIMBREL_CACHE") + "/broken";
    const auto programs = choose_server_programs(environment, 0);
    fs::path folder;
    { folder = Cluster::start(environment, *programs)->folder(); }
    const fs::path server = folder.parent_path();
    fs::remove(server / "pristine" / "global" / "pg_control");
    fs::remove(folder / "data" / "global" / "pg_control");
    EXPECT_EQ(test::rendered(Cluster::start(environment, *programs)),
              format("error[W1302]: the throwaway server ended with exit code 2:\n"
                     "postgres: could not find the database system\n"
                     "Expected to find it in the directory \"{0}/data\",\n"
                     "but could not open file \"{0}/data/global/pg_control\": No such file or directory\n"
                     "HINT: Read the server's log in {0}/log, or remove {1} to have everything made anew.\n",
                     folder.string(), server.string()));
}

TEST(Cache, is_where_the_environment_says) {
    Environment environment{.variables = {{"XDG_CACHE_HOME", "/x"}, {"HOME", "/h"}}, .working_folder = "/work"};
    EXPECT_EQ(cache_folder(environment), ::geteuid() == 0 ? "/var/cache/whimbrel" : "/x/whimbrel");
    environment.variables["WHIMBREL_CACHE"] = "here";
    EXPECT_EQ(cache_folder(environment), "/work/here");
}

TEST(Cache, that_cannot_be_made_says_what_to_set) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_CACHE"] = "/proc/nowhere";
    EXPECT_EQ(test::rendered(Cluster::start(environment, *choose_server_programs(environment, 0))),
              "error[W1002]: cannot write /proc/nowhere: No such file or directory\n"
              "HINT: Set WHIMBREL_CACHE to a folder that can be written.\n");
    if (::geteuid() != 0) return;  // only root runs the server as another user
    const fs::path closed = fs::path(*test::environment().variable("WHIMBREL_CACHE")) / "closed";
    fs::create_directory(closed);
    fs::permissions(closed, fs::perms::owner_all);
    environment.variables["WHIMBREL_CACHE"] = (closed / "cache").string();
    EXPECT_EQ(test::rendered(Cluster::start(environment, *choose_server_programs(environment, 0))),
              "error[W1302]: the server's user postgres cannot enter " + closed.string() +
                  "\n"
                  "HINT: Set WHIMBREL_CACHE to a folder that every user may enter.\n");
}

}  // namespace
}  // namespace whimbrel::shadow
