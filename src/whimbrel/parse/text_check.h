// SPDX-License-Identifier: Apache-2.0
// Private to parse/.
#pragma once

#include "whimbrel/base/result.h"

#include <cstddef>
#include <string_view>

namespace whimbrel::parse {

/// More than any schema; a data dump given by mistake is refused before it is read through.
constexpr std::size_t k_largest_file = std::size_t{64} << 20U;

/// Errors: sql_not_text, with the place of the first byte that is no text.
Result<> check_text(std::string_view file, std::string_view text);

}  // namespace whimbrel::parse
