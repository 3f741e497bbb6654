// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/history.h"

#include "whimbrel/history/test_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::history {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Environment at(int year, unsigned month, unsigned day) {
    Environment environment;
    environment.now = [=] {
        return std::chrono::sys_days(std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)));
    };
    return environment;
}

History with_versions(std::vector<std::string> versions) {
    History history;
    for (auto& version : versions) {
        Migration migration;
        migration.version = std::move(version);
        history.migrations.push_back(std::move(migration));
    }
    return history;
}

TEST(Version, is_compared_as_a_number) {
    EXPECT_TRUE(version_less("9", "10"));
    EXPECT_TRUE(version_less("0009", "00010"));
    EXPECT_TRUE(version_less("0002", "20261120143000"));
    EXPECT_FALSE(version_less("0002", "2"));
}

TEST(Version, next_timestamp_is_the_time_or_a_second_after_the_newest) {
    EXPECT_EQ(next_version({}, Numbering::timestamp, at(2026, 11, 20)), "20261120000000");
    EXPECT_EQ(next_version(with_versions({"20261120000000"}), Numbering::timestamp, at(2026, 11, 20)), "20261120000001");
    EXPECT_EQ(next_version(with_versions({"20291231235959"}), Numbering::timestamp, at(2026, 11, 20)), "20300101000000");
    EXPECT_EQ(next_version(with_versions({"99999999999999"}), Numbering::timestamp, at(2026, 11, 20)), "100000000000000");
}

TEST(Version, next_number_keeps_the_width) {
    EXPECT_EQ(next_version({}, Numbering::sequential, at(2026, 1, 1)), "0001");
    EXPECT_EQ(next_version(with_versions({"0009", "0003"}), Numbering::sequential, at(2026, 1, 1)), "0010");
    EXPECT_EQ(next_version(with_versions({"99"}), Numbering::sequential, at(2026, 1, 1)), "100");
}

TEST(FileName, keeps_letters_and_digits) {
    EXPECT_EQ(file_name("Create groups & members").value(), "create_groups_members");
    EXPECT_EQ(file_name("  v2.up ").value(), "v2_up");
    EXPECT_EQ(file_name(std::string(300, 'x')).value().size(), 100U);
    EXPECT_EQ(file_name("Größe: 測試").value(), "größe_測試");
    EXPECT_EQ(file_name(std::string(99, 'x') + "ß").value(), std::string(99, 'x'));
    const auto refused = file_name("&%");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().render(),
              "error[W1504]: \"&%\" has no letter or digit that a file's name could be made of\n"
              "HINT: Give a name such as \"create groups\".\n");
}

TEST(Read, a_missing_folder_is_an_empty_history) {
    const auto history = read("/nowhere/migrations");
    ASSERT_TRUE(history);
    EXPECT_THAT(history->migrations, IsEmpty());
    EXPECT_EQ(history->head(), "");
}

TEST(Read, takes_up_down_and_adopted_files) {
    const TestFolder folder;
    folder.put("0002_b.sql", "SELECT 2;\n");
    folder.put("0001_a.up.sql", "SELECT 1;\n");
    folder.put("0001_a.down.sql", "SELECT -1;\n");
    folder.put("README.md", "not a migration");
    const auto history = read(folder.path());
    ASSERT_TRUE(history) << history.error().render();
    ASSERT_EQ(history->migrations.size(), 2U);
    EXPECT_EQ(history->migrations[0].title(), "0001_a");
    EXPECT_EQ(history->migrations[0].down, "SELECT -1;\n");
    EXPECT_EQ(history->migrations[1].up, "SELECT 2;\n");
    EXPECT_TRUE(history->migrations[1].down_path.empty());
    EXPECT_FALSE(history->migrations[1].stamp);
}

TEST(Read, two_files_of_one_version_are_refused) {
    const TestFolder folder;
    folder.put("0001_a.up.sql", "SELECT 1;");
    folder.put("0001_b.up.sql", "SELECT 1;");
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1502]: 0001_a.up.sql and 0001_b.up.sql both claim version 0001\n"
              "  --> " +
                  folder.name("0001_b.up.sql") +
                  "\n"
                  "HINT: Rename one of the two, or merge their statements into one.\n");
}

TEST(Read, a_down_file_alone_is_refused) {
    const TestFolder folder;
    folder.put("0001_a.down.sql", "SELECT 1;");
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1501]: 0001_a.down.sql has no up file beside it\n"
              "  --> " +
                  folder.name("0001_a.down.sql") +
                  "\n"
                  "HINT: Write 0001_a.up.sql, or remove the down file.\n");
}

TEST(Read, a_file_of_another_name_is_refused) {
    const TestFolder folder;
    folder.put("groups.sql", "SELECT 1;");
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1501]: groups.sql is not named as a migration is\n"
              "  --> " +
                  folder.name("groups.sql") +
                  "\n"
                  "HINT: Rename it to <version>_<name>.up.sql, where the version is all digits, or move it out "
                  "of the folder.\n");
}

class Merged : public testing::Test {
protected:
    /// 0001 on both sides, 0002 on ours, 0003 on theirs.
    void SetUp() override {
        History history = read(folder.path()).value();
        ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a")}}));
        base = folder.text("whimbrel.lock");
        ASSERT_TRUE(write(history, {.migrations = {migration("0002", "ours")}}));
        ours = last_line(folder.text("whimbrel.lock"));
        folder.put("whimbrel.lock", base);
        folder.remove("0002_ours.up.sql");
        folder.remove("0002_ours.down.sql");
        history = read(folder.path()).value();
        ASSERT_TRUE(write(history, {.migrations = {migration("0003", "theirs")}}));
        theirs = last_line(folder.text("whimbrel.lock"));
        folder.put("0002_ours.up.sql", up_of("ours"));
        folder.put("0002_ours.down.sql", down_of("ours"));
    }
    static std::string last_line(const std::string& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); }
    TestFolder folder;
    std::string base, ours, theirs;
};

TEST_F(Merged, conflict_markers_are_named_with_their_line) {
    folder.put("whimbrel.lock", base + "<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> theirs\n");
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1501]: whimbrel.lock holds conflict markers of a git merge\n"
              "  --> " +
                  folder.name("whimbrel.lock") +
                  ":3\n"
                  "HINT: Run `whimbrel rebase`: it puts your migration on top of the merged one and writes the "
                  "file anew.\n");
}

TEST_F(Merged, rebase_reads_both_sides_and_moves_ours_on_top) {
    folder.put("whimbrel.lock", base + "<<<<<<< HEAD\n" + ours + "||||||| base\n=======\n" + theirs + ">>>>>>> theirs\n");
    auto history = read(folder.path(), Conflicts::take_both);
    ASSERT_TRUE(history) << history.error().render();
    EXPECT_EQ(history->heads.size(), 2U);
    auto moved = migration("0004", "ours");
    const auto written = write(*history, {.migrations = {moved},
                                          .removed = {history->find("0002")->up_path, history->find("0002")->down_path},
                                          .restamped = {},
                                          .unstamped = {history->find("0002")->stamp->id},
                                          .snapshot = {}});
    ASSERT_TRUE(written) << written.error().render();
    ASSERT_EQ(history->heads.size(), 1U);
    EXPECT_EQ(history->migrations.back().title(), "0004_ours");
    EXPECT_EQ(history->migrations.back().stamp->parent, history->find("0003")->stamp->id);
    EXPECT_FALSE(folder.has("0002_ours.up.sql"));
}

TEST_F(Merged, two_files_of_one_version_are_told_apart_by_their_texts) {
    // Both sides made a 0002; ours has the later name.
    folder.put("whimbrel.lock", base);
    folder.remove("0002_ours.up.sql");
    folder.remove("0002_ours.down.sql");
    folder.remove("0003_theirs.up.sql");
    folder.remove("0003_theirs.down.sql");
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0002", "also_theirs")}}));
    theirs = last_line(folder.text("whimbrel.lock"));
    folder.put("0002_ours.up.sql", up_of("ours"));
    folder.put("0002_ours.down.sql", down_of("ours"));
    folder.put("whimbrel.lock", base + "<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> theirs\n");
    auto merged = read(folder.path(), Conflicts::take_both);
    ASSERT_TRUE(merged) << merged.error().render();
    ASSERT_EQ(merged->migrations.size(), 3U);
    EXPECT_EQ(merged->migrations[1].title(), "0002_ours") << "HEAD's rows stand first";
    EXPECT_FALSE(merged->migrations[1].edited());
    EXPECT_FALSE(merged->migrations[2].edited());
    const auto written = write(*merged, {.migrations = {migration("0003", "ours")},
                                         .removed = {merged->migrations[1].up_path, merged->migrations[1].down_path},
                                         .restamped = {},
                                         .unstamped = {merged->migrations[1].stamp->id},
                                         .snapshot = {}});
    ASSERT_TRUE(written) << written.error().render();
    ASSERT_EQ(merged->migrations.size(), 3U);
    EXPECT_EQ(merged->migrations[1].title(), "0002_also_theirs");
    EXPECT_EQ(merged->migrations[2].title(), "0003_ours");
    EXPECT_EQ(merged->heads.size(), 1U);
}

TEST_F(Merged, two_heads_are_named) {
    folder.put("whimbrel.lock", base + ours + theirs);
    const auto history = read(folder.path());
    ASSERT_TRUE(history) << history.error().render();
    const auto one = history->one_head();
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().render(),
              "error[W1503]: the history has 2 heads: 0002_ours, 0003_theirs\n"
              "  --> " +
                  folder.name("whimbrel.lock") +
                  "\n"
                  "HINT: Run `whimbrel rebase`: it puts your migration on top of the other one and proves it.\n");
}

TEST_F(Merged, a_row_changed_by_hand_is_refused) {
    auto text = base;
    text.replace(text.find("\"up\":\"") + 6, 1, "x");
    folder.put("whimbrel.lock", text);
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1501]: whimbrel.lock holds a row that was changed by hand (version 0001)\n"
              "  --> " +
                  folder.name("whimbrel.lock") +
                  ":2\n"
                  "HINT: Restore the file from version control, or run `whimbrel rebase` where a merge left it "
                  "so.\n");
}

TEST_F(Merged, a_lost_row_breaks_the_chain) {
    folder.put("whimbrel.lock", base.substr(0, base.find('\n') + 1) + ours);
    const auto history = read(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().render(),
              "error[W1501]: whimbrel.lock names a parent of version 0002 that it does not hold\n"
              "  --> " +
                  folder.name("whimbrel.lock") +
                  "\n"
                  "HINT: Restore the file from version control, or run `whimbrel rebase` where a merge left it "
                  "so.\n");
}

TEST_F(Merged, a_missing_file_is_told_apart) {
    folder.remove("0001_a.up.sql");
    folder.remove("0001_a.down.sql");
    const auto history = read(folder.path());
    ASSERT_TRUE(history) << history.error().render();
    EXPECT_THAT(history->missing, ElementsAre("0001"));
}

TEST(Edited, comments_line_ends_and_case_do_not_edit) {
    const TestFolder folder;
    History history = read(folder.path()).value();
    ASSERT_TRUE(write(history, {.migrations = {migration("0001", "a")}}));
    folder.put("0001_a.up.sql", "-- licence\r\ncreate table PUBLIC.a (\r\n  id integer\r\n);\r\n");
    EXPECT_FALSE(read(folder.path()).value().migrations[0].edited());
    folder.put("0001_a.up.sql", "CREATE TABLE public.a (id bigint);");
    EXPECT_TRUE(read(folder.path()).value().migrations[0].edited());
}

}  // namespace
}  // namespace whimbrel::history
