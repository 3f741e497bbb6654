// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/name_length.h"
#include "whimbrel/sql/statement.h"

#include <gtest/gtest.h>

namespace whimbrel::sql {
namespace {

TEST(Identifier, is_quoted_only_where_it_must_be) {
    EXPECT_EQ(Identifier{"groups"}.render(), "groups");
    EXPECT_EQ(Identifier{"select"}.render(), "\"select\"");
    EXPECT_EQ(Identifier{"Groups"}.render(), "\"Groups\"");
    EXPECT_EQ(Identifier{"a\"b"}.render(), "\"a\"\"b\"");
    EXPECT_EQ(Identifier{""}.render(), "\"\"");
    EXPECT_EQ(Identifier{"1st"}.render(), "\"1st\"");
    EXPECT_EQ(Identifier{"größe"}.render(), "\"größe\"");
    EXPECT_EQ((QualifiedName{"public", "user"}).render(), "public.\"user\"");
}

TEST(NameLength, a_suffix_stays_within_what_a_name_may_have) {
    EXPECT_EQ(with_suffix("mood", "_aside"), "mood_aside");
    const auto one = with_suffix(std::string(62, 'x') + "a", "_aside"), other = with_suffix(std::string(62, 'x') + "b", "_aside");
    EXPECT_EQ(one.size(), k_longest_name);
    EXPECT_NE(one, other);
    std::string accents;
    for (int i = 0; i < 31; ++i) accents += "é";
    EXPECT_EQ(with_suffix(accents, "_aside").substr(0, 50), accents.substr(0, 50));
    EXPECT_EQ(with_suffix(accents + "x", "_asides").substr(0, 51), accents.substr(0, 50) + "_");
}

TEST(Literal, survives_quotes_and_backslashes) {
    EXPECT_EQ(Literal{"it's"}.render(), "'it''s'");
    EXPECT_EQ(Literal{"a\\b'"}.render(), "E'a\\\\b'''");
}

TEST(Statement, joins_its_parts) {
    const std::vector<std::string> columns{"a", "order"};
    Builder builder;
    builder.add("CREATE INDEX").add(Identifier{"i"}).add("ON").add(QualifiedName{"public", "t"}).add("(");
    builder.list(columns, [](const std::string& c) { return Identifier{c}; }).add(")");
    EXPECT_EQ(builder.statement().text, "CREATE INDEX i ON public.t (a, \"order\")");
    EXPECT_EQ(sql("SET", Identifier{"x"}, "TO", Literal{"y"}, Fragment{""}, 5).text, "SET x TO 'y' 5");
}

}  // namespace
}  // namespace whimbrel::sql
