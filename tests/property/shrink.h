// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/property/batch.h"

#include <optional>
#include <string>

namespace whimbrel::property {

struct Smaller {
    Pair pair;
    std::string what, up, down;
};

/// The same pair with fewer objects and fewer differences that still fails; nothing where it does not fail by itself.
std::optional<Smaller> shrink(shadow::Shadow& shadow, std::uint64_t seed);

}  // namespace whimbrel::property
