// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/sql/secret.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace whimbrel::kinds {

namespace {

constexpr std::string_view k_tables = R"(
SELECT c.oid, n.nspname, c.relname, c.relpersistence, CASE WHEN am.amname <> 'heap' THEN am.amname END,
       c.reloptions, (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid),
       pg_catalog.array_remove(ARRAY[
         CASE WHEN c.relreplident = 'i' AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisreplident)
              THEN 'replica identity without its index' END,
         CASE WHEN c.relispartition AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid AND h.inhdetachpending)
              THEN 'unfinished DETACH PARTITION' END], NULL),
       c.relrowsecurity, c.relforcerowsecurity,
       CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN CASE WHEN c.relkind <> 'f' THEN 'NOTHING' END WHEN 'i' THEN 'INDEX' END,
       EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisclustered),
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END, ts.spcname
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384
 ORDER BY c.oid)";

// A default names no column: with the table's oid given, pg_get_expr() would open the table for each, which costs more than all the rest. OFFSET 0: as a plain
// join, pg_attrdef would be looked into for the columns without one as well.
// attoptions: servers since the November 2026 minor releases keep an entry pg_attver=N there that is no option.
constexpr std::string_view k_columns = R"(
SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
           WHERE co.oid = a.attcollation) END,
       a.attnotnull, pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated <> '' THEN d.adrelid ELSE 0 END), d.oid, a.attgenerated, a.attinhcount > 0,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, a.attcompression,
       coalesce(a.attstattarget::integer, -1),
       CASE WHEN a.attoptions IS NOT NULL THEN ARRAY(SELECT o FROM pg_catalog.unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%') END,
       a.attislocal
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN LATERAL (SELECT e.oid, e.adrelid, e.adbin FROM pg_catalog.pg_attrdef e
                      WHERE a.atthasdef AND e.adrelid = a.attrelid AND e.adnum = a.attnum OFFSET 0) d ON true
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum)";

// Before PostgreSQL 15 sequences are always logged.
std::string identities_query(pg::ServerVersion version) {
    const std::string other = version.major() >= 15 ? "c.relpersistence <> t.relpersistence" : "false";
    return R"(
SELECT d.refobjid, d.refobjsubid, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, n.nspname, c.relname, )" +
           other + R"(,
       (SELECT a.attidentity FROM pg_catalog.pg_attribute a WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
 WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
   AND d.deptype = 'i' AND d.refobjsubid > 0)";
}

// NOT NULL is a row of pg_constraint since PostgreSQL 18.
constexpr std::string_view k_not_nulls = R"(
SELECT k.conrelid, k.conkey[1], k.oid, k.conname, k.convalidated, k.connoinherit, k.coninhcount > 0, k.conislocal
  FROM pg_catalog.pg_constraint k
 WHERE k.contype = 'n' AND k.conrelid >= 16384)";

constexpr std::string_view k_parents = R"(
SELECT i.inhrelid, i.inhparent, c.relispartition
  FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384
 ORDER BY i.inhrelid, i.inhseqno)";

std::string foreign_tables_query() {
    return "SELECT f.ftrelid, s.srvname, " + sql::shown_options("f.ftoptions") +
           " FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver";
}

std::string foreign_columns_query() {
    return "SELECT a.attrelid, a.attnum, " + sql::shown_options("a.attfdwoptions") +
           " FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_attribute a ON a.attrelid = f.ftrelid AND a.attfdwoptions IS NOT NULL";
}

std::string storage_word(char code) {
    switch (code) {
        case 'p':
            return "PLAIN";
        case 'e':
            return "EXTERNAL";
        case 'm':
            return "MAIN";
        case 'x':
            return "EXTENDED";
        default:
            return "";
    }
}

std::string compression_word(char code) {
    switch (code) {
        case 'p':
            return "pglz";
        case 'l':
            return "lz4";
        default:
            return "";
    }
}

struct Found {
    ObjectId id;
    Table table;
    std::vector<std::pair<int, std::string>> column_addresses;
    std::vector<std::pair<std::uint32_t, std::string>> default_addresses;
    std::vector<std::pair<std::uint32_t, std::string>> not_null_addresses;

    /// Null where the column is not read (dropped, of a relation that is left out).
    Column* column(int number) {
        const auto it = std::ranges::find(column_addresses, number, &std::pair<int, std::string>::first);
        return it == column_addresses.end() ? nullptr : &table.columns[static_cast<std::size_t>(it - column_addresses.begin())];
    }
    std::vector<Need> needs;  ///< its parents
};

struct FoundTables {
    std::vector<std::pair<std::uint32_t, Found>> list;
    std::unordered_map<std::uint32_t, std::size_t> by_oid;
    Found* find(std::uint32_t oid) {
        const auto it = by_oid.find(oid);
        return it == by_oid.end() ? nullptr : &list[it->second].second;
    }
};

Column column_of(const pg::Row& row) {
    Column column;
    column.name = row.string(2);
    column.type = row.string(3);
    column.collation = row.string(4);
    column.not_null = row.boolean(5);
    column.default_value = row.string(6);
    if (row.character(8) == 's') column.generated = "STORED";
    if (row.character(8) == 'v') column.generated = "VIRTUAL";
    column.storage = storage_word(row.character(10));
    column.compression = compression_word(row.character(11));
    column.statistics = static_cast<int>(row.integer(12));
    column.options = phrases::options_of(row.array(13));
    column.inherited = row.boolean(9);
    column.local = row.boolean(14);
    return column;
}

void read_identity(const pg::Row& row, Found& found) {
    auto* column = found.column(static_cast<int>(row.integer(1)));
    if (column == nullptr) return;
    // Since PostgreSQL 17 a partition's column is one as well, by the sequence of its parent's.
    auto& identity = column->identity.emplace(Identity{.generated = row.character(11) == 'a' ? "ALWAYS" : "BY DEFAULT"});
    identity.start = row.integer(2);
    identity.increment = row.integer(3);
    identity.minimum = row.integer(4);
    identity.maximum = row.integer(5);
    identity.cache = row.integer(6);
    identity.cycle = row.boolean(7);
    identity.other_persistence = row.boolean(10);
    if (row.text(8) != found.id.schema || row.text(9) != phrases::implicit_name(found.id.name, column->name, "seq"))
        identity.sequence_name = sql::QualifiedName{row.string(8), row.string(9)}.render();
}

void read_not_null(const pg::Row& row, Found& found) {
    auto* column = found.column(static_cast<int>(row.integer(1)));
    if (column == nullptr) return;
    if (row.text(3) != phrases::implicit_name(found.id.name, column->name, "not_null")) column->not_null_name = row.string(3);
    column->not_null_not_valid = !row.boolean(4);
    column->not_null_no_inherit = row.boolean(5);
    column->not_null_inherited = row.boolean(6);
    column->not_null_local = row.boolean(7);
    found.not_null_addresses.emplace_back(row.oid(2), column->name);
}

Found table_of(const pg::Row& row) {
    Found found{.id = {.kind = "table", .schema = row.string(1), .name = row.string(2)}};
    found.table.unlogged = row.text(3) == "u";
    found.table.access_method = row.string(4);
    found.table.options = phrases::options_of(row.array(5));
    std::ranges::move(phrases::options_of(row.array(6), "toast."), std::back_inserter(found.table.options));
    found.table.row_security = row.boolean(8);
    found.table.force_row_security = row.boolean(9);
    found.table.replica_identity = row.string(10);
    found.table.clustered = row.boolean(11);
    found.table.partition_key = row.string(12);
    found.table.bound = row.string(13);
    found.table.of_type = row.string(14);
    found.table.tablespace = row.string(15);
    return found;
}

/// pg_depend holds the parent as a need of the whole; that a table can let go of it is more exact.
void read_parent(const pg::Row& row, FoundTables& tables) {
    auto* found = tables.find(row.oid(0));
    const auto* parent = tables.find(row.oid(1));
    if (found == nullptr || parent == nullptr) return;
    found->needs.push_back({.part = lineage::parent_part(found->needs.size()), .object = parent->id, .automatic = row.boolean(2)});
    found->table.parents.push_back(phrases::qualified(parent->id).render());
}

}  // namespace

std::vector<std::string> TableKind::queries(pg::ServerVersion version) {
    std::vector<std::string> out{std::string(k_tables),  std::string(k_columns), identities_query(version),
                                 std::string(k_parents), foreign_tables_query(), foreign_columns_query()};
    if (version.major() >= 18) out.emplace_back(k_not_nulls);
    return out;
}

Result<> TableKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    FoundTables tables;
    for (const auto row : rows[0]) {
        tables.by_oid.emplace(row.oid(0), tables.list.size());
        tables.list.emplace_back(row.oid(0), table_of(row));
        for (const auto& reason : row.array(7)) reading.not_managed(reason, tables.list.back().second.id.describe());
    }
    for (const auto row : rows[1]) {
        auto* found = tables.find(row.oid(0));
        if (found == nullptr) continue;
        found->table.columns.push_back(column_of(row));
        found->column_addresses.emplace_back(static_cast<int>(row.integer(1)), row.string(2));
        if (!row.is_null(7)) found->default_addresses.emplace_back(row.oid(7), row.string(2));
    }
    for (const auto row : rows[2])
        if (auto* found = tables.find(row.oid(0))) read_identity(row, *found);
    for (const auto row : rows[3]) read_parent(row, tables);
    for (const auto row : rows[4]) {
        auto* found = tables.find(row.oid(0));
        if (found == nullptr) continue;
        found->table.server = row.string(1);
        found->table.foreign_options = foreign::options_of(row.array(2));
    }
    for (const auto row : rows[5])
        if (auto* found = tables.find(row.oid(0)))
            if (auto* column = found->column(static_cast<int>(row.integer(1)))) column->foreign_options = foreign::options_of(row.array(2));
    if (rows.size() > 6)
        for (const auto row : rows[6])
            if (auto* found = tables.find(row.oid(0))) read_not_null(row, *found);
    for (auto& [oid, found] : tables.list) {
        reading.add(found.id, std::move(found.table), {catalog_oid::pg_class, oid}, std::move(found.needs));
        for (const auto& [number, column] : found.column_addresses) reading.alias({catalog_oid::pg_class, oid, number}, found.id, column_part(column));
        for (const auto& [default_oid, column] : found.default_addresses) reading.alias({catalog_oid::pg_attrdef, default_oid}, found.id, default_part(column));
        for (const auto& [constraint_oid, column] : found.not_null_addresses)
            reading.alias({catalog_oid::pg_constraint, constraint_oid}, found.id, column_part(column));
    }
    return {};
}

}  // namespace whimbrel::kinds
