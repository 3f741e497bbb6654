// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/lexer.h"

#include <algorithm>

namespace whimbrel::parse {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_word_part(char c) { return is_word_start(c) || is_digit(c) || c == '$'; }
bool is_operator(char c) { return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos; }
bool is_continuation_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    std::vector<Token> run() {
        tokens_.reserve(source_.size() / 6);
        for (;;) {
            while (at_ < source_.size() && is_blank(source_[at_])) ++at_;
            if (at_ == source_.size()) return std::move(tokens_);
            const auto begin = at_;
            const auto kind = next();
            tokens_.push_back({kind, begin, at_});
            if (kind != TokenKind::line_comment && !escape_string_) escape_end_ = std::string_view::npos;
            escape_string_ = false;
        }
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }

    TokenKind take(std::size_t bytes, TokenKind kind) {
        at_ += bytes;
        return kind;
    }

    TokenKind next() {
        const char c = peek();
        if (c == '-' && peek(1) == '-') return line_comment();
        if (c == '/' && peek(1) == '*') return block_comment();
        if (c == '\'') return string(continues_escape_string() ? Escapes::backslash : Escapes::none);
        if (c == '"') return quoted_identifier();
        if (c == '$') return dollar();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
        if (is_word_start(c)) return word();
        if (c == '\\' && at_line_start()) return psql_command();
        return punctuation();
    }

    TokenKind line_comment() {
        while (at_ < source_.size() && !is_line_end(source_[at_])) ++at_;
        return TokenKind::line_comment;
    }

    TokenKind block_comment() {
        at_ += 2;
        for (int depth = 1; at_ < source_.size();) {
            if (peek() == '/' && peek(1) == '*') {
                ++depth;
                at_ += 2;
            } else if (peek() == '*' && peek(1) == '/') {
                at_ += 2;
                if (--depth == 0) return TokenKind::block_comment;
            } else {
                ++at_;
            }
        }
        return TokenKind::unterminated;
    }

    enum class Escapes { none, backslash };

    /// From the opening quote on. A doubled quote is read as two strings that touch, which scan.l does too.
    TokenKind string(Escapes escapes) {
        ++at_;
        for (; at_ < source_.size(); ++at_) {
            if (source_[at_] == '\\' && escapes == Escapes::backslash) {
                ++at_;
            } else if (source_[at_] == '\'') {
                ++at_;
                if (peek() == '\'') continue;
                escape_string_ = escapes == Escapes::backslash;
                if (escape_string_) escape_end_ = at_;
                return TokenKind::string;
            }
        }
        at_ = source_.size();
        return TokenKind::unterminated;
    }

    /// E'a' <line end> 'b\'c' is one string: the second piece keeps the escapes of the first.
    [[nodiscard]] bool continues_escape_string() const {
        if (escape_end_ == std::string_view::npos) return false;
        const auto gap = source_.substr(escape_end_, at_ - escape_end_);
        return std::ranges::any_of(gap, is_line_end);
    }

    TokenKind quoted_identifier() {
        for (++at_; at_ < source_.size(); ++at_) {
            if (source_[at_] != '"') continue;
            ++at_;
            if (peek() != '"') return TokenKind::quoted_identifier;
        }
        return TokenKind::unterminated;
    }

    TokenKind dollar() {
        if (is_digit(peek(1))) {
            ++at_;
            while (is_digit(peek())) ++at_;
            return TokenKind::parameter;
        }
        std::size_t end = at_ + 1;
        if (end < source_.size() && is_word_start(source_[end]))
            while (end < source_.size() && is_word_part(source_[end]) && source_[end] != '$') ++end;
        if (end >= source_.size() || source_[end] != '$') return take(1, TokenKind::punctuation);
        const auto delimiter = source_.substr(at_, end + 1 - at_);
        const auto closing = source_.find(delimiter, end + 1);
        if (closing == std::string_view::npos) return take(source_.size() - at_, TokenKind::unterminated);
        at_ = closing + delimiter.size();
        return TokenKind::dollar_string;
    }

    void digits() {
        while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
    }

    TokenKind number() {
        if (peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1) != '\0' && is_word_part(peek(2))) {
            at_ += 2;
            while (is_word_part(peek()) && peek() != '$') ++at_;
            return TokenKind::number;
        }
        digits();
        // "1..10" is two numbers and a range, as in PL/pgSQL's loops.
        if (peek() == '.' && peek(1) != '.') {
            ++at_;
            digits();
        }
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if (upper(peek()) == 'E' && is_digit(peek(1 + sign))) {
            at_ += 1 + sign;
            digits();
        }
        return TokenKind::number;
    }

    TokenKind word() {
        const char c = upper(peek());
        if (peek(1) == '\'' && (c == 'E' || c == 'B' || c == 'X' || c == 'N')) {
            ++at_;
            return string(c == 'E' ? Escapes::backslash : Escapes::none);
        }
        if (c == 'U' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
            at_ += 2;
            return peek() == '"' ? quoted_identifier() : string(Escapes::none);
        }
        while (at_ < source_.size() && is_word_part(source_[at_])) ++at_;
        return TokenKind::word;
    }

    [[nodiscard]] bool at_line_start() const {
        auto before = at_;
        while (before > 0 && (source_[before - 1] == ' ' || source_[before - 1] == '\t')) --before;
        return before == 0 || is_line_end(source_[before - 1]);
    }

    TokenKind psql_command() {
        while (at_ < source_.size() && !is_line_end(source_[at_])) ++at_;
        return TokenKind::psql_command;
    }

    TokenKind punctuation() {
        const char c = peek();
        if (c == ':' && (peek(1) == ':' || peek(1) == '=')) return take(2, TokenKind::punctuation);
        if (c == '.' && peek(1) == '.') return take(2, TokenKind::punctuation);
        if (!is_operator(c) || at_ < signs_end_) return take(1, TokenKind::punctuation);
        std::size_t end = at_;
        while (end < source_.size() && is_operator(source_[end])) {
            const char following = end + 1 < source_.size() ? source_[end + 1] : '\0';
            if (end > at_ && ((source_[end] == '-' && following == '-') || (source_[end] == '/' && following == '*'))) break;
            ++end;
        }
        // "a=-1" is a, =, -1: an operator ends in + or - only where it holds a character that standard SQL's do not.
        const auto text = source_.substr(at_, end - at_);
        if (text.find_first_of("~!@#^&|`?%") == std::string_view::npos) {
            // What is cut off are signs alone, each an operator of its own; read again, a long run would take quadratic time.
            signs_end_ = end;
            while (end - at_ > 1 && (source_[end - 1] == '+' || source_[end - 1] == '-')) --end;
        }
        at_ = end;
        return TokenKind::punctuation;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
    std::size_t signs_end_ = 0;                        ///< up to here operators are single signs
    bool escape_string_ = false;                       ///< the token just read is an E'…' or continues one
    std::size_t escape_end_ = std::string_view::npos;  ///< end of the E'…' that the next string may continue
};

}  // namespace

std::vector<Token> lex(std::string_view source) { return Lexer(source).run(); }

bool is_word(std::string_view text, std::string_view upper_case) {
    return std::ranges::equal(text, upper_case, [](char a, char b) { return upper(a) == b; });
}

Position position_of(std::string_view source, std::size_t offset) {
    Position position;
    offset = std::min(offset, source.size());
    for (std::size_t at = 0; at < offset; ++at) {
        const bool lone_return = source[at] == '\r' && (at + 1 >= source.size() || source[at + 1] != '\n');
        if (source[at] == '\n' || lone_return) {
            ++position.line;
            position.column = 1;
        } else if (!is_continuation_byte(source[at])) {
            ++position.column;
        }
    }
    return position;
}

std::size_t offset_of_character(std::string_view text, int character) {
    std::size_t at = 0;
    for (int passed = 1; at < text.size(); ++at) {
        if (is_continuation_byte(text[at])) continue;
        if (passed++ == character) break;
    }
    return at;
}

}  // namespace whimbrel::parse
