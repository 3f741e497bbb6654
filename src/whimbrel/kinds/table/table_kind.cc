// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/key_cast.h"
#include "whimbrel/kinds/table/row_type.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

QualifiedName qualified(const ObjectId& id) { return {id.schema, id.name}; }

std::vector<const Column*> sorted_columns(const Table& table) {
    std::vector<const Column*> out;
    for (const auto& column : table.columns) out.push_back(&column);
    std::ranges::sort(out, {}, [](const Column* c) { return std::string_view(c->name); });
    return out;
}

/// PostgreSQL's own types are never made anew; what a column of one takes hold of again is its collation.
bool is_made(std::string_view type) { return type.find('.') != std::string_view::npos; }

/// Of a column that keeps its type, which was made anew, or gets another while its own is made anew.
bool goes_by_text(const Column& old_column, const Column& column) { return is_made(column.type) || old_column.type != column.type; }

/// The column's type as it is by now.
Fragment remade_type(const Column& old_column, const Column& column) {
    const Identifier name{column.name};
    sql::Builder builder;
    builder.add("ALTER COLUMN").add(name).add("TYPE").add(Fragment{column.type});
    if (!column.collation.empty()) builder.add("COLLATE").add(Fragment{column.collation});
    if (goes_by_text(old_column, column)) builder.add("USING").add(Fragment{name.render() + "::text::" + column.type});
    return builder.fragment();
}

}  // namespace

bool Table::operator==(const Table& other) const {
    const auto whole = [](const Table& t) {
        return std::tie(t.unlogged, t.access_method, t.tablespace, t.options, t.row_security, t.force_row_security, t.replica_identity, t.clustered,
                        t.partition_key, t.parents, t.bound, t.of_type, t.server, t.foreign_options);
    };
    if (whole(*this) != whole(other) || columns.size() != other.columns.size()) return false;
    if (columns == other.columns) return true;  // nearly always so, and found without sorting
    return std::ranges::equal(sorted_columns(*this), sorted_columns(other), [](const Column* a, const Column* b) { return *a == *b; });
}

const Column* Table::column(std::string_view column_name) const {
    const auto it = std::ranges::find(columns, column_name, &Column::name);
    return it == columns.end() ? nullptr : &*it;
}

std::vector<std::string> names_for_variables(const ObjectId& table, const std::string& column) {
    std::vector<std::string> out{table.schema, table.name};
    if (!column.empty()) out.push_back(column);
    return out;
}

Fragment spoken_name(const ObjectId& table) { return sql::fragment(qualified(table)); }

Fragment any_rows(const Scene& scene, const ObjectId& table) { return rows_where(scene, table, {}); }

Fragment rows_with_value(const Scene& scene, const ObjectId& table, std::string_view column) {
    return rows_where(scene, table, sql::fragment(Identifier{std::string(column)}, "IS NOT NULL"));
}

Steps TableKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    Steps steps;
    if (!part.empty()) {
        steps.push_back({.object = to,
                         .statement = sql::sql("ALTER TABLE", qualified(from), "RENAME COLUMN", Identifier{std::string(part_name(part))}, "TO",
                                               Identifier{std::string(part_name(to_part))}),
                         .touches = {{std::string(to_part), Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
        return steps;
    }
    if (from.schema != to.schema)
        steps.push_back({.object = to,
                         .statement = sql::sql("ALTER TABLE", qualified(from), "SET SCHEMA", Identifier{to.schema}),
                         .touches = {{"", Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    if (from.name != to.name)
        steps.push_back({.object = to,
                         .statement = sql::sql("ALTER TABLE", QualifiedName{to.schema, from.name}, "RENAME TO", Identifier{to.name}),
                         .touches = {{"", Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    return steps;
}

std::optional<PartRebuild> TableKind::rebuild_part(const Subject<Table>& from, const Subject<Table>& to, std::string_view part, const Scene& scene) {
    if (part.starts_with("parent:")) return rebuild_parent(from, to, part);
    const auto* old_column = from.value.column(part_name(part));
    const auto* column = to.value.column(part_name(part));
    if (old_column == nullptr || column == nullptr) return std::nullopt;
    // "is not a table": ALTER COLUMN … TYPE takes no USING there. The compression would be lost by it.
    if (to.value.is_foreign() && part.starts_with("column:") && (goes_by_text(*old_column, *column) || !column->compression.empty())) return std::nullopt;
    const auto step = [&](const Fragment& action, std::string touched, Effect effect) {
        return Step{.object = to.id,
                    .statement = sql::sql("ALTER TABLE", qualified(to.id), action),
                    .touches = {{std::move(touched), effect}},
                    .lock = "ACCESS EXCLUSIVE",
                    .prepares = {lineage::widths(to.id)}};
    };
    const Identifier column_name{column->name};
    PartRebuild out;
    if (!column->generated.empty() || !old_column->generated.empty()) {
        // A generated column holds nothing of its own: it is computed again.
        out.before.push_back(step(sql::fragment("DROP COLUMN", column_name), column_part(column->name), Effect::destroys));
        out.after.push_back(step(sql::fragment("ADD COLUMN", column_definition(to, *column, {})), column_part(column->name), Effect::creates));
        if (column->generated == "STORED" && !to.value.is_foreign()) out.after.back().note = "computes the column for every row";
        append_column_settings(to.id, spoken_name(to.id), as_added(to.value, *column), *column, out.after);
        return out;
    }
    if (!old_column->default_value.empty())
        out.before.push_back(step(sql::fragment("ALTER COLUMN", column_name, "DROP DEFAULT"), default_part(column->name), Effect::destroys));
    if (part.starts_with("column:") && row_type::of_column(to.needs, column->name) != nullptr) {
        auto rebuilt = row_type::rebuild(from, to, *column, scene);
        std::ranges::move(rebuilt.before, std::back_inserter(out.before));
        std::ranges::move(rebuilt.after, std::back_inserter(out.after));
    } else if (part.starts_with("column:")) {
        out.after.push_back(step(remade_type(*old_column, *column), column_part(column->name), Effect::retypes));
        auto& retype = out.after.back();
        const bool by_text = goes_by_text(*old_column, *column);
        retype.note = by_text ? "rewrites the table" : "builds the column's indexes anew";
        if (by_text) retype.risk = {Verdict::blocked, "values go over by their text; one that the new type lacks makes this fail", {}};
    }
    if (part.starts_with("column:"))
        append_column_settings(to.id, spoken_name(to.id), Column{.name = column->name},
                               Column{.name = column->name, .storage = column->storage, .compression = column->compression}, out.after);
    if (!column->default_value.empty())
        out.after.push_back(
            step(sql::fragment("ALTER COLUMN", column_name, "SET DEFAULT", Fragment{column->default_value}), default_part(column->name), Effect::creates));
    if (!goes_by_text(*old_column, *column)) std::ranges::move(key_cast::keys_around(out.after, from, to, scene), std::back_inserter(out.before));
    return out;
}

bool TableKind::has_part(const Table& table, std::string_view part) { return part.starts_with("column:") && table.column(part_name(part)) != nullptr; }

std::vector<std::pair<std::string, std::string>> TableKind::similar_parts(const Table& from, const Table& to) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& gone : from.columns) {
        // What is handed down is renamed where it comes from.
        if (to.column(gone.name) != nullptr || gone.inherited) continue;
        for (const auto& come : to.columns)
            if (from.column(come.name) == nullptr && !come.inherited && come.type == gone.type)
                out.emplace_back(column_part(gone.name), column_part(come.name));
    }
    return out;
}

std::vector<std::string> TableKind::occupies(const ObjectId& id) {
    const std::string rendered = qualified(id).render();
    return {"relation:" + rendered, "type:" + rendered};
}

Fragment TableKind::spoken(const ObjectId& id) { return sql::fragment("TABLE", qualified(id)); }

Fragment TableKind::spoken_as(const ObjectId& id, const Table& table) {
    return table.is_foreign() ? sql::fragment("FOREIGN TABLE", qualified(id)) : spoken(id);
}

Table TableKind::as_told_by(Table read, const Table& other, Told told) {
    if (!read.is_foreign()) return read;
    read.foreign_options = foreign::as_told_by(std::move(read.foreign_options), other.foreign_options, told);
    for (auto& column : read.columns)
        if (const auto* known = other.column(column.name))
            column.foreign_options = foreign::as_told_by(std::move(column.foreign_options), known->foreign_options, told);
    return read;
}

Table TableKind::without_expressions(Table table) {
    for (auto& column : table.columns)
        if (!column.default_value.empty()) column.default_value = "(expression)";
    return table;
}

}  // namespace whimbrel::kinds
