// SPDX-License-Identifier: Apache-2.0
// The place of a bound parameter in a statement.
#pragma once

#include "whimbrel/sql/statement.h"

#include <cstddef>

namespace whimbrel::sql {

/// "$3"; parameters count from 1 (SQL Syntax, "Positional Parameters").
inline Fragment placeholder(std::size_t number) { return {"$" + std::to_string(number)}; }

}  // namespace whimbrel::sql
