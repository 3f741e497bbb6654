// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

inline constexpr std::string_view k_language_c = "LANGUAGE c";
inline constexpr std::string_view k_language_internal = "LANGUAGE internal";

/// True where Head::reaches_outside can have this value; each untrusted language has a "DO LANGUAGE …" of its own.
bool is_reach_name(std::string_view name);

/// Every name there is, in the order in which a text lists them; of "DO LANGUAGE …" one that stands for all.
std::vector<std::string> reach_names();

}  // namespace whimbrel::parse
