// SPDX-License-Identifier: Apache-2.0
// Many values of a row at once, for whoever reads a million of them.
#pragma once

#include "whimbrel/pg/rows.h"

#include <span>

namespace whimbrel::pg {

/// The bytes of a row's first columns, as many as there is room for; as Row::bytes().
void read_cells(const Rows& rows, int row, std::span<Row::Bytes> out);

}  // namespace whimbrel::pg
