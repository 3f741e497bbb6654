// SPDX-License-Identifier: Apache-2.0
// Names that are made from others must stay within what PostgreSQL keeps of a name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace whimbrel::sql {

constexpr std::size_t k_longest_name = 63;  ///< NAMEDATALEN - 1, in bytes

/// The name with the suffix behind it. Where both together are too long, the name is cut between characters, and a few digits
/// tell it from others that begin alike.
std::string with_suffix(std::string_view name, std::string_view suffix);

/// What is called so while another takes its name; `number` tells several apart.
std::string aside(std::string_view name, int number = 0);
bool is_aside(std::string_view name);

}  // namespace whimbrel::sql
