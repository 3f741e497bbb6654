// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_facts.h"

#include <vector>

namespace whimbrel::codegen {

namespace {

constexpr std::string_view k_relation = R"(
SELECT n.nspname, c.relname, c.relkind, r.ev_action
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid AND r.ev_type = '1' AND c.relkind = 'v'
WHERE c.oid = $1::oid)";

/// Since PostgreSQL 18 attnotnull is set for a constraint that is NOT VALID as well; before it, a child may drop what its parent has. Nobody checks
/// what a foreign table has.
constexpr std::string_view k_columns = R"(
WITH RECURSIVE family (oid) AS (
    SELECT $1::oid
    UNION
    SELECT i.inhrelid FROM family f JOIN pg_catalog.pg_inherits i ON i.inhparent = f.oid),
domains (oid, not_null, base) AS (
    SELECT t.oid, t.typnotnull, t.typbasetype FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
    UNION ALL
    SELECT d.oid, t.typnotnull, t.typbasetype FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype = 'd')
SELECT a.attnum, a.attname,
    EXISTS (SELECT FROM domains d WHERE d.oid = a.atttypid AND d.not_null) OR NOT EXISTS (
        SELECT FROM family f JOIN pg_catalog.pg_class c ON c.oid = f.oid
        JOIN pg_catalog.pg_attribute b ON b.attrelid = f.oid AND b.attname = a.attname
        WHERE NOT b.attnotnull OR c.relkind = 'f' OR EXISTS (
            SELECT FROM pg_catalog.pg_constraint k
            WHERE k.conrelid = b.attrelid AND k.contype = 'n' AND NOT k.convalidated AND k.conkey = ARRAY[b.attnum]))
FROM pg_catalog.pg_attribute a
WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped)";

constexpr std::string_view k_function = R"(
SELECT p.proname, p.pronamespace = 'pg_catalog'::regnamespace, p.proisstrict, COALESCE(p.proargtypes[0], 0)
FROM pg_catalog.pg_proc p WHERE p.oid = $1::oid)";

constexpr std::string_view k_operator = "SELECT o.oprname FROM pg_catalog.pg_operator o WHERE o.oid = $1::oid AND o.oprnamespace = 'pg_catalog'::regnamespace";

constexpr std::string_view k_constraint = "SELECT pg_catalog.unnest(k.conkey) FROM pg_catalog.pg_constraint k WHERE k.oid = $1::oid";

}  // namespace

std::optional<pg::Rows> QueryFacts::read(std::string_view query, std::uint32_t oid) {
    if (failed_) return std::nullopt;
    const std::vector<pg::Value> values{std::to_string(oid)};
    auto rows = session_.query(query, values);
    if (rows) return std::move(*rows);
    failed_ = std::move(rows).error();
    return std::nullopt;
}

const QueryFacts::Relation& QueryFacts::relation(std::uint32_t oid) {
    const auto [at, is_new] = relations_.try_emplace(oid);
    auto& out = at->second;
    if (!is_new) return out;
    const auto found = read(k_relation, oid);
    if (!found || found->empty()) return out;
    const auto row = (*found)[0];
    const char kind = row.character(2);
    out.schema = row.string(0);
    out.name = row.string(1);
    out.is_table = kind == 'r' || kind == 'p' || kind == 'f';
    if (!row.is_null(3)) {
        const auto queries = NodeTree::parse(row.text(3));
        if (queries.items().size() == 1) out.view = queries.items().front();
    }
    if (const auto columns = read(k_columns, oid))
        for (const auto& column : *columns) {
            const int number = static_cast<int>(column.integer(0));
            out.names.emplace(number, column.string(1));
            if (out.is_table && column.boolean(2)) out.not_null.insert(number);
        }
    return out;
}

const QueryFacts::Function& QueryFacts::function(std::uint32_t oid) {
    const auto [at, is_new] = functions_.try_emplace(oid);
    if (!is_new) return at->second;
    if (const auto found = read(k_function, oid); found && !found->empty()) {
        const auto row = (*found)[0];
        at->second = {row.string(0), row.boolean(1), row.boolean(2), row.oid(3)};
    }
    return at->second;
}

const std::string& QueryFacts::built_in_operator(std::uint32_t oid) {
    const auto [at, is_new] = operators_.try_emplace(oid);
    if (!is_new) return at->second;
    if (const auto found = read(k_operator, oid); found && !found->empty()) at->second = (*found)[0].string(0);
    return at->second;
}

const std::set<int>& QueryFacts::constraint_columns(std::uint32_t oid) {
    const auto [at, is_new] = constraints_.try_emplace(oid);
    if (!is_new) return at->second;
    if (const auto found = read(k_constraint, oid))
        for (const auto& row : *found) at->second.insert(static_cast<int>(row.integer(0)));
    return at->second;
}

Result<> QueryFacts::status() const {
    if (failed_) return std::unexpected(*failed_);
    return {};
}

}  // namespace whimbrel::codegen
