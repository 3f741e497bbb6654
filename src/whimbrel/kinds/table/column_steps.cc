// SPDX-License-Identifier: Apache-2.0
// What the changes of columns have in common.
#include "whimbrel/kinds/table/column_steps.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

Step& ColumnSteps::add_to(const Fragment& spoken, const Fragment& action, std::string part, Effect effect) {
    steps.push_back(
        {.object = to.id, .statement = sql::sql("ALTER TABLE", spoken, action), .touches = {{std::move(part), effect}}, .lock = "ACCESS EXCLUSIVE"});
    place(steps.back());
    return steps.back();
}

void ColumnSteps::reached(std::string part, Effect effect, std::vector<std::string> prepares, std::vector<std::string> awaits) {
    steps.push_back({.object = to.id, .statement = {}, .touches = {{std::move(part), effect}}, .prepares = std::move(prepares), .awaits = std::move(awaits)});
}

Fragment ColumnSteps::spoken(const Column& column, const lineage::Property& property) const {
    return children.empty() || lineage::all_follow(scene, to.id, column.name, property) ? sql::fragment(table()) : sql::fragment("ONLY", table());
}

std::optional<ObjectId> ColumnSteps::giver(const Column& column, std::pair<bool, bool> has) const {
    for (const auto& parent : lineage::parents(to.needs)) {
        const auto *was = lineage::table(scene, lineage::Side::from, parent), *is = lineage::table(scene, lineage::Side::to, parent);
        if (was == nullptr || is == nullptr || !lineage::keeps(scene, to.id, parent) || !lineage::stays(scene, parent)) continue;
        if ((was->column(column.name) != nullptr) == has.first && (is->column(column.name) != nullptr) == has.second) return parent;
    }
    return std::nullopt;
}

void ColumnSteps::append_settings(const Column& old_column, const Column& column) {
    const auto first = steps.size();
    // A new column's settings are its children's own.
    const bool all = from.value.column(column.name) != nullptr && lineage::all_follow(scene, to.id, column.name, settings_property);
    append_column_settings(to.id, children.empty() || all ? sql::fragment(table()) : sql::fragment("ONLY", table()), old_column, column, steps);
    for (auto i = first; i < steps.size(); ++i) place(steps[i]);
}

void ColumnSteps::fill_column(const Column& column, const std::string& expression) {
    const Identifier column_name{column.name};
    for (const auto& holder : holders_of_rows(scene, to.id))
        steps.push_back({.object = to.id,
                         .statement = sql::sql("UPDATE", holder, "SET", column_name, "=", Fragment{expression}, "WHERE", column_name, "IS NULL"),
                         .touches = {{column_part(column.name), Effect::touches}},
                         .lock = "ROW EXCLUSIVE",
                         .note = "updates every row without a value"});
    // Checks that an UPDATE leaves for the end of the transaction keep ALTER TABLE from running ("pending trigger events").
    steps.push_back({.object = to.id, .statement = sql::sql("SET CONSTRAINTS ALL IMMEDIATE"), .touches = {{column_part(column.name), Effect::touches}}});
}

}  // namespace whimbrel::kinds
