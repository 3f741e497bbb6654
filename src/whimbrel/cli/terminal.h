// SPDX-License-Identifier: Apache-2.0
// Talking to a person. Questions go to stderr, so that stdout stays the product.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/kinds/step.h"

#include <optional>
#include <string>

namespace whimbrel::cli {

/// True where stdin and stderr are a terminal's: somebody can be asked.
bool is_terminal();
/// The answer, trimmed; nothing where it is empty or the input ended.
std::optional<std::string> ask_on_terminal(const kinds::Question& question);
/// Errors: interrupted.
Result<bool> confirm_on_terminal(const std::string& question);

}  // namespace whimbrel::cli
