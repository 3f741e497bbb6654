// SPDX-License-Identifier: Apache-2.0
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
