// SPDX-License-Identifier: Apache-2.0
// Patterns that are compiled here find what PostgreSQL finds, under each of its collation providers; what it refuses is refused here.
#include "tests/data/proof.h"
#include "whimbrel/data/pattern.h"

namespace whimbrel::testing {
namespace {

using data::Regex;

class Patterns : public Proof {};

std::string text_of(Draw& draw) {
    constexpr std::array<std::string_view, 24> k_pieces{"a", "b", "c",  "A", "B",  "z", "0", "1", "9",  "-", "_", ".",
                                                        "@", " ", "\n", "é", "\t", "]", "{", "%", "\\", "^", "İ", "\x1d"};
    std::string out;
    for (auto left = draw.below(7); left > 0; --left) out += draw.one_of(k_pieces);
    return out;
}

/// By the grammar of expressions, often enough just beside it.
std::string expression(Draw& draw, int depth) {
    constexpr std::array<std::string_view, 44> k_atoms{
        "a",      "b",    "c",     "A",       ".",       "^",          "$",     "[a-c]", "[^a]",   "[a-z0-9_-]",  "[]a]",
        "[^]]",   "\\d",  "\\w",   "\\s",     "\\D",     "\\W",        "\\.",   "\\-",   "\\_",    "[[:alpha:]]", "[[:digit:]-]",
        "[\\d.]", "é",    "{",     "}",       "-",       "@",          "\\\\",  "\\t",   "[a\\]]", "[[:upper:]]", "[[:space:]]",
        "[é]",    "[a-]", "[--a]", "[a-b-c]", "[[.-.]]", "[[:word:]]", "[\\w]", "]",     "[Z-a]",  "\\S",         "[%-@]"};
    constexpr std::array<std::string_view, 14> k_quantifiers{"*", "+", "?", "{2}", "{0}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "??", "{1}?", "{3,1}", "**"};
    std::string out;
    if (depth == 0 && draw.once_in(3)) out += '^';
    for (auto left = draw.below(4) + (depth > 0 ? 0U : 1U); left > 0; --left) {
        if (depth < 3 && draw.once_in(5)) out += (draw.once_in(3) ? "(?:" : "(") + expression(draw, depth + 1) + ")";
        else out += draw.one_of(k_atoms);
        if (draw.once_in(3)) out += draw.one_of(k_quantifiers);
        if (draw.once_in(9)) out += '|';
    }
    if (depth == 0 && draw.once_in(3)) out += '$';
    return out;
}

TEST_F(Patterns, find_what_the_server_finds) {
    Draw draw(1);
    std::vector<std::string> texts{"", "\n", "a", "abcabc", "éé"};
    while (texts.size() < 60) texts.push_back(text_of(draw));
    std::vector<std::string> collations{"\"C\""};
    for (const auto row : ask("SELECT quote_ident(collname) FROM pg_collation WHERE collname IN ('en-x-icu', 'tr-x-icu', 'C.utf8', 'en_US.utf8', 'pg_c_utf8') "
                              "AND collencoding IN (-1, pg_char_to_encoding('UTF8')) ORDER BY 1"))
        collations.push_back(row.string(0));
    run("CREATE FUNCTION finds(pattern text, texts text[], letters text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE found text; BEGIN "
        "EXECUTE format('SELECT string_agg((t %s $1)::int::text, '''' ORDER BY n) FROM unnest($2) WITH ORDINALITY u(t, n)', letters) INTO found USING pattern, "
        "texts; "
        "RETURN found; EXCEPTION WHEN invalid_regular_expression THEN RETURN 'refused'; END $$");
    int taken = 0, undecided = 0, refused = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto pattern = expression(draw, 0);
        const bool any_case = draw.once_in(4);
        const auto collation = draw.one_of(collations);
        const auto rows = ask("SELECT finds($1, $2::text[], $3)", {pattern, array(texts), "COLLATE " + collation + (any_case ? " ~*" : " ~")});
        ASSERT_EQ(rows.size(), 1);
        const auto answers = rows[0].string(0);
        Regex regex;
        const bool is_taken = regex.compile(pattern, any_case ? Regex::Case::any : Regex::Case::exact);
        refused += answers == "refused" ? 1 : 0;
        if (!is_taken) continue;
        ASSERT_NE(answers, "refused") << pattern;
        ++taken;
        for (std::size_t at = 0; at < texts.size(); ++at) {
            const auto verdict = regex.find(texts[at]);
            undecided += verdict == Regex::Verdict::undecided ? 1 : 0;
            if (verdict == Regex::Verdict::undecided) continue;
            ASSERT_EQ(verdict == Regex::Verdict::found, answers[at] == '1') << pattern << " on \"" << texts[at] << "\" by " << collation;
        }
    }
    // Most are taken, and few of their answers are left open; both sides are asked what is malformed.
    EXPECT_GT(taken, 1500);
    EXPECT_GT(refused, 100);
    EXPECT_LT(undecided, taken * 60 / 4);
}

TEST_F(Patterns, are_like_what_the_server_says) {
    constexpr std::array<std::string_view, 12> k_pieces{"a", "b", "%", "_", "\\", "\\%", "\\_", "é", "%%", "A", "\\\\", "."};
    Draw draw(2);
    std::vector<std::string> texts{""};
    while (texts.size() < 60) texts.push_back(text_of(draw));
    run("CREATE FUNCTION likes(pattern text, texts text[]) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT string_agg((t LIKE pattern)::int::text, '' "
        "ORDER BY n) FROM unnest(texts) WITH ORDINALITY u(t, n)); EXCEPTION WHEN invalid_escape_sequence THEN RETURN 'refused'; END $$");
    int matches = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string pattern;
        for (auto left = draw.below(6); left > 0; --left) pattern += draw.one_of(k_pieces);
        const auto rows = ask("SELECT likes($1, $2::text[])", {pattern, array(texts)});
        ASSERT_EQ(rows.size(), 1);
        const auto answers = rows[0].string(0);
        EXPECT_FALSE(answers == "refused" && data::is_like_pattern(pattern)) << pattern;
        if (!data::is_like_pattern(pattern)) continue;
        ASSERT_EQ(answers.size(), texts.size()) << pattern;
        for (std::size_t at = 0; at < texts.size(); ++at) {
            ASSERT_EQ(data::is_like(texts[at], pattern), answers[at] == '1') << pattern << " on \"" << texts[at] << "\"";
            matches += answers[at] == '1' ? 1 : 0;
        }
    }
    EXPECT_GT(matches, 5000);
}

}  // namespace
}  // namespace whimbrel::testing
