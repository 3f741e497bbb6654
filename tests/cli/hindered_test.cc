// SPDX-License-Identifier: Apache-2.0
// What happens around a command: no server programs, no space, no right to write, a signal.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <regex>

namespace whimbrel::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n";

/// Whether this process may make mounts in a namespace of its own.
bool can_mount() { return ::geteuid() == 0 && run("unshare", {"--mount", "mount", "-t", "tmpfs", "none", "/mnt"}, "/").code == 0; }

TEST(Hindered, NoServerProgramsInstalled) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    if (!can_mount()) GTEST_SKIP() << "needs the right to mount, to hide the server programs that are installed";
    const auto ran = run("unshare",
                         {"--mount", "sh", "-c",
                          "mount -t tmpfs none /usr/lib/postgresql && unset WHIMBREL_PG_BIN && PATH=/nonexistent exec " + std::string(WHIMBREL_PROGRAM) +
                              " generate --name x --quiet"},
                         folder.path());
    expect_failure(ran, 2,
                   with_major("error[W1301]: the server programs of PostgreSQL {major} were not found\n"
                              "HINT: Install them (on Debian and Ubuntu: apt-get install postgresql-{major}), name their folder in WHIMBREL_PG_BIN, or give a "
                              "server with --shadow-url.\n"));
}

TEST(Hindered, FullDisk) {
    const Folder folder("numbering = \"sequential\"\n");
    folder.write("schema/users.sql", k_users);
    if (!can_mount()) GTEST_SKIP() << "needs the right to mount, to have a disk that is full";
    // The first migration fits; then the disk is filled to its last byte.
    folder.expect(0, {"generate", "--name", "create_users"});
    const auto before = folder.names("migrations");
    const auto lock = folder.read("migrations/whimbrel.lock");
    folder.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    const auto ran = run("unshare",
                         {"--mount", "sh", "-c",
                          "cp -r migrations kept && mount -t tmpfs -o size=64k none migrations && cp kept/* migrations/ && "
                          "cat /dev/zero >migrations/filler 2>/dev/null; rm -r kept; " +
                              std::string(WHIMBREL_PROGRAM) +
                              " generate --name add_tags --quiet; code=$?; "
                              "rm migrations/filler; ls migrations >left; cat migrations/whimbrel.lock >lock_left; " +
                              std::string(WHIMBREL_PROGRAM) + " generate --name add_tags --quiet >again 2>&1; exit $code"},
                         folder.path());
    expect_failure(ran, 2,
                   "error[W1002]: cannot write migrations/.whimbrel-staged/whimbrel.lock: No space left on device\n"
                   "HINT: Check the free space of the disk and the permissions of the folder, and run the command again.\n");
    EXPECT_EQ(folder.read("lock_left"), lock);
    EXPECT_EQ(folder.read("left"), "0001_create_users.down.sql\n0001_create_users.up.sql\nsnapshot.jsonl\nwhimbrel.lock\n");
    EXPECT_EQ(folder.read("again"), "migrations/0002_add_tags.up.sql\nmigrations/0002_add_tags.down.sql\n");
}

TEST(Hindered, FileSizeLimit) {
    const Folder folder("numbering = \"sequential\"\n");
    // What it says goes into a pipe: the limit is on files.
    const auto ran = run("sh", {"-c", "{ (ulimit -f 0; exec " + std::string(WHIMBREL_PROGRAM) + " new x --quiet) 2>&1; echo code $?; } | cat"}, folder.path());
    EXPECT_EQ(ran.out,
              "error[W1002]: cannot write migrations/0001_x.up.sql: File too large\n"
              "HINT: Check the free space of the disk and the permissions of the folder, and run the command again.\n"
              "code 2\n");
}

TEST(Hindered, ReadOnlyFolder) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root, to run the program as another user on a folder that is not theirs";
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all | std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    const ScratchFolder cache;
    ASSERT_EQ(::chown(cache.path().c_str(), 65534, 65534), 0);
    const auto ran = run("setpriv", {"--reuid=65534", "--regid=65534", "--clear-groups", WHIMBREL_PROGRAM, "generate", "--name", "x", "--quiet"}, folder.path(),
                         {{"WHIMBREL_CACHE", cache.path().string()}});
    expect_failure(ran, 2,
                   "error[W1002]: cannot write migrations: Permission denied\n"
                   "HINT: Check the free space of the disk and the permissions of the folder, and run the command again.\n");
    EXPECT_FALSE(folder.has("migrations"));
}

TEST(Hindered, StdoutThatIsFull) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    const auto ran = run("sh", {"-c", std::string(WHIMBREL_PROGRAM) + " diff --from empty --to schema >/dev/full"}, folder.path());
    expect_failure(ran, 2,
                   "error[W1002]: cannot write to standard output\n"
                   "HINT: Check the disk or the program that it goes to; what the command did besides printing is done.\n");
}

}  // namespace
}  // namespace whimbrel::testing
