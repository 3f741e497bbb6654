// SPDX-License-Identifier: Apache-2.0
// LIKE patterns and regular expressions, as far as they mean here what they mean to PostgreSQL ("Pattern Matching" in its documentation;
// src/backend/regex). Both take time in proportion to the text times the pattern, whatever they are; neither takes memory of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace whimbrel::data {

/// Of a pattern that does not end within an escape, which the server refuses. Text and pattern are valid UTF-8.
bool is_like_pattern(std::string_view pattern);
bool is_like(std::string_view text, std::string_view pattern);

/// An advanced regular expression, of which only whether it is found somewhere in a text is asked. Taken are literals, dots, brackets with
/// ranges, \d \s \w and [:alpha:] and the like, anchors, groups, alternatives and quantifiers; not back references, lookaround, word
/// boundaries, embedded options, collating elements. Without case only where the pattern is ASCII.
class Regex {
public:
    enum class Case : std::uint8_t { exact, any };
    enum class Verdict : std::uint8_t {
        found,
        absent,
        undecided,  ///< it depends on the server's locale: the text is not ASCII, and a class such as \w is in the pattern
    };

    Regex() = default;
    /// False where the expression is beyond the above, malformed, or too large.
    bool compile(std::string_view pattern, Case letters);
    [[nodiscard]] Verdict find(std::string_view text) const;
    /// False where find() may answer undecided.
    [[nodiscard]] bool is_complete() const { return !asks_locale_; }

private:
    friend class RegexCompiler;
    static constexpr std::size_t k_most_steps = 1024, k_most_ranges = 256;
    enum class Op : std::uint8_t { character, any, in, not_in, begin, end, split, jump, found };
    struct Step {
        Op op;
        std::uint16_t ranges;  ///< how many of them
        char32_t code;         ///< the character; of a class its first range
        std::int16_t to;       ///< relative: of a jump; the second way of a split
    };
    struct Span {
        char32_t first, last;
    };
    class States;
    struct Place;

    [[nodiscard]] bool accepts(const Step& step, char32_t code) const;
    bool follow(std::size_t from, const Place& place, States& states) const;

    // Not initialised beyond what is used: a rule is compiled each time that it is asked.
    std::array<Step, k_most_steps> steps_;
    std::array<Span, k_most_ranges> ranges_;
    std::size_t size_ = 0, range_count_ = 0;
    bool asks_locale_ = false;
};

}  // namespace whimbrel::data
