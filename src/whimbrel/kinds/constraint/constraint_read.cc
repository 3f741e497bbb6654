// SPDX-License-Identifier: Apache-2.0
// Reading constraints. What pg_get_constraintdef() would say of a plain one is put together here, from its columns' names, which the table
// room has read: in a large catalog that takes a fifth of the time (pg_get_constraintdef_worker() in ruleutils.c).
#include "whimbrel/base/format.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"

#include <charconv>
#include <unordered_set>

namespace whimbrel::kinds {

namespace {

// Column 22 is the definition, and the one before it the names of the columns, where they are not plain: clauses that few use, system
// columns, relations of other rooms than the table's.
std::string constraints_query(pg::ServerVersion version) {
    const std::string enforced = version.major() >= 18 ? "k.conenforced" : "true";
    const std::string rare_clause = version.major() >= 18   ? "k.conperiod OR k.confdelsetcols IS NOT NULL"
                                    : version.major() >= 15 ? "k.confdelsetcols IS NOT NULL"
                                                            : "false";
    const std::string nulls_not_distinct = version.major() >= 15 ? "i.indnullsnotdistinct" : "false";
    return R"(
SELECT k.oid, n.nspname, c.relname, k.conname, k.contype, k.condeferrable, k.condeferred, k.convalidated, )" +
           enforced + R"(,
       k.conrelid, k.conkey, k.confrelid, k.confkey, rn.nspname, r.relname, k.confdeltype, k.confupdtype, x.reloptions,
       CASE WHEN k.contype = 'f' THEN pg_catalog.quote_ident(rn.nspname) || '.' || pg_catalog.quote_ident(r.relname) END,
       CASE WHEN k.contype = 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid) END, k.connoinherit,
       CASE WHEN c.relkind NOT IN ('r', 'p') OR 0 >= ANY (k.conkey) THEN
         ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, place)
                 JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.place) END,
       CASE WHEN c.relkind NOT IN ('r', 'p') OR k.contype = 'x' OR k.contype = 'f' AND k.confmatchtype <> 's'
              OR k.contype IN ('p', 'u') AND x.relnatts <> pg_catalog.cardinality(k.conkey) OR )" +
           rare_clause + R"(
              OR CASE WHEN k.contype = 'u' THEN )" +
           nulls_not_distinct + R"( ELSE false END
            THEN pg_catalog.pg_get_constraintdef(k.oid) END,
       coalesce(i.indisclustered, false), coalesce(i.indisreplident, false), k.coninhcount > 0, k.conislocal,
       CASE WHEN k.contype = 'f' AND k.conparentid <> 0 AND k.conrelid = (SELECT pk.conrelid FROM pg_catalog.pg_constraint pk WHERE pk.oid = k.conparentid)
            THEN k.conparentid END,
       CASE WHEN k.contype = 'c' AND k.coninhcount > 0 THEN ARRAY(
         SELECT pn.nspname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
           JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
           JOIN pg_catalog.pg_constraint pk ON pk.conrelid = pc.oid AND pk.conname = k.conname AND pk.contype = 'c' AND NOT pk.connoinherit
          WHERE h.inhrelid = k.conrelid ORDER BY h.inhseqno) END,
       CASE WHEN k.contype = 'c' AND k.coninhcount > 0 THEN ARRAY(
         SELECT pc.relname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
           JOIN pg_catalog.pg_constraint pk ON pk.conrelid = pc.oid AND pk.conname = k.conname AND pk.contype = 'c' AND NOT pk.connoinherit
          WHERE h.inhrelid = k.conrelid ORDER BY h.inhseqno) END,
       ts.spcname, k.coninhcount = 0 AND coalesce(x.relispartition, false), NOT coalesce(i.indisvalid, true)
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
  LEFT JOIN pg_catalog.pg_class x ON k.contype IN ('p', 'u', 'x') AND x.oid = k.conindid
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = x.oid LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = x.reltablespace
 WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.oid >= 16384
 ORDER BY k.oid)";
}

// By these the server decides what it quotes; the words differ between versions.
constexpr std::string_view k_keywords = "SELECT word FROM pg_catalog.pg_get_keywords() WHERE catcode <> 'U'";

using Keywords = std::unordered_set<std::string>;

std::string type_word(char code) {
    switch (code) {
        case 'p':
            return "primary key";
        case 'u':
            return "unique";
        case 'f':
            return "foreign key";
        case 'c':
            return "check";
        default:
            return "exclusion";
    }
}

std::string action_word(char code) {
    switch (code) {
        case 'r':
            return "RESTRICT";
        case 'c':
            return "CASCADE";
        case 'n':
            return "SET NULL";
        case 'd':
            return "SET DEFAULT";
        default:
            return "";
    }
}

/// Takes the words off the end of pg_get_constraintdef()'s text that have fields of their own.
std::string body_of(std::string definition) {
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view tail : {" NOT VALID", " NOT ENFORCED", " INITIALLY DEFERRED", " DEFERRABLE"}) {
            if (!definition.ends_with(tail)) continue;
            definition.resize(definition.size() - tail.size());
            cut = true;
        }
    }
    return definition;
}

/// Names of the columns with these numbers ("{1,3}"); empty where the table room does not know them all.
std::vector<std::string> names_of(const Reading& reading, std::uint32_t relation, std::string_view numbers) {
    std::vector<std::string> names;
    for (const char* at = numbers.data(); at < numbers.data() + numbers.size();) {
        std::int32_t number = 0;
        const auto parsed = std::from_chars(at + 1, numbers.data() + numbers.size(), number);  // behind a brace or a comma
        if (parsed.ec != std::errc()) break;
        at = parsed.ptr;
        const auto part = reading.part({catalog_oid::pg_class, relation, number});
        if (part.empty()) return {};
        names.emplace_back(part_name(part));
    }
    return names;
}

/// "(a, "B")", quoted as this server does it.
std::string listed(const std::vector<std::string>& names, const Keywords& keywords) {
    std::string out = "(";
    for (const auto& name : names) {
        if (out.size() > 1) out += ", ";
        const bool only_elsewhere = sql::needs_quotes_as_keyword(name) && !keywords.contains(name);
        out += only_elsewhere ? name : keywords.contains(name) ? '"' + name + '"' : sql::Identifier{name}.render();
    }
    return out + ")";
}

std::string plain_body(const pg::Row& row, const Constraint& value, const Keywords& keywords) {
    switch (row.character(4)) {
        case 'p':
            return "PRIMARY KEY " + listed(value.columns, keywords);
        case 'u':
            return "UNIQUE " + listed(value.columns, keywords);
        case 'c':
            return "CHECK (" + row.string(19) + ")" + (row.boolean(20) ? " NO INHERIT" : "");
        default:
            break;
    }
    auto body = "FOREIGN KEY " + listed(value.columns, keywords) + " REFERENCES " + row.string(18) + listed(value.references_columns, keywords);
    if (!value.on_update.empty()) body += " ON UPDATE " + value.on_update;
    if (!value.on_delete.empty()) body += " ON DELETE " + value.on_delete;
    return body;
}

/// pg_depend knows nothing of checks that are inherited. One that is the child's own as well outlives its parent's.
std::vector<Need> handed_down_by(const pg::Row& row, const ObjectId& id) {
    std::vector<Need> needs;
    if (row.boolean(26)) return needs;
    const auto schemas = row.array(28), tables = row.array(29);
    for (std::size_t i = 0; i < schemas.size(); ++i)
        needs.push_back({.object = {.kind = id.kind, .schema = schemas[i], .parent = tables[i], .name = id.name}, .automatic = true});
    return needs;
}

}  // namespace

std::vector<std::string> ConstraintKind::queries(pg::ServerVersion version) { return {constraints_query(version), std::string(k_keywords)}; }

Result<> ConstraintKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    Keywords keywords;
    for (const auto row : rows[1]) keywords.insert(row.string(0));
    for (const auto row : rows[0]) {
        // A foreign key to a partitioned table has a twin for each of its partitions.
        if (!row.is_null(27)) {
            if (const auto* twin_of = reading.find({catalog_oid::pg_constraint, row.oid(27)}))
                reading.follower({catalog_oid::pg_constraint, row.oid(0)}, ObjectId(*twin_of));
            continue;
        }
        ObjectId id{.kind = "constraint", .schema = row.string(1), .parent = row.string(2), .name = row.string(3)};
        const char type = row.character(4);
        Constraint value;
        value.type = type_word(type);
        value.deferrable = row.boolean(5);
        value.initially_deferred = row.boolean(6);
        value.not_enforced = !row.boolean(8);
        value.not_valid = !row.boolean(7) && !value.not_enforced;
        value.columns = row.is_null(21) ? names_of(reading, row.oid(9), row.text(10)) : row.array(21);
        if (type == 'f') {
            value.references_schema = row.string(13);
            value.references_table = row.string(14);
            value.references_columns = names_of(reading, row.oid(11), row.text(12));
            value.on_delete = action_word(row.character(15));
            value.on_update = action_word(row.character(16));
        }
        if ((value.columns.empty() && type != 'c' && type != 'x') || (value.references_columns.empty() && type == 'f'))
            return fail(ErrorCode::catalog_unreadable, format("{} is on columns that were not read", id.describe()));
        value.index_options = phrases::options_of(row.array(17));
        value.tablespace = row.string(30);
        value.clustered = row.boolean(23);
        value.replica_identity = row.boolean(24);
        value.body = row.is_null(22) ? plain_body(row, value, keywords) : phrases::without_printed_options(body_of(row.string(22)), value.index_options);
        value.inherited = row.boolean(25);
        value.local = row.boolean(26);
        value.attached = row.boolean(31);
        value.invalid = row.boolean(32);
        auto needs = handed_down_by(row, id);
        reading.add(std::move(id), std::move(value), {catalog_oid::pg_constraint, row.oid(0)}, std::move(needs));
    }
    return {};
}

}  // namespace whimbrel::kinds
