// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/rounding.h"

#include <array>

namespace whimbrel::data {

Numeric rounded(const Numeric& number, int scale) {
    if (!number.is_finite() || number.scale() <= scale) return number;
    std::string_view text = number.text();
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    std::string digits(text.substr(0, point));
    const auto whole = static_cast<long>(digits.size());
    if (point != std::string_view::npos) digits += text.substr(point + 1);
    const long kept = whole + scale;
    const bool goes_up = kept >= 0 && kept < static_cast<long>(digits.size()) && digits[static_cast<std::size_t>(kept)] >= '5';
    digits.resize(kept > 0 ? static_cast<std::size_t>(kept) : 0);
    if (goes_up) {
        auto at = digits.size();
        while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
        if (at > 0) ++digits[at - 1];
        else digits.insert(0, 1, '1');
    }
    if (digits.empty()) digits = "0";
    const auto rendered = (negative ? "-" : "") + digits + "e" + std::to_string(-scale);
    return Numeric::parse(rendered).value_or(number);
}

Numeric power_of_ten(int exponent) { return Numeric::parse("1e" + std::to_string(exponent)).value_or(Numeric()); }

/// AdjustTimestampForTypmod() of src/backend/utils/adt/timestamp.c.
std::int64_t rounded_seconds(std::int64_t microseconds, int digits) {
    constexpr std::array<std::int64_t, 7> k_scale{1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
    if (digits < 0 || digits > 5) return microseconds;
    const auto scale = k_scale[static_cast<std::size_t>(digits)];
    if (microseconds >= 0) return (microseconds + scale / 2) / scale * scale;
    return -((-microseconds + scale / 2) / scale * scale);
}

}  // namespace whimbrel::data
