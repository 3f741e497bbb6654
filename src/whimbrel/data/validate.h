// SPDX-License-Identifier: Apache-2.0
// The rules of a table, asked of a row's value. NULL passes every rule, as it passes every CHECK.
#pragma once

#include "whimbrel/data/field_error.h"
#include "whimbrel/data/relation.h"

#include <optional>

namespace whimbrel::data {

/// Whether the server would take the row's value for all that the rule says. Columns that the rule names must be in `row`.
bool passes(const RelationInfo& info, const Rule& rule, const void* row);

/// What is said of a value that does not, with Ecto's text.
FieldError rule_error(const RelationInfo& info, const Rule& rule, const void* row);

/// Nothing but white space, as Ecto trims it.
bool is_blank(std::string_view text);

}  // namespace whimbrel::data
