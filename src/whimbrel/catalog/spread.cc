// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/spread.h"

#include "whimbrel/base/beside.h"
#include "whimbrel/sql/statement.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

namespace whimbrel::catalog {

namespace {

// A pooler may lead to another server, and one that was told SET ROLE may see less than its login does.
constexpr std::string_view k_identity =
    "pg_catalog.pg_postmaster_start_time() || ' ' || pg_catalog.current_database() || ' ' || current_user || ' ' || session_user";

/// What a connection's start and its empty caches cost, in the unit of QueryGroup::effort.
constexpr int k_effort_of_connecting = 2;

using Places = std::vector<std::size_t>;

/// Which groups run on the session (first) and which on the further connection: the costliest first, each to the side that has less.
std::array<Places, 2> sides_of(std::span<const QueryGroup> groups) {
    Places order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t place) { return groups[place].effort; });
    std::array<Places, 2> sides;
    std::array<int, 2> efforts{0, k_effort_of_connecting};
    for (const auto place : order) {
        const std::size_t side = efforts[1] < efforts[0] ? 1 : 0;
        sides[side].push_back(place);
        efforts[side] += groups[place].effort;
    }
    return sides;
}

void append_queries(std::span<const QueryGroup> groups, const Places& places, std::vector<std::string>& statements) {
    for (const auto place : places) std::ranges::copy(groups[place].queries, std::back_inserter(statements));
}

/// Takes rows from `at` on apart into those of each group.
void hand_out(std::vector<pg::Rows>& rows, std::size_t at, std::span<const QueryGroup> groups, const Places& places, std::vector<GroupRows>& out) {
    for (const auto place : places)
        for (std::size_t i = 0; i < groups[place].queries.size(); ++i) out[place].push_back(std::move(rows[at++]));
}

Result<> run(pg::Session& session, std::span<const QueryGroup> groups, const Places& places, std::vector<GroupRows>& out) {
    std::vector<std::string> statements;
    append_queries(groups, places, statements);
    WHIMBREL_TRY(auto rows, session.query_all(statements));
    hand_out(rows, 0, groups, places, out);
    return {};
}

/// The groups at `places`, run on a connection of their own; nothing where that could not be done.
std::optional<std::vector<pg::Rows>> run_beside(const pg::Session& session, const SharedSnapshot& shared, std::span<const QueryGroup> groups,
                                                const Places& places) {
    auto other = session.another();
    if (!other) return std::nullopt;
    auto statements = opening_statements(&shared);
    statements.push_back("SELECT " + std::string(k_identity));
    const std::size_t first = statements.size();
    append_queries(groups, places, statements);
    auto rows = other->query_all(statements);
    if (!rows || (*rows)[first - 1][0].text(0) != shared.identity) return std::nullopt;
    rows->erase(rows->begin(), rows->begin() + static_cast<std::ptrdiff_t>(first));
    return std::move(*rows);
}

}  // namespace

std::vector<std::string> opening_statements(const SharedSnapshot* shared) {
    std::vector<std::string> statements{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
    // It must come before anything that takes a snapshot.
    if (shared != nullptr) statements.push_back(sql::sql("SET TRANSACTION SNAPSHOT", sql::Literal{shared->name}).text);
    statements.emplace_back("SET LOCAL search_path TO ''");
    statements.emplace_back("SET LOCAL quote_all_identifiers TO off");
    // Catalog queries are planned as costly on large schemas, and compiling them costs more than running them.
    statements.emplace_back("SET LOCAL jit TO off");
    // Of 10,000 tables, what is joined and sorted is some tens of megabytes; a server's own setting may be 4, which sends them to disk.
    statements.emplace_back("SET LOCAL work_mem TO '64MB'");
    return statements;
}

Result<SharedSnapshot> share_snapshot(pg::Session& session) {
    WHIMBREL_TRY(const auto rows, session.query("SELECT pg_catalog.pg_export_snapshot(), " + std::string(k_identity)));
    return SharedSnapshot{rows[0].string(0), rows[0].string(1)};
}

Result<std::vector<GroupRows>> run_together(pg::Session& session, std::span<const QueryGroup> groups) {
    Places all(groups.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<GroupRows> out(groups.size());
    WHIMBREL_CHECK(run(session, groups, all, out));
    return out;
}

Result<std::vector<GroupRows>> run_spread(pg::Session& session, const SharedSnapshot& shared, std::span<const QueryGroup> groups) {
    const auto sides = sides_of(groups);
    auto read_beside = beside([&] { return run_beside(session, shared, groups, sides[1]); });
    std::vector<GroupRows> out(groups.size());
    auto own = run(session, groups, sides[0], out);
    auto others = read_beside.get();  // whatever became of its own: the thread uses what stands here
    WHIMBREL_CHECK(std::move(own));
    if (others) hand_out(*others, 0, groups, sides[1], out);
    else WHIMBREL_CHECK(run(session, groups, sides[1], out));
    return out;
}

}  // namespace whimbrel::catalog
