// SPDX-License-Identifier: Apache-2.0
// Turns what PostgreSQL refused into diagnostics.
#pragma once

#include "whimbrel/shadow/load_run.h"

#include <vector>

namespace whimbrel::shadow {

/// One error for all refusals, of which there is at least one: the likeliest cause first, the others in its context. `session` is asked what
/// there is that a missing name could have meant.
Error report(const Declaration& declaration, const std::vector<Refusal>& refusals, pg::Session& session);

/// The first of `errors` with up to ten others in its context.
Error join(std::vector<Error> errors);

/// Debian's package of an extension: "postgresql-15-postgis-3".
std::string extension_package(const std::string& extension, int major);

}  // namespace whimbrel::shadow
