// SPDX-License-Identifier: Apache-2.0
// Sandbox: all that a pool's borrowers do while it is there happens in one transaction, which is rolled back when it ends. Transactions of the
// application are savepoints in it, and a statement that fails outside of any fails alone, as it would without. So tests need not clean up
// after themselves, and do not see each other.
//
// What differs from a real COMMIT: constraints that are INITIALLY DEFERRED are not checked, NOTIFY is not sent, now() is the same
// throughout, and a transaction's isolation level and retries are those of the sandbox. Numbers that a sequence gave stay given.
#pragma once

#include "whimbrel/data/pool.h"

namespace whimbrel::testing {

class Sandbox {
public:
    /// The pool must have size 1 (everybody is to see the one transaction) and outlive the sandbox, and nothing of it may be lent at either end.
    /// Errors: request_invalid for another size or inside of another sandbox, and those of Pool::acquire().
    static Result<Sandbox> begin(data::Pool& pool);
    Sandbox(Sandbox&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)) {}
    Sandbox& operator=(Sandbox&&) = delete;
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;
    ~Sandbox();

private:
    explicit Sandbox(data::Pool& pool) : pool_(&pool) {}
    data::Pool* pool_;
};

}  // namespace whimbrel::testing
