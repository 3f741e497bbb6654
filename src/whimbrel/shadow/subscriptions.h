// SPDX-License-Identifier: Apache-2.0
// Private to shadow/: subscriptions are rows of the cluster, so that they neither come along when a database is copied nor go when it is
// dropped, and DROP SUBSCRIPTION would go to the publisher and drop the real subscription's slot. Both are done in the catalog itself.
#pragma once

#include "whimbrel/pg/session.h"

#include <string>

namespace whimbrel::shadow {

/// Takes the subscriptions of a database out, which then can be dropped.
Result<> forget_subscriptions(pg::Session& admin, const std::string& database);

/// Gives a copy what the original has. `copy` is connected to the copy.
Result<> copy_subscriptions(pg::Session& copy, const std::string& original);

/// True where the database has any.
Result<bool> has_subscriptions(pg::Session& admin, const std::string& database);

}  // namespace whimbrel::shadow
