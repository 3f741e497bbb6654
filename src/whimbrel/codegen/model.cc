// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/model.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/check_list.h"
#include "whimbrel/codegen/keys.h"
#include "whimbrel/codegen/objects.h"
#include "whimbrel/codegen/table_rules.h"
#include "whimbrel/kinds/collation/collation_kind.h"
#include "whimbrel/kinds/comment/comment_kind.h"
#include "whimbrel/kinds/composite_type/composite_kind.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/kinds/view/view_kind.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <set>

namespace whimbrel::codegen {

using kinds::ObjectId;

namespace {

class Making {
public:
    Making(const catalog::Catalog& catalog, const NameRules& rules, const Meanings& meanings)
        : catalog_(catalog), rules_(rules), meanings_(meanings), types_(catalog), table_rules_(catalog) {}

    Result<Model> run() {
        for_each<kinds::CollationKind>(catalog_, [&](const kinds::Object& object, const kinds::Collation& collation) {
            if (collation.nondeterministic) nondeterministic_.insert(sql::QualifiedName{object.id.schema, object.id.name}.render());
        });
        for_each<kinds::ConstraintKind>(catalog_, [&](const kinds::Object& object, const kinds::Constraint& constraint) { note_list(object.id, constraint); });
        for_each<kinds::EnumKind>(catalog_, [&](const kinds::Object& object, const kinds::Enum& type) {
            model_.enums.push_back(
                {object.id.schema, object.id.name, value_type_name(rules_, object.id.schema, object.id.name), comment(object.id), type.values});
        });
        for_each<kinds::CompositeKind>(catalog_, [&](const kinds::Object& object, const kinds::Composite& type) { add_composite(object.id, type); });
        for_each<kinds::TableKind>(catalog_, [&](const kinds::Object& object, const kinds::Table& table) {
            if (table.bound.empty()) add_table(object.id, table);
        });
        for_each<kinds::ViewKind>(catalog_, [&](const kinds::Object& object, const kinds::View& view) { add_view(object.id, view.columns); });
        for_each<kinds::MaterializedViewKind>(catalog_,
                                              [&](const kinds::Object& object, const kinds::MaterializedView& view) { add_view(object.id, view.columns); });
        std::ranges::sort(model_.enums, {}, &EnumType::type_name);
        std::ranges::sort(model_.relations, {}, [](const Relation& relation) { return std::pair(relation.schema, relation.name); });
        order_composites();
        WHIMBREL_CHECK(refuse_clashes());
        WHIMBREL_CHECK(find_meanings(model_, meanings_));
        find_keys(catalog_, types_, meanings_.scope, model_);
        find_associations(meanings_.scope, model_);
        return std::move(model_);
    }

private:
    /// Rows that were there before a NOT VALID constraint, or that nobody checks, may hold anything.
    void note_list(const ObjectId& id, const kinds::Constraint& constraint) {
        if (constraint.type != "check" || constraint.columns.size() != 1 || constraint.not_valid || constraint.not_enforced) return;
        auto values = allowed_values(constraint.body, constraint.columns.front());
        if (!values) return;
        const auto [at, is_new] = lists_.try_emplace({id.schema, id.parent, constraint.columns.front()}, *values);
        // Of two lists a value has to be in both.
        if (!is_new) std::erase_if(at->second, [&](const std::string& value) { return std::ranges::find(*values, value) == values->end(); });
    }

    [[nodiscard]] std::string comment(const ObjectId& on, const std::string& part = "") const {
        const auto* found = catalog_.find({.kind = std::string(kinds::CommentKind::name), .schema = on.schema, .name = on.name, .on = on.kind, .part = part});
        return found == nullptr ? "" : found->as<kinds::Comment>().text;
    }

    void add_table(const ObjectId& id, const kinds::Table& table) {
        auto& relation = add(id, Relation::Sort::table);
        for (const auto& column : table.columns) {
            const auto domain = types_.domain(column.type);
            // Rows that were there before a constraint that is NOT VALID may hold NULL; new ones may not.
            const bool is_demanded = column.not_null || domain.not_null, is_not_null = is_demanded && (domain.not_null || !column.not_null_not_valid);
            Field field{.column = column.name, .declared = column.type, .type = types_.find(column.type), .nullable = !is_not_null};
            const bool computed = !column.generated.empty() || (column.identity && column.identity->generated == "ALWAYS");
            const bool has_value = !is_demanded || column.identity || !column.default_value.empty() || domain.has_default;
            field.given = computed ? Given::never : has_value ? Given::optional : Given::required;
            field.comment = comment(id, kinds::column_part(column.name));
            if (!table.is_foreign() && is_compared_by_bytes(field.type, column.collation)) field.allowed = allowed(id, column.name, domain);
            if (!field.allowed.empty()) field.list_type = list_type_name(rules_, id.schema, id.name, field.column);
            relation.fields.push_back(std::move(field));
        }
        table_rules_.add(relation, id, table);
    }

    void add_composite(const ObjectId& id, const kinds::Composite& type) {
        auto& composite = model_.composites.emplace_back(
            CompositeType{.schema = id.schema, .name = id.name, .type_name = value_type_name(rules_, id.schema, id.name), .comment = comment(id)});
        for (const auto& attribute : type.attributes)
            composite.attributes.push_back({.column = attribute.name,
                                            .declared = attribute.type,
                                            .type = types_.find(attribute.type),
                                            .nullable = true,
                                            .comment = comment(id, kinds::column_part(attribute.name))});
    }

    /// What another is made of comes before it; PostgreSQL allows no circle.
    void order_composites() {
        std::ranges::sort(model_.composites, {}, &CompositeType::type_name);
        std::vector<CompositeType> ordered;
        std::set<std::string> done;
        const auto put = [&](const auto& self, CompositeType& type) -> void {
            if (!done.insert(type.type_name).second) return;
            for (const auto& attribute : type.attributes)
                if (attribute.type.composite != nullptr)
                    for (auto& other : model_.composites)
                        if (other.schema == attribute.type.composite->id.schema && other.name == attribute.type.composite->id.name) self(self, other);
            ordered.push_back(std::move(type));
        };
        for (auto& type : model_.composites) put(put, type);
        model_.composites = std::move(ordered);
    }

    /// True of text that equals another only where every byte does: neither padded (character), nor citext, nor of a collation that
    /// takes different texts for equal.
    [[nodiscard]] bool is_compared_by_bytes(const ValueType& type, const std::string& collation) const {
        if (type.is_array || (type.element != "text" && type.element != "character varying")) return false;
        return !nondeterministic_.contains(collation);
    }

    /// The list of a CHECK of the column's own, else of its domain's.
    [[nodiscard]] std::vector<std::string> allowed(const ObjectId& id, const std::string& column, const DomainFacts& domain) const {
        if (const auto list = lists_.find({id.schema, id.name, column}); list != lists_.end()) return list->second;
        for (const auto& [name, definition] : domain.checks)
            if (auto list = allowed_values(definition, "value")) return std::move(*list);
        return {};
    }

    /// What a view computes may be NULL, and nothing tells where it may not.
    template <class Column>
    void add_view(const ObjectId& id, const std::vector<Column>& columns) {
        auto& relation = add(id, Relation::Sort::view);
        for (const auto& column : columns)
            relation.fields.push_back({.column = column.name,
                                       .declared = column.type,
                                       .type = types_.find(column.type),
                                       .nullable = true,
                                       .given = Given::never,
                                       .comment = comment(id, kinds::column_part(column.name))});
    }

    Relation& add(const ObjectId& id, Relation::Sort sort) {
        return model_.relations.emplace_back(
            Relation{.sort = sort, .schema = id.schema, .name = id.name, .type_name = row_type_name(rules_, id.schema, id.name), .comment = comment(id)});
    }

    /// No two types of one name, those that are made of a relation's besides its row included.
    [[nodiscard]] Result<> refuse_clashes() const {
        std::map<std::string, std::string> taken;
        const auto take = [&](const std::string& type, const std::string& whose, const std::string& of) -> Result<> {
            const auto [at, is_new] = taken.emplace(type, whose);
            if (is_new) return {};
            return fail(ErrorCode::types_name_taken, format("{} and {} would both be the type {}", at->second, whose, type))
                .hint(format("Give one of them another name in whimbrel.toml: under [codegen.names] write \"{}\" = \"…\".", of));
        };
        for (const auto& type : model_.enums) WHIMBREL_CHECK(take(type.type_name, type.schema + "." + type.name, type.schema + "." + type.name));
        for (const auto& type : model_.composites) WHIMBREL_CHECK(take(type.type_name, type.schema + "." + type.name, type.schema + "." + type.name));
        for (const auto& relation : model_.relations)
            WHIMBREL_CHECK(take(relation.type_name, relation.schema + "." + relation.name, relation.schema + "." + relation.name));
        for (const auto& relation : model_.relations) {
            const auto name = relation.schema + "." + relation.name;
            if (relation.sort == Relation::Sort::table) WHIMBREL_CHECK(take("New" + relation.type_name, "new rows of " + name, name));
            for (const auto& field : relation.fields)
                if (!field.allowed.empty()) WHIMBREL_CHECK(take(field.list_type, "the values of " + name + "." + field.column, name + "." + field.column));
        }
        return {};
    }

    struct ColumnName {
        std::string schema, table, column;
        auto operator<=>(const ColumnName&) const = default;
    };

    const catalog::Catalog& catalog_;
    const NameRules& rules_;
    const Meanings& meanings_;
    ValueTypes types_;
    TableRules table_rules_;
    std::set<std::string, std::less<>> nondeterministic_;  ///< collations, rendered
    std::map<ColumnName, std::vector<std::string>> lists_;
    Model model_;
};

}  // namespace

const EnumType* Model::find_enum(const kinds::Object& object) const {
    const auto found = std::ranges::find_if(enums, [&](const EnumType& type) { return type.schema == object.id.schema && type.name == object.id.name; });
    return found == enums.end() ? nullptr : &*found;
}

const CompositeType* Model::find_composite(const kinds::Object& object) const {
    const auto found =
        std::ranges::find_if(composites, [&](const CompositeType& type) { return type.schema == object.id.schema && type.name == object.id.name; });
    return found == composites.end() ? nullptr : &*found;
}

int Relation::find(std::string_view column) const {
    const auto found = std::ranges::find(fields, column, &Field::column);
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

Result<Model> make_model(const catalog::Catalog& catalog, const NameRules& rules, const Meanings& meanings) { return Making(catalog, rules, meanings).run(); }

}  // namespace whimbrel::codegen
