// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/view/view_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_views = R"(
SELECT c.oid, n.nspname, c.relname, c.reloptions, pg_catalog.pg_get_viewdef(c.oid)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'v' AND c.oid >= 16384 AND c.relpersistence <> 't'
 ORDER BY c.oid)";

constexpr std::string_view k_columns = R"(
SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
           WHERE co.oid = a.attcollation) END,
       pg_catalog.pg_get_expr(d.adbin, d.adrelid), d.oid
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind = 'v' AND c.oid >= 16384 AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum)";

Fragment query_of(const View& view) { return {"\n" + view.definition}; }

bool same_but_default(const ViewColumn& from, const ViewColumn& to) { return from.name == to.name && from.type == to.type && from.collation == to.collation; }

/// checkViewColumns() in view.c: the old columns come first, with their names, types and collations.
bool can_be_replaced(const View& from, const View& to) {
    return from.columns.size() <= to.columns.size() && std::equal(from.columns.begin(), from.columns.end(), to.columns.begin(), same_but_default);
}

Step default_step(const ObjectId& id, const ViewColumn& column, Effect effect) {
    const Fragment action = column.default_value.empty() ? Fragment{"DROP DEFAULT"} : sql::fragment("SET DEFAULT", Fragment{column.default_value});
    return {.object = id,
            .statement = sql::sql("ALTER VIEW", qualified(id), "ALTER COLUMN", Identifier{column.name}, action),
            .touches = {{default_part(column.name), effect}}};
}

void append_defaults(const Subject<View>& from, const Subject<View>& to, Steps& steps) {
    for (std::size_t i = 0; i < to.value.columns.size(); ++i) {
        const auto& now = to.value.columns[i];
        const std::string old = i < from.value.columns.size() ? from.value.columns[i].default_value : std::string();
        if (old == now.default_value) continue;
        steps.push_back(default_step(to.id, now, old.empty() ? Effect::creates : now.default_value.empty() ? Effect::destroys : Effect::touches));
    }
}

}  // namespace

std::vector<std::string> ViewKind::queries(pg::ServerVersion) { return {std::string(k_views), std::string(k_columns)}; }

Result<> ViewKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    int at = 0;
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)};
        View view{.options = phrases::options_of(row.array(3)), .definition = row.string(4)};
        if (view.definition.ends_with(';')) view.definition.pop_back();
        std::vector<std::pair<Address, std::string>> aliases;
        // Both queries are sorted by the view's oid.
        for (; at < rows[1].size() && rows[1][at].oid(0) == row.oid(0); ++at) {
            const auto column = rows[1][at];
            view.columns.push_back({column.string(2), column.string(3), column.string(4), column.string(5)});
            aliases.emplace_back(Address{catalog_oid::pg_class, row.oid(0), static_cast<std::int32_t>(column.integer(1))}, column_part(column.text(2)));
            if (!column.is_null(6)) aliases.emplace_back(Address{catalog_oid::pg_attrdef, column.oid(6)}, default_part(column.text(2)));
        }
        reading.add(id, std::move(view), {catalog_oid::pg_class, row.oid(0)});
        for (auto& [address, part] : aliases) reading.alias(address, id, std::move(part));
    }
    return {};
}

Steps ViewKind::create(const Subject<View>& to, const Scene&) {
    const auto& view = to.value;
    Steps steps{{.object = to.id,
                 .statement = sql::sql("CREATE VIEW", qualified(to.id), phrases::with_options(view.options), "AS", query_of(view)),
                 .touches = {{"", Effect::creates}}}};
    for (const auto& column : view.columns) {
        if (!column.default_value.empty()) steps.push_back(default_step(to.id, column, Effect::creates));
    }
    return steps;
}

Steps ViewKind::drop(const Subject<View>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP VIEW", qualified(from.id)), .touches = {{"", Effect::destroys}}, .lock = "ACCESS EXCLUSIVE"}};
}

Alteration ViewKind::alter(const Subject<View>& from, const Subject<View>& to, const Scene&) {
    if (!can_be_replaced(from.value, to.value)) return {.way = Alteration::Way::recreate};
    Alteration out;
    if (from.value.definition != to.value.definition || from.value.columns.size() != to.value.columns.size()) {
        // CREATE OR REPLACE VIEW also replaces the options, all of them.
        Step step{.object = to.id,
                  .statement = sql::sql("CREATE OR REPLACE VIEW", qualified(to.id), phrases::with_options(to.value.options), "AS", query_of(to.value)),
                  .touches = {{"", Effect::touches}},
                  .lock = "ACCESS EXCLUSIVE"};
        for (std::size_t i = from.value.columns.size(); i < to.value.columns.size(); ++i)
            step.touches.push_back({column_part(to.value.columns[i].name), Effect::creates});
        out.steps.push_back(std::move(step));
    } else {
        phrases::append_option_steps("VIEW", to.id, from.value.options, to.value.options, out.steps);
    }
    append_defaults(from, to, out.steps);
    return out;
}

Steps ViewKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    if (part.empty()) return phrases::rename("VIEW", from, to);
    return {{.object = to,
             .statement = sql::sql("ALTER VIEW", qualified(from), "RENAME COLUMN", Identifier{std::string(part_name(part))}, "TO",
                                   Identifier{std::string(part_name(to_part))}),
             .touches = {{std::string(to_part), Effect::touches}}}};
}

bool ViewKind::has_part(const View& view, std::string_view part) {
    return part.starts_with("column:") && std::ranges::find(view.columns, part_name(part), &ViewColumn::name) != view.columns.end();
}

std::vector<std::string> ViewKind::occupies(const ObjectId& id) { return {phrases::slot("relation", id), phrases::slot("type", id)}; }

Fragment ViewKind::spoken(const ObjectId& id) { return sql::fragment("VIEW", qualified(id)); }

View ViewKind::without_expressions(View view) {
    view.definition.clear();
    for (auto& column : view.columns) column.default_value.clear();
    return view;
}

}  // namespace whimbrel::kinds
