// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/table_rules.h"

#include "whimbrel/codegen/objects.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/sql/names.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

/// Rows are compared byte by byte by the default collation too where equality is asked, and by "C"; another may call different texts equal.
bool is_plain(std::string_view collation) {
    return collation.empty() || collation.ends_with("\"C\"") || collation.ends_with("\"POSIX\"") || collation.ends_with("\"default\"");
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

TableRules::TableRules(const catalog::Catalog& catalog) {
    const auto rendered = [](const kinds::ObjectId& id) { return sql::QualifiedName{id.schema, id.name}.render(); };
    for_each<kinds::DomainKind>(catalog, [&](const kinds::Object& object, const kinds::Domain& domain) { domains_.emplace(rendered(object.id), &domain); });
    for_each<kinds::EnumKind>(catalog, [&](const kinds::Object& object, const kinds::Enum&) { enums_.emplace(rendered(object.id), &object); });
    for_each<kinds::ConstraintKind>(catalog, [&](const kinds::Object& object, const kinds::Constraint& constraint) {
        if (constraint.type == "check" && !constraint.not_enforced) checks_[{object.id.schema, object.id.parent}].emplace_back(object.id.name, &constraint);
    });
}

std::vector<const kinds::Domain*> TableRules::domains_of(std::string_view type) const {
    std::vector<const kinds::Domain*> out;
    for (auto found = domains_.find(type); found != domains_.end(); found = domains_.find(found->second->base_type)) out.push_back(found->second);
    return out;
}

std::string TableRules::base_type(std::string_view type) const {
    const auto domains = domains_of(type);
    return domains.empty() ? std::string(type) : domains.back()->base_type;
}

RuleColumn TableRules::column_of(const kinds::Column& column) const {
    RuleColumn out{.name = column.name, .type = base_type(column.type)};
    out.is_enum = enums_.contains(out.type);
    out.has_own_collation = !is_plain(column.collation);
    for (const auto* domain : domains_of(column.type)) out.has_own_collation = out.has_own_collation || !is_plain(domain->collation);
    // What the server computes is not known before.
    if (!column.generated.empty()) out.type = "computed";
    return out;
}

void TableRules::add(Relation& relation, const kinds::ObjectId& id, const kinds::Table& table) const {
    std::vector<RuleColumn> columns;
    columns.reserve(table.columns.size());
    for (const auto& column : table.columns) columns.push_back(column_of(column));
    const auto note = [&](const std::string& name, bool is_whole) {
        if (!is_whole) relation.server_checks.push_back(name);
    };
    for (std::size_t at = 0; at < columns.size(); ++at) {
        add_type_rules(columns[at], at, relation.rules);
        for (const auto* domain : domains_of(table.columns[at].type))
            for (const auto& check : domain->constraints)
                if (check.definition.starts_with("CHECK"))
                    note(check.name, add_check_rules(check.definition, check.name, columns, static_cast<int>(at), relation.rules));
    }
    // Nobody checks the constraints of a foreign table: they are what is said of rows elsewhere.
    if (const auto found = checks_.find({id.schema, id.name}); found != checks_.end() && !table.is_foreign())
        for (const auto& [name, check] : found->second) note(name, add_check_rules(check->body, name, columns, -1, relation.rules));
    drop_what_labels_say(relation);
    // A column's own are together, those of its type first: they round what the others see.
    std::ranges::stable_sort(relation.rules, {}, [](const CheckRule& rule) { return std::pair(rule.column, !rule.constraint.empty()); });
    std::ranges::sort(relation.server_checks);
    const auto repeated = std::ranges::unique(relation.server_checks);
    relation.server_checks.erase(repeated.begin(), repeated.end());
}

/// What a column with an enum class of its own cannot hold needs no rule.
void TableRules::drop_what_labels_say(Relation& relation) {
    std::erase_if(relation.rules, [&](const CheckRule& rule) {
        const auto& allowed = relation.fields[rule.column].allowed;
        if (allowed.empty()) return false;
        if (rule.sort == data::Rule::Sort::max_length)
            return std::ranges::all_of(allowed, [&](const std::string& label) { return characters(label) <= static_cast<std::size_t>(rule.n); });
        const auto holds = [&](const std::string& label) {
            return rule.sort == data::Rule::Sort::one_of ? std::ranges::find(rule.values, label) != rule.values.end() : rule.value == label;
        };
        return (rule.sort == data::Rule::Sort::one_of || (rule.sort == data::Rule::Sort::equal && rule.other_column < 0)) &&
               std::ranges::all_of(allowed, holds);
    });
}

}  // namespace whimbrel::codegen
