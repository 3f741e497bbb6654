// SPDX-License-Identifier: Apache-2.0
// A scanner of JSON (RFC 8259) that keeps what a parser into values loses: numbers as they were written, however long, and the text of
// what is nested. It takes what PostgreSQL's jsonb takes, so no \u0000 and no half of a surrogate pair; text is checked to be UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace whimbrel::data {

class JsonScanner {
public:
    explicit JsonScanner(std::string_view text) : text_(text) {}

    enum class Next : char { null, boolean, number, string, array, object, other };
    /// What begins here, white space passed over.
    Next next();
    /// Takes the character, if it is the next one after white space.
    bool take(char wanted);
    /// Nothing but white space is left.
    bool at_end();

    /// Each takes one value and answers false where it is malformed; `problem` says why and `at` where.
    bool skip(int depth);
    bool string(std::string* out);  ///< decoded; null to pass over it
    bool number();
    bool word(std::string_view wanted);

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    [[nodiscard]] std::string_view problem() const { return problem_; }

private:
    bool fail(std::string_view problem);
    void pass_space();
    bool escape(std::string* out);
    bool hex(unsigned& out);
    bool digits();

    std::string_view text_, problem_ = "no JSON value";
    std::size_t at_ = 0;
};

/// One value, at most `depth` arrays and objects inside of each other.
bool is_json(std::string_view text, int depth);
/// With its quotes.
std::string json_quoted(std::string_view text);

/// The length of the character that begins the text, which is not empty; 0 where it is no UTF-8 (RFC 3629: no surrogates, no overlong forms).
std::size_t utf8_length(std::string_view text);
/// The code point of the first character of valid UTF-8, taken off.
char32_t take_character(std::string_view& text);
void append_character(char32_t code, std::string& out);

}  // namespace whimbrel::data
