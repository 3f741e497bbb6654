// SPDX-License-Identifier: Apache-2.0
// Private to parse/: a statement's tokens without its comments, read from left to right.
#pragma once

#include "whimbrel/parse/lexer.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

class Words {
public:
    Words(std::string_view source, std::span<const Token> tokens);

    [[nodiscard]] bool at_end(std::size_t ahead = 0) const { return at_ + ahead >= tokens_.size(); }
    [[nodiscard]] std::size_t position() const { return at_; }
    void rewind(std::size_t position) { at_ = position; }
    void advance() { ++at_; }
    [[nodiscard]] std::size_t size() const { return tokens_.size(); }
    /// Of the token so far ahead; empty past the end.
    [[nodiscard]] std::string_view text(std::size_t ahead = 0) const;
    [[nodiscard]] TokenKind kind(std::size_t ahead = 0) const;
    /// True for the unquoted word, which is given in upper case.
    [[nodiscard]] bool is(std::string_view upper_case, std::size_t ahead = 0) const;
    [[nodiscard]] bool is_any(std::initializer_list<std::string_view> upper_case) const;
    [[nodiscard]] bool is_name(std::size_t ahead = 0) const;
    [[nodiscard]] std::string upper() const;

    /// Passes over the words where all of them follow each other here.
    bool skip_all(std::initializer_list<std::string_view> upper_case);
    bool skip(std::string_view upper_case) { return skip_all({upper_case}); }
    /// Passes over tokens outside of parentheses until the word, and over the word; false, and nothing passed, where it does not come.
    bool skip_past(std::string_view upper_case);
    /// With an opening parenthesis here: passes over it and all up to its match, and returns what stands between, white space and
    /// comments folded into single blanks.
    std::string take_parenthesis();
    /// The texts between two positions, white space folded.
    [[nodiscard]] std::string folded(std::size_t begin, std::size_t end) const;

private:
    std::string_view source_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace whimbrel::parse
