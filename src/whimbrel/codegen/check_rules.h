// SPDX-License-Identifier: Apache-2.0
// CHECK constraints and types as rules that a changeset asks before the server is asked (data::Rule). A rule never refuses what the server
// takes; what cannot be said so, or might mean something else there, stays with the server.
#pragma once

#include "whimbrel/data/relation.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// As data::Rule, with strings of its own.
struct CheckRule {
    data::Rule::Sort sort = data::Rule::Sort::max_length;
    std::size_t column = 0;  ///< of the relation's fields
    std::string constraint;  ///< empty where the column's type says it
    std::string value;
    int n = 0, m = 0;
    int other_column = -1;
    std::vector<std::string> values;
    bool operator==(const CheckRule&) const = default;
};

/// "max_length": the enumerator of data::Rule::Sort.
std::string_view name_of(data::Rule::Sort sort);

/// What a rule has to know of a column.
struct RuleColumn {
    std::string name;
    std::string type;                ///< as format_type() prints it, of a domain what it is made of: "numeric(8,2)"
    bool has_own_collation = false;  ///< other than "C": equal may mean something else
    bool is_enum = false;
};

/// What the type itself refuses or rounds: varchar(n), numeric(p,s), timestamp(n).
void add_type_rules(const RuleColumn& column, std::size_t index, std::vector<CheckRule>& rules);

/// "CHECK ((port > 0))" of a table's constraint; of a domain's, where it is checked for one column, `value_column` says which (-1 otherwise).
/// True where the rules say all of it.
bool add_check_rules(std::string_view check, std::string_view constraint, std::span<const RuleColumn> columns, int value_column, std::vector<CheckRule>& rules);

}  // namespace whimbrel::codegen
