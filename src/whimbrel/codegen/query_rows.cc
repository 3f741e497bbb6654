// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_rows.h"

#include "whimbrel/base/format.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

const Relation* find_relation(const Model& model, std::string_view schema, std::string_view name) {
    const auto found = std::ranges::find_if(model.relations, [&](const Relation& relation) { return relation.schema == schema && relation.name == name; });
    return found == model.relations.end() ? nullptr : &*found;
}

}  // namespace

std::optional<ListedColumn> listed_column(const Model& model, const std::optional<ColumnName>& column) {
    const auto* const relation = column ? find_relation(model, column->schema, column->table) : nullptr;
    if (relation == nullptr) return std::nullopt;
    const auto field = std::ranges::find(relation->fields, column->column, &Field::column);
    if (field == relation->fields.end() || field->allowed.empty()) return std::nullopt;
    return ListedColumn{relation, &*field};
}

const Relation* row_relation(const Model& model, const Query& query) {
    const auto* const relation = query.row_table.empty() ? nullptr : find_relation(model, query.row_schema, query.row_table);
    const auto fits = [](const Field& field, const QueryColumn& column) { return field.column == column.name && (field.nullable || !column.nullable); };
    const bool is_same = relation != nullptr && std::ranges::equal(relation->fields, query.columns, fits);
    return is_same ? relation : nullptr;
}

std::string scope_column(const Model& model) {
    for (const auto& relation : model.relations)
        if (relation.meanings.scope >= 0) return relation.fields[static_cast<std::size_t>(relation.meanings.scope)].column;
    return {};
}

Result<> require_scope(const Model& model, const Query& query) {
    const auto column = scope_column(model);
    if (column.empty() || query.of_all_scopes || std::ranges::find(query.parameters, column, &QueryParameter::name) != query.parameters.end()) return {};
    for (const auto& name : query.relations) {
        const auto* const relation = find_relation(model, name.schema, name.table);
        if (relation == nullptr || relation->meanings.scope < 0) continue;
        return fail(ErrorCode::query_invalid, format("query {} does not say whose rows of {}.{} it is about", query.name, name.schema, name.table))
            .at(query.place)
            .hint(format("Add a condition on @{0}, or a line -- scope: all below its name, if it is meant to find everybody's.", column));
    }
    return {};
}

std::string query_row_type(const Query& query) { return pascal_case(query.name) + "Row"; }
std::string query_parameters_type(const Query& query) { return pascal_case(query.name) + "Parameters"; }

}  // namespace whimbrel::codegen
