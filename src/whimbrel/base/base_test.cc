// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/file.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/base/text_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel {
namespace {

TEST(Error, renders_the_whole_diagnostic) {
    Error error(ErrorCode::statement_failed, "the server refused a statement");
    error.span = SourceSpan{"schema/groups.sql", 14, 3};
    error.server = ServerReport{.sqlstate = "42601", .message = "syntax error at or near \"(\""};
    error.hints = {"Correct the statement."};
    error.context = {"loading the declaration"};
    EXPECT_EQ(error.render(),
              "error[W1106]: the server refused a statement\n"
              "  --> schema/groups.sql:14:3\n"
              "  server: 42601 syntax error at or near \"(\"\n"
              "  while loading the declaration\n"
              "HINT: Correct the statement.\n");
    EXPECT_EQ(error.exit_code(), ExitCode::failed);
}

TEST(Error, every_entry_is_worded_as_the_house_rule_says) {
    for (const auto& entry : error_table()) {
        EXPECT_FALSE(entry.summary.empty()) << entry.name;
        EXPECT_NE(entry.summary.back(), '.') << entry.name;
        EXPECT_EQ(entry.explanation.back(), '.') << entry.name;
        EXPECT_EQ(parse_error_number(error_number(entry.code)), entry.code);
    }
}

TEST(Sha256, matches_the_published_vector_and_separates_parts) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_NE(Sha256().add("ab").add("c").hex(), Sha256().add("a").add("bc").hex());
}

TEST(Nearest, finds_the_meant_word_and_nothing_far_away) {
    const std::vector<std::string> words{"schema", "migrations", "numbering"};
    EXPECT_EQ(nearest("schmea", words), "schema");
    EXPECT_EQ(nearest("xyz", words), "");
}

TEST(TextTable, aligns_by_characters) {
    TextTable table({"NAME", "N"});
    table.add({"é", "1"});
    table.add({"longer", "22"});
    EXPECT_EQ(table.render(), "NAME    N\né       1\nlonger  22\n");
}

TEST(File, is_replaced_whole_and_refusals_say_why) {
    const auto folder = std::filesystem::temp_directory_path() / ("whimbrel_base_" + std::to_string(::getpid()));
    ASSERT_TRUE(write_file(folder / "a" / "b.txt", "one"));
    ASSERT_TRUE(write_file(folder / "a" / "b.txt", "two"));
    EXPECT_EQ(read_file(folder / "a" / "b.txt").value(), "two");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "a"), {}), 1);
    EXPECT_EQ(read_file(folder / "none").error().message, "cannot read " + (folder / "none").string() + ": No such file or directory");
    const auto held = FileLock::try_take(folder / "lock");
    ASSERT_TRUE(held.value());
    EXPECT_FALSE(FileLock::try_take(folder / "lock").value());
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace whimbrel
