// SPDX-License-Identifier: Apache-2.0
// Private to the room: which of several keys over the same columns a foreign key is bound to. PostgreSQL takes the oldest, or the primary
// key where no columns are named (transformFkeyCheckAttrs() and transformFkeyGetPrimaryKey() in tablecmds.c).
#pragma once

#include "whimbrel/kinds/constraint/constraint_kind.h"

#include <vector>

namespace whimbrel::kinds::foreign_key {

/// What a foreign key is bound to beside its columns: the key, or index, of the other table. Nothing but making it again binds it anew.
std::vector<ObjectId> bound_to(const Subject<Constraint>& subject);
/// True where it is bound to the primary key and the table has another key over the same columns.
bool means_primary(const Subject<Constraint>& to, const Scene& scene);
/// "REFERENCES t" in place of "REFERENCES t (a, b)": the primary key is meant, whichever PostgreSQL would find first.
sql::Fragment without_referenced_columns(const Constraint& constraint, sql::Fragment element);
/// It is made again once partitions that leave the table referenced, to come back, are there.
void await_partitions(const Subject<Constraint>& to, const Scene& scene, Step& step);
/// True for a partition's part of a foreign key that references the rows of its own table: that goes whole before the partition leaves to
/// come back.
bool goes_before_detaching(const Subject<Constraint>& from, const Scene& scene);
/// Other keys that would be found first, and of which nobody has anything, are dropped before the foreign key is made, and made again.
void put_between_older_keys(const Subject<Constraint>& to, const Scene& scene, Steps& steps);

}  // namespace whimbrel::kinds::foreign_key
