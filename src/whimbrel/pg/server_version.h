// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace whimbrel::pg {

/// A server's version as libpq counts it: 150020 is 15.20 (libpq, PQserverVersion).
struct ServerVersion {
    int number = 0;
    [[nodiscard]] int major() const { return number / 10000; }
    [[nodiscard]] int minor() const { return number % 10000; }
    auto operator<=>(const ServerVersion&) const = default;
};

constexpr int k_oldest_major = 14;
constexpr int k_newest_major = 18;

}  // namespace whimbrel::pg
