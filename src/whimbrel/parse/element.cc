// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/element.h"

#include <algorithm>

namespace whimbrel::parse {

namespace {

constexpr auto k_none = static_cast<std::size_t>(-1);

/// An enum label's value. E'' and U&'' keep their escapes: a label that needs them is named by its text.
std::string label_value(std::string_view text) {
    const auto opening = text.find('\'');
    std::string value;
    for (auto at = opening + 1; at + 1 < text.size(); ++at) {
        value += text[at];
        if (text[at] == '\'') ++at;
    }
    return value;
}

class ElementReader {
public:
    ElementReader(std::string_view source, std::span<const Token> tokens) : source_(source), tokens_(tokens) {}

    /// `opening` is the parenthesis; `last` the statement's last token.
    ElementList run(std::size_t opening, std::size_t last) {
        ElementList list{.opening = opening, .closing = last};
        std::size_t begin = k_none;
        std::size_t end = k_none;
        int depth = 1;
        for (auto i = opening + 1; i <= last; ++i) {
            if (tokens_[i].is_comment()) continue;
            const auto text = tokens_[i].text(source_);
            if (text == "(" || text == "[") ++depth;
            if (text == ")" || text == "]") --depth;
            const bool ends_element = depth == 0 || (depth == 1 && text == ",");
            if (!ends_element) {
                if (begin == k_none) begin = i;
                end = i;
                continue;
            }
            if (begin != k_none) list.elements.push_back({begin, end, name_of(begin, end)});
            begin = k_none;
            if (depth == 0) {
                list.closing = i;
                break;
            }
        }
        return list;
    }

private:
    [[nodiscard]] bool is(std::size_t token, std::string_view upper_case) const {
        return tokens_[token].kind == TokenKind::word && is_word(tokens_[token].text(source_), upper_case);
    }

    [[nodiscard]] std::size_t after(std::size_t token, std::size_t last) const {
        for (++token; token <= last; ++token)
            if (!tokens_[token].is_comment()) return token;
        return k_none;
    }

    [[nodiscard]] std::string name_of(std::size_t first, std::size_t last) const {
        const auto kind = tokens_[first].kind;
        if (kind == TokenKind::string) return label_value(tokens_[first].text(source_));
        if (kind != TokenKind::word && kind != TokenKind::quoted_identifier) return {};
        const auto second = after(first, last);
        if (is(first, "CONSTRAINT")) return second == k_none ? std::string() : stored_name(tokens_[second].text(source_));
        for (const std::string_view reserved : {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "LIKE"})
            if (is(first, reserved)) return {};
        // EXCLUDE is not reserved, so that a column may be called so.
        if (is(first, "EXCLUDE") && second != k_none && (is(second, "USING") || tokens_[second].text(source_) == "(")) return {};
        return stored_name(tokens_[first].text(source_));
    }

    std::string_view source_;
    std::span<const Token> tokens_;
};

Result<std::string> name_or_error(const Element& element) {
    if (element.name.empty())
        return fail(ErrorCode::directive_invalid, "the directive stands beside an element without a name")
            .hint("Name the constraint with CONSTRAINT, or put the directive beside a column.");
    return element.name;
}

}  // namespace

std::optional<ElementList> find_elements(std::string_view source, std::span<const Token> tokens, std::size_t first, std::size_t last, const Head& head) {
    const bool is_table = head.object == "TABLE" || head.object == "FOREIGN TABLE";
    if (head.verb != "CREATE" || (!is_table && head.object != "TYPE")) return std::nullopt;
    bool may_open = is_table;
    for (auto i = first; i <= last; ++i) {
        if (tokens[i].is_comment()) continue;
        const auto text = tokens[i].text(source);
        if (text == "(") return may_open ? std::optional(ElementReader(source, tokens).run(i, last)) : std::nullopt;
        if (tokens[i].kind != TokenKind::word) continue;
        if (is_table) {
            // Behind these a parenthesis holds bounds, a query or options.
            for (const std::string_view word : {"FOR", "AS", "WITH", "USING", "INHERITS", "SERVER"})
                if (is_word(text, word)) return std::nullopt;
        } else if (is_word(text, "RANGE")) {
            return std::nullopt;
        } else if (is_word(text, "AS")) {
            may_open = true;
        }
    }
    return std::nullopt;
}

bool on_one_line(std::string_view source, std::size_t begin, std::size_t end) {
    return source.substr(begin, end - begin).find_first_of("\r\n") == std::string_view::npos;
}

Result<std::string> element_of(std::string_view source, std::span<const Token> tokens, std::size_t comment, const std::optional<ElementList>& list) {
    if (!list || comment < list->opening || comment > list->closing) return std::string();
    auto before = comment - 1;
    while (tokens[before].is_comment()) --before;
    auto behind = comment + 1;
    while (tokens[behind].is_comment()) ++behind;

    const auto& elements = list->elements;
    const auto next = std::ranges::find_if(elements, [behind](const Element& e) { return e.first >= behind; });
    const auto next_after_comma =
        tokens[behind].text(source) == "," ? std::ranges::find_if(elements, [behind](const Element& e) { return e.first > behind; }) : next;
    auto current = std::ranges::find_if(elements, [before](const Element& e) { return e.first <= before && before <= e.last; });
    const bool behind_comma = current == elements.end() && before != list->opening;
    if (behind_comma) {
        current = std::ranges::find_if(elements, [before](const Element& e) { return e.first > before; });
        // A comma before any element is the server's to refuse.
        if (current == elements.begin()) return std::string();
        --current;
    }

    const bool trails = on_one_line(source, tokens[before].end, tokens[comment].begin);
    // /* … */ with more on its line is about what follows it, where it stands between elements.
    const bool leads = tokens[comment].kind == TokenKind::block_comment && on_one_line(source, tokens[comment].end, tokens[behind].begin) &&
                       (before == list->opening || behind_comma) && next != elements.end();
    if (trails && !leads) return before == list->opening ? Result<std::string>(std::string()) : name_or_error(*current);
    const bool inside_element = current != elements.end() && !behind_comma && behind <= current->last;
    if (inside_element) return name_or_error(*current);
    if (next_after_comma == elements.end())
        return fail(ErrorCode::directive_invalid, "the directive stands behind the last element of its list")
            .hint("Put it on the line of the column that it is about, or on a line before it.");
    return name_or_error(*next_after_comma);
}

}  // namespace whimbrel::parse
