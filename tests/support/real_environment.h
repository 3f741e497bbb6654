// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/environment.h"

namespace whimbrel::testing {

/// The process's own variables and folder, real time and randomness.
Environment real_environment();

}  // namespace whimbrel::testing
