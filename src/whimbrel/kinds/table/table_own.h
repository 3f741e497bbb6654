// SPDX-License-Identifier: Apache-2.0
// Private to the room: which columns and checks of a child are its own as well (attislocal, conislocal) once its parents are what they are
// to be, if nothing were done about it. See table_relink.h for what is.
#pragma once

#include "whimbrel/kinds/table/table_lineage.h"

#include <string_view>
#include <vector>

namespace whimbrel::kinds::own {

/// Null where there is none, or no table.
const Column* column_of(const Table* table, std::string_view column);
/// Whether the column would be local. `was` is null where it is new.
bool would_be_local(const Column* was, const Column& is, const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
std::vector<const Object*> checks(const Scene& scene, lineage::Side side, const ObjectId& table);
/// True where the table becomes a parent's child, and had to have checks for that which are to be the parent's alone.
bool keeps_checks(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);

}  // namespace whimbrel::kinds::own
