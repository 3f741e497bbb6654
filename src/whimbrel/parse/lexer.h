// SPDX-License-Identifier: Apache-2.0
// Tokens of PostgreSQL's SQL (SQL Syntax, "Lexical Structure"; server source: scan.l). The lexer never
// fails: what is not closed is one token to the end of the text, marked so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

enum class TokenKind : std::uint8_t {
    word,               ///< unquoted identifier or keyword
    quoted_identifier,  ///< "…", U&"…"
    string,             ///< '…', E'…', B'…', X'…', N'…', U&'…'
    dollar_string,      ///< $tag$…$tag$
    number,
    parameter,    ///< $1
    punctuation,  ///< one of ( ) [ ] , ; : . and an operator's characters, one operator a token
    line_comment,
    block_comment,
    psql_command,  ///< a backslash command at a line's beginning, to its end
    unterminated,  ///< an opening that is never closed, to the end of the text
};

/// A piece of the text; white space is between tokens, never one.
struct Token {
    TokenKind kind;
    std::size_t begin;  ///< byte offset
    std::size_t end;    ///< one past the last byte
    [[nodiscard]] std::string_view text(std::string_view source) const { return source.substr(begin, end - begin); }
    [[nodiscard]] bool is_comment() const { return kind == TokenKind::line_comment || kind == TokenKind::block_comment; }
};

std::vector<Token> lex(std::string_view source);

/// ASCII case-insensitive comparison of a word token.
bool is_word(std::string_view text, std::string_view upper_case);

/// Line and column (both from 1, columns in characters) of a byte offset.
struct Position {
    int line = 1;
    int column = 1;
};
Position position_of(std::string_view source, std::size_t offset);
/// The byte offset of the n-th character (from 1) of a text; the text's size where it has fewer.
std::size_t offset_of_character(std::string_view text, int character);

}  // namespace whimbrel::parse
