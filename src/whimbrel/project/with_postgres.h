// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/project/workspace.h"

#include <string>
#include <vector>

namespace whimbrel::project {

/// Runs `words` (empty: $SHELL, else /bin/sh) with DATABASE_URL and libpq's variables set to a database "app" on a throwaway
/// server, which ends with the command. Gives the command's exit code, 128 and the signal's number where one ended it.
/// Errors: those of the shadow, command_not_started.
Result<int> with_postgres(const Workspace& workspace, std::vector<std::string> words);

}  // namespace whimbrel::project
