// SPDX-License-Identifier: Apache-2.0
// Private to data/: what the texts of INSERT, UPDATE and DELETE are put together from.
#pragma once

#include "whimbrel/data/relation.h"
#include "whimbrel/data/selection.h"
#include "whimbrel/sql/placeholder.h"

#include <string>

namespace whimbrel::data {

inline sql::Identifier name_of(const ColumnInfo& column) { return {std::string(column.name)}; }
inline sql::QualifiedName name_of(const RelationInfo& relation) { return {std::string(relation.schema), std::string(relation.name)}; }
/// The column of the row that is there already.
inline sql::QualifiedName own(const ColumnInfo& column) { return {"t", std::string(column.name)}; }
inline const ColumnInfo& column_at(const RelationInfo& relation, int index) { return relation.columns[static_cast<std::size_t>(index)]; }

/// The member's value as the next parameter; NULL where it is.
inline void add_member(Parameters& parameters, const ColumnInfo& column, const void* row) {
    parameters.add_written([&](std::string& out) { return column.write(row, out); }, column.form == Form::binary);
}

/// now() as the column's type has it: a timestamp without time zone is one in UTC.
inline sql::Keywords now_of(const ColumnInfo& column) {
    if (column.type.find("without time zone") != std::string_view::npos || column.type == "timestamp") return "(now() AT TIME ZONE 'utc')";
    return "now()";
}

}  // namespace whimbrel::data
