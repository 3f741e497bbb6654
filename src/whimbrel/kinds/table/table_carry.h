// SPDX-License-Identifier: Apache-2.0
// Private to the room: rows of a table that PostgreSQL cannot alter into what it is to be (a plain table that becomes a partitioned one, another
// partition key). The table is made anew; its rows wait in a table beside it, which is no temporary one, so that nothing that breaks off a
// plan between two transactions loses them.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds {

/// Before the old table is dropped; nothing where it is not made again or has no rows that go over.
Steps carry_out(const Subject<Table>& from, const Scene& scene);
/// Once the new one and its partitions are there, before all that watches rows (triggers, foreign keys, rules).
Steps carry_in(const Subject<Table>& to, const Scene& scene);
/// What of the rows does not go over although the table comes back.
Risk carry_risk(const Subject<Table>& from, const Scene& scene);
/// True where the rows of this table, a partition, go over into what the table above it becomes.
bool is_carried_by_parent(const ObjectId& table, const Scene& scene);
/// A word for Step::awaits: the rows are in the new table.
std::string rows_are_back(const ObjectId& table);

}  // namespace whimbrel::kinds
