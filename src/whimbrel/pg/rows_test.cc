// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <array>

namespace whimbrel::pg {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A result of one text column, made without a server.
Rows rows_of(std::vector<std::optional<std::string>> values) {
    PGresult* result = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
    std::string name = "value";
    std::array<PGresAttDesc, 1> columns{{{.name = name.data(), .tableid = 0, .columnid = 0, .format = 0, .typid = 25, .typlen = -1, .atttypmod = -1}}};
    PQsetResultAttrs(result, 1, columns.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        PQsetvalue(result, static_cast<int>(i), 0, values[i] ? values[i]->data() : nullptr, values[i] ? static_cast<int>(values[i]->size()) : -1);
    return Rows(result);
}

TEST(Row, reads_values_and_null) {
    const auto rows = rows_of({"-42", std::nullopt, "t", "x", "", "4294967295"});
    ASSERT_EQ(rows.size(), 6);
    EXPECT_EQ(rows.columns(), 1);
    EXPECT_EQ(rows[0].integer(0), -42);
    EXPECT_EQ(rows[0].optional(0), "-42");
    EXPECT_TRUE(rows[1].is_null(0));
    EXPECT_EQ(rows[1].text(0), "");
    EXPECT_EQ(rows[1].integer(0), 0);
    EXPECT_EQ(rows[1].character(0), '\0');
    EXPECT_EQ(rows[1].optional(0), std::nullopt);
    EXPECT_TRUE(rows[2].boolean(0));
    EXPECT_FALSE(rows[3].boolean(0));
    EXPECT_EQ(rows[3].character(0), 'x');
    EXPECT_EQ(rows[4].optional(0), "");
    EXPECT_EQ(rows[5].oid(0), 4294967295U);
}

TEST(Row, takes_arrays_apart) {
    const auto array = [](std::optional<std::string> text) { return rows_of({std::move(text)})[0].array(0); };
    EXPECT_THAT(array("{}"), IsEmpty());
    EXPECT_THAT(array(std::nullopt), IsEmpty());
    EXPECT_THAT(array("{a}"), ElementsAre("a"));
    EXPECT_THAT(array(R"({"a,b","c\"d\\",NULL,"NULL",""})"), ElementsAre("a,b", "c\"d\\", "", "NULL", ""));
    EXPECT_THAT(array("[0:1]={1,2}"), ElementsAre("1", "2"));
    EXPECT_THAT(array("1 2 -3"), ElementsAre("1", "2", "-3"));
    EXPECT_THAT(array(R"({joe=arwdDxt/postgres,=r/postgres})"), ElementsAre("joe=arwdDxt/postgres", "=r/postgres"));
}

TEST(Rows, without_a_result_are_empty) {
    const Rows rows;
    EXPECT_TRUE(rows.empty());
    EXPECT_EQ(rows.columns(), 0);
    EXPECT_EQ(rows.command_tag(), "");
    EXPECT_EQ(rows.begin(), rows.end());
}

}  // namespace
}  // namespace whimbrel::pg
