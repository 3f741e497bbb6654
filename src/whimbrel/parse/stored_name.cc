// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/head.h"

namespace whimbrel::parse {

namespace {

/// NAMEDATALEN - 1.
constexpr std::size_t k_longest_name = 63;

/// PostgreSQL cuts longer names at the last whole character (scansup.c, truncate_identifier).
std::string truncated(std::string name) {
    if (name.size() <= k_longest_name) return name;
    std::size_t end = k_longest_name;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    name.resize(end);
    return name;
}

void append_utf8(std::string& out, unsigned code) {
    const auto byte = [&out](unsigned value) { out += static_cast<char>(value); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

/// Reads `count` hexadecimal digits; false where there are fewer.
bool parse_hex(std::string_view text, std::size_t at, std::size_t count, unsigned& code) {
    if (at + count > text.size()) return false;
    code = 0;
    for (const char c : text.substr(at, count)) {
        const bool digit = c >= '0' && c <= '9';
        const char letter = static_cast<char>(c | 0x20);
        if (!digit && (letter < 'a' || letter > 'f')) return false;
        code = code * 16 + static_cast<unsigned>(digit ? c - '0' : letter - 'a' + 10);
    }
    return true;
}

/// U&"…": \XXXX and \+XXXXXX are code points, \\ is a backslash. UESCAPE is not followed.
std::string with_code_points(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned code = 0;
        if (text[at] != '\\') {
            out += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '\\') {
            out += text[at++];
        } else if (parse_hex(text, at + 1, 4, code)) {
            append_utf8(out, code);
            at += 4;
        } else if (at + 1 < text.size() && text[at + 1] == '+' && parse_hex(text, at + 2, 6, code) && code <= 0x10FFFF) {
            append_utf8(out, code);
            at += 7;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string without_quotes(std::string_view text) {
    std::string out;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        out += text[at];
        if (text[at] == '"') ++at;
    }
    return out;
}

}  // namespace

std::string stored_name(std::string_view token_text) {
    if (token_text.starts_with('"')) return truncated(without_quotes(token_text));
    if (token_text.size() > 2 && token_text[1] == '&') return truncated(with_code_points(without_quotes(token_text.substr(2))));
    std::string folded(token_text);
    // Only ASCII letters are folded where a letter may be several bytes (scansup.c, downcase_identifier).
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return truncated(std::move(folded));
}

}  // namespace whimbrel::parse
