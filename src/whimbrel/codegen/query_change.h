// SPDX-License-Identifier: Apache-2.0
// Private to query_binding: the ways in which a statement changes rows, and the equalities that hold for them.
#pragma once

#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/codegen/query_binding.h"
#include "whimbrel/codegen/query_facts.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace whimbrel::codegen {

using Places = std::set<int>;   ///< in a range table
using Numbers = std::set<int>;  ///< of parameters

struct Equality {
    const NodeTree *one, *other;
    std::optional<Places> places;  ///< of whose rows it is true; nothing: of all
};

/// One way in which rows of the relation that a statement changes come to be changed.
struct Change {
    RowUse finds = RowUse::read;        ///< `written` where it finds none, and inserts
    const NodeTree* targets = nullptr;  ///< what is written; null for a DELETE
    bool is_joined = false;             ///< what holds for the level's rows holds for those that it finds
    std::vector<Equality> equalities{};
    std::set<int> same{};             ///< columns that have the inserted row's values
    std::map<int, Numbers> equals{};  ///< by column, of those that it finds: the parameters whose value it has

    [[nodiscard]] bool inserts() const { return finds == RowUse::written; }
};

/// Each that a condition joins by AND, of PostgreSQL's own operators.
void note_equalities(std::vector<Equality>& out, const NodeTree& condition, const std::optional<Places>& places, QueryFacts& facts);

/// Of an INSERT, UPDATE or MERGE, which must outlive them: the INSERT's own first. None of a DELETE, whose rows are read and no more.
std::vector<Change> find_changes(const NodeTree& query, QueryFacts& facts);

}  // namespace whimbrel::codegen
