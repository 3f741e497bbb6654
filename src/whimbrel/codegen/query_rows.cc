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

/// What holds the rows to the parameter that is named as the column is.
std::string next_step(const QueryRelation& relation, const std::string& column) {
    const auto condition = format("{}.{} = @{}", relation.alias, column, column);
    switch (relation.use) {
        case RowUse::read:
            break;
        case RowUse::written:
            return format("Write @{} into {}.{}", column, relation.alias, column);
        case RowUse::conflict:
            return format("Name {} in ON CONFLICT (…), add WHERE {} to its UPDATE", column, condition);
        case RowUse::matched:
            return format("Add the condition {} to ON", condition);
        case RowUse::unmatched:
            return format("Add the condition {} to WHEN NOT MATCHED BY SOURCE", condition);
        case RowUse::source:
            return format("Add the condition {} within USING, as what has no match is inserted", condition);
    }
    return format("Add the condition {}", condition);
}

/// Whether the text of a column's value, read as another type, is that value and no other's. Text itself is read as it is, but a name is cut off.
bool reads_alike(const ValueType& parameter, const Field& column) {
    const auto is_number = [](ValueSort sort) {
        return sort == ValueSort::smallint || sort == ValueSort::integer || sort == ValueSort::bigint || sort == ValueSort::numeric;
    };
    const auto is_cut_off = [](const ValueType& type) { return type.element == "name" || type.element == "\"char\""; };
    if (is_cut_off(parameter)) return parameter.element == column.type.element;
    if (parameter.sort == ValueSort::text || parameter.sort == column.type.sort) return true;
    return is_number(parameter.sort) && is_number(column.type.sort);
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

bool is_scope(const Model& model, const Query& query, const QueryParameter& parameter) {
    const bool is_of_each_row = query.command == QueryCommand::copy && query.of_all_scopes;
    return !is_of_each_row && parameter.name == scope_column(model);
}

Result<> require_scope(const Model& model, const ValueTypes& types, const Query& query) {
    const auto column = scope_column(model);
    if (column.empty() || query.of_all_scopes) return {};
    const auto is_scoped = [&](const ColumnName& name) {
        const auto* const relation = find_relation(model, name.schema, name.table);
        return relation != nullptr && relation->meanings.scope >= 0;
    };
    const auto parameter = std::ranges::find(query.parameters, column, &QueryParameter::name);
    const int number = parameter == query.parameters.end() ? 0 : static_cast<int>(parameter - query.parameters.begin()) + 1;
    const auto refused = [&](std::string message, std::string hint) {
        return fail(ErrorCode::query_invalid, std::move(message))
            .at(query.place)
            .hint(format("{}, or a line -- scope: all below its name, if it is meant to find everybody's.", hint));
    };
    if (query.command == QueryCommand::copy && number != 0 && query.parameters.size() == 1)
        return refused(format("query {} is :copy, and its rows have nothing but {}, which is the same for all", query.name, column), "Write :exec");
    for (const auto& use : query.relations) {
        const auto inside = std::ranges::find_if(use.inside, is_scoped);
        const bool is_itself = is_scoped(use.name);
        if (!is_itself && inside == use.inside.end()) continue;
        const auto& whose = is_itself ? use.name : *inside;
        if (number == 0)
            return refused(format("query {} does not say whose rows of {}.{} it is about", query.name, whose.schema, whose.table),
                           format("Add a condition on @{}", column));
        if (!is_itself)
            return refused(format("query {} reads rows of {}.{} through {}.{}, which has no {}", query.name, whose.schema, whose.table, use.name.schema,
                                  use.name.table, column),
                           format("Add the column {} to the view", column));
        const auto equals = use.equals.find(column);
        if (equals == use.equals.end() || !equals->second.contains(number))
            return refused(format("query {} takes @{}, and nothing holds the rows of {}.{} to it", query.name, column, whose.schema, whose.table),
                           next_step(use, column));
        const auto& owner = *find_relation(model, whose.schema, whose.table);
        const auto& field = owner.fields[static_cast<std::size_t>(owner.meanings.scope)];
        if (!reads_alike(types.find(parameter->type), field))
            return refused(
                format("query {} takes @{} as {}, and {}.{}.{} is {}", query.name, column, parameter->type, whose.schema, whose.table, column, field.declared),
                format("Write @{}::{}", column, field.type.element));
    }
    return {};
}

std::string query_row_type(const Query& query) { return pascal_case(query.name) + "Row"; }
std::string query_parameters_type(const Query& query) { return pascal_case(query.name) + "Parameters"; }

}  // namespace whimbrel::codegen
