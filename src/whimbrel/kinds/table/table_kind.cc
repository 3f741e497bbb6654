// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>
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

/// The column's type as it is by now: made anew under the same name, so that values go over by their text.
Fragment remade_type(const Column& column) {
    const Identifier name{column.name};
    sql::Builder builder;
    builder.add("ALTER COLUMN").add(name).add("TYPE").add(Fragment{column.type});
    if (!column.collation.empty()) builder.add("COLLATE").add(Fragment{column.collation});
    if (is_made(column.type)) builder.add("USING").add(Fragment{name.render() + "::text::" + column.type});
    return builder.fragment();
}

}  // namespace

bool Table::operator==(const Table& other) const {
    const auto whole = [](const Table& t) {
        return std::tie(t.unlogged, t.access_method, t.options, t.row_security, t.force_row_security, t.replica_identity, t.clustered);
    };
    if (whole(*this) != whole(other) || columns.size() != other.columns.size()) return false;
    return std::ranges::equal(sorted_columns(*this), sorted_columns(other), [](const Column* a, const Column* b) { return *a == *b; });
}

const Column* Table::column(std::string_view column_name) const {
    const auto it = std::ranges::find(columns, column_name, &Column::name);
    return it == columns.end() ? nullptr : &*it;
}

Fragment any_rows(const ObjectId& table) { return sql::fragment("EXISTS (SELECT FROM", qualified(table), ")"); }

Fragment rows_with_value(const ObjectId& table, std::string_view column) {
    return sql::fragment("EXISTS (SELECT FROM", qualified(table), "WHERE", Identifier{std::string(column)}, "IS NOT NULL)");
}

Steps TableKind::create(const Subject<Table>& to, const Scene& scene) { return create_without(to, {}, scene); }

Steps TableKind::create_without(const Subject<Table>& to, std::span<const std::string> postponed, const Scene&) {
    Builder builder;
    builder.add("CREATE");
    if (to.value.unlogged) builder.add("UNLOGGED");
    builder.add("TABLE").add(qualified(to.id)).add("(");
    bool first = true;
    for (const auto& column : to.value.columns) {
        if (!std::exchange(first, false)) builder.add(",");
        builder.add(sql::fragment("\n   ", column_definition(column, postponed)));
    }
    const std::size_t elements_end = builder.statement().text.size();
    builder.add("\n)");
    if (!to.value.access_method.empty()) builder.add("\nUSING").add(Identifier{to.value.access_method});
    if (!to.value.options.empty()) builder.add("\n").add(phrases::with_options(to.value.options));
    Steps steps{{.object = to.id,
                 .statement = builder.statement(),
                 .touches = {{"", Effect::creates}},
                 .elements_end = elements_end,
                 .has_elements = !to.value.columns.empty()}};
    for (const auto& column : to.value.columns) {
        Column plain;
        plain.name = column.name;
        append_column_settings(to.id, plain, column, steps);
        if (std::ranges::find(postponed, default_part(column.name)) == postponed.end() || column.default_value.empty()) continue;
        steps.push_back({.object = to.id,
                         .statement = sql::sql("ALTER TABLE", qualified(to.id), "ALTER COLUMN", Identifier{column.name}, "SET DEFAULT",
                                               Fragment{column.default_value}),
                         .touches = {{default_part(column.name), Effect::creates}},
                         .lock = "ACCESS EXCLUSIVE"});
    }
    append_identity_persistence(to.id, Table{.unlogged = to.value.unlogged}, to.value, steps);
    append_table_settings(to.id, {}, to.value, steps);
    return steps;
}

Steps TableKind::drop(const Subject<Table>& from, const Scene&) {
    return {{.object = from.id,
             .statement = sql::sql("DROP TABLE", qualified(from.id)),
             .touches = {{"", Effect::destroys}},
             .risk = {Verdict::lossy, "drops the table and its rows", any_rows(from.id)},
             .lock = "ACCESS EXCLUSIVE"}};
}

Alteration TableKind::alter(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    Alteration out;
    if (from.value.unlogged != to.value.unlogged)
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER TABLE", qualified(to.id), to.value.unlogged ? Fragment{"SET UNLOGGED"} : Fragment{"SET LOGGED"}),
                             .touches = {{"persistence", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE",
                             .note = "rewrites the table"});
    if (from.value.access_method != to.value.access_method)
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER TABLE", qualified(to.id), "SET ACCESS METHOD",
                                                   Identifier{to.value.access_method.empty() ? "heap" : to.value.access_method}),
                             .touches = {{"access method", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE",
                             .note = "rewrites the table"});
    phrases::append_option_steps("TABLE", to.id, from.value.options, to.value.options, out.steps);
    // First: an index that is the replica identity keeps its columns from becoming NULL.
    append_table_settings(to.id, from.value, to.value, out.steps);
    std::ranges::move(alter_columns(from, to, scene), std::back_inserter(out.steps));
    append_identity_persistence(to.id, from.value, to.value, out.steps);
    return out;
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

std::optional<PartRebuild> TableKind::rebuild_part(const Subject<Table>& from, const Subject<Table>& to, std::string_view part, const Scene&) {
    const auto* old_column = from.value.column(part_name(part));
    const auto* column = to.value.column(part_name(part));
    if (old_column == nullptr || column == nullptr) return std::nullopt;
    const auto step = [&](Fragment action, std::string touched, Effect effect) {
        return Step{.object = to.id,
                    .statement = sql::sql("ALTER TABLE", qualified(to.id), action),
                    .touches = {{std::move(touched), effect}},
                    .lock = "ACCESS EXCLUSIVE"};
    };
    const Identifier column_name{column->name};
    PartRebuild out;
    if (!column->generated.empty() || !old_column->generated.empty()) {
        // A generated column holds nothing of its own: it is computed again.
        out.before.push_back(step(sql::fragment("DROP COLUMN", column_name), column_part(column->name), Effect::destroys));
        out.after.push_back(step(sql::fragment("ADD COLUMN", column_definition(*column, {})), column_part(column->name), Effect::creates));
        append_column_settings(to.id, Column{.name = column->name}, *column, out.after);
        return out;
    }
    if (!old_column->default_value.empty())
        out.before.push_back(step(sql::fragment("ALTER COLUMN", column_name, "DROP DEFAULT"), default_part(column->name), Effect::destroys));
    if (part.starts_with("column:")) {
        out.after.push_back(step(remade_type(*column), column_part(column->name), Effect::retypes));
        auto& retype = out.after.back();
        retype.note = is_made(column->type) ? "rewrites the table" : "builds the column's indexes anew";
        if (is_made(column->type)) retype.risk = {Verdict::blocked, "values go over by their text; one that the new type lacks makes this fail", {}};
        append_column_settings(to.id, Column{.name = column->name}, Column{.name = column->name, .storage = column->storage}, out.after);
    }
    if (!column->default_value.empty())
        out.after.push_back(step(sql::fragment("ALTER COLUMN", column_name, "SET DEFAULT", Fragment{column->default_value}),
                                 default_part(column->name), Effect::creates));
    return out;
}

bool TableKind::has_part(const Table& table, std::string_view part) {
    return part.starts_with("column:") && table.column(part_name(part)) != nullptr;
}

std::vector<std::pair<std::string, std::string>> TableKind::similar_parts(const Table& from, const Table& to) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& gone : from.columns) {
        if (to.column(gone.name) != nullptr) continue;
        for (const auto& come : to.columns)
            if (from.column(come.name) == nullptr && come.type == gone.type) out.emplace_back(column_part(gone.name), column_part(come.name));
    }
    return out;
}

std::vector<std::string> TableKind::occupies(const ObjectId& id) {
    const std::string rendered = qualified(id).render();
    return {"relation:" + rendered, "type:" + rendered};
}

Fragment TableKind::spoken(const ObjectId& id) { return sql::fragment("TABLE", qualified(id)); }

Table TableKind::without_expressions(Table table) {
    for (auto& column : table.columns)
        if (!column.default_value.empty()) column.default_value = "(expression)";
    return table;
}

}  // namespace whimbrel::kinds
