// SPDX-License-Identifier: Apache-2.0
// ALTER TABLE for a table that stays: its parents, its type, its settings; columns are next door.
#include "whimbrel/kinds/table/key_cast.h"
#include "whimbrel/kinds/table/row_type.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_relink.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Fragment;
using sql::Identifier;

namespace {

/// Leaves as partition or as child, and is awaited by those that need the room.
Step leave_step(const Subject<Table>& from, const ObjectId& id, const ObjectId& parent, std::size_t place) {
    const bool is_partition = !from.value.bound.empty();
    return {.object = id,
            .statement = is_partition ? sql::sql("ALTER TABLE", qualified(parent), "DETACH PARTITION", qualified(id))
                                      : sql::sql("ALTER TABLE", qualified(id), "NO INHERIT", qualified(parent)),
            .touches = {{lineage::parent_part(place), Effect::destroys}},
            .lock = "ACCESS EXCLUSIVE",
            .prepares = {lineage::room(parent), lineage::after_detach(id)}};
}

Step join_step(const Subject<Table>& to, const ObjectId& parent, std::size_t place) {
    const bool is_partition = !to.value.bound.empty();
    return {.object = to.id,
            .statement = is_partition ? sql::sql("ALTER TABLE", qualified(parent), "ATTACH PARTITION", qualified(to.id), Fragment{to.value.bound})
                                      : sql::sql("ALTER TABLE", qualified(to.id), "INHERIT", qualified(parent)),
            .touches = {{lineage::parent_part(place), Effect::creates}},
            .lock = is_partition ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
            .note = is_partition && !to.value.is_foreign() ? "checks every row" : "",
            .prepares = {lineage::after_attach(to.id), lineage::all_attached(parent)},
            .awaits = {lineage::before_attach(to.id), lineage::shape(parent), lineage::remade(parent), lineage::room(parent), lineage::tops(parent),
                       lineage::all_attached(to.id)}};
}

void append_type_steps(const Subject<Table>& from, const Subject<Table>& to, Steps& steps) {
    if (from.value.of_type == to.value.of_type) return;
    const auto alter = [&](const Fragment& action, Effect effect) {
        steps.push_back(
            {.object = to.id, .statement = sql::sql("ALTER TABLE", qualified(to.id), action), .touches = {{"type", effect}}, .lock = "ACCESS EXCLUSIVE"});
    };
    if (to.value.of_type.empty()) alter(sql::fragment("NOT OF"), Effect::destroys);
    else alter(sql::fragment("OF", Fragment{to.value.of_type}), Effect::creates);
}

/// "is not a table": a foreign table's column gets its compression as it is made, and loses it by ALTER COLUMN … TYPE.
bool is_compressed_otherwise(const Table& from, const Table& to) {
    return to.is_foreign() && std::ranges::any_of(to.columns, [&](const Column& column) {
               const auto* old = from.column(column.name);
               if (old == nullptr) return !column.local && !column.compression.empty();
               const bool is_retyped = old->type != column.type || old->collation != column.collation;
               return old->compression != column.compression || (is_retyped && !column.compression.empty());
           });
}

/// Types of which a value may be too long for a page, whatever the length that was written.
bool is_wide(std::string_view type) {
    constexpr auto k_wide = std::to_array<std::string_view>({"text", "jsonb", "json", "bytea", "xml", "character varying", "tsvector"});
    return type.ends_with("[]") || std::ranges::find(k_wide, type) != k_wide.end();
}

/// A TOAST table is lost with its parameters where the table is written anew while no column needs one: between two new types, say.
bool may_lose_toast(const Table& from, const Table& to) {
    const auto stays = [&](const Column& column) {
        const auto* old = from.column(column.name);
        return old != nullptr && old->type == column.type;
    };
    return !std::ranges::all_of(to.columns, stays) &&
           std::ranges::none_of(to.columns, [&](const Column& column) { return stays(column) && is_wide(column.type); });
}

/// Those that are to be there afterwards as before are said again.
std::vector<Option> without_toast(std::vector<Option> options, const std::vector<Option>& to) {
    std::erase_if(options, [&](const Option& option) { return option.name.starts_with("toast.") && phrases::find(to, option.name) != nullptr; });
    return options;
}

}  // namespace

Step attach_step(const Subject<Table>& to) { return join_step(to, lineage::parents(to.needs).front(), 0); }

std::map<std::string, PartRebuild> change_parents(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    std::map<std::string, PartRebuild> out;
    const auto links = lineage::links(from, to, scene);
    if (!links.joins.empty() && to.value.bound.empty())
        for (auto& step : checks_before_joining(from, to, scene)) {
            const auto part = lineage::parent_part(links.joins.front().place);
            step.object = to.id;
            step.touches = {{part, Effect::touches}};
            step.prepares = {lineage::before_attach(to.id)};
            step.awaits = {lineage::widths(to.id)};
            out[part].after.push_back(std::move(step));
        }
    for (const auto& [place, parent] : links.leaves) {
        auto step = leave_step(from, to.id, parent, place);
        if (lineage::comes_back(scene, to.id))
            for (const auto* key : lineage::keys_from_above(scene, to.id)) step.awaits.push_back(lineage::gone(key->id));
        out[lineage::parent_part(place)].before.push_back(std::move(step));
    }
    for (const auto& [place, parent] : links.joins) {
        auto step = join_step(to, parent, place);
        // INHERIT puts each parent behind those before it.
        for (const auto& [earlier, other] : links.joins)
            if (earlier < place) step.awaits.push_back(lineage::parent_part(earlier) + " of " + to.id.render());
        step.prepares.push_back(lineage::parent_part(place) + " of " + to.id.render());
        out[lineage::parent_part(place)].after.push_back(std::move(step));
    }
    return out;
}

std::optional<PartRebuild> rebuild_parent(const Subject<Table>& from, const Subject<Table>& to, std::string_view part) {
    const auto old_parents = lineage::parents(from.needs), new_parents = lineage::parents(to.needs);
    if (from.value.bound.empty() || to.value.bound.empty() || part != lineage::parent_part(0)) return std::nullopt;
    PartRebuild out;
    out.before.push_back(leave_step(from, to.id, old_parents.front(), 0));
    out.after.push_back(join_step(to, new_parents.front(), 0));
    return out;
}

bool is_made_anew(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (from.value.partition_key != to.value.partition_key || from.value.server != to.value.server) return true;
    if (is_compressed_otherwise(from.value, to.value)) return true;
    // SET ACCESS METHOD came with PostgreSQL 15.
    if (from.value.access_method != to.value.access_method && scene.version.major() < 15) return true;
    return is_relinked(from, to, scene) && !can_relink(from, to, scene);
}

Alteration TableKind::alter(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (is_made_anew(from, to, scene)) return {.way = Alteration::Way::recreate};
    Alteration out;
    out.parts = change_parents(from, to, scene);
    const auto alter = [&](const Fragment& action, std::string part) {
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER TABLE", qualified(to.id), action),
                             .touches = {{std::move(part), Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE",
                             .note = "rewrites the table"});
    };
    if (from.value.unlogged != to.value.unlogged) alter(to.value.unlogged ? Fragment{"SET UNLOGGED"} : Fragment{"SET LOGGED"}, "persistence");
    if (from.value.access_method != to.value.access_method)
        alter(sql::fragment("SET ACCESS METHOD", Identifier{to.value.access_method.empty() ? "heap" : to.value.access_method}), "access method");
    if (from.value.tablespace != to.value.tablespace) {
        out.steps.push_back(phrases::move_step("TABLE", to.id, to.value.tablespace));
        if (!to.value.partition_key.empty()) out.steps.back().note = "decides where new partitions are put; those that there are stay";
    }
    if (const auto change = foreign::options_change(from.value.foreign_options, to.value.foreign_options, names_for_variables(to.id)); !change.empty())
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER FOREIGN TABLE", qualified(to.id), change),
                             .touches = {{"foreign options", Effect::touches}},
                             .lock = "ACCESS EXCLUSIVE"});
    const auto& options = from.value.options;
    phrases::append_option_steps("TABLE", to.id, may_lose_toast(from.value, to.value) ? without_toast(options, to.value.options) : options, to.value.options,
                                 out.steps);
    // Those of a TOAST table need one; the first wide column brings it.
    for (auto& step : out.steps)
        if (step.statement.text.find("toast.") != std::string::npos) step.awaits.push_back(lineage::widths(to.id));
    // First: an index that is the replica identity keeps its columns from becoming NULL.
    append_table_settings(to.id, from.value, to.value, out.steps);
    std::ranges::move(alter_columns(from, to, scene), std::back_inserter(out.steps));
    append_identity_persistence(to.id, from.value, to.value, out.steps);
    append_owned_persistence(from, to, scene, out.steps);
    append_type_steps(from, to, out.steps);
    std::ranges::move(relink(from, to, scene), std::back_inserter(out.steps));
    row_type::let_go(from, to, scene, out.steps);
    if (lineage::comes_back(scene, to.id))
        for (const auto* key : lineage::keys_from_above(scene, to.id))
            out.steps.push_back({.object = key->id, .statement = {}, .touches = {{"", Effect::retypes}}});
    std::ranges::move(key_cast::keys_around(out.steps, from, to, scene), std::back_inserter(out.steps));
    return out;
}

}  // namespace whimbrel::kinds
