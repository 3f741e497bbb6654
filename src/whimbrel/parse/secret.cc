// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/secret.h"

#include "whimbrel/parse/lexer.h"
#include "whimbrel/parse/variable.h"
#include "whimbrel/sql/secret.h"

#include <algorithm>
#include <regex>

namespace whimbrel::parse {

namespace {

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool is_text(const Token& token) { return token.kind == TokenKind::string || token.kind == TokenKind::dollar_string; }

bool holds_secret(std::string_view value) {
    static const std::regex k_pattern(sql::secret::k_value_with_secret.data(), std::regex::icase);
    return std::regex_search(value.begin(), value.end(), k_pattern);
}

bool is_secret(const std::string& name, std::string_view value, bool of_mapping) {
    static const std::regex k_harmless(sql::secret::k_harmless_of_mapping.data()), k_named(sql::secret::k_named_secret.data());
    if (of_mapping) return !std::regex_search(name, k_harmless);
    return (name != "password_required" && std::regex_search(name, k_named)) || holds_secret(value);
}

}  // namespace

std::vector<ClearSecret> clear_secrets(std::string_view statement, const Head& head) {
    std::vector<ClearSecret> out;
    if (!may_hold_variables(head)) return out;
    auto tokens = lex(statement);
    std::erase_if(tokens, [](const Token& token) { return token.is_comment(); });
    const auto text = [&](std::size_t i) { return i < tokens.size() ? tokens[i].text(statement) : std::string_view(); };
    const bool is_subscription = head.object == "SUBSCRIPTION", of_mapping = head.object == "USER MAPPING";
    bool inside = false;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (is_subscription) {
            if (is_word(text(i), "CONNECTION") && is_text(tokens[i + 1]) && holds_secret(text(i + 1)))
                out.push_back({"connection", tokens[i + 1].begin, tokens[i + 1].end});
            continue;
        }
        if (is_word(text(i), "OPTIONS") && text(i + 1) == "(") inside = true;
        else if (text(i) == ")") inside = false;
        const bool is_name = tokens[i].kind == TokenKind::word || tokens[i].kind == TokenKind::quoted_identifier;
        // What stands behind the colon of a variable is its name.
        if (!inside || !is_name || !is_text(tokens[i + 1])) continue;
        const auto name = stored_name(text(i));
        if (is_secret(lower(name), text(i + 1), of_mapping)) out.push_back({name, tokens[i + 1].begin, tokens[i + 1].end});
    }
    return out;
}

std::string without_secrets(std::string_view statement) {
    const auto tokens = lex(statement);
    std::string out;
    std::size_t at = 0;
    for (const auto& secret : clear_secrets(statement, read_head(statement, tokens))) {
        out += statement.substr(at, secret.begin - at);
        out += "'…'";
        at = secret.end;
    }
    return out += statement.substr(at);
}

}  // namespace whimbrel::parse
