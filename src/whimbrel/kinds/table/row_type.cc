// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/row_type.h"

#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>
#include <iterator>

namespace whimbrel::kinds::row_type {

using lineage::Side;
using sql::Fragment;
using sql::Identifier;

namespace {

// Words for Step::prepares and Step::awaits.
std::string let_go_of(const ObjectId& table) { return "row type let go of " + table.render(); }
std::string written_anew(const ObjectId& table) { return "written anew " + table.render(); }

struct User {
    ObjectId table;
    std::string column;
    bool operator==(const User&) const = default;
};

/// Columns of other tables of that side.
std::vector<User> users(const ObjectId& table, Side side, const Scene& scene) {
    std::vector<User> out;
    if (scene.around == nullptr) return out;
    for (const auto* user : scene.around->dependents(side, table)) {
        if (user->id.kind != TableKind::name || user->id == table) continue;
        for (const auto& column : user->as<Table>().columns)
            if (const auto* of = of_column(user->needs, column.name); of != nullptr && *of == table) out.push_back({user->id, column.name});
    }
    return out;
}

bool is_among(const std::vector<User>& users, const User& user) { return std::ranges::find(users, user) != users.end(); }

/// Those that are of the row type before and after.
std::vector<User> lasting_users(const ObjectId& table, const Scene& scene) {
    auto out = users(table, Side::from, scene);
    if (out.empty()) return out;
    const auto later = users(table, Side::to, scene);
    std::erase_if(out, [&](const User& user) { return !is_among(later, user); });
    return out;
}

/// A step of another object that says nothing: the plan lets that part go.
Step marker(const User& user) { return {.object = user.table, .statement = {}, .touches = {{column_part(user.column), Effect::retypes}}}; }

/// Adding a column with a value for the rows that are there counts as well.
bool writes_anew(const Step& step, const Subject<Table>& from, const Subject<Table>& to) {
    return !step.statement.text.empty() && std::ranges::any_of(step.touches, [&](const Touch& touch) {
        if (touch.part == "persistence" || touch.part == "access method" || touch.effect == Effect::retypes) return true;
        const auto* column = to.value.column(part_name(touch.part));
        if (column == nullptr || touch.part != column_part(column->name)) return false;
        const bool holds = !column->default_value.empty() && column->generated != "VIRTUAL";
        if (touch.effect == Effect::recomputes) return holds;
        const auto* was = from.value.column(column->name);
        return touch.effect == Effect::creates && (column->identity || (holds && !column->generated.empty()) || (was != nullptr && holds));
    });
}

/// Rows read back from their texts as they were.
bool keeps_shape(const ObjectId& table, const Scene& scene) {
    const auto *was = lineage::table(scene, Side::from, table), *is = lineage::table(scene, Side::to, table);
    return was != nullptr && is != nullptr &&
           std::ranges::equal(was->columns, is->columns, [](const Column& a, const Column& b) { return a.name == b.name && a.type == b.type; });
}

}  // namespace

const ObjectId* of_column(const std::vector<Need>& needs, std::string_view column) {
    const auto it = std::ranges::find_if(
        needs, [&](const Need& need) { return need.object.kind == TableKind::name && need.part == column_part(column) && need.object_part.empty(); });
    return it == needs.end() ? nullptr : &it->object;
}

bool is_used(const ObjectId& table, const Scene& scene) { return !lasting_users(table, scene).empty(); }

void let_go(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, Steps& steps) {
    const auto is_rewriting = [&](const Step& step) { return writes_anew(step, from, to); };
    const auto first = std::ranges::find_if(steps, is_rewriting);
    if (first == steps.end()) return;
    const auto before = users(to.id, Side::from, scene), after = users(to.id, Side::to, scene);
    if (before.empty() && after.empty()) return;
    for (auto& step : steps) {
        if (!is_rewriting(step)) continue;
        step.awaits.push_back(let_go_of(to.id));
        step.prepares.push_back(written_anew(to.id));
        for (const auto& user : before)
            if (scene.around->find(Side::to, user.table) == nullptr) step.after.push_back(user.table);
        for (const auto& user : after)
            if (scene.around->find(Side::from, user.table) == nullptr) step.before.push_back(user.table);
    }
    // Columns that come to tables that stay, or go there: between these nobody needs the table, and no statement need say so.
    const bool come_or_go = std::ranges::any_of(before, [&](const User& user) { return !is_among(after, user) && lineage::stays(scene, user.table); }) ||
                            std::ranges::any_of(after, [&](const User& user) { return !is_among(before, user) && lineage::stays(scene, user.table); });
    if (come_or_go) {
        const Step edge{.object = to.id, .statement = {}, .touches = {{"", Effect::touches}}};
        const auto place = steps.insert(first, edge);
        const auto last = std::find_if(steps.rbegin(), steps.rend(), is_rewriting).base();
        steps.insert(last > place ? last : steps.end(), edge);
    }
    for (const auto& user : before)
        if (is_among(after, user)) steps.push_back(marker(user));
}

PartRebuild rebuild(const Subject<Table>& from, const Subject<Table>& to, const Column& column, const Scene& scene) {
    const ObjectId& of = *of_column(to.needs, column.name);
    const bool comes_from_above = column.inherited && from.value.column(column.name)->inherited && lineage::keeps_parents(scene, to.id);
    const auto step = [&](std::string_view by, const std::string& type) {
        const Identifier name{column.name};
        return Step{.object = to.id,
                    .statement = comes_from_above ? sql::Statement{}
                                                  : sql::sql("ALTER TABLE", phrases::qualified(to.id), "ALTER COLUMN", name, "TYPE", Fragment{type}, "USING",
                                                             Fragment{name.render() + std::string(by)}),
                    .touches = {{column_part(column.name), Effect::retypes}},
                    .lock = "ACCESS EXCLUSIVE",
                    .note = comes_from_above ? "" : "rewrites the table"};
    };
    PartRebuild out;
    out.before.push_back(step("::text", "text"));
    out.before.back().prepares = {let_go_of(of)};
    out.before.back().awaits = {let_go_of(to.id)};
    out.after.push_back(step("::" + column.type, column.type));
    out.after.back().prepares = {lineage::widths(to.id), written_anew(to.id)};
    out.after.back().awaits = {written_anew(of)};
    if (comes_from_above)
        for (const auto& parent : lineage::parents(to.needs)) {
            out.before.back().prepares.push_back(let_go_of(parent));
            out.after.back().awaits.push_back(written_anew(parent));
        }
    if (!comes_from_above && !keeps_shape(of, scene))
        out.after.back().risk = {Verdict::blocked, "rows go over by their text; one that does not fit the new columns makes this fail",
                                 rows_with_value(scene, to.id, column.name)};
    // Its own table is written anew by that.
    std::ranges::transform(lasting_users(to.id, scene), std::back_inserter(out.before), marker);
    return out;
}

}  // namespace whimbrel::kinds::row_type
