// SPDX-License-Identifier: Apache-2.0
// What the server's input functions of numbers and ranges have in common: blanks around a value, and words regardless of case.
#pragma once

#include <algorithm>
#include <string_view>

namespace whimbrel::data {

/// Without the blanks at both ends that isspace() of the C locale knows.
inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view k_space = " \t\n\r\v\f";
    const auto first = text.find_first_not_of(k_space);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

/// Letters of ASCII count alike in either case; `lower` has none in upper case.
inline bool same_word(std::string_view one, std::string_view lower) {
    return std::ranges::equal(one, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

}  // namespace whimbrel::data
