// SPDX-License-Identifier: Apache-2.0
// What a query does with its parameters.
#pragma once

#include "whimbrel/codegen/node_tree.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::codegen {

/// What a parameter is compared with, or goes into.
struct ParameterUse {
    std::string name;         ///< of the column, or "limit", "offset"
    std::uint32_t table = 0;  ///< of a column that it goes into, or whose text it is compared with by = or <>; else 0
    int column = 0;
    bool operator==(const ParameterUse&) const = default;
};

/// By number, every use of it; a use that meets no column has no name.
std::map<int, std::vector<ParameterUse>> parameter_uses(const NodeTree& query);

/// The numbers of the parameters of an INSERT of one row that is made of nothing else, with the column of each; nothing of other queries.
std::optional<std::map<int, std::string>> copied_columns(const NodeTree& query);
/// A relation that a statement changes, in a WITH or by itself.
struct ChangedRelation {
    std::uint32_t relation = 0;
    bool writes = false;   ///< rows come in, or what they hold
    bool removes = false;  ///< rows go, or what they held
};
/// Each once, in the order of the tree.
std::vector<ChangedRelation> changed_relations(const NodeTree& query);
/// The relation that a statement changes; 0 where it changes none.
std::uint32_t changed_relation(const NodeTree& query);

}  // namespace whimbrel::codegen
