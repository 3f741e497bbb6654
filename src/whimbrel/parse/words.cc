// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/words.h"

#include <algorithm>

namespace whimbrel::parse {

Words::Words(std::string_view source, std::span<const Token> tokens) : source_(source) {
    tokens_.reserve(tokens.size());
    std::ranges::copy_if(tokens, std::back_inserter(tokens_), [](const Token& token) { return !token.is_comment(); });
}

std::string_view Words::text(std::size_t ahead) const { return at_end(ahead) ? std::string_view() : tokens_[at_ + ahead].text(source_); }

TokenKind Words::kind(std::size_t ahead) const { return at_end(ahead) ? TokenKind::punctuation : tokens_[at_ + ahead].kind; }

bool Words::is(std::string_view upper_case, std::size_t ahead) const { return kind(ahead) == TokenKind::word && is_word(text(ahead), upper_case); }

bool Words::is_any(std::initializer_list<std::string_view> upper_case) const {
    return std::ranges::any_of(upper_case, [this](std::string_view word) { return is(word); });
}

bool Words::is_name(std::size_t ahead) const { return kind(ahead) == TokenKind::word || kind(ahead) == TokenKind::quoted_identifier; }

std::string Words::upper() const {
    std::string out(text());
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

bool Words::skip_all(std::initializer_list<std::string_view> upper_case) {
    std::size_t ahead = 0;
    for (const auto word : upper_case)
        if (!is(word, ahead++)) return false;
    at_ += upper_case.size();
    return true;
}

bool Words::skip_past(std::string_view upper_case) {
    const auto begin = at_;
    int depth = 0;
    for (; !at_end(); ++at_) {
        if (text() == "(") ++depth;
        if (text() == ")") --depth;
        if (depth == 0 && is(upper_case)) {
            ++at_;
            return true;
        }
    }
    at_ = begin;
    return false;
}

std::string Words::take_parenthesis() {
    const auto begin = at_ + 1;
    int depth = 0;
    for (; !at_end(); ++at_) {
        if (text() == "(") ++depth;
        if (text() == ")" && --depth == 0) break;
    }
    auto inside = folded(begin, at_);
    if (!at_end()) ++at_;
    return inside;
}

std::string Words::folded(std::size_t begin, std::size_t end) const {
    std::string out;
    for (auto i = begin; i < end && i < tokens_.size(); ++i) {
        if (i > begin && tokens_[i].begin > tokens_[i - 1].end) out += ' ';
        out += tokens_[i].text(source_);
    }
    return out;
}

}  // namespace whimbrel::parse
