// SPDX-License-Identifier: Apache-2.0
// Pieces of C++ text that the generators share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// "before{a, b, c}after", filled to the width of a line where it is longer.
std::string braced(const std::string& before, const std::vector<std::string>& items, std::string_view after, std::string_view indent);

/// "enum class Mood : std::uint8_t { sad, ok };", and its Labels<> for behind the namespace. `type` is an identifier.
struct CppEnum {
    std::string declaration, labels;
};
CppEnum cpp_enum(const std::string& name_space, const std::string& type, const std::vector<std::string>& values);

}  // namespace whimbrel::codegen
