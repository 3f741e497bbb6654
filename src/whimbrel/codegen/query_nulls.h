// SPDX-License-Identifier: Apache-2.0
// Which result columns of a query cannot be NULL, told from its analysed tree and the catalog: NOT NULL columns that come through unchanged
// and cannot be made NULL by an outer join, what a condition excludes (PostgreSQL itself turns outer joins into inner ones by it), and
// expressions that are known never to be NULL. What is not known for sure may be NULL.
#pragma once

#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/codegen/query_facts.h"

#include <vector>

namespace whimbrel::codegen {

/// True for each result column that cannot be NULL. `nullable_parameters` are the numbers of parameters that may be.
std::vector<bool> columns_that_are_not_null(const NodeTree& query, QueryFacts& facts, const std::vector<int>& nullable_parameters);

}  // namespace whimbrel::codegen
