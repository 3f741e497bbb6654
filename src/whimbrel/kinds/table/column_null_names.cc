// SPDX-License-Identifier: Apache-2.0
// Names of NOT NULL constraints (PostgreSQL 18), which no two constraints of a table may share: who takes one waits until it is given up.
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/schema/schema_kind.h"
#include "whimbrel/kinds/table/column_steps.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>
#include <any>
#include <iterator>
#include <map>
#include <utility>

namespace whimbrel::kinds {

using lineage::Side;
using not_null::Move;
using not_null::State;

namespace {

/// How a check of that name would occupy it.
std::string slot(const ObjectId& table, const std::string& name) {
    return ConstraintKind::occupies(ObjectId{.kind = std::string(ConstraintKind::name), .schema = table.schema, .parent = table.name, .name = name}).front();
}

State state_below(const Scene& scene, Side side, const ObjectId& table, const std::string& column) {
    const auto* value = lineage::table(scene, side, table);
    return value == nullptr ? State{} : not_null::state_of(table, value->column(column));
}

/// The tables that ALTER TABLE reaches.
std::vector<ObjectId> all_below(const Scene& scene, const ObjectId& table) {
    auto out = lineage::kept_children(scene, table);
    for (std::size_t i = 0; i < out.size(); ++i) std::ranges::move(lineage::kept_children(scene, ObjectId(out[i])), std::back_inserter(out));
    return out;
}

/// Tables by the names of their NOT NULLs that are not those that PostgreSQL chooses.
using NamedOtherwise = std::multimap<std::string, const Object*>;

const NamedOtherwise& named_otherwise(const Surroundings& around, const std::string& schema) {
    auto& learnt = around.learnt(Side::from, "NOT NULLs named otherwise in " + schema);
    if (const auto* known = std::any_cast<NamedOtherwise>(&learnt)) return *known;
    NamedOtherwise out;
    for (const auto* object : around.dependents(Side::from, {.kind = std::string(SchemaKind::name), .name = schema})) {
        if (object->id.kind != TableKind::name) continue;
        for (const auto& column : object->as<Table>().columns)
            if (!column.not_null_name.empty()) out.emplace(column.not_null_name, object);
    }
    return learnt.emplace<NamedOtherwise>(std::move(out));
}

bool has_move(const not_null::Course& course, Move move) {
    return std::ranges::any_of(course.moves, [&](const auto& one) { return one.second == move; });
}

}  // namespace

bool not_null::is_name_of_other(const Scene& scene, const ObjectId& table, const std::string& name) {
    if (scene.around == nullptr || scene.version.major() < 18) return false;
    const auto [first, last] = named_otherwise(*scene.around, table.schema).equal_range(name);
    return std::any_of(first, last, [&](const auto& one) { return one.second->id != table; });
}

void ColumnSteps::give_up(Step& step, const ObjectId& table, const std::string& name) {
    step.frees.push_back(slot(table, name));
    step.prepares.push_back(lineage::free(table, name));
}

void ColumnSteps::take(Step& step, const ObjectId& table, const std::string& name) {
    step.takes.push_back(slot(table, name));
    step.awaits.push_back(lineage::free(table, name));
}

void ColumnSteps::give_up_not_null(Step& step, const Column& old_column) const {
    if (!has_named_not_null() || !old_column.not_null) return;
    give_up(step, to.id, not_null::state_of(from.id, &old_column).name);
    for (const auto& child : all_below(scene, to.id)) {
        const auto was = state_below(scene, Side::from, child, old_column.name), is = state_below(scene, Side::to, child, old_column.name);
        if (was.inherited && !was.local && was.name != is.name) give_up(step, child, was.name);
    }
}

void ColumnSteps::take_not_null(Step& step, const Column& column) const {
    if (!has_named_not_null() || !column.not_null) return;
    take(step, to.id, not_null_name(to.id, column));
    for (const auto& child : all_below(scene, to.id)) {
        const auto was = state_below(scene, Side::from, child, column.name), is = state_below(scene, Side::to, child, column.name);
        if (is.inherited && !is.local && (!was.there || was.inherited) && was.name != is.name) take(step, child, is.name);
    }
}

void ColumnSteps::rename_not_null(const Column& column) {
    const auto& old_column = *from.value.column(column.name);
    const auto rename = [&](const std::string& name, const std::string& new_name) -> Step& {
        return add(sql::fragment("RENAME CONSTRAINT", sql::Identifier{name}, "TO", sql::Identifier{new_name}), column_part(column.name), Effect::touches);
    };
    const auto was = not_null::state_of(from.id, &old_column).name, is = not_null_name(to.id, column);
    if (!begins_circle(column)) {
        auto& step = rename(was, is);
        give_up_not_null(step, old_column);
        take_not_null(step, column);
        return;
    }
    const auto aside = sql::aside(was);
    give_up_not_null(rename(was, aside), old_column);
    take_not_null(rename(aside, is), column);
}

bool ColumnSteps::begins_circle(const Column& column) const {
    const auto name_before = [&](const Column& of) { return not_null::state_of(from.id, from.value.column(of.name)).name; };
    const Column* at = &column;
    do {
        const auto wanted = not_null_name(to.id, *at);
        const auto holder = std::ranges::find_if(to.value.columns, [&](const Column& other) { return other.not_null && name_before(other) == wanted; });
        if (holder == to.value.columns.end() || not_null_name(to.id, *holder) == wanted) return false;
        const auto course = not_null::course(from, to, scene, holder->name);
        if (has_move(course, Move::drop) || (holder->name < column.name && has_move(course, Move::rename))) return false;
        at = &*holder;
    } while (at != &column);
    return true;
}

}  // namespace whimbrel::kinds
