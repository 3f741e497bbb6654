// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/check_expression.h"

#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>

namespace whimbrel::codegen {

namespace {

using parse::Token;
using parse::TokenKind;
using Sort = Expression::Sort;

/// 'it''s' and E'a\\b', as PostgreSQL prints strings.
std::string value_of(std::string_view literal) {
    const bool escapes = literal.starts_with('E');
    if (escapes) literal.remove_prefix(1);
    literal = literal.substr(1, literal.size() - 2);
    std::string out;
    for (std::size_t at = 0; at < literal.size(); ++at) {
        if (literal[at] == '\'' || (escapes && literal[at] == '\\')) ++at;
        if (at < literal.size()) out += literal[at];
    }
    return out;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {
        for (const auto& token : parse::lex(text))
            if (!token.is_comment()) tokens_.push_back(token);
        closes_.resize(tokens_.size());
        std::vector<std::size_t> open;
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            if (spelled(at) == "(") open.push_back(at);
            if (spelled(at) != ")" || open.empty()) continue;
            closes_[open.back()] = at;
            open.pop_back();
        }
        for (const auto at : open) closes_[at] = tokens_.size();
    }

    Expression run() {
        take_word("CHECK");
        auto out = expression(0);
        return at_ == tokens_.size() ? std::move(out) : Expression();
    }

private:
    static constexpr int k_deepest = 200;
    static constexpr Expression unknown() { return {}; }

    [[nodiscard]] std::string_view spelled(std::size_t at) const { return at < tokens_.size() ? tokens_[at].text(text_) : std::string_view(); }
    [[nodiscard]] bool sees(std::string_view text) const { return spelled(at_) == text; }
    bool take(std::string_view text) {
        if (!sees(text)) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] bool sees_word(std::string_view upper, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == TokenKind::word && parse::is_word(spelled(at_ + ahead), upper);
    }
    bool take_word(std::string_view upper) {
        if (!sees_word(upper)) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] bool sees_kind(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
    [[nodiscard]] bool sees_name() const { return sees_kind(TokenKind::word) || sees_kind(TokenKind::quoted_identifier); }
    /// B'101' and X'1F' are no text.
    [[nodiscard]] bool sees_prefix() const { return spelled(at_).front() != '\'' && spelled(at_).front() != 'E'; }
    [[nodiscard]] bool sees_end() const { return at_ == tokens_.size() || sees(")") || sees(",") || sees("]"); }

    /// Everything to the parenthesis, comma or bracket that ends it.
    Expression expression(int depth) {
        auto left = operand(depth);
        if (sees_end()) return left;
        if (sees_word("AND")) return chain("AND", Sort::conjunction, std::move(left), depth);
        if (sees_word("OR")) return chain("OR", Sort::disjunction, std::move(left), depth);
        if (!sees_kind(TokenKind::punctuation) || sees("(") || sees("[") || sees(".") || sees(":")) return unknown();
        Expression out{.sort = Sort::operation, .text = std::string(spelled(at_++)), .parts = {}};
        if (sees_word("ANY") || sees_word("ALL")) {
            out.sort = sees_word("ANY") ? Sort::any : Sort::all;
            ++at_;
        }
        out.parts.push_back(std::move(left));
        out.parts.push_back(operand(depth));
        return sees_end() ? std::move(out) : unknown();
    }

    Expression chain(std::string_view word, Sort sort, Expression first, int depth) {
        Expression out{.sort = sort, .text = {}, .parts = {}};
        out.parts.push_back(std::move(first));
        while (take_word(word)) out.parts.push_back(operand(depth));
        return sees_end() ? std::move(out) : unknown();
    }

    /// One operand with what stands behind it.
    Expression operand(int depth) {
        auto out = primary(depth);
        while (!sees_end()) {
            if (sees(":") || sees("::")) {
                while (take(":") || take("::")) {}
                auto type = type_name();
                if (type.empty()) return unknown();
                out = {.sort = Sort::cast, .text = std::move(type), .parts = {std::move(out)}};
            } else if (sees_word("IS") && sees_word("NULL", 1)) {
                at_ += 2;
                out = {.sort = Sort::is_null, .text = {}, .parts = {std::move(out)}};
            } else if (sees_word("IS") && sees_word("NOT", 1) && sees_word("NULL", 2)) {
                at_ += 3;
                out = {.sort = Sort::is_not_null, .text = {}, .parts = {std::move(out)}};
            } else {
                break;
            }
        }
        return out;
    }

    Expression primary(int depth) {
        if (sees("(")) return parenthesis(depth);
        if (sees_kind(TokenKind::string) && !sees_prefix()) return {.sort = Sort::string, .text = value_of(spelled(at_++)), .parts = {}};
        if (sees_kind(TokenKind::number)) return {.sort = Sort::number, .text = std::string(spelled(at_++)), .parts = {}};
        if (!sees_name()) return unknown();
        if (sees_word("ARRAY") && spelled(at_ + 1) == "[") return array(depth);
        // Keywords are printed in capitals, names with capitals in quotes.
        const bool has_capitals = std::ranges::any_of(spelled(at_), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (has_capitals && sees_kind(TokenKind::word) && !sees_word("VALUE")) return unknown();
        auto name = parse::stored_name(spelled(at_++));
        if (!sees("(")) return {.sort = Sort::name, .text = std::move(name), .parts = {}};
        return call(std::move(name), depth);
    }

    /// What is not understood in a parenthesis is passed over.
    Expression parenthesis(int depth) {
        const auto close = closes_[at_];
        ++at_;
        auto out = depth < k_deepest ? expression(depth + 1) : unknown();
        if (at_ != close) out = unknown();
        at_ = std::min(close + 1, tokens_.size());
        return out;
    }

    Expression call(std::string name, int depth) {
        const auto close = closes_[at_];
        ++at_;
        Expression out{.sort = Sort::call, .text = std::move(name), .parts = {}};
        if (depth >= k_deepest) return unknown();
        while (at_ < close) {
            out.parts.push_back(expression(depth + 1));
            if (!take(",")) break;
        }
        if (at_ != close) out = unknown();
        at_ = std::min(close + 1, tokens_.size());
        return out;
    }

    Expression array(int depth) {
        at_ += 2;
        Expression out{.sort = Sort::array, .text = {}, .parts = {}};
        if (depth >= k_deepest) return unknown();
        do out.parts.push_back(expression(depth + 1));
        while (take(","));
        return take("]") ? std::move(out) : unknown();
    }

    /// "character varying(20)", "timestamp without time zone", "public.mood[]"; empty where there is none.
    std::string type_name() {
        std::string out;
        const auto add_word = [&] {
            if (!out.empty() && !out.ends_with('.')) out += ' ';
            out += spelled(at_++);
        };
        if (!sees_name()) return {};
        add_word();
        while (take(".")) {
            out += '.';
            if (!sees_name()) return {};
            add_word();
        }
        const auto more = [&] {
            constexpr std::array<std::string_view, 6> k_words{"VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE"};
            while (std::ranges::any_of(k_words, [&](auto word) { return sees_word(word); })) add_word();
        };
        more();
        if (sees("(")) {
            const auto close = closes_[at_];
            while (at_ < close) out += spelled(at_++);
            out += spelled(at_++);
            at_ = std::min(at_, tokens_.size());
            more();
        }
        while (sees("[") && spelled(at_ + 1) == "]") {
            at_ += 2;
            out += "[]";
        }
        return out;
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::vector<std::size_t> closes_;  ///< of each opening parenthesis
    std::size_t at_ = 0;
};

}  // namespace

Expression parse_check(std::string_view text) { return Parser(text).run(); }

}  // namespace whimbrel::codegen
