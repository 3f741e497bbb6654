// SPDX-License-Identifier: Apache-2.0
// Private to the room: how a column is written, whole in CREATE TABLE and piece by piece in ALTER TABLE. What table_kind.h declares of it
// stands in column_text.cc too.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

#include <cstdint>

namespace whimbrel::kinds {

/// The largest value of an integer type, which is a sequence's usual limit.
std::int64_t largest(std::string_view type);
/// GENERATED … AS IDENTITY (…), with the options that PostgreSQL would not choose by itself.
sql::Fragment identity_clause(const Identity& identity, std::string_view type);
/// Of the constraint that NOT NULL is since PostgreSQL 18.
std::string not_null_name(const ObjectId& table, const Column& column);
/// Whether that name is PostgreSQL's own and shorter than the two it is made of: others may have it as well.
bool is_not_null_name_cut(const ObjectId& table, const Column& column);
/// What ALTER TABLE says to make a column NOT NULL.
sql::Fragment set_not_null(const ObjectId& table, const Column& column);

}  // namespace whimbrel::kinds
