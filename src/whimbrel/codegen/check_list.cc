// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/check_list.h"

#include "whimbrel/codegen/check_expression.h"

namespace whimbrel::codegen {

namespace {

using Sort = Expression::Sort;

/// Casts are PostgreSQL's own there: of varchar to text, of a literal to the column's type.
const Expression& bare(const Expression& node) { return node.sort == Sort::cast ? bare(node.parts.front()) : node; }

}  // namespace

std::optional<std::vector<std::string>> allowed_values(std::string_view check, std::string_view column) {
    const auto node = parse_check(check);
    if ((node.sort != Sort::operation && node.sort != Sort::any) || node.text != "=") return std::nullopt;
    const auto &left = bare(node.parts[0]), &right = bare(node.parts[1]);
    if (left.sort != Sort::name || left.text != column) return std::nullopt;
    std::vector<std::string> values;
    const auto take = [&](const Expression& value) {
        if (bare(value).sort != Sort::string) return false;
        values.push_back(bare(value).text);
        return true;
    };
    if (node.sort == Sort::operation) return take(right) ? std::optional(std::move(values)) : std::nullopt;
    if (right.sort != Sort::array) return std::nullopt;
    for (const auto& value : right.parts)
        if (!take(value)) return std::nullopt;
    return values;
}

}  // namespace whimbrel::codegen
