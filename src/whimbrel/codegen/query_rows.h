// SPDX-License-Identifier: Apache-2.0
// What queries have to do with the model's relations, for the generators of every language.
#pragma once

#include "whimbrel/codegen/model.h"
#include "whimbrel/codegen/query.h"

#include <optional>
#include <string>

namespace whimbrel::codegen {

/// A column that a CHECK restricts to a list.
struct ListedColumn {
    const Relation* relation;
    const Field* field;
};
/// Nothing where the column is none, or none of the model's.
std::optional<ListedColumn> listed_column(const Model& model, const std::optional<ColumnName>& column);

/// The relation whose rows a query gives; null where the columns are the query's own.
const Relation* row_relation(const Model& model, const Query& query);

/// The column that says whose a row is, where the model has one; a parameter of that name is what a scoped repository is of.
std::string scope_column(const Model& model);
/// True of that parameter. Rows that a :copy of all scopes is given say themselves whose they are.
bool is_scope(const Model& model, const Query& query, const QueryParameter& parameter);
/// Counted up where require_scope refuses what it did not refuse before: what was generated is asked again then.
constexpr int k_scope_check = 3;
/// Errors: query_invalid where the query names a relation whose rows belong to somebody, and has no parameter that says to whom, or has one and
/// does not hold the relation's rows to it, or has it as another type than the column's, which may read the column's text as another value (a name is
/// cut off, a uuid written small), or where the rows of a :copy have nothing else.
Result<> require_scope(const Model& model, const ValueTypes& types, const Query& query);

/// "SearchDevicesRow" and "SearchDevicesParameters" of "search_devices".
std::string query_row_type(const Query& query);
std::string query_parameters_type(const Query& query);

}  // namespace whimbrel::codegen
