// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/load_bodies.h"

#include <array>

namespace whimbrel::shadow {

namespace {

constexpr std::string_view k_or_replace = " OR REPLACE";
constexpr std::size_t k_create = 6;  ///< letters of CREATE

/// The function is there, so that its statement must replace it to be run again.
std::string replacing(const parse::SplitStatement& statement) {
    std::string text = statement.text;
    if (!statement.head.or_replace) text.insert(k_create, k_or_replace);
    return text;
}

/// The server's validator, by itself: it goes by the function's own SET clauses, which a later ALTER FUNCTION may have
/// brought, and by the session's search_path, which a dump empties for its own sake.
Result<bool> stands_validation(pg::Session& session, const std::string& name) {
    const std::array<pg::Value, 1> values{name};
    const auto validated = session.query(
        "SELECT pg_catalog.fmgr_sql_validator(p.oid) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
        " WHERE p.proname = $1 AND p.oid >= 16384 AND l.lanname = 'sql'",
        values);
    if (!validated && validated.error().code != ErrorCode::statement_failed) return std::unexpected(validated.error());
    return validated && !validated->empty();
}

}  // namespace

Result<std::vector<BrokenBody>> broken_bodies(pg::Session& session, const Declaration& declaration, LoadRun& run) {
    std::vector<BrokenBody> broken;
    for (const auto index : run.unchecked_bodies()) {
        const Item& item = declaration.items[index];
        WHIMBREL_CHECK(run.track().reach(item.settings));
        WHIMBREL_TRY(auto transaction, pg::Transaction::begin(session));
        WHIMBREL_CHECK(session.execute("SET LOCAL check_function_bodies = on"));
        const auto made = session.execute(replacing(*item.statement));
        if (made) continue;
        if (made.error().code != ErrorCode::statement_failed) return std::unexpected(made.error());
        BrokenBody body{.refusal = {.item = index, .report = *made.error().server}, .asked_for = checks_bodies(declaration, item.settings)};
        auto& position = body.refusal.report.position;
        if (!item.head().or_replace && position > static_cast<int>(k_create)) position -= static_cast<int>(k_or_replace.size());
        broken.push_back(std::move(body));
    }
    WHIMBREL_CHECK(run.track().reset());
    std::vector<BrokenBody> left;
    for (auto& body : broken) {
        WHIMBREL_TRY(const bool stands, stands_validation(session, declaration.items[body.refusal.item].head().name));
        if (!stands) left.push_back(std::move(body));
    }
    return left;
}

}  // namespace whimbrel::shadow
