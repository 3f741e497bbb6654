// SPDX-License-Identifier: Apache-2.0
// Private to the room: what only a person knows of a column's rows, and what a change of its type risks.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds {

/// The answer, or null with the question put down: what rows that are there get in a new column that must not be NULL.
const std::string* ask_new_column(const Scene& scene, const ObjectId& table, const Column& column);
/// What rows get that hold NULL in a column that must not any more; "none" where there are none.
const std::string* ask_null_fill(const Scene& scene, const ObjectId& table, const Column& column);
/// The USING expression between two types, asked for where PostgreSQL does not convert one to the other by itself.
const std::string* using_expression(const Scene& scene, const ObjectId& table, const Column& old_column, const Column& column);
/// Null where nothing was answered and nothing is asked.
const std::string* fill_answer(const Scene& scene, const ObjectId& table, const Column& column);
/// True where the type stays, or is converted without USING.
bool converts(const Column& old_column, const Column& column);
/// "Lossless or lossy" of one type to another in a table that holds rows.
Risk retype_risk(const Scene& scene, const ObjectId& table, const Column& old_column, const Column& column, const std::string* using_text);

}  // namespace whimbrel::kinds
