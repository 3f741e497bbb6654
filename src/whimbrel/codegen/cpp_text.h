// SPDX-License-Identifier: Apache-2.0
// Pieces of C++ text that the generators share.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// What `make` makes of each.
template <class Range, class Make>
std::vector<std::string> each(const Range& range, Make make) {
    std::vector<std::string> out;
    out.reserve(std::size(range));
    for (const auto& one : range) out.push_back(make(one));
    return out;
}
/// Each as a string constant.
std::vector<std::string> cpp_strings(const std::vector<std::string>& texts);

/// "before{a, b, c}after", filled to the width of a line where it is longer.
std::string braced(const std::string& before, const std::vector<std::string>& items, std::string_view after, std::string_view indent);

/// "enum class Mood : std::uint8_t { sad, ok };", and its Labels<> for behind the namespace. `type` is an identifier.
struct CppEnum {
    std::string declaration, labels;
};
CppEnum cpp_enum(const std::string& name_space, const std::string& type, const std::vector<std::string>& values);

}  // namespace whimbrel::codegen
