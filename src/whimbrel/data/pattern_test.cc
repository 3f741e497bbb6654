// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/pattern.h"

#include <gtest/gtest.h>
#include <chrono>
#include <string>

namespace whimbrel::data {
namespace {

using Case = Regex::Case;
using Verdict = Regex::Verdict;

Verdict find(std::string_view text, std::string_view pattern, Case letters = Case::exact) {
    Regex regex;
    EXPECT_TRUE(regex.compile(pattern, letters)) << pattern;
    return regex.find(text);
}
bool has(std::string_view text, std::string_view pattern) { return find(text, pattern) == Verdict::found; }

TEST(Like, is_of_the_whole_text) {
    EXPECT_TRUE(is_like("abc", "abc"));
    EXPECT_FALSE(is_like("abcd", "abc"));
    EXPECT_TRUE(is_like("abc", "a%"));
    EXPECT_TRUE(is_like("a", "a%"));
    EXPECT_TRUE(is_like("xaxbx", "%a%b%"));
    EXPECT_FALSE(is_like("xbxa", "%a%b%"));
    EXPECT_TRUE(is_like("é", "_"));
    EXPECT_FALSE(is_like("", "_"));
    EXPECT_TRUE(is_like("a_b", "a\\_b"));
    EXPECT_FALSE(is_like("axb", "a\\_b"));
    EXPECT_TRUE(is_like("aab", "%ab"));
    EXPECT_FALSE(is_like_pattern("a\\"));
    EXPECT_TRUE(is_like_pattern("a\\\\"));
}

TEST(RegularExpression, is_found_anywhere) {
    EXPECT_TRUE(has("xabx", "ab"));
    EXPECT_FALSE(has("xabx", "^ab"));
    EXPECT_TRUE(has("ab", "^ab$"));
    EXPECT_FALSE(has("ab\n", "^ab$"));
    EXPECT_TRUE(has("a\nb", "a.b"));
    EXPECT_TRUE(has("", "^$"));
    EXPECT_TRUE(has("abab", "^(ab)+$"));
    EXPECT_TRUE(has("", "^(?:a|)$"));
    EXPECT_TRUE(has("a-b", "^[a-z-]+$"));
    EXPECT_TRUE(has("]", "^[]a]$"));
    EXPECT_TRUE(has("é", "^[^a-z]$"));
    EXPECT_TRUE(has("12", R"(^\d{2}$)"));
    EXPECT_FALSE(has("123", R"(^\d{2}$)"));
    EXPECT_TRUE(has("1234", R"(^\d{2,}$)"));
    EXPECT_FALSE(has("aaaa", "^a{1,3}$"));
    EXPECT_TRUE(has("", "^a{0,2}$"));
    EXPECT_TRUE(has("b", "^a{0}b$"));
    EXPECT_TRUE(has("a.b", R"(^a\.b$)"));
    EXPECT_TRUE(has("{", "^{$"));
    EXPECT_TRUE(has("x@y.z", R"(^[^\s@]+@[^\s@]+\.[^\s@]+$)"));
    EXPECT_EQ(find("AbC", "^[a-c]+$", Case::any), Verdict::found);
    EXPECT_EQ(find("é", R"(^\w$)"), Verdict::undecided);
    EXPECT_EQ(find("é", "^[[:alpha:]]$"), Verdict::undecided);
}

TEST(RegularExpression, is_refused_where_more_is_in_it) {
    for (const auto* pattern : {"(a)\\1",
                                "(?=a)",
                                "(?i)a",
                                "a**",
                                "*a",
                                "^*",
                                "(*a)",
                                "a{2",
                                "a{3,2}",
                                "a{256}",
                                "[a",
                                "(a",
                                "a)",
                                "[z-a]",
                                "\\b",
                                "\\ya",
                                "***=a",
                                "a\\",
                                "[[.a.]]",
                                "[[=a=]]",
                                "[[:nonsense:]]",
                                "\\x41",
                                "[a-\\d]",
                                "(((((((((((((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))))))))))))",
                                "((a{200}){200}){200}",
                                "[a-z-9]"}) {
        Regex regex;
        EXPECT_FALSE(regex.compile(pattern, Case::exact)) << pattern;
    }
    Regex regex;
    EXPECT_FALSE(regex.compile("é", Case::any));
}

TEST(RegularExpression, never_takes_long) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(has(std::string(20'000, 'a'), "^(a*)*(a|aa)+(a?){30}b$"));
    EXPECT_FALSE(is_like(std::string(20'000, 'a'), "%a%a%a%a%b"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace whimbrel::data
