// SPDX-License-Identifier: Apache-2.0
// Private to runner/: CREATE ROLE of a role that is there. Roles belong to the whole server, so another of its databases that the same
// migrations were applied to has made it.
#pragma once

#include "whimbrel/parse/split.h"
#include "whimbrel/runner/wire.h"

namespace whimbrel::runner {

/// True for a CREATE ROLE that says nothing but attributes.
bool makes_plain_role(const parse::SplitStatement& statement);

/// True where the role is there with the very attributes that the statement gives: a stand-in is made of it, compared and taken back. Within
/// a transaction, which goes on. Errors: those of Wire::execute, but none of the statement's.
Result<bool> is_there_alike(Wire& wire, const parse::SplitStatement& statement);

}  // namespace whimbrel::runner
