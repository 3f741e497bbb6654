// SPDX-License-Identifier: Apache-2.0
// What is found: the steps of a compiled expression are followed for all ways at once, so nothing is ever tried twice.
#include "whimbrel/data/pattern.h"

#include "whimbrel/data/json_text.h"

#include <algorithm>
#include <bit>

namespace whimbrel::data {

bool is_like_pattern(std::string_view pattern) {
    for (std::size_t at = 0; at < pattern.size(); ++at)
        if (pattern[at] == '\\') {
            ++at;
            if (at == pattern.size()) return false;
        }
    return true;
}

bool is_like(std::string_view text, std::string_view pattern) {
    // Where a later part does not fit, only the last "%" can take more: what an earlier one takes is as little as can be.
    std::string_view retry_text, retry_pattern;
    bool can_retry = false;
    while (true) {
        if (!pattern.empty() && pattern.front() == '%') {
            pattern.remove_prefix(1);
            retry_text = text;
            retry_pattern = pattern;
            can_retry = true;
            continue;
        }
        if (pattern.empty() && text.empty()) return true;
        if (!pattern.empty() && !text.empty()) {
            auto rest = pattern;
            const bool any = rest.front() == '_';
            if (rest.front() == '\\') rest.remove_prefix(1);
            const auto code = take_character(rest);
            auto text_rest = text;
            if (take_character(text_rest) == code || any) {
                text = text_rest;
                pattern = rest;
                continue;
            }
        }
        if (!can_retry || retry_text.empty()) return false;
        take_character(retry_text);
        text = retry_text;
        pattern = retry_pattern;
    }
}

/// Some of an expression's steps; words beyond those of its size are never touched.
class Regex::States {
public:
    explicit States(std::size_t size) : used_((size + 63) / 64) { clear(); }
    void clear() { std::fill_n(words_.begin(), used_, 0); }
    /// False where it was there already.
    bool add(std::size_t step) {
        auto& word = words_[step / 64];
        const auto bit = std::uint64_t{1} << (step % 64);
        const bool is_new = (word & bit) == 0;
        word |= bit;
        return is_new;
    }
    /// Until the visitor answers true.
    template <class Visit>
    bool any(Visit visit) const {
        for (std::size_t at = 0; at < used_; ++at)
            for (auto word = words_[at]; word != 0; word &= word - 1)
                if (visit(at * 64 + static_cast<std::size_t>(std::countr_zero(word)))) return true;
        return false;
    }
    void swap(States& other) noexcept { std::swap_ranges(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(used_), other.words_.begin()); }

private:
    std::array<std::uint64_t, k_most_steps / 64> words_;
    std::size_t used_;
};

struct Regex::Place {
    bool at_begin = false, at_end = false;
};

bool Regex::accepts(const Step& step, char32_t code) const {
    if (step.op == Op::character) return step.code == code;
    if (step.op == Op::any) return true;
    for (std::size_t at = step.code; at < step.code + step.ranges; ++at)
        if (code >= ranges_[at].first && code <= ranges_[at].last) return step.op == Op::in;
    return step.op == Op::not_in;
}

/// Adds the steps that can be taken from here without a character; true where the end is among them.
bool Regex::follow(std::size_t from, const Place& place, States& states) const {
    std::array<std::uint16_t, k_most_steps> waiting;  // each step once, because it is marked when it is put here
    std::size_t count = 0;
    const auto add = [&](std::size_t step) {
        if (!states.add(step)) return;
        const auto op = steps_[step].op;
        if (op == Op::character || op == Op::any || op == Op::in || op == Op::not_in) return;
        waiting[count++] = static_cast<std::uint16_t>(step);
    };
    const auto target = [&](std::size_t step) { return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(step) + steps_[step].to); };
    add(from);
    while (count > 0) {
        const std::size_t at = waiting[--count];
        switch (steps_[at].op) {
            case Op::found:
                return true;
            case Op::jump:
                add(target(at));
                break;
            case Op::split:
                add(at + 1);
                add(target(at));
                break;
            case Op::begin:
                if (place.at_begin) add(at + 1);
                break;
            case Op::end:
                if (place.at_end) add(at + 1);
                break;
            case Op::character:
            case Op::any:
            case Op::in:
            case Op::not_in:
                break;
        }
    }
    return false;
}

Regex::Verdict Regex::find(std::string_view text) const {
    // Classes are the same in every locale for ASCII, but for the separators 1C to 1F, which ICU counts among white space.
    const auto depends = [](char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 0x1C && c <= 0x1F); };
    if (asks_locale_ && std::ranges::any_of(text, depends)) return Verdict::undecided;
    States states(size_), next(size_);
    Place place{.at_begin = true, .at_end = text.empty()};
    while (true) {
        if (follow(0, place, states)) return Verdict::found;
        if (text.empty()) return Verdict::absent;
        const auto code = take_character(text);
        place = {.at_begin = false, .at_end = text.empty()};
        next.clear();
        const bool found = states.any([&](std::size_t at) {
            const auto op = steps_[at].op;
            const bool takes = op == Op::character || op == Op::any || op == Op::in || op == Op::not_in;
            return takes && accepts(steps_[at], code) && follow(at + 1, place, next);
        });
        if (found) return Verdict::found;
        states.swap(next);
    }
}

}  // namespace whimbrel::data
