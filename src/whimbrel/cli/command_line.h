// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/cli/call.h"

#include <string>
#include <vector>

namespace whimbrel::cli {

/// `words` are those after the program's name. A null command where none was given.
/// Errors: usage_wrong, with a suggestion for an unknown command or option.
Result<Given> parse_command_line(std::vector<std::string> words);

}  // namespace whimbrel::cli
