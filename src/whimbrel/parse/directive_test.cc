// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/directive.h"
#include "whimbrel/parse/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::parse {
namespace {

using testing::ElementsAre;

/// "statement:line name argument > element" for each directive; the error where there is one.
std::vector<std::string> directives(std::string source) {
    const auto file = split("f.sql", std::move(source));
    if (!file) return {file.error().render()};
    std::vector<std::string> out;
    const auto add = [&out](const std::string& owner, const Directive& d) {
        out.push_back(owner + ":" + std::to_string(d.line) + " " + d.name + (d.argument.empty() ? "" : " " + d.argument) +
                      (d.element.empty() ? "" : " > " + d.element));
    };
    for (std::size_t i = 0; i < file->statements.size(); ++i)
        for (const auto& d : file->statements[i].directives) add(std::to_string(i), d);
    for (const auto& d : file->trailing_directives) add("end", d);
    return out;
}

TEST(Directive, belongs_to_the_element_on_its_line) {
    EXPECT_THAT(directives("CREATE TABLE users ( -- @renamed from=user_accounts\n"
                           "  id bigint, -- @renamed from=user_id\n"
                           "  \"Full Name\" text -- @renamed from=\"Old Name\"\n"
                           "    NOT NULL,\n"
                           "  age int CHECK (age > 0, 1), other int, -- @fill 0\n"
                           "  CONSTRAINT c_new CHECK (age > 0) -- @renamed from=c_old\n"
                           "); -- @lossless because\n"
                           "SELECT 1;"),
                ElementsAre("0:1 renamed from=user_accounts", "0:2 renamed from=user_id > id", "0:3 renamed from=\"Old Name\" > Full Name",
                            "0:5 fill 0 > other", "0:6 renamed from=c_old > c_new", "0:7 lossless because"));
}

TEST(Directive, on_its_own_line_belongs_to_what_follows) {
    EXPECT_THAT(directives("-- @renamed from=s.old\n\nCREATE TABLE t (\n  -- @fill now()\n  a int,\n  -- @using b::int\n  -- @lossless\n  B int\n    -- @fill "
                           "1\n    NOT NULL\n"
                           "  -- @fill 2\n  , c int\n);\n-- @renamed from=v_old\nCREATE VIEW v AS\n  -- @lossy x\n  SELECT 1;\n-- @step 3\n"),
                ElementsAre("0:1 renamed from=s.old", "0:4 fill now() > a", "0:6 using b::int > b", "0:7 lossless > b", "0:9 fill 1 > b", "0:11 fill 2 > c",
                            "1:14 renamed from=v_old", "1:16 lossy x", "end:18 step 3"));
}

TEST(Directive, may_be_a_block_comment) {
    EXPECT_THAT(directives("CREATE TYPE t AS (a int /* @renamed from=x */, /* @renamed from=y */ b int, /* @renamed from=z */\n c int)"),
                ElementsAre("0:1 renamed from=x > a", "0:1 renamed from=y > b", "0:1 renamed from=z > b"));
    EXPECT_THAT(directives("CREATE TABLE t (/* @fill 1 */ a int)"), ElementsAre("0:1 fill 1 > a"));
}

TEST(Directive, names_enum_labels_by_their_value) {
    EXPECT_THAT(directives("CREATE TYPE e AS ENUM (\n 'it''s', -- @renamed from=its\n 'B' -- @renamed from=\"b 1\"\n); -- @renamed from=f"),
                ElementsAre("0:2 renamed from=its > it's", "0:3 renamed from=\"b 1\" > B", "0:4 renamed from=f"));
}

TEST(Directive, belongs_to_the_statement_where_no_elements_are) {
    EXPECT_THAT(directives("CREATE TABLE p PARTITION OF q FOR VALUES IN ('a' -- @renamed from=x\n);\nCREATE INDEX i ON t (a); -- @renamed from=j\nCREATE INDEX "
                           "k ON t\n (a) -- @renamed from=l"),
                ElementsAre("0:1 renamed from=x", "1:3 renamed from=j", "2:5 renamed from=l"));
    EXPECT_THAT(directives("SELECT 1 -- @step 1\n-- @step 2"), ElementsAre("0:1 step 1", "end:2 step 2"));
    EXPECT_THAT(directives("-- @whimbrel 1\n"), ElementsAre("end:1 whimbrel 1"));
}

TEST(Directive, of_other_tools_is_left_alone) {
    EXPECT_THAT(
        directives("-- @author x\n/** @param y */\n-- @file z\n-- a @renamed from=b\n-- @return-value\n-- @\n-- @1\nCREATE TABLE t (a int -- @deprecated\n)"),
        ElementsAre());
}

TEST(Directive, that_cannot_be_meant_is_refused) {
    const std::pair<const char*, const char*> cases[] = {
        {"-- @renmaed from=x", "error[W1203]: there is no directive @renmaed\n  --> f.sql:1:1\nHINT: Write @renamed, if that was meant.\n"},
        {"a;\n  -- @Fill 0", "error[W1203]: there is no directive @Fill\n  --> f.sql:2:3\nHINT: Write @fill, if that was meant.\n"},
        {"-- @renamed x",
         "error[W1203]: the directive @renamed does not name what the object was called\n  --> f.sql:1:1\n"
         "HINT: Write `-- @renamed from=old_name`, with double quotes where SQL needs them.\n"},
        {"-- @renamed from=a b",
         "error[W1203]: the directive @renamed does not name what the object was called\n  --> f.sql:1:1\n"
         "HINT: Write `-- @renamed from=old_name`, with double quotes where SQL needs them.\n"},
        {"-- @fill=0",
         "error[W1203]: the directive @fill is not followed by a blank\n  --> f.sql:1:1\n"
         "HINT: Write `-- @renamed from=old_name`, `-- @fill <expression>` or `-- @using <expression>`.\n"},
        {"-- @using", "error[W1203]: the directive @using lacks its expression\n  --> f.sql:1:1\nHINT: Write `-- @using <expression>`.\n"},
        {"CREATE TABLE t (\n a int\n -- @fill 0\n)",
         "error[W1203]: the directive stands behind the last element of its list\n  --> f.sql:3:2\n"
         "HINT: Put it on the line of the column that it is about, or on a line before it.\n"},
        {"CREATE TABLE t (\n a int,\n PRIMARY KEY (a) -- @renamed from=x\n)",
         "error[W1203]: the directive stands beside an element without a name\n  --> f.sql:3:18\n"
         "HINT: Name the constraint with CONSTRAINT, or put the directive beside a column.\n"},
    };
    for (const auto& [source, rendered] : cases) EXPECT_THAT(directives(source), ElementsAre(rendered)) << source;
}

TEST(RenamedFrom, reads_the_name_as_stored) {
    const auto from = [](std::string argument) { return renamed_from(Directive{.name = "renamed", .argument = std::move(argument)}); };
    EXPECT_EQ(from("from=Old"), (sql::QualifiedName{"", "old"}));
    EXPECT_EQ(from("from = s.\"Old Name\""), (sql::QualifiedName{"s", "Old Name"}));
    EXPECT_EQ(from("from=\"My Ops\".<<<="), (sql::QualifiedName{"My Ops", "<<<="}));
    EXPECT_EQ(from("from=<<< ="), (sql::QualifiedName{}));
    EXPECT_EQ(from("old"), (sql::QualifiedName{}));
}

}  // namespace
}  // namespace whimbrel::parse
