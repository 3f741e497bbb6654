// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/testing/sandbox.h"

#include "whimbrel/data/connection.h"

#include "whimbrel/base/format.h"

namespace whimbrel::testing {

Result<Sandbox> Sandbox::begin(data::Pool& pool) {
    if (pool.settings().size != 1)
        return fail(ErrorCode::request_invalid, format("a sandbox needs a pool of one connection, and this one has {}", pool.settings().size))
            .hint("Open the test's pool with .size = 1.");
    WHIMBREL_TRY(const auto lease, pool.acquire());
    if (lease->in_sandbox) return fail(ErrorCode::request_invalid, "the pool is in a sandbox already");
    WHIMBREL_CHECK(lease->execute("BEGIN"));
    lease->in_sandbox = true;
    lease->depth = 1;
    return Sandbox(pool);
}

Sandbox::~Sandbox() {
    if (pool_ == nullptr) return;
    auto lease = pool_->acquire();
    if (!lease) return;  // the connection is lost, and the transaction with it
    (*lease)->in_sandbox = false;
    (*lease)->depth = 0;
    // Coming back rolls back what is open.
}

}  // namespace whimbrel::testing
