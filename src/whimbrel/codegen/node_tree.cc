// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/node_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace whimbrel::codegen {

/// pg_strtok(): white space and brackets end a token, a backslash makes the next character an ordinary one.
class NodeReader {
public:
    explicit NodeReader(std::string_view source) : source_(source) {}

    NodeTree value() {
        const auto token = next();
        if (token == "(") return list();
        if (token == "{") return node();
        NodeTree out;
        if (token != "<>") out.text_ = unescaped(token);
        return out;
    }

private:
    static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
    static bool is_bracket(char c) { return c == '(' || c == ')' || c == '{' || c == '}'; }

    std::string_view next() {
        while (at_ < source_.size() && is_blank(source_[at_])) ++at_;
        const auto begin = at_;
        if (at_ < source_.size() && is_bracket(source_[at_])) return source_.substr(at_++, 1);
        for (; at_ < source_.size() && !is_blank(source_[at_]) && !is_bracket(source_[at_]); ++at_)
            if (source_[at_] == '\\') ++at_;
        at_ = std::min(at_, source_.size());
        return source_.substr(begin, at_ - begin);
    }

    std::string_view peek() {
        const auto at = at_;
        const auto token = next();
        at_ = at;
        return token;
    }

    /// PostgreSQL 14 has other names for a few.
    static std::string_view present_name(std::string_view type) {
        constexpr auto k_names = std::to_array<std::pair<std::string_view, std::string_view>>({{"COALESCE", "COALESCEEXPR"},
                                                                                               {"MINMAX", "MINMAXEXPR"},
                                                                                               {"CASE", "CASEEXPR"},
                                                                                               {"ARRAY", "ARRAYEXPR"},
                                                                                               {"ROW", "ROWEXPR"},
                                                                                               {"RTE", "RANGETBLENTRY"}});
        const auto found = std::ranges::find(k_names, type, &std::pair<std::string_view, std::string_view>::first);
        return found == k_names.end() ? type : found->second;
    }

    /// A string in a list stands in quotes.
    static std::string unescaped(std::string_view token) {
        if (token.size() > 1 && token.front() == '"' && token.back() == '"') token = token.substr(1, token.size() - 2);
        std::string out;
        for (std::size_t at = 0; at < token.size(); ++at) {
            if (token[at] == '\\' && at + 1 < token.size()) ++at;
            out += token[at];
        }
        return out;
    }

    NodeTree list() {
        NodeTree out;
        while (!peek().empty() && peek() != ")") out.items_.push_back(value());
        next();
        return out;
    }

    NodeTree node() {
        NodeTree out;
        out.is_node_ = true;
        out.text_ = present_name(next());
        while (!peek().empty() && peek() != "}") {
            out.names_.emplace_back(next().substr(1));
            out.items_.push_back(value());
            // A constant's value is its length and its bytes.
            while (!peek().empty() && peek() != "}" && !peek().starts_with(':')) next();
        }
        next();
        return out;
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

NodeTree NodeTree::parse(std::string_view text) { return NodeReader(text).value(); }

const NodeTree& NodeTree::operator[](std::string_view field) const {
    static const NodeTree k_nothing;
    const auto found = std::ranges::find(names_, field);
    return found == names_.end() ? k_nothing : items_[static_cast<std::size_t>(found - names_.begin())];
}

std::int64_t NodeTree::integer() const {
    std::int64_t out = 0;
    std::from_chars(text_.data(), text_.data() + text_.size(), out);
    return out;
}

}  // namespace whimbrel::codegen
