// SPDX-License-Identifier: Apache-2.0
// Columns of a table that stays: added, changed in place, dropped; in that order, so that dependents can move over.
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/table/column_steps.h"
#include "whimbrel/kinds/table/row_type.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

std::string default_property(const Column& column) { return column.default_value; }

}  // namespace

void ColumnSteps::add_column(const Column& column) {
    if (const auto type = lineage::type_followed(from, to)) {
        reached(column_part(column.name), Effect::creates, {lineage::shape(to.id)}, {lineage::shape(*type)});
        append_later(*type, [&](Steps& out) { append_overrides(to.id, Column{.name = column.name}, column, out); });
        return;
    }
    const auto parent = column.inherited ? giver(column, k_comes) : std::nullopt;
    if (parent && !column.local) {
        reached(column_part(column.name), Effect::creates, {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)},
                {lineage::shape(*parent)});
        Column comes = *lineage::table(scene, lineage::Side::to, *parent)->column(column.name);
        comes.storage = comes.compression = "";
        comes.statistics = -1;
        comes.options.clear();
        comes.identity.reset();
        if (has_named_not_null()) comes.not_null = column.not_null;
        append_later(*parent, [&](Steps& out) { append_overrides(to.id, comes, column, out); });
        change_constraint(column, {When::after_parents, When::as_child});
        return;
    }
    const auto first = steps.size();
    Column own = column;
    if (parent) own.not_null = not_null::is_written(column);
    add_own_column(own);
    // ADD COLUMN of the parent merges with what is there.
    if (parent)
        for (auto i = first; i < steps.size(); ++i) steps[i].prepares.push_back(lineage::below(*parent));
    change_constraint(column, {When::as_child});
}

void ColumnSteps::add_own_column(const Column& column) {
    const bool fills_itself = is_foreign() || !column.default_value.empty() || column.identity || !column.not_null || type_fills(column);
    const std::string* fill = is_foreign() ? nullptr : fill_answer(scene, to.id, column);
    if (fill == nullptr && !fills_itself) fill = ask_new_column(scene, to.id, column);
    // "because column … uses its row type": PostgreSQL adds no column with a value for the rows that are there.
    const bool in_pieces = !column.default_value.empty() && column.generated.empty() && !is_foreign() && row_type::is_used(to.id, scene);
    if (!in_pieces && (fill == nullptr || *fill == "none")) {
        auto& step = add(sql::fragment("ADD COLUMN", column_definition(to, named(column), {})), column_part(column.name), Effect::creates);
        take_not_null(step, column);
        take_sequence(step, column);
        if (!fills_itself && !column.not_null_not_valid)
            step.risk = {Verdict::blocked, "existing rows have no value for the new NOT NULL column", any_rows(scene, to.id)};
    } else {
        Column open = column;
        open.not_null = false;
        if (in_pieces) open.default_value.clear();
        add(sql::fragment("ADD COLUMN", column_definition(to, open, {})), column_part(column.name), Effect::creates);
        fill_column(column, fill == nullptr || *fill == "none" ? column.default_value : *fill);
        if (column.not_null) take_not_null(add(set_not_null(to.id, column), column_part(column.name), Effect::touches), column);
        if (in_pieces) change_type(open, column);
    }
    append_settings(as_added(to.value, column), column);
}

bool ColumnSteps::type_fills(const Column& column) const {
    return scene.around != nullptr && std::ranges::any_of(to.needs, [&](const Need& need) {
               if (need.part != column_part(column.name)) return false;
               const auto* type = scene.around->find(Surroundings::Side::to, need.object);
               return type != nullptr && type->id.kind == DomainKind::name && !type->as<Domain>().default_value.empty();
           });
}

void ColumnSteps::change_column(const Column& old_column, const Column& column) {
    if (old_column == column) return change_constraint(column, k_whenever);
    if (old_column.inherited && column.inherited)
        if (const auto parent = giver(column, k_stays)) return change_inherited(*parent, old_column, column);
    if (clings_to_expression(old_column, column)) {
        const auto now = make_plain(old_column);
        change_type(now, column);
        change_null(now, column);
        change_identity(now, column);
        return append_settings(as_added(to.value, column), column);
    }
    if (change_generated(old_column, column)) return;
    change_identity_away(old_column, column);
    change_type(old_column, column);
    change_null(old_column, column);
    change_identity(old_column, column);
    append_settings(old_column, column);
}

void ColumnSteps::change_inherited(const ObjectId& parent, const Column& old_column, const Column& column) {
    const bool retyped = old_column.type != column.type || old_column.collation != column.collation;
    const bool regenerated = old_column.generated != column.generated || (!column.generated.empty() && old_column.default_value != column.default_value);
    Column now = old_column;
    if (retyped || regenerated) {
        const auto end = retyped && !regenerated ? Effect::retypes : Effect::destroys;
        reached(column_part(column.name), end, {lineage::below(parent)}, {lineage::below(to.id)});
        reached(column_part(column.name), retyped && !regenerated ? Effect::retypes : Effect::creates,
                {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)}, {lineage::shape(parent)});
    }
    if (regenerated && !(column.generated.empty() && !old_column.generated.empty())) now = Column{.name = column.name, .default_value = column.default_value};
    if (!column.generated.empty()) now.default_value = column.default_value;
    if (regenerated && column.generated.empty()) now.default_value.clear();  // DROP EXPRESSION
    now.type = column.type;
    now.collation = column.collation;
    now.generated = column.generated;
    if (lineage::comes_from_above(scene, to.id, column.name, default_property)) now.default_value = column.default_value;
    else if (retyped && column.generated.empty() && now.default_value != column.default_value && !now.default_value.empty()) {
        add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP DEFAULT"), default_part(column.name),
               Effect::destroys)
            .prepares.push_back(lineage::below(parent));
        now.default_value.clear();
    }
    if (lineage::comes_from_above(scene, to.id, column.name, settings_property)) {
        now.storage = column.storage;
        now.statistics = column.statistics;
    }
    change_constraint(column, {When::before_parents});
    append_later(parent, [&](Steps&) {
        if (now.default_value != column.default_value) change_type(now, column);
        if (has_named_not_null()) change_constraint(column, {When::after_parents});
        else if (!null_comes_from_above(parent, column)) change_null(now, column);
        change_identity_away(now, column);
        change_identity(now, column);
        append_settings(now, column);
    });
    change_constraint(column, {When::as_child});
}

bool ColumnSteps::takes_expression(const Column& old_column, const Column& column) const {
    return scene.version.major() >= 17 && !column.generated.empty() && old_column.generated == column.generated && old_column.type == column.type &&
           old_column.collation == column.collation;
}

void ColumnSteps::drop_computed() {
    for (const auto& old_column : from.value.columns) {
        if (old_column.generated.empty()) continue;
        const auto* column = to.value.column(old_column.name);
        if (column == nullptr) drop_column(old_column);
        else if (old_column.inherited && column->inherited && giver(*column, k_stays)) continue;
        else if (!column->generated.empty() && !is_computed_the_same(old_column, *column) && !takes_expression(old_column, *column))
            give_up_not_null(add(sql::fragment("DROP COLUMN", Identifier{column->name}), column_part(column->name), Effect::destroys), old_column);
    }
}

bool ColumnSteps::clings_to_expression(const Column& old_column, const Column& column) const {
    if (scene.version.major() >= 15 || old_column.generated.empty() || !column.generated.empty() || is_foreign()) return false;
    // A parent's RENAME COLUMN would reach its children, but not its DROP COLUMN those that have the column of their own.
    if (!children.empty() || old_column.inherited || column.inherited || !to.value.of_type.empty()) return false;
    return std::ranges::any_of(from.needs,
                               [&](const Need& need) { return need.automatic && need.part == column_part(old_column.name) && need.object != from.id; });
}

Column ColumnSteps::make_plain(const Column& old_column) {
    const Identifier column_name{old_column.name}, aside{phrases::implicit_name(old_column.name, "whimbrel", "aside")};
    const auto part = column_part(old_column.name);
    Column plain{.name = old_column.name, .type = old_column.type, .collation = old_column.collation};
    add(sql::fragment("RENAME COLUMN", column_name, "TO", aside), part, Effect::destroys);
    add(sql::fragment("ADD COLUMN", column_definition(to, plain, {})), part, Effect::creates);
    fill_column(plain, aside.render());
    add(sql::fragment("DROP COLUMN", aside), part, Effect::touches);
    plain.not_null = old_column.not_null;
    if (plain.not_null) add(set_not_null(to.id, plain), part, Effect::touches);
    return plain;
}

bool ColumnSteps::change_generated(const Column& old_column, const Column& column) {
    const Identifier column_name{column.name};
    const bool was = !old_column.generated.empty(), is = !column.generated.empty();
    if (!was && !is) return false;
    if (was && !is && old_column.generated == "VIRTUAL") return store_virtual(old_column, column);
    if (was && !is) {
        add(sql::fragment("ALTER COLUMN", column_name, "DROP EXPRESSION"), default_part(column.name), Effect::destroys);
        return false;
    }
    if (is_computed_the_same(old_column, column)) return false;
    if (takes_expression(old_column, column)) {
        auto& step = add(sql::fragment("ALTER COLUMN", column_name, "SET EXPRESSION AS (", Fragment{column.default_value}, ")"), default_part(column.name),
                         Effect::creates);
        step.touches.push_back({column_part(column.name), Effect::recomputes});
        if (column.generated == "STORED") step.note = "computes the column for every row";
        return false;
    }
    if (!was) {
        auto& gone = add(sql::fragment("DROP COLUMN", column_name), column_part(column.name), Effect::destroys);
        give_up_not_null(gone, old_column);
        if (!is_foreign()) gone.risk = {Verdict::lossy, "the column's own values give way to computed ones", rows_with_value(scene, to.id, column.name)};
    }
    auto& made = add(sql::fragment("ADD COLUMN", column_definition(to, named(column), {})), column_part(column.name), Effect::creates);
    take_not_null(made, column);
    if (!is_foreign()) made.note = "computes the column for every row";
    append_settings(as_added(to.value, column), column);
    return true;
}

bool ColumnSteps::store_virtual(const Column& old_column, const Column& column) {
    give_up_not_null(add(sql::fragment("DROP COLUMN", Identifier{column.name}), column_part(column.name), Effect::destroys), old_column);
    Column open = column;
    open.not_null = false;
    open.default_value.clear();
    add(sql::fragment("ADD COLUMN", column_definition(to, open, {})), column_part(column.name), Effect::creates);
    if (!is_foreign()) fill_column(column, old_column.default_value);
    if (column.not_null) take_not_null(add(set_not_null(to.id, column), column_part(column.name), Effect::touches), column);
    change_type(open, column);
    append_settings(as_added(to.value, column), column);
    return true;
}

void ColumnSteps::change_type(const Column& old_column, const Column& column) {
    const Identifier column_name{column.name};
    const bool was_plain = old_column.generated.empty();
    const std::string old_default = was_plain ? old_column.default_value : std::string();
    const std::string new_default = column.generated.empty() ? column.default_value : std::string();
    const bool retyped = old_column.type != column.type || old_column.collation != column.collation;
    if (!old_default.empty() && old_default != new_default && (retyped || new_default.empty()))
        add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", column_name, "DROP DEFAULT"), default_part(column.name), Effect::destroys);
    if (retyped) retype(old_column, column);
    if (!new_default.empty() && new_default != old_default)
        add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", column_name, "SET DEFAULT", Fragment{column.default_value}),
               default_part(column.name), Effect::creates);
}

void ColumnSteps::retype(const Column& old_column, const Column& column) {
    const Identifier column_name{column.name};
    const std::string* using_text = is_foreign() ? nullptr : using_expression(scene, to.id, old_column, column);
    Builder action;
    action.add("ALTER COLUMN").add(column_name).add("TYPE").add(Fragment{column.type});
    if (!column.collation.empty()) action.add("COLLATE").add(Fragment{column.collation});
    if (using_text != nullptr) action.add("USING").add(Fragment{*using_text});
    else if (!is_foreign() && !converts(old_column, column)) action.add("USING").add(Fragment{column_name.render() + "::text::" + column.type});
    auto& step = add(action.fragment(), column_part(column.name), Effect::retypes);
    if (!is_foreign()) step.risk = retype_risk(scene, to.id, old_column, column, using_text);
}

void ColumnSteps::drop_column(const Column& column) {
    if (const auto type = lineage::type_followed(from, to)) {
        reached(column_part(column.name), Effect::destroys, {lineage::below(*type)}, {});
        return;
    }
    const auto parent = column.inherited ? giver(column, k_goes) : std::nullopt;
    if (parent && !column.local && !is_left_behind(*parent, column.name)) {
        reached(column_part(column.name), Effect::destroys, {lineage::below(*parent)}, {lineage::below(to.id)});
        return;
    }
    // DROP COLUMN forgets to tell children that keep the column that its NOT NULL is inherited no more.
    if (has_named_not_null() && not_null::state_of(from.id, &column).hands_down() && is_kept_below(column.name))
        add(sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP NOT NULL"), column_part(column.name), Effect::touches);
    const auto spoken_as = is_left_behind(to.id, column.name) ? sql::fragment("ONLY", table()) : sql::fragment(table());
    auto& step = add_to(spoken_as, sql::fragment("DROP COLUMN", Identifier{column.name}), column_part(column.name), Effect::destroys);
    if (parent) step.awaits.push_back(lineage::shape(*parent));
    free_sequence(step, column);
    give_up_not_null(step, column);
    if (column.generated.empty() && !is_foreign()) step.risk = {Verdict::lossy, "drops the column and its values", rows_with_value(scene, to.id, column.name)};
}

bool ColumnSteps::is_kept_below(std::string_view column) const {
    return std::ranges::any_of(children, [&](const ObjectId& child) {
        return lineage::table(scene, lineage::Side::from, child)->column(column) != nullptr &&
               lineage::table(scene, lineage::Side::to, child)->column(column) != nullptr;
    });
}

bool ColumnSteps::is_left_behind(const ObjectId& parent, std::string_view column) const {
    return std::ranges::any_of(lineage::kept_children(scene, parent), [&](const ObjectId& child) {
        const auto* was = lineage::table(scene, lineage::Side::from, child)->column(column);
        const auto* is = lineage::table(scene, lineage::Side::to, child)->column(column);
        return was != nullptr && !was->local && is != nullptr && !is->inherited;
    });
}

Steps alter_columns(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    ColumnSteps columns{from, to, scene};
    const auto add_and_change = [&](bool generated) {
        for (const auto& column : to.value.columns)
            if (from.value.column(column.name) == nullptr && column.generated.empty() != generated) columns.add_column(column);
        for (const auto& column : to.value.columns)
            if (const auto* old_column = from.value.column(column.name); old_column != nullptr && column.generated.empty() != generated)
                columns.change_column(*old_column, column);
    };
    // What is computed comes after what it is computed from, which may have been computed itself.
    columns.drop_computed();
    add_and_change(false);
    add_and_change(true);
    for (const auto& column : from.value.columns)
        if (column.generated.empty() && to.value.column(column.name) == nullptr) columns.drop_column(column);
    return std::move(columns.steps);
}

}  // namespace whimbrel::kinds
