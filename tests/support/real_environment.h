// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/environment.h"

namespace whimbrel::testing {

/// The process's own variables and folder, real time and randomness.
Environment real_environment();

/// Major version of the server that the tests run on: of the programs in WHIMBREL_PG_BIN, else of those that whimbrel finds first.
int server_major();
/// "postgres = 15\n": the line of whimbrel.toml that asks for that version.
std::string config_line();
/// The text with "{major}" replaced by that version.
std::string with_major(std::string text);

}  // namespace whimbrel::testing
