// SPDX-License-Identifier: Apache-2.0
// NOT NULL of columns: words of ALTER COLUMN before PostgreSQL 18, a constraint with a name and a lineage of its own since.
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/table/column_steps.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Identifier;

namespace {

std::string null_property(const Column& column) { return column.not_null ? "not null" : "null"; }

}  // namespace

bool ColumnSteps::null_comes_from_above(const ObjectId& parent, const Column& column) const {
    const auto *was = lineage::table(scene, lineage::Side::from, parent), *is = lineage::table(scene, lineage::Side::to, parent);
    const bool set_above = !was->column(column.name)->not_null && is->column(column.name)->not_null;
    return (set_above && column.not_null && !to.value.bound.empty()) || lineage::comes_from_above(scene, to.id, column.name, null_property);
}

Column ColumnSteps::named(Column column) const {
    const auto name = not_null_name(to.id, column);
    if (!has_named_not_null() || !column.not_null || !column.not_null_name.empty()) return column;
    const bool is_taken =
        not_null::is_name_of_other(scene, to.id, name) || std::ranges::any_of(lineage::children(scene, lineage::Side::from, to.id), [&](const Object* child) {
            return not_null::state_of(child->id, child->as<Table>().column(column.name)).name == name;
        });
    if (is_taken) column.not_null_name = name;
    return column;
}

void ColumnSteps::change_constraint(const Column& column, std::initializer_list<When> at) {
    const auto course = not_null::course(from, to, scene, column.name);
    if (course.is_reached && std::ranges::find(at, When::after_parents) != at.end())
        for (const auto& parent : course.parents)
            reached(column_part(column.name), Effect::touches, {lineage::shape(to.id), lineage::before_attach(to.id)}, {lineage::shape(parent)});
    for (const auto& [when, move] : course.moves) {
        if (std::ranges::find(at, when) == at.end()) continue;
        const auto first = steps.size();
        if (move == not_null::Move::add) add_constraint(column, course.parents);
        else if (move == not_null::Move::rename) rename_not_null(column);
        else
            for (const auto& action : not_null::actions(from, to, scene, column.name, move))
                add_to(sql::fragment(phrases::qualified(action.table)), action.text, column_part(column.name), Effect::touches).note = action.note;
        for (auto i = first; i < steps.size(); ++i) {
            if (when == When::before_parents)
                for (const auto& parent : course.parents) steps[i].prepares.push_back(lineage::below(parent));
            if (when == When::after_parents)
                for (const auto& parent : course.parents) steps[i].awaits.push_back(lineage::shape(parent));
            if (when != When::as_child) continue;
            steps[i].prepares.clear();
            steps[i].awaits = {lineage::after_attach(to.id)};
        }
        if (steps.size() == first) continue;
        if (move == not_null::Move::rename || move == not_null::Move::make_anew) steps[first].awaits.push_back(lineage::room(to.id));
        // What is made anew has given its name up by the last of its statements.
        if (move == not_null::Move::make_anew) take_not_null(steps[first], column);
        const auto* old_column = from.value.column(column.name);
        if ((move == not_null::Move::drop || move == not_null::Move::make_anew) && old_column != nullptr) give_up_not_null(steps.back(), *old_column);
        if (move == not_null::Move::add) take_not_null(steps.back(), column);
    }
}

void ColumnSteps::add_constraint(const Column& column, const std::vector<ObjectId>& parents) {
    const auto missing = rows_where(scene, to.id, sql::fragment(Identifier{column.name}, "IS NULL"));
    const bool asks = !is_foreign() && from.value.column(column.name) != nullptr;
    const auto* fill = asks ? fill_answer(scene, to.id, column) : nullptr;
    // What rows of the parent get, rows of the child get before it.
    for (const auto& parent : parents)
        if (asks && fill == nullptr) fill = fill_answer(scene, parent, column);
    if (asks && fill == nullptr) fill = ask_null_fill(scene, to.id, column);
    const bool fills = fill != nullptr && *fill != "none";
    if (fills) fill_column(column, *fill);
    auto& step = add(set_not_null(to.id, named(column)), column_part(column.name), Effect::touches);
    if (!fills && !column.not_null_not_valid && !is_foreign()) step.risk = {Verdict::blocked, "rows hold NULL in a column that must not", missing};
}

void ColumnSteps::change_null(const Column& old_column, const Column& column) {
    if (has_named_not_null()) return change_constraint(column, k_whenever);
    const Identifier column_name{column.name};
    if (!old_column.not_null && column.not_null) {
        const auto missing = rows_where(scene, to.id, sql::fragment(column_name, "IS NULL"));
        const auto* fill = is_foreign() ? nullptr : ask_null_fill(scene, to.id, column);
        const bool fills = fill != nullptr && *fill != "none";
        if (fills) fill_column(column, *fill);
        const auto name_of = to.value.partition_key.empty() ? spoken(column, null_property) : sql::fragment(table());
        auto& step = add_to(name_of, set_not_null(to.id, column), column_part(column.name), Effect::touches);
        if (!fills && !column.not_null_not_valid && !is_foreign()) step.risk = {Verdict::blocked, "rows hold NULL in a column that must not", missing};
    } else if (old_column.not_null && !column.not_null) {
        const auto drop = sql::fragment("ALTER COLUMN", column_name, "DROP NOT NULL");
        if (to.value.partition_key.empty()) {
            add_to(spoken(column, null_property), drop, column_part(column.name), Effect::touches);
            return;
        }
        // "cannot remove constraint from only the partitioned table": partitions that keep it get it back.
        add(drop, column_part(column.name), Effect::touches);
        restore_not_null_below(to.id, column);
    }
}

void ColumnSteps::restore_not_null_below(const ObjectId& id, const Column& column) {
    for (const auto& child : lineage::kept_children(scene, id)) {
        const auto* is = lineage::table(scene, lineage::Side::to, child)->column(column.name);
        if (is != nullptr && is->not_null)
            add_to(sql::fragment(phrases::qualified(child)), sql::fragment("ALTER COLUMN", Identifier{column.name}, "SET NOT NULL"), column_part(column.name),
                   Effect::touches);
        else restore_not_null_below(child, column);
    }
}

}  // namespace whimbrel::kinds
