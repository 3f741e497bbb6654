// SPDX-License-Identifier: Apache-2.0
// Runs the queries of one reading on one session, or spreads them over two that share a snapshot: PostgreSQL uses one process for a
// connection, and nearly all of a large reading's time is the server's. See "Snapshot Synchronization Functions" in the manual.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/pg/session.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whimbrel::catalog {

/// Queries that stay together, and what they usually cost beside other groups.
struct QueryGroup {
    std::vector<std::string> queries;
    int effort = 1;
};

using GroupRows = std::vector<pg::Rows>;  ///< of each query of a group

/// A snapshot that other connections can take up.
struct SharedSnapshot {
    std::string name;      ///< as pg_export_snapshot() gave it
    std::string identity;  ///< of server, database and user: the other connection must find the same
};

/// What opens the transaction of a reading, with the settings that catalog queries need; a further connection takes up `shared`.
std::vector<std::string> opening_statements(const SharedSnapshot* shared = nullptr);

/// The session must be in a transaction of opening_statements(); an error aborts that.
Result<SharedSnapshot> share_snapshot(pg::Session& session);

/// Rows of all groups in their order, all run on the session, in one round trip.
Result<std::vector<GroupRows>> run_together(pg::Session& session, std::span<const QueryGroup> groups);

/// The same, with about half of the work on a further connection meanwhile. Where that cannot be had or fails, the session runs its part
/// as well, so errors are the session's alone.
Result<std::vector<GroupRows>> run_spread(pg::Session& session, const SharedSnapshot& shared, std::span<const QueryGroup> groups);

}  // namespace whimbrel::catalog
