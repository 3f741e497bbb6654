// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/runner_lock.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/runner/holders.h"

#include <array>
#include <charconv>
#include <chrono>

namespace whimbrel::runner {

namespace {

constexpr int k_poll_ms = 150;  ///< plus up to half as much by chance

Failing busy(const std::string& holders, int wait_ms) {
    return fail(ErrorCode::runner_busy, format("another whimbrel works on this database: {}", holders.empty() ? "its session is gone just now" : holders))
        .while_doing(format("waiting {} s for it", wait_ms / 1000))
        .hint("Run the command again once it is done; its lock ends with its connection.");
}

}  // namespace

std::int64_t runner_lock_key(const std::string& ledger_schema) {
    const auto digest = Sha256().add("whimbrel runner").add(ledger_schema).hex();
    std::uint64_t key = 0;
    std::from_chars(digest.data(), digest.data() + 16, key, 16);
    return static_cast<std::int64_t>(key);
}

Result<> refuse_pooler(Wire& wire) {
    if (wire.options().session_pooler_accepted) return {};
    WHIMBREL_TRY(const auto rows, wire.query({"SELECT pg_catalog.pg_backend_pid()"}));
    if (rows[0].integer(0) == wire.session().backend_pid()) return {};
    return fail(ErrorCode::pooler_refused, format("the connection to {} goes through a pooler", wire.session().describe()))
        .hint("Connect to the server itself.")
        .hint("Give `--pooler=session` if the pooler keeps one server connection for a session.");
}

Result<RunnerLock> RunnerLock::take(Wire& wire) {
    const auto key = runner_lock_key(wire.options().ledger_schema);
    const auto begin = std::chrono::steady_clock::now();
    const auto until = begin + std::chrono::milliseconds(wire.options().advisory_wait_ms);
    std::string holders;
    for (bool waited = false;; waited = true) {
        WHIMBREL_TRY(const auto rows, wire.query(sql::sql("SELECT pg_catalog.pg_try_advisory_lock(", key, ")")));
        if (rows[0].boolean(0)) return RunnerLock(wire, key, waited);
        if (!waited || holders.empty()) {
            WHIMBREL_TRY(const auto found, read_advisory_holders(wire.session(), key));
            holders = describe(found);
            if (!holders.empty()) wire.say("waiting for another whimbrel: " + holders);
        }
        if (std::chrono::steady_clock::now() >= until) return busy(holders, wire.options().advisory_wait_ms);
        if (!wire.sleep(k_poll_ms))
            return fail(ErrorCode::interrupted, "interrupted while waiting for another whimbrel: " + holders)
                .hint("Run the command again once it is done: nothing was changed.");
    }
}

RunnerLock::~RunnerLock() {
    if (wire_ == nullptr || !wire_->session().alive()) return;
    wire_->roll_back();
    static_cast<void>(wire_->execute(sql::sql("SELECT pg_catalog.pg_advisory_unlock(", key_, ")")));
}

}  // namespace whimbrel::runner
