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

/// What a statement has to do with rows of a relation that it names.
enum class RowUse : std::uint8_t {
    read,       ///< or found by the condition of an UPDATE or DELETE
    written,    ///< as an INSERT makes them, or as an UPDATE leaves them
    conflict,   ///< found by ON CONFLICT, and updated
    matched,    ///< found by the condition of a MERGE
    unmatched,  ///< found by MERGE for having no source
    source,     ///< of a MERGE that inserts what has no match
};

/// One place at which a statement names a table or view; several of the one whose rows are changed, by what becomes of them.
struct RelationUse {
    std::uint32_t relation = 0;
    std::string alias;
    RowUse use = RowUse::read;
    std::map<int, std::set<int>> equals;  ///< by column: the parameters whose value it has
};

/// In the order in which they stand in the tree. An equality holds for the rows of a relation where its condition (WHERE, an inner join's ON, for
/// the side that is filled up an outer join's) is one of several joined by AND. It is followed through other columns, subqueries and WITH. A row that ON
/// CONFLICT finds has the inserted row's values in the columns of the conflict's target.
std::vector<RelationUse> relation_uses(const NodeTree& query, QueryFacts& facts);

}  // namespace whimbrel::codegen
