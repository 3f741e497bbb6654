// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/folder_commit.h"
#include "whimbrel/history/history.h"
#include "whimbrel/history/test_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <map>

namespace whimbrel::history {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// Every file of the folder with its text.
std::map<std::string, std::string> contents(const TestFolder& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        files[entry.path().filename().string()] = entry.is_directory() ? "a folder" : folder.text(entry.path().filename().string());
    return files;
}

/// Runs `act` in a child process and returns how it ended (waitpid's status).
template <class Act>
int in_child(Act act) {
    const pid_t child = ::fork();
    if (child == 0) {
        act();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(Write, stamps_and_chains_what_it_writes) {
    const TestFolder folder;
    History history = read(folder.path() / "migrations").value();
    auto first = migration("0001", "a");
    first.stamp.answers = {{"fill:table:public.a/column:id", "0"}};
    first.stamp.down_risks = {"lossy drop table:public.a"};
    const auto written = write(history, {.migrations = {first, migration("0002", "b")},
                                         .removed = {},
                                         .restamped = {},
                                         .unstamped = {},
                                         .snapshot = Snapshot{.header = {.declaration_hash = "d"}, .catalog = {}}});
    ASSERT_TRUE(written) << written.error().render();
    ASSERT_EQ(history.migrations.size(), 2U);
    const auto& a = *history.migrations[0].stamp;
    const auto& b = *history.migrations[1].stamp;
    EXPECT_EQ(a.parent, "");
    EXPECT_EQ(b.parent, a.id);
    EXPECT_EQ(b.id, migration_id("0002", b.up_hash, b.down_hash, a.id));
    EXPECT_THAT(a.answers, ElementsAre(Pair("fill:table:public.a/column:id", "0")));
    EXPECT_THAT(a.down_risks, ElementsAre("lossy drop table:public.a"));
    EXPECT_EQ(a.server_version, 150020);
    EXPECT_TRUE(history.snapshot_is_current());
    EXPECT_EQ(history.snapshot_header->declaration_hash, "d");
    EXPECT_EQ(read_snapshot(history.folder).value()->header.head, b.id);
}

TEST(Write, a_restamped_parent_moves_the_ids_on_top_of_it) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a"), migration("0002", "b")}}));
    folder.put("0001_a.up.sql", "CREATE TABLE public.a (id bigint);\n");
    history = read(folder.path()).value();
    ASSERT_TRUE(history.find("0001")->edited());
    Stamp again = *history.find("0001")->stamp;
    again.proof = "proven again";
    ASSERT_TRUE(write(history, {.migrations = {}, .removed = {}, .restamped = {again}, .unstamped = {}, .snapshot = {}}));
    EXPECT_FALSE(history.find("0001")->edited());
    EXPECT_EQ(history.find("0001")->stamp->proof, "proven again");
    EXPECT_EQ(history.find("0002")->stamp->parent, history.find("0001")->stamp->id);
    EXPECT_EQ(history.heads.size(), 1U);
}

TEST(Write, stamps_a_migration_written_by_hand) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a")}}));
    folder.put("0002_b.up.sql", "SELECT 1;");
    history = read(folder.path()).value();
    Stamp stamp;
    stamp.version = "0002";
    stamp.proof = "proven";
    ASSERT_TRUE(write(history, {.migrations = {}, .removed = {}, .restamped = {stamp}, .unstamped = {}, .snapshot = {}}));
    EXPECT_EQ(history.find("0002")->stamp->parent, history.find("0001")->stamp->id);
    EXPECT_EQ(history.find("0002")->stamp->down_hash, "");
}

TEST(Write, refuses_where_another_wrote_meanwhile) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    History other = history;
    ASSERT_TRUE(write(other, {.migrations = {migration("0001", "a")}}));
    const auto written = write(history, {.migrations = {migration("0002", "b")}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().render(), "error[W1505]: " + folder.name("whimbrel.lock") +
                                            " changed while the command ran\n"
                                            "HINT: Run the command again.\n");
    EXPECT_FALSE(folder.has("0002_b.up.sql"));
}

/// Every crash leaves the folder as it was or as it should be, after the next read().
TEST(Write, is_all_or_nothing_whenever_it_is_killed) {
    const std::vector<std::string> operations{"folder", "whimbrel.lock",        "0002_b.up.sql",        "0001_a.up.sql",        "manifest",
                                              "commit", "rename whimbrel.lock", "rename 0001_a.up.sql", "rename 0002_b.up.sql", "remove 0001_a.down.sql",
                                              "end"};
    bool committed = false;
    for (const auto& last : operations) {
        const TestFolder folder;
        folder.put("whimbrel.lock", "old");
        folder.put("0001_a.up.sql", "old");
        folder.put("0001_a.down.sql", "old");
        const auto before = contents(folder);
        const FolderChange change{.files = {{"whimbrel.lock", "new"}, {"0002_b.up.sql", "new"}, {"0001_a.up.sql", "new"}}, .removed = {"0001_a.down.sql"}};
        const int status = in_child([&] {
            static_cast<void>(commit(folder.path(), change, [&](const std::string& operation) {
                if (operation == last) ::raise(SIGKILL);
            }));
        });
        ASSERT_TRUE(WIFSIGNALED(status)) << last << " never happened";
        ASSERT_TRUE(finish_commit(folder.path()));
        committed = committed || last == "commit";
        const std::map<std::string, std::string> after{{"whimbrel.lock", "new"}, {"0001_a.up.sql", "new"}, {"0002_b.up.sql", "new"}};
        EXPECT_EQ(contents(folder), committed ? after : before) << "killed after " << last;
        EXPECT_FALSE(commit_is_unfinished(folder.path()));
    }
}

TEST(Write, read_finishes_what_was_committed) {
    const TestFolder folder, other;
    History elsewhere = read(other.path()).value();
    ASSERT_TRUE(write(elsewhere, {.migrations = {migration("0001", "a")}}));
    const FolderChange change{.files = {{"whimbrel.lock", other.text("whimbrel.lock")}, {"0001_a.up.sql", up_of("a")}, {"0001_a.down.sql", down_of("a")}},
                              .removed = {}};
    ASSERT_TRUE(WIFSIGNALED(in_child([&] {
        static_cast<void>(commit(folder.path(), change, [](const std::string& operation) {
            if (operation == "rename whimbrel.lock") ::raise(SIGKILL);
        }));
    })));
    const auto history = read(folder.path());
    ASSERT_TRUE(history) << history.error().render();
    ASSERT_EQ(history->migrations.size(), 1U);
    EXPECT_FALSE(history->migrations[0].edited());
    EXPECT_TRUE(history->missing.empty());
}

TEST(Write, a_commit_that_git_overtook_is_dropped) {
    const TestFolder folder;
    folder.put("whimbrel.lock", "old");
    ASSERT_TRUE(WIFSIGNALED(in_child([&] {
        static_cast<void>(commit(folder.path(), {.files = {{"whimbrel.lock", "new"}}, .removed = {}}, [](const std::string& operation) {
            if (operation == "commit") ::raise(SIGKILL);
        }));
    })));
    folder.put("whimbrel.lock", "pulled");
    ASSERT_TRUE(finish_commit(folder.path()));
    EXPECT_THAT(contents(folder), ElementsAre(Pair("whimbrel.lock", "pulled")));
}

/// A limit on the size of files stands in for a full disk: the write fails half way all the same.
TEST(Write, a_full_disk_leaves_the_folder_as_it_was) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a")}}));
    const auto before = contents(folder);
    const std::string expected = "error[W1002]: cannot write " + folder.name(".whimbrel-staged/0002_b.up.sql") +
                                 ": File too large\n"
                                 "HINT: Check the free space of the disk and the permissions of the folder, and run the command again.\n";
    const int status = in_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto large = migration("0002", "b");
        large.up = "-- " + std::string(10000, 'x') + "\n";
        const auto written = write(history, {.migrations = {large}});
        ::_exit(!written && written.error().render() == expected ? 7 : 1);
    });
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_EQ(contents(folder), before);
}

TEST(Write, a_read_only_folder_is_an_error) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a")}}));
    const auto before = contents(folder);
    ::chmod(folder.path().c_str(), 0555);
    const std::string expected = "error[W1002]: cannot write " + folder.path().string() +
                                 ": Permission denied\n"
                                 "HINT: Check the free space of the disk and the permissions of the folder, and run the command again.\n";
    const int status = in_child([&] {
        // Root may write everywhere, so the child becomes nobody.
        if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
        const auto written = write(history, {.migrations = {migration("0002", "b")}});
        ::_exit(!written && written.error().render() == expected ? 7 : 1);
    });
    EXPECT_EQ(WEXITSTATUS(status), 7);
    ::chmod(folder.path().c_str(), 0755);
    EXPECT_EQ(contents(folder), before);
}

}  // namespace
}  // namespace whimbrel::history
