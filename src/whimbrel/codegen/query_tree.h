// SPDX-License-Identifier: Apache-2.0
// Private to what reads a query's tree: numbers that stand in it (server source: parsenodes.h, nodes.h), and ways through it.
#pragma once

#include "whimbrel/codegen/node_tree.h"

namespace whimbrel::codegen {

enum JoinType { k_inner = 0, k_left = 1, k_full = 2, k_right = 3 };
enum EntryKind { k_relation = 0, k_subquery = 1, k_join = 2, k_function = 3, k_values = 5, k_with = 6, k_group = 9 };
enum CommandType { k_select = 1, k_update = 2, k_insert = 3, k_delete = 4, k_merge = 5 };

/// The n-th of a list, from 1.
const NodeTree& nth(const NodeTree& list, int number);
/// The targets of a SELECT, or what RETURNING gives.
const NodeTree& result_list(const NodeTree& query);
/// What stands below conversions; `same` says whether they leave the value as it is.
const NodeTree& unconverted(const NodeTree& node, bool& same);
/// What stands below conversions that keep each value apart from every other and equal to itself: of a name for the same bytes, of a domain, between
/// whole and exact numbers, from such and uuid to text. A length, a collation and whatever else may make one value of two are not looked through.
const NodeTree& same_value(const NodeTree& node);
/// The same of what is written into a column, whose own length is enforced by the way.
const NodeTree& assigned_value(const NodeTree& node);
/// $1 and the like.
bool is_parameter(const NodeTree& node);

}  // namespace whimbrel::codegen
