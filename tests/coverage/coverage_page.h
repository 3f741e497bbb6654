// SPDX-License-Identifier: Apache-2.0
// docs/reference/coverage.md: what becomes of every column of PostgreSQL's system catalogs. The page itself is the list of the columns that
// each version has; what stands beside them is made of what the kinds and the imprint say.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::coverage {

/// "pg_class.relname" → the major versions that have it.
using Columns = std::map<std::string, std::set<int>>;

/// The columns that stand on a page.
Columns parse(std::string_view page);

struct Account {
    enum class State : unsigned char { unknown, managed, derived, left_out };
    State state = State::unknown;
    std::string text;  ///< fields, or the reason
};
/// What kinds, and else the imprint, say of a column.
Account account_for(const std::string& column);

/// The page for these columns.
std::string render(const Columns& columns);

}  // namespace whimbrel::coverage
