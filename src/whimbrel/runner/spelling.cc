// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/spelling.h"

#include <algorithm>
#include <array>

namespace whimbrel::runner {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// The words that may follow a type's first one ("Data Types" in the manual, table 8.1; "interval day to second").
constexpr auto k_further_words =
    std::to_array<std::string_view>({"varying", "precision", "with", "without", "time", "zone", "year", "month", "day", "hour", "minute", "second", "to"});

bool takes_further_words(std::string_view type) {
    constexpr auto k_first_words = std::to_array<std::string_view>({"character", "bit", "double", "time", "timestamp", "interval"});
    return std::ranges::find(k_first_words, type) != k_first_words.end();
}

class Stripping {
public:
    explicit Stripping(std::string_view json) : rest_(json) {}

    std::string run() {
        while (!rest_.empty()) {
            if (skip_blank()) {
                gap_ = true;
            } else if (rest_.starts_with("::")) {
                skip_cast();
            } else if (rest_.starts_with('\'')) {
                copy_literal();
            } else if (rest_.starts_with(k_quote)) {
                put(quoted_name());
            } else {
                put(rest_.substr(0, 1));
                rest_.remove_prefix(1);
            }
        }
        return std::move(out_);
    }

private:
    static constexpr std::string_view k_quote = "\\\"";  ///< a double quote as JSON writes it

    /// A gap counts between two words alone.
    void put(std::string_view text) {
        if (gap_ && !out_.empty() && is_word(out_.back()) && is_word(text.front())) out_ += ' ';
        gap_ = false;
        out_ += text;
    }

    bool skip_blank() {
        for (const std::string_view blank : {" ", "(", ")", "\\n", "\\t", "\\r"}) {
            if (!rest_.starts_with(blank)) continue;
            rest_.remove_prefix(blank.size());
            return true;
        }
        return false;
    }

    /// Up to the closing quote; a text that has none ends with the JSON string that holds it: it was no SQL.
    void copy_literal() {
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '\'' && rest_[end] != '"') end += rest_[end] == '\\' ? 2U : 1U;
        end = std::min(end, rest_.size());
        if (end < rest_.size() && rest_[end] == '\'') ++end;
        put(rest_.substr(0, end));
        rest_.remove_prefix(end);
    }

    std::string_view quoted_name() {
        const auto end = rest_.find(k_quote, k_quote.size());
        const auto name = rest_.substr(0, end == std::string_view::npos ? end : end + k_quote.size());
        rest_.remove_prefix(name.size());
        return name;
    }

    std::string_view word() {
        const auto name = rest_.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_word) - rest_.begin()));
        rest_.remove_prefix(name.size());
        return name;
    }

    void skip_cast() {
        rest_.remove_prefix(2);
        auto name = std::string_view(".");
        while (rest_.starts_with(k_quote) || (!rest_.empty() && is_word(rest_.front()))) {
            name = rest_.starts_with(k_quote) ? quoted_name() : word();
            if (!rest_.starts_with('.')) break;
            rest_.remove_prefix(1);
        }
        skip_modifier();
        if (takes_further_words(name))
            while (skip_further_word()) skip_modifier();
        while (rest_.starts_with('[')) rest_.remove_prefix(std::min(rest_.find(']'), rest_.size() - 1) + 1);
        gap_ = true;
    }

    /// varchar(20), numeric(10,2): what stands in parentheses right behind a type belongs to it.
    void skip_modifier() {
        if (rest_.starts_with('(')) rest_.remove_prefix(std::min(rest_.find(')'), rest_.size() - 1) + 1);
    }

    bool skip_further_word() {
        if (!rest_.starts_with(' ')) return false;
        const auto before = rest_;
        rest_.remove_prefix(1);
        if (std::ranges::find(k_further_words, word()) != k_further_words.end()) return true;
        rest_ = before;
        return false;
    }

    std::string_view rest_;
    std::string out_;
    bool gap_ = false;
};

}  // namespace

std::string without_spelling(std::string_view json) { return Stripping(json).run(); }

}  // namespace whimbrel::runner
