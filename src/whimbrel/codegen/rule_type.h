// SPDX-License-Identifier: Apache-2.0
// What rules have to know of types: which values can be compared here as PostgreSQL compares them, and what a constant of theirs is.
#pragma once

#include "whimbrel/codegen/check_expression.h"
#include "whimbrel/codegen/check_rules.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

enum class RuleType : std::uint8_t {
    none,  ///< char(n), which is padded, citext, intervals, whatever else is compared in a way of its own
    text,
    integer,
    numeric,
    floating,
    date,
    time,
    timestamp,
    timestamptz,
    label,
};

RuleType rule_type(const RuleColumn& column);
/// Text is ordered by its collation, labels by their place in the type.
bool has_order(RuleType type);
/// A cast of the column to that type changes nothing that a comparison would see.
bool keeps_value(const RuleColumn& column, std::string_view type);
bool are_comparable(const RuleColumn& one, const RuleColumn& other);
/// A constant that is compared with the column, in the text form of the column's type.
std::optional<std::string> constant_of(const Expression& node, const RuleColumn& column);

}  // namespace whimbrel::codegen
