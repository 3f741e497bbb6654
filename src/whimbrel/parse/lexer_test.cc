// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/lexer.h"
#include "whimbrel/parse/token_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace whimbrel::parse {
namespace {

/// A letter for each kind and the text: "w:select n:1".
std::string render(std::string_view source) {
    std::string out;
    for (const auto& token : lex(source)) {
        constexpr std::string_view k_letters = "wqsdnp.-*\\!";
        if (!out.empty()) out += ' ';
        out += k_letters[static_cast<std::size_t>(token.kind)];
        out += ':';
        out += token.text(source);
    }
    return out;
}

struct Case {
    std::string_view source, tokens;
};

TEST(Lexer, cuts_as_the_server_does) {
    const Case cases[] = {
        {"", ""},
        {"select a.b", "w:select w:a .:. w:b"},
        {"'it''s' x", "s:'it''s' w:x"},
        {R"('a\' b)", R"(s:'a\' w:b)"},
        {R"(E'a\'b' c)", R"(s:E'a\'b' w:c)"},
        {R"(e'a\\' c)", R"(s:e'a\\' w:c)"},
        {"E'a' -- c\n 'b\\'c' d", "s:E'a' -:-- c s:'b\\'c' w:d"},
        {R"(E'a' 'b\' c)", R"(s:E'a' s:'b\' w:c)"},
        {"E'a' /* c */\n 'b\\' c", "s:E'a' *:/* c */ s:'b\\' w:c"},
        {"x'1F' B'01' N'n' U&'d\\0061' U&\"x\"", "s:x'1F' s:B'01' s:N'n' s:U&'d\\0061' q:U&\"x\""},
        {"\"a\"\"b\" \"c\"", "q:\"a\"\"b\" q:\"c\""},
        {"$$a;b$$ $t$ $$ $t$ $1", "d:$$a;b$$ d:$t$ $$ $t$ p:$1"},
        {"a$$b$$ c", "w:a$$b$$ w:c"},
        {"größe $größe$x$größe$", "w:größe d:$größe$x$größe$"},
        {"$1a", "p:$1 w:a"},
        {"/* a /* b */ c */ d", "*:/* a /* b */ c */ w:d"},
        {"/*/ x */ y", "*:/*/ x */ w:y"},
        {"1 1.5 .5 1e10 1.e-3 0x1F 1_000 1..10", "n:1 n:1.5 n:.5 n:1e10 n:1.e-3 n:0x1F n:1_000 n:1 .:.. n:10"},
        {"a=-1", "w:a .:= .:- n:1"},
        {"a@-1 b<=>c d->>'e'", "w:a .:@- n:1 w:b .:<=> w:c w:d .:->> s:'e'"},
        {"a+-+b *-@", "w:a .:+ .:- .:+ w:b .:*-@"},
        {"a --b\n+/*c*/d", "w:a -:--b .:+ *:/*c*/ w:d"},
        {"a<--b", "w:a .:< -:--b"},
        {"a::int[] := b", "w:a .::: w:int .:[ .:] .::= w:b"},
        {"a; -- b\r\nc", "w:a .:; -:-- b w:c"},
        {"\\connect x\nselect 1 \\g", "\\:\\connect x w:select n:1 .:\\ w:g"},
        {"  \\echo 'a\n'b'", "\\:\\echo 'a s:'b'"},
        {"'a", "!:'a"},
        {"E'a\\", "!:E'a\\"},
        {"\"a", "!:\"a"},
        {"/* a /* b */", "!:/* a /* b */"},
        {"x $a$ b $b$", "w:x !:$a$ b $b$"},
        {"$a", ".:$ w:a"},
    };
    for (const auto& [source, tokens] : cases) EXPECT_EQ(render(source), tokens) << source;
}

TEST(Lexer, takes_time_in_proportion_to_the_text) {
    std::string source;
    for (int i = 0; i < 200'000; ++i) source += "/*";
    for (int i = 0; i < 200'000; ++i) source += "$a ";
    for (int i = 0; i < 200'000; ++i) source += "+-";
    const auto begin = std::chrono::steady_clock::now();
    static_cast<void>(lex(source));
    static_cast<void>(lex(std::string_view(source).substr(400'000)));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(Position, counts_characters_and_all_line_ends) {
    const std::string_view text = "a\r\nöb\rc\nd";
    const auto at = [&](std::size_t offset) {
        const auto p = position_of(text, offset);
        return std::pair(p.line, p.column);
    };
    EXPECT_EQ(at(0), std::pair(1, 1));
    EXPECT_EQ(at(3), std::pair(2, 1));
    EXPECT_EQ(at(5), std::pair(2, 2));
    EXPECT_EQ(at(7), std::pair(3, 1));
    EXPECT_EQ(at(9), std::pair(4, 1));
    EXPECT_EQ(at(99), std::pair(4, 2));
    EXPECT_EQ(offset_of_character("aöb", 1), 0U);
    EXPECT_EQ(offset_of_character("aöb", 3), 3U);
    EXPECT_EQ(offset_of_character("aöb", 9), 4U);
}

TEST(IsWord, ignores_case) {
    EXPECT_TRUE(is_word("SeLect", "SELECT"));
    EXPECT_FALSE(is_word("select_", "SELECT"));
}

TEST(TokenHash, follows_meaning_and_not_layout) {
    const auto original = token_hash("CREATE TABLE a (b int); -- @renamed from=c\nSELECT $$x\ny$$;\n");
    const std::string_view same[] = {
        "create table A(\r\n  B INT\r\n) ; /* licence */\n--  @renamed   from=c\r\nselect $$x\r\ny$$;",
        "\xEF\xBB\xBF-- SPDX\nCREATE TABLE a (b int);-- @renamed from=c\nSELECT $$x\ny$$;",
        "\\restrict abc\nCREATE TABLE a (b int); /* @renamed from=c */\nSELECT $$x\ny$$;\n\\unrestrict abc\n",
    };
    for (const auto& text : same) EXPECT_EQ(token_hash(text), original) << text;
    const std::string_view different[] = {
        "CREATE TABLE a (b int); \nSELECT $$x\ny$$;\n",
        "CREATE TABLE a (b int); -- @renamed from=d\nSELECT $$x\ny$$;\n",
        "CREATE TABLE \"A\" (b int); -- @renamed from=c\nSELECT $$x\ny$$;\n",
        "CREATE TABLE a (b int); -- @renamed from=c\nSELECT $$x y$$;\n",
        "CREATE TABLE a (b int); -- @renamed from=c\nSELECT $$X\ny$$;\n",
    };
    for (const auto& text : different) EXPECT_NE(token_hash(text), original) << text;
    EXPECT_NE(token_hash("a b"), token_hash("ab"));
}

}  // namespace
}  // namespace whimbrel::parse
