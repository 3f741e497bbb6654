// SPDX-License-Identifier: Apache-2.0
// Private to runner/: after a crash, whether a statement outside of transactions happened, told from the catalogs.
#pragma once

#include "whimbrel/parse/split.h"
#include "whimbrel/runner/wire.h"

#include <cstdint>

namespace whimbrel::runner {

enum class Verdict : std::uint8_t {
    done,      ///< it happened, or nothing is left for it to do
    half,      ///< it was cut off and left something (an invalid index) that finish_half() clears away or brings to its end
    not_done,  ///< it did not happen, or can simply be run again
    unknown,   ///< the catalogs do not tell
};

/// Knows CREATE, DROP and REINDEX INDEX CONCURRENTLY, DETACH PARTITION CONCURRENTLY, CREATE and DROP of databases,
/// tablespaces and subscriptions, and what can simply be run again (VACUUM, ANALYZE, ALTER SYSTEM…). Changes nothing.
/// Runs with the session settings that the statement ran with.
Result<Verdict> verify(Wire& wire, const parse::SplitStatement& statement);

/// After `half`: done or not_done.
Result<Verdict> finish_half(Wire& wire, const parse::SplitStatement& statement);

/// False where an error of the server may stand for half of the effect (CALL and DO that commit in between).
bool failure_means_nothing_happened(const parse::SplitStatement& statement);

}  // namespace whimbrel::runner
