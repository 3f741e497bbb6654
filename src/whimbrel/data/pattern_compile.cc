// SPDX-License-Identifier: Apache-2.0
// From an expression's text to steps. What is left out is refused, never guessed: the rule then stays with the server.
#include "whimbrel/data/json_text.h"
#include "whimbrel/data/pattern.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace whimbrel::data {

class RegexCompiler {
public:
    RegexCompiler(Regex& out, std::string_view pattern, Regex::Case letters) : out_(out), rest_(pattern), any_case_(letters == Regex::Case::any) {}

    bool run() {
        // "***" is a director, and options are embedded at the beginning.
        return !rest_.starts_with("***") && alternatives(0) && rest_.empty() && add({.op = Op::found, .ranges = 0, .code = 0, .to = 0});
    }

private:
    using Op = Regex::Op;
    using Step = Regex::Step;
    static constexpr int k_most_groups = 40, k_most_repeats = 255;

    [[nodiscard]] bool sees(std::string_view text) const { return rest_.starts_with(text); }
    bool take(std::string_view text) {
        if (!sees(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    [[nodiscard]] bool sees_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

    bool add(Step step) {
        if (out_.size_ == Regex::k_most_steps) return false;
        out_.steps_[out_.size_++] = step;
        return true;
    }
    bool insert(std::size_t at, Step step) {
        if (!add(step)) return false;
        std::rotate(out_.steps_.begin() + static_cast<std::ptrdiff_t>(at), out_.steps_.begin() + static_cast<std::ptrdiff_t>(out_.size_) - 1,
                    out_.steps_.begin() + static_cast<std::ptrdiff_t>(out_.size_));
        return true;
    }
    static Step way(Op op, std::ptrdiff_t to) { return {.op = op, .ranges = 0, .code = 0, .to = static_cast<std::int16_t>(to)}; }

    bool alternatives(int depth) {
        if (depth > k_most_groups) return false;
        std::array<std::uint16_t, Regex::k_most_steps> jumps;
        std::size_t count = 0;
        while (true) {
            const auto begin = out_.size_;
            if (!branch(depth)) return false;
            if (!take("|")) break;
            const auto length = static_cast<std::ptrdiff_t>(out_.size_ - begin);
            if (!insert(begin, way(Op::split, length + 2))) return false;
            jumps[count++] = static_cast<std::uint16_t>(out_.size_);
            if (!add(way(Op::jump, 0))) return false;
        }
        for (std::size_t at = 0; at < count; ++at) out_.steps_[jumps[at]].to = static_cast<std::int16_t>(out_.size_ - jumps[at]);
        return true;
    }

    bool branch(int depth) {
        while (!rest_.empty() && !sees("|") && !sees(")")) {
            const auto begin = out_.size_;
            bool is_anchor = false;
            if (!atom(depth, is_anchor) || !quantified(begin, is_anchor)) return false;
        }
        return true;
    }

    bool atom(int depth, bool& is_anchor) {
        if (take("(")) {
            if (sees("?") && !sees("?:")) return false;
            take("?:");
            return alternatives(depth + 1) && take(")");
        }
        is_anchor = sees("^") || sees("$");
        if (take("^")) return add(way(Op::begin, 0));
        if (take("$")) return add(way(Op::end, 0));
        if (take(".")) return add(way(Op::any, 0));
        if (take("[")) return bracket();
        if (sees("*") || sees("+") || sees("?")) return false;
        if (take("\\")) return escape();
        if (take("{")) return !sees_digit() && literal('{');
        return literal(take_character(rest_));
    }

    /// PostgreSQL refuses a quantifier of an anchor, and one of another; one that is not greedy finds the same texts.
    bool quantified(std::size_t begin, bool is_anchor) {
        int least = 1, most = 1;
        if (take("*")) std::tie(least, most) = std::pair(0, -1);
        else if (take("+")) most = -1;
        else if (take("?")) least = 0;
        else if (rest_.size() > 1 && sees("{") && rest_[1] >= '0' && rest_[1] <= '9') {
            if (!bound(least, most)) return false;
        } else return true;
        take("?");
        const bool again = sees("*") || sees("+") || sees("?") || (rest_.size() > 1 && sees("{") && rest_[1] >= '0' && rest_[1] <= '9');
        return !is_anchor && !again && repeat(begin, least, most);
    }

    bool number(int& out) {
        if (!sees_digit()) return false;
        out = 0;
        while (sees_digit() && out <= k_most_repeats) {
            out = out * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return out <= k_most_repeats;
    }

    bool bound(int& least, int& most) {
        take("{");
        if (!number(least)) return false;
        most = least;
        if (take(",")) {
            most = -1;
            if (!sees("}") && !number(most)) return false;
        }
        return take("}") && (most < 0 || most >= least);
    }

    /// The steps from `begin` on, that often; `most` below zero is without end.
    bool repeat(std::size_t begin, int least, int most) {
        const auto length = out_.size_ - begin;
        const auto again = [&] {
            if (out_.size_ + length > Regex::k_most_steps) return false;
            std::copy_n(out_.steps_.begin() + static_cast<std::ptrdiff_t>(begin), length, out_.steps_.begin() + static_cast<std::ptrdiff_t>(out_.size_));
            out_.size_ += length;
            return true;
        };
        const auto way_over = static_cast<std::ptrdiff_t>(length);
        if (most == 0) {
            out_.size_ = begin;
            return true;
        }
        if (most < 0 && least == 0) return insert(begin, way(Op::split, way_over + 2)) && add(way(Op::jump, -(way_over + 1)));
        for (int count = 1; count < least; ++count)
            if (!again()) return false;
        if (most < 0) return add(way(Op::split, -way_over));
        for (int count = std::max(least, 1); count < most; ++count) {
            const auto at = out_.size_;
            if (!again() || !insert(at, way(Op::split, way_over + 1))) return false;
        }
        return least > 0 || insert(begin, way(Op::split, way_over + 1));
    }

    bool literal(char32_t code) {
        if (!any_case_) return add({.op = Op::character, .ranges = 0, .code = code, .to = 0});
        begin_class();
        return range(code, code) && end_class(Op::in);
    }

    void begin_class() { class_begin_ = out_.range_count_; }
    bool end_class(Op op) {
        return add({.op = op, .ranges = static_cast<std::uint16_t>(out_.range_count_ - class_begin_), .code = static_cast<char32_t>(class_begin_), .to = 0});
    }
    bool range(char32_t first, char32_t last) {
        if (!plain_range(first, last)) return false;
        if (!any_case_) return true;
        if (last >= 0x80) return false;
        const auto other = [&](char32_t a, char32_t z, char32_t to) {
            const auto low = std::max(first, a), high = std::min(last, z);
            return low > high || plain_range(low - a + to, high - a + to);
        };
        return other('a', 'z', 'A') && other('A', 'Z', 'a');
    }
    bool plain_range(char32_t first, char32_t last) {
        if (first > last || out_.range_count_ == Regex::k_most_ranges) return false;
        out_.ranges_[out_.range_count_++] = {first, last};
        return true;
    }

    bool word_class(std::string_view name) {
        const auto digits = [&] { return range('0', '9'); };
        const auto letters = [&] { return range('a', 'z') && range('A', 'Z'); };
        // These two are the same in every locale.
        if (name == "xdigit") return digits() && range('a', 'f') && range('A', 'F');
        if (name == "blank") return range(' ', ' ') && range('\t', '\t');
        out_.asks_locale_ = true;
        if (name == "digit") return digits();
        if (name == "alpha") return letters();
        if (name == "alnum") return digits() && letters();
        if (name == "upper") return range('A', 'Z');
        if (name == "lower") return range('a', 'z');
        if (name == "space") return range('\t', '\r') && range(' ', ' ');
        return name == "word" && digits() && letters() && range('_', '_');
    }

    /// After the backslash; what is no letter or digit stands for itself.
    bool character_escape(char32_t& code) {
        if (rest_.empty()) return false;
        code = take_character(rest_);
        constexpr std::u32string_view k_letters = U"tnrfv", k_meanings = U"\t\n\r\f\v";
        if (const auto known = k_letters.find(code); known != std::u32string_view::npos) {
            code = k_meanings[known];
            return true;
        }
        return code < 0x80 && !(code >= '0' && code <= '9') && !(code >= 'a' && code <= 'z') && !(code >= 'A' && code <= 'Z');
    }

    static std::string_view class_of(char letter) {
        const char lower = static_cast<char>(letter | 0x20);
        return lower == 'd' ? "digit" : lower == 's' ? "space" : lower == 'w' ? "word" : "";
    }

    bool escape() {
        if (rest_.empty()) return false;
        if (const auto name = class_of(rest_.front()); !name.empty()) {
            const bool inverse = rest_.front() < 'a';
            rest_.remove_prefix(1);
            begin_class();
            return word_class(name) && end_class(inverse ? Op::not_in : Op::in);
        }
        char32_t code = 0;
        return character_escape(code) && literal(code);
    }

    /// One end of a range.
    bool element(char32_t& code) {
        if (rest_.empty() || sees("[")) return false;
        if (take("\\")) return character_escape(code);
        code = take_character(rest_);
        return true;
    }

    bool bracket() {
        const bool inverse = take("^");
        begin_class();
        bool is_first = true;
        while (is_first || !sees("]")) {
            if (rest_.empty()) return false;
            if (take("[:")) {
                const auto end = rest_.find(":]");
                if (end == std::string_view::npos || !word_class(rest_.substr(0, end))) return false;
                rest_.remove_prefix(end + 2);
            } else if (rest_.size() > 1 && sees("\\") && !class_of(rest_[1]).empty()) {
                if (rest_[1] < 'a') return false;  // since PostgreSQL 14 only, and of its own meaning
                const auto name = class_of(rest_[1]);
                rest_.remove_prefix(2);
                if (!word_class(name)) return false;
            } else if (!member(is_first)) {
                return false;
            }
            is_first = false;
        }
        take("]");
        return end_class(inverse ? Op::not_in : Op::in);
    }

    bool member(bool is_first) {
        // A hyphen is itself at either end alone.
        if (sees("-") && !is_first && !sees("-]")) return false;
        const bool is_hyphen = sees("-");
        char32_t first = 0;
        if (!element(first)) return false;
        if (is_hyphen || !sees("-") || sees("-]")) return range(first, first) && (!is_hyphen || !sees("-") || sees("-]"));
        take("-");
        char32_t last = 0;
        if (sees("-") || (rest_.size() > 1 && sees("\\") && !class_of(rest_[1]).empty())) return false;
        return element(last) && range(first, last);
    }

    Regex& out_;
    std::string_view rest_;
    bool any_case_;
    std::size_t class_begin_ = 0;
};

bool Regex::compile(std::string_view pattern, Case letters) {
    size_ = range_count_ = 0;
    asks_locale_ = false;
    return RegexCompiler(*this, pattern, letters).run();
}

}  // namespace whimbrel::data
