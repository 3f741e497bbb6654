// SPDX-License-Identifier: Apache-2.0
// Private to runner/: the target's own catalog as the last run left it.
#pragma once

#include "whimbrel/runner/ledger.h"

namespace whimbrel::runner {

/// Reads the target's catalog and records it as what is expected from now on.
Result<> record_state(Wire& wire, Ledger& ledger);

/// See find_drift().
Result<Drift> judge_drift(Wire& wire, Ledger& ledger);

/// Errors: drifted, with up to ten of the differences. Says the spellings.
Result<> refuse_drift(Wire& wire, Ledger& ledger);

}  // namespace whimbrel::runner
