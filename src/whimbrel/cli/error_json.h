// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/error.h"
#include "whimbrel/cli/json.h"
#include "whimbrel/kinds/step.h"

#include <span>

namespace whimbrel::cli {

Json error_json(const Error& error);
/// [{"id": …, "question": …, "choices": […]}]
Json questions_json(std::span<const kinds::Question> questions);

}  // namespace whimbrel::cli
