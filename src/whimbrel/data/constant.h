// SPDX-License-Identifier: Apache-2.0
// Private to data/: a value that all rows of a COPY have, which sends no expressions.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/parameters.h"
#include "whimbrel/sql/statement.h"

#include <string>
#include <string_view>

namespace whimbrel::data {

/// What an expression is in this transaction, in the binary form of the type; it is not NULL.
Result<std::string> constant_of(Connection& connection, const sql::Fragment& expression, const Parameters& parameters, std::string_view type);

}  // namespace whimbrel::data
