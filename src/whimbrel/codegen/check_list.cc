// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/check_list.h"

#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"

#include <span>

namespace whimbrel::codegen {

namespace {

using parse::Token;
using parse::TokenKind;

bool is_name(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier; }

/// Without parentheses and casts, which a list of values has only as PostgreSQL put them there.
std::vector<Token> bare(std::string_view text) {
    const auto tokens = parse::lex(text);
    std::vector<Token> out;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto word = tokens[at].text(text);
        if (word == "(" || word == ")") continue;
        if (!word.starts_with(':')) {
            out.push_back(tokens[at]);
            continue;
        }
        while (at + 1 < tokens.size() && tokens[at + 1].text(text).starts_with(':')) ++at;
        const auto next = [&] { return at + 1 < tokens.size() ? tokens[at + 1].text(text) : std::string_view(); };
        while (at + 1 < tokens.size() && (is_name(tokens[at + 1]) || next() == ".")) ++at;
        if (next() == "(")
            while (at + 1 < tokens.size() && tokens[at].text(text) != ")") ++at;
        if (next() == "[" && at + 2 < tokens.size() && tokens[at + 2].text(text) == "]") at += 2;
    }
    return out;
}

/// 'it''s' and E'a\\b', as PostgreSQL prints strings.
std::string value_of(std::string_view literal) {
    const bool escapes = literal.starts_with('E');
    if (escapes) literal.remove_prefix(1);
    literal = literal.substr(1, literal.size() - 2);
    std::string out;
    for (std::size_t at = 0; at < literal.size(); ++at) {
        if (literal[at] == '\'' || (escapes && literal[at] == '\\')) ++at;
        out += literal[at];
    }
    return out;
}

}  // namespace

std::optional<std::vector<std::string>> allowed_values(std::string_view check, std::string_view column) {
    const auto tokens = bare(check);
    std::span<const Token> rest(tokens);
    const auto take = [&](auto accepts) {
        if (rest.empty() || !accepts(rest.front())) return false;
        rest = rest.subspan(1);
        return true;
    };
    const auto word = [&](std::string_view upper) { return [&check, upper](const Token& token) { return parse::is_word(token.text(check), upper); }; };
    const auto sign = [&](std::string_view text) { return [&check, text](const Token& token) { return token.text(check) == text; }; };
    const auto named = [&](const Token& token) { return is_name(token) && parse::stored_name(token.text(check)) == column; };
    if (!take(word("CHECK")) || !take(named) || !take(sign("="))) return std::nullopt;
    const bool is_list = take(word("ANY"));
    if (is_list && (!take(word("ARRAY")) || !take(sign("[")))) return std::nullopt;
    std::vector<std::string> values;
    do {
        if (rest.empty() || rest.front().kind != TokenKind::string) return std::nullopt;
        values.push_back(value_of(rest.front().text(check)));
        rest = rest.subspan(1);
    } while (is_list && take(sign(",")));
    if (is_list && !take(sign("]"))) return std::nullopt;
    return rest.empty() ? std::optional(std::move(values)) : std::nullopt;
}

}  // namespace whimbrel::codegen
