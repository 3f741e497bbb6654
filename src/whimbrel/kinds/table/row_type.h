// SPDX-License-Identifier: Apache-2.0
// Private to the room: columns of other tables that are of a table's row type. PostgreSQL writes no table anew while there is one, not even
// where the row type stays as it is ("cannot alter table … because column … uses its row type": ATRewriteTables() in tablecmds.c), and
// drops none. Such a column is text for the while.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds::row_type {

/// The table whose rows the column holds, or arrays of them; null where it is of another type.
const ObjectId* of_column(const std::vector<Need>& needs, std::string_view column);
/// True where some column of another table is of the table's row type from before to after.
bool is_used(const ObjectId& table, const Scene& scene);
/// Behind the steps of a table that stays: where one of them writes it anew, those columns let go before and take hold again after it.
void let_go(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, Steps& steps);
/// How one of those columns does that.
PartRebuild rebuild(const Subject<Table>& from, const Subject<Table>& to, const Column& column, const Scene& scene);

}  // namespace whimbrel::kinds::row_type
