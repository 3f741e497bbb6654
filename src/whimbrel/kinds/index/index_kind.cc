// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/index/index_kind.h"

#include <algorithm>
#include <charconv>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;
using sql::QualifiedName;

namespace {

QualifiedName qualified(const ObjectId& id) { return {id.schema, id.name}; }

constexpr std::string_view k_indexes = R"(
SELECT i.indexrelid, n.nspname, x.relname, t.relname, i.indisunique, am.amname, i.indisvalid,
       pg_catalog.pg_get_indexdef(i.indexrelid), x.reloptions,
       ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false) FROM pg_catalog.generate_series(1, i.indnkeyatts::integer) k),
       ARRAY(SELECT a.attname FROM pg_catalog.generate_series(i.indnkeyatts::integer, i.indnatts - 1) k
               JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] ORDER BY k),
       pg_catalog.pg_get_expr(i.indpred, i.indrelid),
       ARRAY(SELECT a.attnum || '=' || a.attstattarget FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 ORDER BY a.attnum),
       pg_catalog.array_remove(ARRAY[
         CASE WHEN x.reltablespace <> 0 THEN 'tablespace' END,
         CASE WHEN x.relkind = 'I' OR x.relispartition THEN 'partitioned index' END], NULL),
       i.indisclustered, i.indisreplident
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_am am ON am.oid = x.relam
 WHERE i.indexrelid >= 16384 AND t.relkind IN ('r', 'p', 'm') AND n.nspname <> 'pg_toast'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                      AND d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.deptype = 'i')
 ORDER BY i.indexrelid)";

QualifiedName table_of(const Subject<Index>& index) { return {index.id.schema, index.value.table}; }

IndexMarks marks_of(const Index& index) { return {index.clustered, index.replica_identity}; }

/// One storage parameter as pg_get_indexdef() prints it (flatten_reloptions() in ruleutils.c).
std::string printed_option(const Option& option) {
    const std::string as_name = Identifier{option.value}.render();
    return Identifier{option.name}.render() + "=" + (as_name == option.value ? as_name : Literal{option.value}.render());
}

/// The definition from the table's name on, without the storage parameters.
std::string body_of(std::string definition, const ObjectId& id, bool unique, const std::vector<Option>& options) {
    std::string prefix = unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    prefix += Identifier{id.name}.render() + " ON ";
    if (definition.starts_with(prefix)) definition.erase(0, prefix.size());
    if (options.empty()) return definition;
    std::string clause = " WITH (";
    for (std::size_t n = 0; n < options.size(); ++n) {
        clause += n == 0 ? "" : ", ";
        clause += printed_option(options[n]);
    }
    clause += ")";
    if (const auto at = definition.rfind(clause); at != std::string::npos) definition.erase(at, clause.size());
    return definition;
}

/// WITH stands before WHERE, which is the definition's last clause.
Fragment body_with_options(const Index& index) {
    if (index.options.empty()) return {index.body};
    const auto clause = phrases::with_options(index.options);
    const std::string tail = index.predicate.empty() ? std::string() : " WHERE " + index.predicate;
    if (!tail.empty() && index.body.ends_with(tail))
        return sql::fragment(Fragment{index.body.substr(0, index.body.size() - tail.size())}, clause, Fragment{tail.substr(1)});
    return sql::fragment(Fragment{index.body}, clause);
}

/// A key that pg_get_indexdef() renders is a column's quoted name, a call, or something in parentheses.
bool is_expression(const std::string& key) { return !key.starts_with('"') && key.find_first_of("(:'") != std::string::npos; }

std::string column_of(const std::string& key) {
    if (!key.starts_with('"')) return key;
    std::string name;
    for (std::size_t at = 1; at + 1 < key.size(); ++at) {
        if (key[at] == '"') ++at;  // doubled inside quotes
        name += key[at];
    }
    return name;
}

/// The text between the parentheses of USING btree (…); empty for other methods.
std::string btree_keys(std::string_view body) {
    constexpr std::string_view k_btree = "USING btree (";
    const auto begin = body.find(k_btree);
    if (begin == std::string_view::npos) return {};
    int depth = 1;
    bool quoted = false;
    for (auto at = begin + k_btree.size(); at < body.size(); ++at) {
        if (body[at] == '"' || body[at] == '\'') quoted = !quoted;
        if (quoted) continue;
        if (body[at] == '(') ++depth;
        if (body[at] == ')' && --depth == 0) return std::string(body.substr(begin + k_btree.size(), at - begin - k_btree.size()));
    }
    return {};
}

Step index_step(const ObjectId& id, sql::Statement statement, Effect effect, std::string lock) {
    return {.object = id, .statement = std::move(statement), .touches = {{"", effect}}, .lock = std::move(lock)};
}

void append_statistics(const ObjectId& id, const Index& from, const Index& to, Steps& steps) {
    const auto set = [&](const std::string& key, int target) {
        steps.push_back(index_step(id, sql::sql("ALTER INDEX", qualified(id), "ALTER COLUMN", Fragment{key}, "SET STATISTICS", target),
                                   Effect::touches, "SHARE UPDATE EXCLUSIVE"));
    };
    for (const auto& [key, target] : to.statistics)
        if (const auto it = from.statistics.find(key); it == from.statistics.end() || it->second != target) set(key, target);
    for (const auto& [key, target] : from.statistics)
        if (!to.statistics.contains(key)) set(key, -1);
}

}  // namespace

std::vector<std::string> IndexKind::queries(pg::ServerVersion) { return {std::string(k_indexes)}; }

Result<> IndexKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = "index", .schema = row.string(1), .name = row.string(2)};
        Index value;
        value.table = row.string(3);
        value.unique = row.boolean(4);
        value.method = row.string(5);
        value.invalid = !row.boolean(6);
        value.options = phrases::options_of(row.array(8));
        value.body = body_of(row.string(7), id, value.unique, value.options);
        value.keys = row.array(9);
        value.include = row.array(10);
        value.predicate = row.string(11);
        for (const auto& entry : row.array(12)) {
            const auto equals = entry.find('=');
            int target = 0;
            std::from_chars(entry.data() + equals + 1, entry.data() + entry.size(), target);
            value.statistics.emplace(entry.substr(0, equals), target);
        }
        value.clustered = row.boolean(14);
        value.replica_identity = row.boolean(15);
        for (const auto& reason : row.array(13)) reading.not_managed(reason, id.describe());
        reading.add(id, std::move(value), {catalog_oid::pg_class, row.oid(0)});
    }
    return {};
}

Steps IndexKind::create(const Subject<Index>& to, const Scene&) {
    const auto body = body_with_options(to.value);
    const Identifier index_name{to.id.name};
    const auto statement = [&](Fragment how) {
        Builder builder;
        builder.add("CREATE");
        if (to.value.unique) builder.add("UNIQUE");
        return builder.add("INDEX").add(how).add(index_name).add("ON").add(body).statement();
    };
    Steps steps{index_step(to.id, statement({}), Effect::creates, "SHARE")};
    steps.back().concurrent_form = statement({"CONCURRENTLY"});
    steps.back().note = "builds an index";
    append_statistics(to.id, {}, to.value, steps);
    phrases::append_marks(to.id, table_of(to), {}, marks_of(to.value), steps);
    return steps;
}

Steps IndexKind::drop(const Subject<Index>& from, const Scene&) {
    auto step = index_step(from.id, sql::sql("DROP INDEX", qualified(from.id)), Effect::destroys, "ACCESS EXCLUSIVE");
    step.concurrent_form = sql::sql("DROP INDEX CONCURRENTLY", qualified(from.id));
    return {std::move(step)};
}

Alteration IndexKind::alter(const Subject<Index>& from, const Subject<Index>& to, const Scene&) {
    Alteration out;
    Index alterable = from.value;
    alterable.options = to.value.options;
    alterable.statistics = to.value.statistics;
    alterable.clustered = to.value.clustered;
    alterable.replica_identity = to.value.replica_identity;
    if (alterable != to.value) {
        out.way = Alteration::Way::recreate;
        return out;
    }
    phrases::append_option_steps("INDEX", to.id, from.value.options, to.value.options, out.steps);
    append_statistics(to.id, from.value, to.value, out.steps);
    phrases::append_marks(to.id, table_of(to), marks_of(from.value), marks_of(to.value), out.steps);
    return out;
}

Steps IndexKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return {index_step(to, sql::sql("ALTER INDEX", qualified(from), "RENAME TO", Identifier{to.name}), Effect::touches, "SHARE UPDATE EXCLUSIVE")};
}

std::vector<std::string> IndexKind::occupies(const ObjectId& id) { return {"relation:" + qualified(id).render()}; }

Fragment IndexKind::spoken(const ObjectId& id) { return sql::fragment("INDEX", qualified(id)); }

Index IndexKind::without_expressions(Index index) {
    for (auto& key : index.keys)
        if (is_expression(key)) {
            key = "(expression)";
            index.body = "(expression)";
        }
    if (!index.predicate.empty()) {
        index.predicate = "(expression)";
        index.body = "(expression)";
    }
    return index;
}

std::vector<Entry> IndexKind::entries(const Index& index) {
    std::string detail = index.unique ? "unique, on " : "on ";
    detail += index.table + " " + phrases::in_parentheses(index.keys) + (index.predicate.empty() ? "" : ", partial");
    return {{.heading = "Indexes", .detail = std::move(detail)}};
}

std::optional<IndexKeys> IndexKind::index_keys(const ObjectId& id, const Index& index) {
    IndexKeys keys{.schema = id.schema, .table = index.table, .text = btree_keys(index.body), .by_name = true};
    if (std::ranges::none_of(index.keys, is_expression)) std::ranges::transform(index.keys, std::back_inserter(keys.columns), column_of);
    const bool whole = !keys.text.empty() && index.predicate.empty();
    keys.dispensable = whole && !index.unique && index.include.empty();
    keys.serves = whole && !index.invalid;
    return keys;
}

}  // namespace whimbrel::kinds
