// SPDX-License-Identifier: Apache-2.0
// Which columns of the relations that a query names are a parameter's value in every row that it reads, writes or gives.
#pragma once

#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/codegen/query_facts.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::codegen {

/// One place at which a statement names a table or view.
struct RelationUse {
    std::uint32_t relation = 0;
    std::string alias;
    bool is_known = true;                 ///< false within a MERGE, of which nothing is told
    std::map<int, std::set<int>> equals;  ///< by column: the parameters whose value it has
};

/// In the order in which they stand in the tree. An equality holds for the rows of a relation where its condition (WHERE, an inner join's ON, for
/// the side that is filled up an outer join's) is one of several joined by AND. It is followed through other columns, subqueries and WITH.
std::vector<RelationUse> relation_uses(const NodeTree& query, QueryFacts& facts);

}  // namespace whimbrel::codegen
