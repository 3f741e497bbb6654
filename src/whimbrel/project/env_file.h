// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace whimbrel::project {

using Variables = std::map<std::string, std::string, std::less<>>;

/// The lines of a .env file: NAME=value, `export NAME=value`, '…' taken as it is, "…" with \n, \" and \\, comments behind #.
/// Nothing is expanded. Errors: env_file_invalid with the line; no value is ever repeated in a message.
Result<Variables> parse_env_file(const std::string& file, std::string_view text);

}  // namespace whimbrel::project
