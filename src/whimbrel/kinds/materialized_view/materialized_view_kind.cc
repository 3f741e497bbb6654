// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"

#include "whimbrel/kinds/column_storage.h"
#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <functional>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_views = R"(
SELECT c.oid, n.nspname, c.relname, CASE WHEN am.amname <> 'heap' THEN am.amname END, c.reloptions,
       (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid),
       pg_catalog.pg_get_viewdef(c.oid), c.relispopulated,
       EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisclustered), ts.spcname
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
 WHERE c.relkind = 'm' AND c.oid >= 16384
 ORDER BY c.oid)";

// attoptions: servers since the November 2026 minor releases keep an entry pg_attver=N there that is no option.
constexpr std::string_view k_columns = R"(
SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
           WHERE co.oid = a.attcollation) END,
       CASE WHEN a.attstorage <> t.typstorage THEN
         CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' END END,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
       coalesce(a.attstattarget::integer, -1),
       ARRAY(SELECT o FROM pg_catalog.unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE c.relkind = 'm' AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum)";

MaterializedColumn column_of(const pg::Row& row) {
    return {.name = row.string(2),
            .type = row.string(3),
            .collation = row.string(4),
            .storage = row.string(5),
            .compression = row.string(6),
            .statistics = static_cast<int>(row.integer(7)),
            .options = phrases::options_of(row.array(8))};
}

bool same_column(const MaterializedColumn& from, const MaterializedColumn& to) {
    return from.name == to.name && from.type == to.type && from.collation == to.collation;
}

Step column_step(const ObjectId& id, const MaterializedColumn& column, const Fragment& action) {
    return {.object = id,
            .statement = sql::sql("ALTER MATERIALIZED VIEW", qualified(id), "ALTER COLUMN", Identifier{column.name}, action),
            .touches = {{column_part(column.name), Effect::touches}}};
}

/// What CREATE MATERIALIZED VIEW cannot say.
void append_column_settings(const ObjectId& id, const MaterializedColumn& from, const MaterializedColumn& to, Steps& steps) {
    if (from.statistics != to.statistics) steps.push_back(column_step(id, to, sql::fragment("SET STATISTICS", to.statistics)));
    // SET STORAGE DEFAULT exists since PostgreSQL 16 only, so going back to it is a new view (see alter()).
    if (from.storage != to.storage) {
        steps.push_back(column_step(id, to, sql::fragment("SET STORAGE", Fragment{to.storage})));
        touch_storage(to.name, steps.back());
    }
    if (from.compression != to.compression)
        steps.push_back(column_step(id, to, sql::fragment("SET COMPRESSION", Fragment{to.compression.empty() ? "default" : to.compression})));
    Builder set, reset;
    for (const auto& option : to.options) {
        const auto* old = phrases::find(from.options, option.name);
        if (old != nullptr && *old == option) continue;
        set.add(set.fragment().empty() ? Fragment{} : Fragment{","}).add(Fragment{option.name}).add("=").add(Fragment{option.value});
    }
    for (const auto& option : from.options) {
        if (phrases::find(to.options, option.name) != nullptr) continue;
        reset.add(reset.fragment().empty() ? Fragment{} : Fragment{","}).add(Fragment{option.name});
    }
    if (!set.fragment().empty()) steps.push_back(column_step(id, to, sql::fragment("SET (", set.fragment(), ")")));
    if (!reset.fragment().empty()) steps.push_back(column_step(id, to, sql::fragment("RESET (", reset.fragment(), ")")));
}

bool needs_new_view(const MaterializedView& from, const MaterializedView& to, const Scene& scene) {
    // SET ACCESS METHOD came with PostgreSQL 15.
    if (from.access_method != to.access_method && scene.version.major() < 15) return true;
    const auto lost_storage = [](const MaterializedColumn& old, const MaterializedColumn& now) { return !old.storage.empty() && now.storage.empty(); };
    return from.definition != to.definition || !std::ranges::equal(from.columns, to.columns, same_column) ||
           !std::ranges::equal(from.columns, to.columns, std::not_fn(lost_storage));
}

}  // namespace

std::vector<std::string> MaterializedViewKind::queries(pg::ServerVersion) { return {std::string(k_views), std::string(k_columns)}; }

Result<> MaterializedViewKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    int at = 0;
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)};
        MaterializedView view{.access_method = row.string(3),
                              .tablespace = row.string(9),
                              .options = phrases::options_of(row.array(4)),
                              .definition = row.string(6),
                              .clustered = row.boolean(8),
                              .populated = row.boolean(7)};
        std::ranges::move(phrases::options_of(row.array(5), "toast."), std::back_inserter(view.options));
        if (view.definition.ends_with(';')) view.definition.pop_back();
        std::vector<std::pair<Address, std::string>> aliases;
        // Both queries are sorted by the view's oid.
        for (; at < rows[1].size() && rows[1][at].oid(0) == row.oid(0); ++at) {
            const auto column = rows[1][at];
            view.columns.push_back(column_of(column));
            aliases.emplace_back(Address{catalog_oid::pg_class, row.oid(0), static_cast<std::int32_t>(column.integer(1))}, column_part(column.text(2)));
        }
        reading.add(id, std::move(view), {catalog_oid::pg_class, row.oid(0)});
        for (auto& [address, part] : aliases) reading.alias(address, id, std::move(part));
    }
    return {};
}

Steps MaterializedViewKind::create(const Subject<MaterializedView>& to, const Scene&) {
    const auto& view = to.value;
    Builder builder;
    builder.add("CREATE MATERIALIZED VIEW").add(qualified(to.id));
    if (!view.access_method.empty()) builder.add("USING").add(Identifier{view.access_method});
    builder.add(phrases::with_options(view.options)).add(phrases::in_tablespace(view.tablespace)).add("AS").add(Fragment{"\n" + view.definition});
    builder.add(view.populated ? Fragment{"\n  WITH DATA"} : Fragment{"\n  WITH NO DATA"});
    Steps steps{{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}, .note = view.populated ? "is refreshed" : ""}};
    for (const auto& column : view.columns) append_column_settings(to.id, MaterializedColumn{}, column, steps);
    return steps;
}

Steps MaterializedViewKind::drop(const Subject<MaterializedView>& from, const Scene&) {
    return {{.object = from.id,
             .statement = sql::sql("DROP MATERIALIZED VIEW", qualified(from.id)),
             .touches = {{"", Effect::destroys}},
             .lock = "ACCESS EXCLUSIVE"}};
}

Alteration MaterializedViewKind::alter(const Subject<MaterializedView>& from, const Subject<MaterializedView>& to, const Scene& scene) {
    if (needs_new_view(from.value, to.value, scene)) return {.way = Alteration::Way::recreate};
    Alteration out;
    if (from.value.access_method != to.value.access_method)
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER MATERIALIZED VIEW", qualified(to.id), "SET ACCESS METHOD",
                                                   Identifier{to.value.access_method.empty() ? "heap" : to.value.access_method}),
                             .touches = {{"access method", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE"});
    if (from.value.tablespace != to.value.tablespace) out.steps.push_back(phrases::move_step("MATERIALIZED VIEW", to.id, to.value.tablespace));
    phrases::append_option_steps("MATERIALIZED VIEW", to.id, from.value.options, to.value.options, out.steps);
    if (from.value.clustered && !to.value.clustered)
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER MATERIALIZED VIEW", qualified(to.id), "SET WITHOUT CLUSTER"),
                             .touches = {{"clustered", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE"});
    for (std::size_t i = 0; i < to.value.columns.size(); ++i) append_column_settings(to.id, from.value.columns[i], to.value.columns[i], out.steps);
    if (from.value.populated != to.value.populated)
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("REFRESH MATERIALIZED VIEW", qualified(to.id), to.value.populated ? Fragment{} : Fragment{"WITH NO DATA"}),
                             .touches = {{"data", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE",
                             .note = to.value.populated ? "is refreshed" : "is emptied and cannot be read until it is refreshed"});
    return out;
}

Steps MaterializedViewKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    if (part.empty()) return phrases::rename("MATERIALIZED VIEW", from, to);
    return {{.object = to,
             .statement = sql::sql("ALTER MATERIALIZED VIEW", qualified(from), "RENAME COLUMN", Identifier{std::string(part_name(part))}, "TO",
                                   Identifier{std::string(part_name(to_part))}),
             .touches = {{std::string(to_part), Effect::touches}}}};
}

bool MaterializedViewKind::has_part(const MaterializedView& view, std::string_view part) {
    return part.starts_with("column:") && std::ranges::find(view.columns, part_name(part), &MaterializedColumn::name) != view.columns.end();
}

std::vector<std::string> MaterializedViewKind::occupies(const ObjectId& id) { return {phrases::slot("relation", id), phrases::slot("type", id)}; }

Fragment MaterializedViewKind::spoken(const ObjectId& id) { return sql::fragment("MATERIALIZED VIEW", qualified(id)); }

MaterializedView MaterializedViewKind::without_expressions(MaterializedView view) {
    view.definition.clear();
    return view;
}

}  // namespace whimbrel::kinds
