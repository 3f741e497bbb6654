// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/keys.h"

#include "whimbrel/codegen/objects.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <map>
#include <set>

namespace whimbrel::codegen {

namespace {

using Name = std::pair<std::string, std::string>;

class Finding {
public:
    Finding(const catalog::Catalog& catalog, const ValueTypes& types, std::string_view scope, Model& model)
        : catalog_(catalog), types_(types), scope_(scope), model_(model) {}

    void run() {
        for (std::size_t at = 0; at < model_.relations.size(); ++at)
            if (model_.relations[at].sort == Relation::Sort::table) relations_.emplace(Name{model_.relations[at].schema, model_.relations[at].name}, at);
        for_each<kinds::TableKind>(catalog_, [&](const kinds::Object& object, const kinds::Table& table) {
            const Name name{object.id.schema, object.id.name};
            names_.emplace(sql::QualifiedName{name.first, name.second}.render(), name);
            if (!table.bound.empty() && !table.parents.empty()) parents_.emplace(name, table.parents.front());
        });
        // Those of partitions come second: what bears the table's own name is the table's.
        for (const bool of_partitions : {false, true}) {
            for_each<kinds::ConstraintKind>(catalog_, [&](const kinds::Object& object, const kinds::Constraint& constraint) {
                if (is_partition(object.id.schema, object.id.parent) == of_partitions) add(object.id, constraint);
            });
            for_each<kinds::IndexKind>(catalog_, [&](const kinds::Object& object, const kinds::Index& index) {
                if (index.unique && is_partition(object.id.schema, index.table) == of_partitions) add(object.id, index);
            });
        }
        for (auto& relation : model_.relations) {
            if (relation.sort == Relation::Sort::table) add_domain_checks(relation);
            std::ranges::sort(relation.keys, {}, [](const Key& key) { return std::tuple(key.sort != Key::Sort::primary_key, key.name, key.table); });
        }
    }

private:
    [[nodiscard]] bool is_partition(const std::string& schema, const std::string& table) const { return parents_.contains({schema, table}); }

    /// The relation whose rows the table holds; null where it is none of the model's.
    Relation* relation_of(const std::string& schema, const std::string& table) {
        Name name{schema, table};
        for (auto parent = parents_.find(name); parent != parents_.end(); parent = parents_.find(name)) {
            const auto above = names_.find(parent->second);
            if (above == names_.end()) return nullptr;
            name = above->second;
        }
        const auto found = relations_.find(name);
        return found == relations_.end() ? nullptr : &model_.relations[found->second];
    }

    /// A partition's is the table's where it bears the same name, but for foreign keys: those are told by the partition too.
    static void put(Relation& relation, Key key) {
        const auto is_same = [&](const Key& other) { return other.name == key.name && (key.sort != Key::Sort::foreign_key || other.table == key.table); };
        if (std::ranges::none_of(relation.keys, is_same)) relation.keys.push_back(std::move(key));
    }

    void add(const kinds::ObjectId& id, const kinds::Constraint& constraint) {
        if (constraint.not_enforced) return;
        auto* relation = relation_of(id.schema, id.parent);
        if (relation == nullptr) return;
        using Sort = Key::Sort;
        static constexpr std::pair<std::string_view, Sort> k_sorts[] = {{"primary key", Sort::primary_key},
                                                                        {"unique", Sort::unique},
                                                                        {"foreign key", Sort::foreign_key},
                                                                        {"check", Sort::check},
                                                                        {"exclusion", Sort::exclusion}};
        const auto* const sort = std::ranges::find(k_sorts, constraint.type, &std::pair<std::string_view, Sort>::first);
        if (sort == std::end(k_sorts)) return;
        Key key{.name = id.name, .sort = sort->second, .schema = id.schema, .table = id.parent, .columns = constraint.columns};
        key.field = field_of(constraint.columns);
        if (key.sort == Sort::foreign_key) {
            key.referenced = constraint.references_schema + "." + constraint.references_table;
            key.field = without_id(key.field);
            if (!is_partition(id.schema, id.parent)) foreign(*relation, id.name, constraint);
        }
        if (key.sort == Sort::primary_key && relation->primary_key.empty() && !is_partition(id.schema, id.parent))
            for (const auto& column : constraint.columns) relation->primary_key.push_back(static_cast<std::size_t>(relation->find(column)));
        put(*relation, std::move(key));
    }

    void add(const kinds::ObjectId& id, const kinds::Index& index) {
        auto* relation = relation_of(id.schema, index.table);
        if (relation == nullptr) return;
        Key key{.name = id.name, .sort = Key::Sort::unique, .schema = id.schema, .table = index.table};
        bool is_plain = index.predicate.empty();
        for (const auto& part : index.keys) {
            const bool is_column = relation->find(part) >= 0;
            is_plain = is_plain && is_column;
            if (is_column) key.columns.push_back(part);
            else
                for (auto& column : columns_in(*relation, part)) key.columns.push_back(std::move(column));
        }
        key.field = field_of(key.columns);
        key.covers_all = is_plain;
        put(*relation, std::move(key));
    }

    /// The columns that an expression names, in its order.
    static std::vector<std::string> columns_in(const Relation& relation, const std::string& expression) {
        std::vector<std::string> columns;
        for (const auto& token : parse::lex(expression)) {
            if (token.kind != parse::TokenKind::word && token.kind != parse::TokenKind::quoted_identifier) continue;
            auto name = parse::stored_name(token.text(expression));
            if (relation.find(name) >= 0 && std::ranges::find(columns, name) == columns.end()) columns.push_back(std::move(name));
        }
        return columns;
    }

    void add_domain_checks(Relation& relation) const {
        for (const auto& field : relation.fields)
            for (const auto& [name, definition] : types_.domain(field.declared).checks)
                put(relation, {.name = name, .schema = relation.schema, .table = relation.name, .columns = {field.column}, .field = field.column});
    }

    [[nodiscard]] std::string field_of(const std::vector<std::string>& columns) const {
        for (const auto& column : columns)
            if (column != scope_) return column;
        return columns.empty() ? "" : columns.front();
    }

    void foreign(Relation& relation, const std::string& name, const kinds::Constraint& constraint) {
        const auto found = relations_.find(Name{constraint.references_schema, constraint.references_table});
        if (found == relations_.end()) return;
        ForeignKey key{.name = name, .to = found->second, .links = {}};
        const auto& far = model_.relations[found->second];
        for (std::size_t at = 0; at < std::min(constraint.columns.size(), constraint.references_columns.size()); ++at) {
            const int here = relation.find(constraint.columns[at]), there = far.find(constraint.references_columns[at]);
            if (here < 0 || there < 0) return;
            key.links.emplace_back(here, there);
        }
        relation.foreign_keys.push_back(std::move(key));
    }

    const catalog::Catalog& catalog_;
    const ValueTypes& types_;
    std::string scope_;
    Model& model_;
    std::map<Name, std::size_t> relations_;           ///< tables by name
    std::map<std::string, Name, std::less<>> names_;  ///< of all tables by their rendered names
    std::map<Name, std::string> parents_;             ///< of partitions, rendered
};

}  // namespace

std::string without_id(std::string_view column) {
    for (const std::string_view ending : {"_id", "Id", "_ID"})
        if (column.size() > ending.size() && column.ends_with(ending)) return std::string(column.substr(0, column.size() - ending.size()));
    return std::string(column);
}

void find_keys(const catalog::Catalog& catalog, const ValueTypes& types, std::string_view scope, Model& model) { Finding(catalog, types, scope, model).run(); }

}  // namespace whimbrel::codegen
