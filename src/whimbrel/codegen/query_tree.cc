// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_tree.h"

namespace whimbrel::codegen {

const NodeTree& nth(const NodeTree& list, int number) {
    static const NodeTree k_nothing;
    const auto& items = list.items();
    return number < 1 || static_cast<std::size_t>(number) > items.size() ? k_nothing : items[static_cast<std::size_t>(number - 1)];
}

const NodeTree& result_list(const NodeTree& query) { return query["commandType"].integer() == k_select ? query["targetList"] : query["returningList"]; }

const NodeTree& unconverted(const NodeTree& node, bool& same) {
    for (const auto* at = &node;;) {
        // Another length of the same type, a varchar's.
        const bool is_cast = at->is("FUNCEXPR") && ((*at)["funcformat"].integer() == 1 || (*at)["funcformat"].integer() == 2);
        if (at->is("RELABELTYPE") || at->is("COERCETODOMAIN") || at->is("COLLATEEXPR")) {
            at = &(*at)["arg"];
        } else if (is_cast && !(*at)["args"].items().empty()) {
            same = same && (*at)["args"].items().size() > 1;
            at = &(*at)["args"].items().front();
        } else if (at->is("COERCEVIAIO") || at->is("ARRAYCOERCEEXPR")) {
            same = false;
            at = &(*at)["arg"];
        } else {
            return *at;
        }
    }
}

bool is_parameter(const NodeTree& node) { return node.is("PARAM") && node["paramkind"].integer() == 0; }

}  // namespace whimbrel::codegen
