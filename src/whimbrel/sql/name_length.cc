// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/name_length.h"

#include "whimbrel/base/format.h"

#include <cstdint>

namespace whimbrel::sql {

std::string with_suffix(std::string_view name, std::string_view suffix) {
    if (name.size() + suffix.size() <= k_longest_name) return std::string(name) + std::string(suffix);
    std::uint32_t sum = 2166136261U;  // FNV-1a
    for (const char c : name) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
    const auto tail = format("_{:04x}", sum % 0x10000U) + std::string(suffix);
    auto end = k_longest_name - tail.size();
    // Bytes within a character of UTF-8 are 10xxxxxx.
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    return std::string(name.substr(0, end)) + tail;
}

namespace {
constexpr std::string_view k_aside = "_whimbrel_aside";
}

std::string aside(std::string_view name, int number) { return with_suffix(name, number == 0 ? std::string(k_aside) : format("{}{}", k_aside, number)); }

bool is_aside(std::string_view name) { return name.find(k_aside) != std::string_view::npos; }

}  // namespace whimbrel::sql
