// SPDX-License-Identifier: Apache-2.0
// Whether an inherited column or check is its table's own as well (attislocal, conislocal), where a table stays a child.
// Nothing says so but leaving the parents and coming back (RemoveInheritance() and MergeAttributesIntoExisting() in tablecmds.c): what no
// parent is left for becomes the table's own. What shall not is held by a parent of the table's that is there for the while, and whose
// ADD COLUMN hands down what shall be the parents' alone.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds {

/// True where columns of the table come out otherwise than they are to be, if all else is done.
bool is_relinked(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// True where relink() can do it.
bool can_relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// Behind all else that becomes of the table.
Steps relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// The checks that relink() hands down and that the table must have before it becomes a child; steps without a place.
Steps checks_before_joining(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// True where relink() of the table makes the check what it is to be.
bool is_relinked_along(const ObjectId& check, const Scene& scene);
/// For a check that is to be the parents' alone while its table, which is there on both sides, stays their child.
Steps relink_check(const ObjectId& check, const Scene& scene);

}  // namespace whimbrel::kinds
