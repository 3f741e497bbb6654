// SPDX-License-Identifier: Apache-2.0
// Private to runner/: one runner at a time.
#pragma once

#include "whimbrel/runner/wire.h"

#include <cstdint>
#include <utility>

namespace whimbrel::runner {

/// pooler_refused where statements reach another backend than the one that libpq was told of.
Result<> refuse_pooler(Wire& wire);

/// A session-level advisory lock, given back when destroyed (or by the server when the connection ends). It is polled for:
/// a session that waits for a lock holds a snapshot, and CREATE INDEX CONCURRENTLY waits for snapshots.
class RunnerLock {
public:
    /// Errors: runner_busy once advisory_wait_ms are over, interrupted.
    static Result<RunnerLock> take(Wire& wire);
    RunnerLock(RunnerLock&& other) noexcept : wire_(std::exchange(other.wire_, nullptr)), key_(other.key_), waited_(other.waited_) {}
    RunnerLock& operator=(RunnerLock&&) = delete;
    ~RunnerLock();
    [[nodiscard]] bool waited() const { return waited_; }

private:
    RunnerLock(Wire& wire, std::int64_t key, bool waited) : wire_(&wire), key_(key), waited_(waited) {}
    Wire* wire_;
    std::int64_t key_;
    bool waited_;
};

/// Of the ledger's schema: two ledgers in one database do not wait for each other.
std::int64_t runner_lock_key(const std::string& ledger_schema);

}  // namespace whimbrel::runner
