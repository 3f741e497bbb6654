// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/holders.h"

#include "whimbrel/base/format.h"

#include <array>

namespace whimbrel::runner {

namespace {

constexpr auto k_between_looks = std::chrono::milliseconds(50);  // less than a session polls while it waits

// For other users' sessions pg_stat_activity shows pid and application_name to everyone, the rest to pg_read_all_stats.
constexpr const char* k_blockers = R"(
SELECT b.pid, COALESCE(a.application_name, ''), COALESCE(a.state LIKE 'idle%', false),
       EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - CASE WHEN a.state LIKE 'idle%' THEN a.state_change ELSE a.query_start END)::bigint
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::integer)) AS b(pid)
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = b.pid ORDER BY b.pid)";

// A bigint key is kept in two halves, with objsubid 1 (pg_locks).
constexpr const char* k_advisory = R"(
SELECT l.pid, COALESCE(a.application_name, ''), false,
       EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - COALESCE(a.xact_start, a.query_start))::bigint
FROM pg_catalog.pg_locks AS l LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
  AND l.classid::bigint = ($1::bigint >> 32) & 4294967295 AND l.objid::bigint = $1::bigint & 4294967295
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

Result<std::vector<Holder>> read(pg::Session& session, const char* query, std::int64_t argument) {
    const std::array<pg::Value, 1> values{std::to_string(argument)};
    WHIMBREL_TRY(const auto rows, session.query(query, values));
    std::vector<Holder> holders;
    for (const auto row : rows) {
        holders.push_back({.pid = row.integer(0), .application = row.string(1), .is_idle = row.boolean(2), .age_s = {}});
        if (!row.is_null(3)) holders.back().age_s = row.integer(3);
    }
    return holders;
}

}  // namespace

std::string describe(const std::vector<Holder>& holders) {
    std::string text;
    for (const auto& holder : holders) {
        if (!text.empty()) text += " and ";
        text += format("pid {}", holder.pid);
        if (!holder.application.empty()) text += format(" ({})", holder.application);
        if (holder.age_s && holder.is_idle) text += format(", idle in a transaction for {} s", *holder.age_s);
        if (holder.age_s && !holder.is_idle) text += format(", whose query began {} s ago", *holder.age_s);
    }
    return text;
}

Result<std::vector<Holder>> read_advisory_holders(pg::Session& session, std::int64_t key) { return read(session, k_advisory, key); }

void HolderWatch::look() {
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_ < k_between_looks) return;
    looked_ = now;
    if (!std::exchange(tried_, true)) {
        if (auto session = pg::Session::connect(url_, {.application_name = "whimbrel/watch", .connect_timeout_s = 2})) session_ = std::move(*session);
    }
    if (!session_ || !session_->alive()) return;
    if (auto found = read(*session_, k_blockers, pid_); found && !found->empty()) holders_ = std::move(*found);
}

}  // namespace whimbrel::runner
