// SPDX-License-Identifier: Apache-2.0
// NodeTree: what a query means, as PostgreSQL writes it down after parse analysis (the type pg_node_tree; server source: outfuncs.c, read.c).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

class NodeTree {
public:
    /// Of what pg_node_tree::text gives; nothing() where it is anything else.
    static NodeTree parse(std::string_view text);

    /// "VAR", "OPEXPR"; empty where it is no node.
    [[nodiscard]] std::string_view type() const { return is_node_ ? std::string_view(text_) : std::string_view(); }
    [[nodiscard]] bool is(std::string_view type) const { return is_node_ && text_ == type; }
    /// A node's field; nothing where it has none of that name, which differ between versions of the server.
    [[nodiscard]] const NodeTree& operator[](std::string_view field) const;
    /// Of a list, and the values of a node's fields.
    [[nodiscard]] const std::vector<NodeTree>& items() const { return items_; }
    [[nodiscard]] bool is_nothing() const { return !is_node_ && text_.empty() && items_.empty(); }
    [[nodiscard]] std::string_view text() const { return is_node_ ? std::string_view() : std::string_view(text_); }
    /// 0 where it is no number.
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] std::uint32_t oid() const { return static_cast<std::uint32_t>(integer()); }
    [[nodiscard]] bool boolean() const { return text() == "true"; }

private:
    friend class NodeReader;
    std::string text_;  ///< a node's type, or a value
    bool is_node_ = false;
    std::vector<std::string> names_;  ///< of a node's fields
    std::vector<NodeTree> items_;
};

}  // namespace whimbrel::codegen
