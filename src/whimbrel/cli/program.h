// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/environment.h"

#include <string>
#include <vector>

namespace whimbrel::cli {

/// The whole program behind main(): `words` are those after the program's name. Gives the exit code.
int run_program(const std::vector<std::string>& words, const Environment& environment);

}  // namespace whimbrel::cli
