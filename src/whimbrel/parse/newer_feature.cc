// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/newer_feature.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace whimbrel::parse {

namespace {

struct Feature {
    NewerFeature feature;
    std::string_view head;   ///< a word that must stand before it; empty: anywhere
    std::string_view words;  ///< that follow each other, in upper case; "(" and other punctuation are words of their own
};

constexpr auto k_features = std::to_array<Feature>({
    {{"NULLS NOT DISTINCT", 15}, "", "NULLS NOT DISTINCT"},
    {{"NULLS DISTINCT", 15}, "", "NULLS DISTINCT"},
    {{"security_invoker", 15}, "VIEW", "SECURITY_INVOKER"},
    {{"an unlogged sequence", 15}, "CREATE", "UNLOGGED SEQUENCE"},
    {{"ON DELETE SET NULL with columns", 15}, "REFERENCES", "SET NULL ("},
    {{"ON DELETE SET DEFAULT with columns", 15}, "REFERENCES", "SET DEFAULT ("},
    {{"SET ACCESS METHOD", 15}, "ALTER", "SET ACCESS METHOD"},
    {{"MERGE", 15}, "", "MERGE INTO"},
    {{"FOR TABLES IN SCHEMA", 15}, "PUBLICATION", "TABLES IN SCHEMA"},
    {{"a column list in a publication", 15}, "PUBLICATION", "TABLE ? ("},
    {{"a column list in a publication", 15}, "PUBLICATION", "TABLE ONLY ? ("},
    {{"a column list in a publication", 15}, "PUBLICATION", "TABLE ? . ? ("},
    {{"a column list in a publication", 15}, "PUBLICATION", "TABLE ONLY ? . ? ("},
    {{"a column list in a publication", 15}, "PUBLICATION", ", ? ("},
    {{"a column list in a publication", 15}, "PUBLICATION", ", ? . ? ("},
    {{"a row filter in a publication", 15}, "PUBLICATION", "WHERE ("},
    {{"two_phase", 15}, "SUBSCRIPTION", "TWO_PHASE"},
    {{"disable_on_error", 15}, "SUBSCRIPTION", "DISABLE_ON_ERROR"},
    {{"ICU rules", 16}, "COLLATION", "RULES ="},
    {{"STORAGE in a column definition", 16}, "TABLE", "STORAGE"},
    {{"IS JSON", 16}, "", "IS JSON"},
    {{"JSON_ARRAYAGG", 16}, "", "JSON_ARRAYAGG"},
    {{"JSON_OBJECTAGG", 16}, "", "JSON_OBJECTAGG"},
    {{"streaming = parallel", 16}, "SUBSCRIPTION", "STREAMING = PARALLEL"},
    {{"origin", 16}, "SUBSCRIPTION", "ORIGIN ="},
    {{"password_required", 16}, "SUBSCRIPTION", "PASSWORD_REQUIRED"},
    {{"run_as_owner", 16}, "SUBSCRIPTION", "RUN_AS_OWNER"},
    {{"failover", 17}, "SUBSCRIPTION", "FAILOVER"},
    {{"MAINTAIN", 17}, "GRANT", "MAINTAIN"},
    {{"JSON_TABLE", 17}, "", "JSON_TABLE"},
    {{"SET EXPRESSION", 17}, "ALTER", "SET EXPRESSION"},
    {{"a virtual generated column", 18}, "GENERATED", "VIRTUAL"},
    {{"NOT ENFORCED", 18}, "", "NOT ENFORCED"},
    {{"WITHOUT OVERLAPS", 18}, "", "WITHOUT OVERLAPS"},
    {{"PERIOD in a foreign key", 18}, "FOREIGN", "PERIOD"},
    {{"NOT NULL as a table constraint", 18}, "ADD", "CONSTRAINT ? NOT NULL"},
    {{"NOT NULL as a table constraint", 18}, "ALTER", "ADD NOT NULL"},
    {{"NOT NULL as a table constraint", 18}, "TABLE", ", CONSTRAINT ? NOT NULL"},
    {{"NOT NULL as a table constraint", 18}, "TABLE", ", NOT NULL"},
    {{"NOT NULL … NO INHERIT", 18}, "", "NOT NULL NO INHERIT"},
    {{"publish_generated_columns", 18}, "PUBLICATION", "PUBLISH_GENERATED_COLUMNS"},
});

/// Those of a function's body too: a body in dollar quotes is SQL more often than not.
void append_words(std::string_view text, std::vector<std::string_view>& out) {
    for (const auto& token : lex(text)) {
        if (token.is_comment()) continue;
        const auto word = token.text(text);
        out.push_back(word);
        if (token.kind != TokenKind::dollar_string) continue;
        const auto tag = word.find('$', 1) + 1;
        append_words(word.substr(tag, word.size() - 2 * tag), out);
    }
}

/// "?" stands for any one word.
bool follows(const std::vector<std::string_view>& tokens, std::size_t at, std::string_view words) {
    while (!words.empty()) {
        const auto word = words.substr(0, words.find(' '));
        if (at >= tokens.size() || (word != "?" && !is_word(tokens[at], word))) return false;
        ++at;
        words.remove_prefix(std::min(words.size(), word.size() + 1));
    }
    return true;
}

bool has(const std::vector<std::string_view>& tokens, const Feature& feature) {
    bool headed = feature.head.empty();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        headed = headed || is_word(tokens[at], feature.head);
        if (headed && follows(tokens, at, feature.words)) return true;
    }
    return false;
}

/// GENERATED ALWAYS AS (…) and neither STORED nor VIRTUAL behind it, which is virtual.
bool has_generated_without_word(const std::vector<std::string_view>& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (!follows(tokens, at, "GENERATED ALWAYS AS (")) continue;
        std::size_t depth = 0, end = at + 3;
        for (; end < tokens.size(); ++end) {
            if (tokens[end] == "(") ++depth;
            if (tokens[end] == ")" && --depth == 0) break;
        }
        if (end < tokens.size() && (end + 1 == tokens.size() || !is_word(tokens[end + 1], "STORED"))) return true;
    }
    return false;
}

}  // namespace

std::optional<NewerFeature> newer_feature(std::string_view statement, int major) {
    std::vector<std::string_view> tokens;
    append_words(statement, tokens);
    for (const auto& feature : k_features)
        if (feature.feature.since > major && has(tokens, feature)) return feature.feature;
    if (constexpr NewerFeature k_virtual{"a virtual generated column", 18}; k_virtual.since > major && has_generated_without_word(tokens)) return k_virtual;
    return std::nullopt;
}

}  // namespace whimbrel::parse
