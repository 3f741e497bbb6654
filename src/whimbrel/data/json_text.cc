// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/json_text.h"

#include <algorithm>
#include <array>

namespace whimbrel::data {

namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::size_t utf8_length(std::string_view text) {
    const auto first = byte(text.front());
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte(text[at]) & 0xC0) != 0x80) return 0;
    const auto second = byte(text[1]);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return length;
}

char32_t take_character(std::string_view& text) {
    const auto first = byte(text.front());
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr std::array<unsigned, 5> k_mask{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = first & k_mask[length];
    for (std::size_t at = 1; at < length && at < text.size(); ++at) code = (code << 6) | (byte(text[at]) & 0x3FU);
    text.remove_prefix(length < text.size() ? length : text.size());
    return code;
}

void append_character(char32_t code, std::string& out) {
    const auto add = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | (code >> 6));
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3F));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    }
}

bool JsonScanner::fail(std::string_view problem) {
    problem_ = problem;
    return false;
}

void JsonScanner::pass_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
}

JsonScanner::Next JsonScanner::next() {
    pass_space();
    if (at_ == text_.size()) return Next::other;
    const char c = text_[at_];
    if (c == '"') return Next::string;
    if (c == '{') return Next::object;
    if (c == '[') return Next::array;
    if (c == 'n') return Next::null;
    if (c == 't' || c == 'f') return Next::boolean;
    return c == '-' || is_digit(c) ? Next::number : Next::other;
}

bool JsonScanner::take(char wanted) {
    pass_space();
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
}

bool JsonScanner::at_end() {
    pass_space();
    return at_ == text_.size();
}

bool JsonScanner::word(std::string_view wanted) {
    if (!text_.substr(at_).starts_with(wanted)) return fail("no JSON value");
    at_ += wanted.size();
    return true;
}

bool JsonScanner::digits() {
    const auto begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > begin || fail("no number");
}

bool JsonScanner::number() {
    if (text_[at_] == '-') ++at_;
    const auto begin = at_;
    if (at_ < text_.size() && text_[at_] == '0') ++at_;
    else if (!digits()) return false;
    const long whole = static_cast<long>(at_ - begin);
    long scale = 0;
    if (at_ < text_.size() && text_[at_] == '.') {
        ++at_;
        const auto point = at_;
        if (!digits()) return false;
        scale = static_cast<long>(at_ - point);
    }
    long exponent = 0;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        ++at_;
        const bool negative = at_ < text_.size() && text_[at_] == '-';
        if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
        const auto first = at_;
        if (!digits()) return false;
        for (const char c : since(first)) exponent = std::min(exponent * 10 + (c - '0'), 1'000'000L);
        if (negative) exponent = -exponent;
    }
    // numeric's bounds, which are those of jsonb's numbers.
    return (whole + exponent <= 131'072 && scale - exponent <= 16'383) || fail("a number out of range");
}

bool JsonScanner::hex(unsigned& out) {
    if (text_.size() - at_ < 4) return fail("a string that is not closed");
    out = 0;
    for (int left = 4; left > 0; --left) {
        const char c = text_[at_++];
        const char lower = static_cast<char>(c | 0x20);
        if (!is_digit(c) && (lower < 'a' || lower > 'f')) return fail("no escape of a string's");
        out = out * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return true;
}

bool JsonScanner::escape(std::string* out) {
    if (at_ == text_.size()) return fail("a string that is not closed");
    constexpr std::string_view k_letters = "\"\\/bfnrt", k_meanings = "\"\\/\b\f\n\r\t";
    const char c = text_[at_++];
    if (const auto known = k_letters.find(c); known != std::string_view::npos) {
        if (out != nullptr) *out += k_meanings[known];
        return true;
    }
    unsigned code = 0;
    if (c != 'u') return fail("no escape of a string's");
    if (!hex(code)) return false;
    if (code == 0) return fail("a NUL, which PostgreSQL's text cannot hold");
    char32_t whole = code;
    if (code >= 0xD800 && code < 0xE000) {
        unsigned low = 0;
        if (code >= 0xDC00 || !text_.substr(at_).starts_with("\\u")) return fail("half of a surrogate pair");
        at_ += 2;
        if (!hex(low)) return false;
        if (low < 0xDC00 || low > 0xDFFF) return fail("half of a surrogate pair");
        whole = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    if (out != nullptr) append_character(whole, *out);
    return true;
}

bool JsonScanner::string(std::string* out) {
    ++at_;
    while (at_ < text_.size()) {
        const auto begin = at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') {
            if (byte(text_[at_]) < 0x20) return fail("a control character in a string");
            const auto length = utf8_length(text_.substr(at_));
            if (length == 0) return fail("bytes that are no UTF-8");
            at_ += length;
        }
        if (out != nullptr) out->append(text_.substr(begin, at_ - begin));
        if (at_ == text_.size()) break;
        if (text_[at_++] == '"') return true;
        if (!escape(out)) return false;
    }
    return fail("a string that is not closed");
}

bool JsonScanner::skip(int depth) {
    const auto sort = next();
    if (sort == Next::string) return string(nullptr);
    if (sort == Next::number) return number();
    if (sort == Next::null) return word("null");
    if (sort == Next::boolean) return word(text_[at_] == 't' ? "true" : "false");
    if (sort == Next::other) return fail("no JSON value");
    if (depth == 0) return fail("arrays and objects nested too deeply");
    const bool is_object = sort == Next::object;
    const char close = is_object ? '}' : ']';
    ++at_;
    if (take(close)) return true;
    do {
        if (is_object && (next() != Next::string || !string(nullptr) || !take(':'))) return fail("no name of a field");
        if (!skip(depth - 1)) return false;
    } while (take(','));
    return take(close) || fail(is_object ? "an object that is not closed" : "an array that is not closed");
}

bool is_json(std::string_view text, int depth) {
    JsonScanner scanner(text);
    return scanner.skip(depth) && scanner.at_end();
}

std::string json_quoted(std::string_view text) {
    constexpr std::string_view k_hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte(c) < 0x20) {
            out += "\\u00";
            out += k_hex[byte(c) >> 4];
            out += k_hex[byte(c) & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace whimbrel::data
