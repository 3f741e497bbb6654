// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/one_line.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>

namespace whimbrel::plan {

namespace {

/// Either ends a line comment (server source: scan.l, non_newline).
constexpr std::string_view k_line_ends = "\n\r";

bool has_line_end(std::string_view text) { return text.find_first_of(k_line_ends) != std::string_view::npos; }

/// What is within quotes; a backslash that was none of an escape is one now.
std::string escaped(std::string_view text, std::string_view line_feed, std::string_view carriage_return, std::string_view backslash) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += line_feed;
        else if (c == '\r') out += carriage_return;
        else if (c == '\\') out += backslash;
        else out += c;
    }
    return out;
}

std::optional<std::string> without_line_ends(std::string_view token) {
    const auto quote = token.find_first_of("\"'");
    if (quote == std::string_view::npos) return std::nullopt;
    const auto prefix = token.substr(0, quote);
    const bool is_plain = prefix.empty();
    if (prefix == "E" || prefix == "e" || (is_plain && token[quote] == '\'')) return "E" + escaped(token.substr(quote), "\\n", "\\r", is_plain ? "\\\\" : "\\");
    if (is_plain || prefix == "U&" || prefix == "u&") return "U&" + escaped(token.substr(quote), "\\000A", "\\000D", is_plain ? "\\\\" : "\\");
    return std::nullopt;
}

}  // namespace

std::optional<std::string> on_one_line(std::string_view sql) {
    if (!has_line_end(sql)) return std::string(sql);
    std::string out;
    std::size_t end = 0;
    for (const auto& token : parse::lex(sql)) {
        out += with_spaces(std::string(sql.substr(end, token.begin - end)));
        end = token.end;
        const auto text = token.text(sql);
        const bool is_quoted = token.kind == parse::TokenKind::quoted_identifier || token.kind == parse::TokenKind::string;
        if (!has_line_end(text)) {
            out += text;
            continue;
        }
        const auto rewritten = is_quoted ? without_line_ends(text) : std::nullopt;
        if (!rewritten) return std::nullopt;
        out += *rewritten;
    }
    return out + with_spaces(std::string(sql.substr(end)));
}

std::string with_spaces(std::string text) {
    std::ranges::replace_if(text, [](char c) { return k_line_ends.find(c) != std::string_view::npos; }, ' ');
    return text;
}

}  // namespace whimbrel::plan
