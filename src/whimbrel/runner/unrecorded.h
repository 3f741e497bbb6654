// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/runner/runner.h"

namespace whimbrel::runner {

/// Runs a script as migrate() runs a migration (one runner at a time, lock time-outs tried again, what would lose data refused inside the
/// transaction that would lose it) and records nothing. `again` is the command that hints name.
/// Errors: lossy_refused, lock_timeout, runner_busy, pooler_refused, script_refused, interrupted, statement_failed with the place.
Result<> run_unrecorded(pg::Session& session, const std::string& file, const std::string& text, const std::string& again, const RunnerOptions& options,
                        const Environment& environment);

}  // namespace whimbrel::runner
