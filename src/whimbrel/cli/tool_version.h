// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace whimbrel::cli {

/// "0.1.0", as CMake's project() has it.
constexpr std::string_view k_tool_version = WHIMBREL_VERSION;

}  // namespace whimbrel::cli
