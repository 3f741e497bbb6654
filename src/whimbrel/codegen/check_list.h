// SPDX-License-Identifier: Apache-2.0
// CHECK constraints that list a column's values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// The values that `CHECK (column IN ('a', 'b'))` allows, as PostgreSQL prints it back: "CHECK (((status)::text = ANY (…)))", in their
/// order. Nothing where the constraint says anything else, or more.
std::optional<std::vector<std::string>> allowed_values(std::string_view check, std::string_view column);

}  // namespace whimbrel::codegen
