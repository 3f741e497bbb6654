// SPDX-License-Identifier: Apache-2.0
// What a type's modifier makes of a value before any CHECK sees it.
#pragma once

#include "whimbrel/data/value.h"

#include <cstdint>

namespace whimbrel::data {

/// numeric(p, scale): half away from zero; the scale may be negative.
Numeric rounded(const Numeric& number, int scale);
/// 10 to the power, which may be negative.
Numeric power_of_ten(int exponent);
/// timestamp(digits), time(digits): microseconds since 2000-01-01, or since midnight.
std::int64_t rounded_seconds(std::int64_t microseconds, int digits);

}  // namespace whimbrel::data
