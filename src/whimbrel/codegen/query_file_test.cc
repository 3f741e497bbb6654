// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_file.h"
#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/parse/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

namespace whimbrel::codegen {
namespace {

using ::testing::ElementsAre;

QueryText one(const std::string& statement) {
    auto read = read_queries("q.sql", "-- name: q :many\n" + statement + ";\n");
    EXPECT_THAT(read.errors, ::testing::IsEmpty());
    EXPECT_EQ(read.queries.size(), 1U);
    return std::move(read.queries.front());
}

std::string prepared(const std::string& statement) { return one(statement).text.filled.text; }

TEST(QueryFile, ParametersAreNumberedByTheirFirstUse) {
    const auto query = one("SELECT @b, @a?, @b, @a?");
    EXPECT_EQ(query.text.filled.text, "SELECT $1, $2, $1, $2");
    ASSERT_EQ(query.text.parameters.size(), 2U);
    EXPECT_EQ(query.text.parameters[0].name, "b");
    EXPECT_FALSE(query.text.parameters[0].nullable);
    EXPECT_TRUE(query.text.parameters[1].nullable);
}

TEST(QueryFile, OperatorsOfPostgresStayWhatTheyAre) {
    EXPECT_EQ(prepared("SELECT a @> b, a<@b, a @@ b, @ a, @-1, a @@@b, a @? b, '@c', \"@d\", $$@e$$ /* @f */ -- @g\n"),
              "SELECT a @> b, a<@b, a @@ b, @ a, @-1, a @@@b, a @? b, '@c', \"@d\", $$@e$$");
    EXPECT_EQ(prepared("SELECT a=@b, a>=@c, a||@d, a <> @e, (@f), -@g, a@h"), "SELECT a=$1, a>=$2, a||$3, a <> $4, ($5), -$6, a@h");
    EXPECT_EQ(prepared("SELECT a ? @b, @c?|| 'x', @d ? 'x', @e?, @f?::text"), "SELECT a ? $1, $2?|| 'x', $3 ? 'x', $4, $5::text");
}

TEST(QueryFile, NamesOfColumnsSayWhetherTheyMayBeNull) {
    const auto query = one("SELECT 1 AS \"a!\", 2 as \"B?\", \"c!\", 4 AS \"!\"");
    EXPECT_EQ(query.text.filled.text, "SELECT 1 AS \"a\", 2 as \"B\", \"c!\", 4 AS \"!\"");
    EXPECT_THAT(query.text.nullable, ElementsAre(std::pair("B", true), std::pair("a", false)));
}

TEST(QueryFile, CommentsAreTheDocumentation) {
    const auto read = read_queries("q.sql",
                                   "-- A licence.\r\n\r\n-- Before.\r\n-- name: q :one\r\n-- Between.\r\n/* A\r\n * block. */\r\nSELECT 1; -- behind\r\n"
                                   "-- name: r :exec\r\n-- scope: all\r\nSELECT 2;\r\n");
    ASSERT_EQ(read.queries.size(), 2U);
    EXPECT_EQ(read.queries[0].comment, "Before.\nBetween.\nA\nblock.");
    EXPECT_EQ(read.queries[0].command, QueryCommand::one);
    EXPECT_EQ(read.queries[1].comment, "");
    EXPECT_TRUE(read.queries[1].of_all_scopes);
    EXPECT_EQ(read.queries[1].place, (SourceSpan{"q.sql", 9, 1}));
}

/// The character of the file at a place.
std::string_view character_at(std::string_view text, const SourceSpan& place) {
    int line = 1;
    std::size_t at = 0;
    while (line < place.line) {
        if (text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n')) ++line;
        ++at;
    }
    const auto rest = text.substr(at);
    return rest.substr(parse::offset_of_character(rest, place.column));
}

TEST(QueryFile, PlacesLeadBackToWhatWasWritten) {
    constexpr auto k_pieces = std::to_array<std::string_view>(
        {"@", "a", "@b", "@c?", "?",  "$1", "'", "\"", "--", "\n", " ", ";", "/*", "*/", "E'", "$$", "ü", " AS \"x!\"", "=@d", "<@e", "-- name: q :many\n",
         ",", "(", ")",  "\\",  "\r", "::", "1"});
    std::mt19937 random(7);
    int checked = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = "-- name: first :many\n";
        for (auto pieces = random() % 24; pieces > 0; --pieces) text += k_pieces[random() % k_pieces.size()];
        const auto read = read_queries("q.sql", text);
        for (const auto& error : read.errors) EXPECT_FALSE(error.message.empty());
        for (const auto& query : read.queries) {
            const auto& filled = query.text.filled;
            for (int position = 1; parse::offset_of_character(filled.text, position) < filled.text.size(); ++position) {
                const bool is_replaced = std::ranges::any_of(filled.shifts, [&](const auto& shift) { return position >= shift.begin && position < shift.end; });
                if (is_replaced) continue;
                const auto here = filled.text.substr(parse::offset_of_character(filled.text, position), 1);
                ASSERT_EQ(character_at(query.file->text, query.place_of(position)).substr(0, 1), here) << text << "\nat " << position;
                ++checked;
            }
        }
    }
    EXPECT_GT(checked, 10'000);
}

TEST(NodeTree, ReadsWhatPostgresWrites) {
    const auto tree =
        NodeTree::parse(R"((({QUERY :commandType 1 :cteList <> :rtable ({RTE :eref {ALIAS :aliasname *SELECT*\ 1 :colnames ("id" "a\ \"b")}}) :x :y :c )"
                        R"({CONST :constisnull false :constvalue 4 [ 1 0 0 0 ]} :list (i 1 2)})))");
    const auto& query = tree.items()[0].items()[0];
    EXPECT_TRUE(query.is("QUERY"));
    EXPECT_EQ(query["commandType"].integer(), 1);
    EXPECT_TRUE(query["cteList"].is_nothing());
    EXPECT_TRUE(query["nowhere"].is_nothing());
    const auto& alias = query["rtable"].items()[0]["eref"];
    EXPECT_EQ(alias["aliasname"].text(), "*SELECT* 1");
    EXPECT_EQ(alias["colnames"].items()[1].text(), "a \"b");
    EXPECT_EQ(query["x"].text(), ":y");
    EXPECT_EQ(query["list"].items()[2].integer(), 2);
    EXPECT_FALSE(query["c"]["constisnull"].boolean());
}

TEST(NodeTree, ReadsSomethingOfAnything) {
    const std::string whole = R"((({QUERY :a 1 :b ({X :c "d\ e" :f <>}) :g 4 [ 1 ]})))";
    for (std::size_t size = 0; size <= whole.size(); ++size) NodeTree::parse(whole.substr(0, size));
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto size = random() % 40; size > 0; --size) text += "({}): \\\"<>ab1"[random() % 13];
        NodeTree::parse(text);
    }
}

}  // namespace
}  // namespace whimbrel::codegen
