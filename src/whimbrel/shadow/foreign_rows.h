// SPDX-License-Identifier: Apache-2.0
// A throwaway server never asks a foreign one for rows: it holds declarations of servers that exist, with stand-ins for passwords, and
// whoever proves a migration need not reach them.
#pragma once

#include "whimbrel/parse/head.h"
#include "whimbrel/pg/session.h"

#include <string>

namespace whimbrel::shadow {

/// The place, for a session that is refused rows of foreign tables (restrict_nonsystem_relation_kind, in servers since August 2024).
Result<pg::Url> without_foreign_rows(const pg::Url& url, pg::ServerVersion version);

/// Runs a statement. A materialized view over foreign tables is made, or refreshed, without rows, and counts as one that has them: on the
/// database that the statement is meant for, it will. Errors: those of Session::execute().
Result<> execute_without_foreign_rows(pg::Session& session, const parse::Head& head, const std::string& statement);

}  // namespace whimbrel::shadow
