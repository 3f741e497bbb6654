// SPDX-License-Identifier: Apache-2.0
// The one place that names the formatting library. Format strings are for messages, never for SQL:
// SQL text is made by sql/ alone.
#pragma once

#include <fmt/core.h>

namespace whimbrel {
using fmt::format;
}
