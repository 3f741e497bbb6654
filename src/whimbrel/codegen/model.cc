// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/model.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/check_list.h"
#include "whimbrel/codegen/objects.h"
#include "whimbrel/codegen/table_rules.h"
#include "whimbrel/kinds/comment/comment_kind.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/kinds/view/view_kind.h"

#include <algorithm>

namespace whimbrel::codegen {

using kinds::ObjectId;

namespace {

class Making {
public:
    Making(const catalog::Catalog& catalog, const NameRules& rules) : catalog_(catalog), rules_(rules), types_(catalog), table_rules_(catalog) {}

    Result<Model> run() {
        for_each<kinds::ConstraintKind>(catalog_, [&](const kinds::Object& object, const kinds::Constraint& constraint) { note_list(object.id, constraint); });
        for_each<kinds::EnumKind>(catalog_, [&](const kinds::Object& object, const kinds::Enum& type) {
            model_.enums.push_back(
                {object.id.schema, object.id.name, value_type_name(rules_, object.id.schema, object.id.name), comment(object.id), type.values});
        });
        for_each<kinds::TableKind>(catalog_, [&](const kinds::Object& object, const kinds::Table& table) {
            if (table.bound.empty()) add_table(object.id, table);
        });
        for_each<kinds::ViewKind>(catalog_, [&](const kinds::Object& object, const kinds::View& view) { add_view(object.id, view.columns); });
        for_each<kinds::MaterializedViewKind>(catalog_,
                                              [&](const kinds::Object& object, const kinds::MaterializedView& view) { add_view(object.id, view.columns); });
        std::ranges::sort(model_.enums, {}, &EnumType::type_name);
        std::ranges::sort(model_.relations, {}, [](const Relation& relation) { return std::pair(relation.schema, relation.name); });
        WHIMBREL_CHECK(refuse_clashes());
        return std::move(model_);
    }

private:
    /// Rows that were there before a NOT VALID constraint, or that nobody checks, may hold anything.
    void note_list(const ObjectId& id, const kinds::Constraint& constraint) {
        if (constraint.type != "check" || constraint.columns.size() != 1 || constraint.not_valid || constraint.not_enforced) return;
        if (auto values = allowed_values(constraint.body, constraint.columns.front()))
            lists_.insert_or_assign({id.schema, id.parent, constraint.columns.front()}, std::move(*values));
    }

    [[nodiscard]] std::string comment(const ObjectId& on, const std::string& part = "") const {
        const auto* found = catalog_.find({.kind = std::string(kinds::CommentKind::name), .schema = on.schema, .name = on.name, .on = on.kind, .part = part});
        return found == nullptr ? "" : found->as<kinds::Comment>().text;
    }

    void add_table(const ObjectId& id, const kinds::Table& table) {
        auto& relation = add(id, Relation::Sort::table);
        for (const auto& column : table.columns) {
            const auto domain = types_.domain(column.type);
            Field field{.column = column.name, .type = types_.find(column.type), .nullable = !column.not_null && !domain.not_null};
            const bool computed = !column.generated.empty() || (column.identity && column.identity->generated == "ALWAYS");
            const bool has_value = field.nullable || column.identity || !column.default_value.empty() || domain.has_default;
            field.given = computed ? Given::never : has_value ? Given::optional : Given::required;
            field.comment = comment(id, kinds::column_part(column.name));
            if (const auto list = lists_.find({id.schema, id.name, column.name}); list != lists_.end() && field.type.sort == ValueSort::text &&
                !table_rules_.base_type(column.type).starts_with("character("))  // which is read back with blanks behind
                field.allowed = list->second;
            relation.fields.push_back(std::move(field));
        }
        table_rules_.add(relation, id, table);
    }

    /// What a view computes may be NULL, and nothing tells where it may not.
    template <class Column>
    void add_view(const ObjectId& id, const std::vector<Column>& columns) {
        auto& relation = add(id, Relation::Sort::view);
        for (const auto& column : columns)
            relation.fields.push_back({.column = column.name,
                                       .type = types_.find(column.type),
                                       .nullable = true,
                                       .given = Given::never,
                                       .comment = comment(id, kinds::column_part(column.name))});
    }

    Relation& add(const ObjectId& id, Relation::Sort sort) {
        return model_.relations.emplace_back(
            Relation{.sort = sort, .schema = id.schema, .name = id.name, .type_name = row_type_name(rules_, id.schema, id.name), .comment = comment(id)});
    }

    [[nodiscard]] Result<> refuse_clashes() const {
        std::map<std::string, std::string> taken;
        const auto take = [&](const std::string& type, const std::string& schema, const std::string& name) -> Result<> {
            const auto [at, is_new] = taken.emplace(type, schema + "." + name);
            if (is_new) return {};
            return fail(ErrorCode::types_name_taken, format("{} and {}.{} would both be the type {}", at->second, schema, name, type))
                .hint(format("Give one of them another name in whimbrel.toml: under [codegen.names] write \"{}.{}\" = \"…\".", schema, name));
        };
        for (const auto& type : model_.enums) WHIMBREL_CHECK(take(type.type_name, type.schema, type.name));
        for (const auto& relation : model_.relations) WHIMBREL_CHECK(take(relation.type_name, relation.schema, relation.name));
        return {};
    }

    struct ColumnName {
        std::string schema, table, column;
        auto operator<=>(const ColumnName&) const = default;
    };

    const catalog::Catalog& catalog_;
    const NameRules& rules_;
    ValueTypes types_;
    TableRules table_rules_;
    std::map<ColumnName, std::vector<std::string>> lists_;
    Model model_;
};

}  // namespace

const EnumType* Model::find_enum(const kinds::Object& object) const {
    const auto found = std::ranges::find_if(enums, [&](const EnumType& type) { return type.schema == object.id.schema && type.name == object.id.name; });
    return found == enums.end() ? nullptr : &*found;
}

Result<Model> make_model(const catalog::Catalog& catalog, const NameRules& rules) { return Making(catalog, rules).run(); }

}  // namespace whimbrel::codegen
