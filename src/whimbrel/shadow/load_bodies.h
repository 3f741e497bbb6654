// SPDX-License-Identifier: Apache-2.0
// Checks the bodies of functions that were made unchecked, once everything they name should be there.
#pragma once

#include "whimbrel/shadow/load_run.h"

namespace whimbrel::shadow {

struct BrokenBody {
    Refusal refusal;
    bool asked_for = true;  ///< false where the file itself says check_function_bodies = off
};

/// Nothing is changed: statements are run again in transactions that are rolled back. Errors: those of the session.
Result<std::vector<BrokenBody>> broken_bodies(pg::Session& session, const Declaration& declaration, LoadRun& run);

}  // namespace whimbrel::shadow
