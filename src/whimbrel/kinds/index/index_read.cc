// SPDX-License-Identifier: Apache-2.0
// Reading indexes. pg_get_indexdef() looks through all operator classes for the default of each key, which makes it the costliest thing in
// a large catalog, so it is asked only where a key is not plain; what is put together here is what it would say (pg_get_indexdef_worker()
// in ruleutils.c).
#include "whimbrel/kinds/index/index_kind.h"

#include "whimbrel/kinds/column_storage.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <unordered_map>

namespace whimbrel::kinds {

using sql::Identifier;

namespace {

// A row for each key or included column. The last column but two is the whole definition where it says more than plain keys, or may: an operator
// class is surely the default one where it is so for just that type (GetDefaultOpClass() in indexcmds.c), or for text and the column is
// varchar. Of a key that is a call, type and collation stand at the start of its tree. The last column, whether the relation is a
// materialized view, is not NULL where the key is kept as another type than the column's: the operator class's, or that of hash codes, which
// no catalog tells (amkeytype in hash.c). The indexes are chosen before their keys are set out: the planner takes generate_series() for a
// thousand rows, so a condition that it may put off till after is asked a thousand times too dearly in its eyes.
std::string keys_query(pg::ServerVersion version) {
    const std::string nulls_not_distinct = version.major() >= 15 ? "i.indnullsnotdistinct" : "false";
    return R"(
SELECT i.indexrelid, i.nspname, i.relname, i.table_name, i.indisunique, i.amname, i.indisvalid, i.reloptions,
       i.indisclustered, i.indisreplident, i.spcname, i.relispartition,
       pg_catalog.quote_ident(i.nspname) || '.' || pg_catalog.quote_ident(i.table_name),
       i.place < i.indnkeyatts, a.attname,
       CASE WHEN i.place < i.indnkeyatts
            THEN coalesce(pg_catalog.quote_ident(a.attname), pg_catalog.pg_get_indexdef(i.indexrelid, i.place + 1, false)) END,
       i.indoption[i.place], CASE WHEN i.place = 0 THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END,
       CASE WHEN CASE WHEN i.place >= i.indnkeyatts THEN false
                      WHEN i.place = 0 AND (i.relkind = 'I' OR i.indnatts > i.indnkeyatts OR )" +
           nulls_not_distinct + R"() THEN true
                      WHEN NOT o.opcdefault THEN true
                      WHEN a.attnum IS NULL
                      THEN i.indnatts > 1
                           OR pg_catalog.split_part(i.indexprs::text, ' :args ', 1) NOT LIKE '({FUNCEXPR :funcid % :funcresulttype ' || o.opcintype
                              || ' %:funccollid ' || i.indcollation[i.place] || ' :inputcollid %'
                      WHEN i.indcollation[i.place] NOT IN (0, a.attcollation) THEN true
                      ELSE o.opcintype <> a.atttypid
                           AND NOT (a.atttypid = 'pg_catalog.varchar'::pg_catalog.regtype AND o.opcintype = 'pg_catalog.text'::pg_catalog.regtype
                                    AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass v
                                                     WHERE v.opcintype = 'pg_catalog.varchar'::pg_catalog.regtype AND v.opcdefault)) END
            THEN pg_catalog.pg_get_indexdef(i.indexrelid) END,
       CASE WHEN i.relispartition AND i.place < i.indnkeyatts
            THEN (SELECT own.attname FROM pg_catalog.pg_attribute own WHERE own.attrelid = i.indexrelid AND own.attnum = i.place + 1) END,
       CASE WHEN a.attname IS NOT NULL AND (o.opckeytype NOT IN (0, a.atttypid) OR i.amname = 'hash') THEN i.table_kind = 'm' END
  FROM (SELECT i.*, n.nspname, x.relname, t.relname AS table_name, am.amname, x.reloptions, ts.spcname, x.relispartition, x.relkind,
               t.relkind AS table_kind, pg_catalog.generate_series(0, i.indnatts - 1) AS place
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace
          JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_am am ON am.oid = x.relam
          LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = x.reltablespace
         WHERE i.indexrelid >= 16384 AND t.relkind IN ('r', 'p', 'm') AND n.nspname <> 'pg_toast'
           AND (NOT (i.indisunique OR i.indisexclusion)
                OR NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c
                                WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x')))) i
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[i.place]
  LEFT JOIN pg_catalog.pg_opclass o ON i.place < i.indnkeyatts AND o.oid = i.indclass[i.place]
 ORDER BY i.indexrelid, i.place)";
}

// What few indexes have: a statistics target, or an operator class with parameters.
constexpr std::string_view k_rare = R"(
SELECT a.attrelid, a.attnum, a.attstattarget,
       CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(a.attoptions) p WHERE p NOT LIKE 'pg\_attver=%')
            THEN pg_catalog.pg_get_indexdef(a.attrelid) END
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class x ON x.oid = a.attrelid AND x.relkind IN ('i', 'I')
 WHERE a.attrelid >= 16384 AND a.attnum > 0 AND (a.attstattarget >= 0 OR a.attoptions IS NOT NULL)
 ORDER BY a.attrelid, a.attnum)";

/// The definition from the table's name on, without the storage parameters.
std::string body_of(std::string definition, const ObjectId& id, bool unique, const std::vector<Option>& options) {
    std::string prefix = unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    prefix += Identifier{id.name}.render() + " ON ";
    if (definition.starts_with(prefix)) definition.erase(0, prefix.size());
    return phrases::without_printed_options(std::move(definition), options);
}

/// What stands behind a key, by the bits of pg_index.indoption.
std::string_view order_of(std::int64_t bits) {
    switch (bits) {
        case 1:
            return " DESC NULLS LAST";
        case 2:
            return " NULLS FIRST";
        case 3:
            return " DESC";
        default:
            return "";
    }
}

/// An index while its keys are read.
struct Found {
    std::uint32_t oid = 0;
    ObjectId id;
    Index value;
    std::string definition;  ///< as the server renders it; empty where all keys are plain
    std::string body;        ///< as far as it was put together
    std::string addition;    ///< the index's own names of its keys, as ChooseIndexNameAddition() puts them together
    std::vector<Need> needs{};
};

Found begin(const pg::Row& row) {
    Found found{.oid = row.oid(0), .id = {.kind = "index", .schema = row.string(1), .name = row.string(2)}};
    auto& value = found.value;
    value.table = row.string(3);
    value.unique = row.boolean(4);
    value.method = row.string(5);
    value.invalid = !row.boolean(6);
    value.options = phrases::options_of(row.array(7));
    value.predicate = row.string(17);
    found.body = row.string(12) + " USING " + Identifier{value.method}.render() + " (";
    value.clustered = row.boolean(8);
    value.replica_identity = row.boolean(9);
    value.attached = row.boolean(11);
    value.tablespace = row.string(10);
    return found;
}

void add_key(const pg::Row& row, Found& found) {
    if (!row.is_null(18)) found.definition = row.string(18);
    if (!row.boolean(13)) {
        found.value.include.push_back(row.string(14));
        return;
    }
    if (!found.value.keys.empty()) found.body += ", ";
    if (!row.is_null(19)) found.addition += (found.value.keys.empty() ? "" : "_") + row.string(19);
    found.body.append(row.text(15)).append(order_of(row.integer(16)));
    found.value.keys.push_back(row.string(15));
    // What it keeps there is stored in that type's way.
    if (!row.is_null(20)) {
        const auto kind = row.boolean(20) ? MaterializedViewKind::name : TableKind::name;
        found.needs.push_back(
            {.object = {.kind = std::string(kind), .schema = found.id.schema, .name = found.value.table}, .object_part = storage_part(row.text(14))});
    }
}

void finish(Found found, Reading& reading) {
    auto& value = found.value;
    if (!found.definition.empty()) {
        value.body = body_of(std::move(found.definition), found.id, value.unique, value.options);
    } else {
        value.body = std::move(found.body) + ")" + (value.predicate.empty() ? "" : " WHERE " + value.predicate);
    }
    value.generated_name = value.attached && found.id.name == phrases::implicit_name(value.table, found.addition, "idx");
    reading.add(std::move(found.id), std::move(value), {catalog_oid::pg_class, found.oid}, std::move(found.needs));
}

}  // namespace

std::vector<std::string> IndexKind::queries(pg::ServerVersion version) { return {keys_query(version), std::string(k_rare)}; }

Result<> IndexKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Rare {
        std::map<std::string, int> statistics;
        std::string definition;
    };
    std::unordered_map<std::uint32_t, Rare> rare;
    for (const auto row : rows[1]) {
        auto& one = rare[row.oid(0)];
        if (!row.is_null(2) && row.integer(2) >= 0) one.statistics.emplace(row.string(1), static_cast<int>(row.integer(2)));
        if (!row.is_null(3)) one.definition = row.string(3);
    }
    std::optional<Found> found;
    for (const auto row : rows[0]) {
        if (!found || found->oid != row.oid(0)) {
            if (found) finish(std::move(*found), reading);
            found = begin(row);
            if (const auto it = rare.find(found->oid); it != rare.end()) {
                found->value.statistics = std::move(it->second.statistics);
                found->definition = std::move(it->second.definition);
            }
        }
        add_key(row, *found);
    }
    if (found) finish(std::move(*found), reading);
    return {};
}

}  // namespace whimbrel::kinds
