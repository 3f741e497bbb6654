// SPDX-License-Identifier: Apache-2.0
// Private to the room: foreign keys over columns whose operators take any array, enum, range or row. PostgreSQL makes a foreign key again by
// itself when such a column changes its type or collation, and fails in that where the values stay as they are, as between a domain and what
// it is over ("could not find cast": findFkeyCast() in tablecmds.c). It is dropped before and made again.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds::key_cast {

/// Steps without a statement that name the foreign keys over columns to which `steps` give other types: the plan makes those again.
Steps keys_around(const Steps& steps, const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);

}  // namespace whimbrel::kinds::key_cast
