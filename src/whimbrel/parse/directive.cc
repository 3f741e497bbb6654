// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/directive.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace whimbrel::parse {

namespace {

/// What authors write beside objects.
constexpr auto k_authored = std::to_array<std::string_view>({"renamed", "fill", "using", "lossless"});
/// What migration files hold besides; history/ knows their meaning.
constexpr auto k_passed_on = std::to_array<std::string_view>({"lossy", "whimbrel", "step", "answered"});
/// Doxygen's words that are near a directive's.
constexpr auto k_foreign = std::to_array<std::string_view>({"file"});

constexpr std::string_view k_blanks = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(k_blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(k_blanks) - first + 1);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

template <class Range>
bool holds(const Range& range, std::string_view word) {
    return std::ranges::find(range, word) != range.end();
}

bool is_operator(std::string_view text) { return text.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string_view::npos; }

/// The parts of a name that may be qualified and quoted, or that of an operator; empty where the text is anything else.
std::vector<std::string> parse_name(std::string_view text) {
    std::vector<std::string> parts;
    bool expects_name = true;
    for (const auto& token : lex(text)) {
        const auto piece = token.text(text);
        const bool is_name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
        if (expects_name ? !is_name && !is_operator(piece) : piece != ".") return {};
        if (expects_name) parts.push_back(is_name ? stored_name(piece) : std::string(piece));
        expects_name = !expects_name;
    }
    if (expects_name || parts.size() > 2) return {};
    return parts;
}

std::string_view after_from(std::string_view argument) {
    if (!argument.starts_with("from")) return {};
    argument = trimmed(argument.substr(4));
    return argument.starts_with('=') ? trimmed(argument.substr(1)) : std::string_view();
}

Result<> check_argument(const Directive& directive) {
    if (directive.name == "renamed" && parse_name(after_from(directive.argument)).empty())
        return fail(ErrorCode::directive_invalid, "the directive @renamed does not name what the object was called")
            .hint("Write `-- @renamed from=old_name`, with double quotes where SQL needs them.");
    if ((directive.name == "fill" || directive.name == "using") && directive.argument.empty())
        return fail(ErrorCode::directive_invalid, format("the directive @{} lacks its expression", directive.name))
            .hint(format("Write `-- @{} <expression>`.", directive.name));
    return {};
}

}  // namespace

std::string_view directive_text(std::string_view comment) {
    if (comment.starts_with("--")) {
        comment.remove_prefix(2);
    } else if (comment.starts_with("/*") && comment.ends_with("*/") && comment.size() >= 4) {
        comment.remove_prefix(2);
        comment.remove_suffix(2);
    }
    comment = trimmed(comment);
    if (comment.size() < 2 || comment.front() != '@' || !is_letter(comment[1])) return {};
    return comment;
}

Result<std::optional<Directive>> parse_directive(std::string_view comment) {
    auto text = directive_text(comment);
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);
    const auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin());
    const std::string word(text.substr(0, length));
    const auto rest = text.substr(length);
    if (!rest.empty() && std::string_view("=:(").find(rest.front()) != std::string_view::npos && holds(k_authored, word))
        return fail(ErrorCode::directive_invalid, format("the directive @{} is not followed by a blank", word))
            .hint("Write `-- @renamed from=old_name`, `-- @fill <expression>` or `-- @using <expression>`.");
    // "@renamed-from", "@step.one": somebody else's notation.
    if (!rest.empty() && k_blanks.find(rest.front()) == std::string_view::npos) return std::nullopt;
    if (!holds(k_authored, word) && !holds(k_passed_on, word)) {
        if (holds(k_foreign, word)) return std::nullopt;
        const std::vector<std::string> known(k_authored.begin(), k_authored.end());
        const auto near = nearest(word, known);
        if (near.empty()) return std::nullopt;
        return fail(ErrorCode::directive_invalid, format("there is no directive @{}", word)).hint(format("Write @{}, if that was meant.", near));
    }
    Directive directive{.name = word, .argument = std::string(trimmed(rest))};
    WHIMBREL_CHECK(check_argument(directive));
    return directive;
}

sql::QualifiedName renamed_from(const Directive& directive) {
    const auto parts = parse_name(after_from(directive.argument));
    if (parts.empty()) return {};
    return parts.size() == 1 ? sql::QualifiedName{"", parts[0]} : sql::QualifiedName{parts[0], parts[1]};
}

}  // namespace whimbrel::parse
