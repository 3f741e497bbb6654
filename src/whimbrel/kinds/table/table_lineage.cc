// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_lineage.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/table/table_not_null.h"

#include <algorithm>
#include <charconv>

namespace whimbrel::kinds::lineage {

namespace {

constexpr std::string_view k_parent = "parent:";

Subject<Table> subject(const Object& object) { return {object.id, object.as<Table>(), object.needs}; }

bool contains(const std::vector<ObjectId>& list, const ObjectId& id) { return std::ranges::find(list, id) != list.end(); }

const Object* object(const Scene& scene, Side side, const ObjectId& id) { return scene.around == nullptr ? nullptr : scene.around->find(side, id); }

std::string word(std::string_view what, const ObjectId& id) { return std::string(what) + " " + id.render(); }

/// Both sides of a table that stays.
std::optional<Links> links_of(const Scene& scene, const ObjectId& id) {
    const auto* from = object(scene, Side::from, id);
    const auto* to = object(scene, Side::to, id);
    if (from == nullptr || to == nullptr || is_made_anew(subject(*from), subject(*to), scene)) return std::nullopt;
    return links(subject(*from), subject(*to), scene);
}

std::vector<const Object*> attached_below(const Scene& scene, const Object& top) {
    std::vector<const Object*> out;
    for (const auto* other : scene.around->dependents(Side::to, top.id))
        if (attached_to(scene, Side::to, *other) == &top) out.push_back(other);
    return out;
}

/// As PostgreSQL would make it for a partition (DefineIndex(), CloneFkReferencing()).
bool is_as_made(const Object& made, const Object& top) {
    if (made.id.kind != top.id.kind) return false;  // the index of a key, attached to a plain index
    if (made.id.kind == IndexKind::name) {
        const auto& index = made.as<Index>();
        return index.generated_name && index.options == top.as<Index>().options && index.tablespace == top.as<Index>().tablespace && index.statistics.empty();
    }
    const auto& constraint = made.as<Constraint>();
    if (constraint.type == "foreign key" || constraint.type == "check") return made.id.name == top.id.name;
    return made.id.name == generated_name(made.id.parent, constraint) && constraint.index_options == top.as<Constraint>().index_options &&
           constraint.tablespace == top.as<Constraint>().tablespace;
}

bool is_invalid(const Object& top) { return top.id.kind == IndexKind::name ? top.as<Index>().invalid : top.as<Constraint>().invalid; }

bool any_by_hand(const Scene& scene, const Object& top) {
    // One that is made whole later gets what it lacked by hand.
    const auto* was = object(scene, Side::from, top.id);
    if (is_invalid(top) || (was != nullptr && is_invalid(*was) && is_completed(scene, top.id))) return true;
    return std::ranges::any_of(attached_below(scene, top), [&](const Object* made) { return !is_as_made(*made, top) || any_by_hand(scene, *made); });
}

const Object* topmost(const Scene& scene, const ObjectId& id) {
    const auto* top = object(scene, Side::to, id);
    while (top != nullptr)
        if (const auto* above = attached_to(scene, Side::to, *top)) top = above;
        else break;
    return top;
}

bool has_something_by_hand(const Scene& scene, const ObjectId& table) {
    return std::ranges::any_of(scene.around->dependents(Side::to, table),
                               [&](const Object* other) { return attached_to(scene, Side::to, *other) != nullptr && is_made_by_hand(scene, other->id); });
}

/// A foreign partition takes over what its parent's columns are compressed by, and has no word to say otherwise.
bool is_compressed_by_hand(const Scene& scene, const Object& partition) {
    const auto& its = partition.as<Table>();
    const auto* above = table(scene, Side::to, parents(partition.needs).front());
    return its.is_foreign() && above != nullptr && std::ranges::any_of(its.columns, [&](const Column& column) {
               const auto* from = above->column(column.name);
               return from != nullptr && from->compression != column.compression;
           });
}

}  // namespace

std::string parent_part(std::size_t place) { return std::string(k_parent) + std::to_string(place); }

std::vector<ObjectId> parents(const std::vector<Need>& needs) {
    std::vector<std::pair<std::size_t, ObjectId>> found;
    for (const auto& need : needs) {
        if (!need.part.starts_with(k_parent)) continue;
        std::size_t place = 0;
        std::from_chars(need.part.data() + k_parent.size(), need.part.data() + need.part.size(), place);
        found.emplace_back(place, need.object);
    }
    std::ranges::sort(found);
    std::vector<ObjectId> out;
    for (auto& [place, id] : found) out.push_back(std::move(id));
    return out;
}

std::vector<ObjectId> parents(const Scene& scene, Side side, const ObjectId& table) {
    const auto* found = object(scene, side, table);
    return found == nullptr ? std::vector<ObjectId>() : parents(found->needs);
}

std::vector<const Object*> children(const Scene& scene, Side side, const ObjectId& table) {
    std::vector<const Object*> out;
    if (scene.around == nullptr) return out;
    for (const auto* other : scene.around->dependents(side, table))
        if (other->id.kind == TableKind::name && contains(parents(other->needs), table)) out.push_back(other);
    return out;
}

const Table* table(const Scene& scene, Side side, const ObjectId& id) {
    const auto* found = object(scene, side, id);
    return found == nullptr ? nullptr : &found->as<Table>();
}

ObjectId table_id(std::string schema, std::string name) { return {.kind = std::string(TableKind::name), .schema = std::move(schema), .name = std::move(name)}; }

Links links(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    const auto old_parents = parents(from.needs), new_parents = parents(to.needs);
    const bool same_sort = from.value.bound == to.value.bound && !not_null::must_leave(to, scene);
    Links out;
    // INHERIT puts a parent behind the others, so only the first ones can stay.
    auto at = old_parents.begin();
    for (std::size_t place = 0; place < new_parents.size(); ++place) {
        const auto found = same_sort && out.joins.empty() ? std::find(at, old_parents.end(), new_parents[place]) : old_parents.end();
        if (found == old_parents.end()) {
            out.joins.push_back({place, new_parents[place]});
            continue;
        }
        out.kept.push_back(*found);
        at = std::next(found);
    }
    for (std::size_t place = 0; place < old_parents.size(); ++place)
        if (!contains(out.kept, old_parents[place])) out.leaves.push_back({place, old_parents[place]});
    return out;
}

bool keeps(const Scene& scene, const ObjectId& child, const ObjectId& parent) {
    const auto found = links_of(scene, child);
    return found && contains(found->kept, parent);
}

bool stays(const Scene& scene, const ObjectId& id) { return links_of(scene, id).has_value(); }

bool keeps_parents(const Scene& scene, const ObjectId& child) {
    const auto found = links_of(scene, child);
    return found && !found->kept.empty() && found->leaves.empty();
}

bool lets_go(const Scene& scene, const ObjectId& child) {
    const auto found = links_of(scene, child);
    return found && !found->leaves.empty();
}

bool comes_back(const Scene& scene, const ObjectId& partition) {
    const auto* to = table(scene, Side::to, partition);
    const auto found = to == nullptr || to->bound.empty() ? std::nullopt : links_of(scene, partition);
    return found && !found->leaves.empty() && !found->joins.empty() && found->leaves.front().parent == found->joins.front().parent;
}

std::vector<const Object*> keys_from_above(const Scene& scene, const ObjectId& partition) {
    std::vector<const Object*> out;
    for (auto above = parents(scene, Side::from, partition); !above.empty(); above = parents(scene, Side::from, above.front()))
        for (const auto* other : scene.around->dependents(Side::from, above.front())) {
            if (other->id.kind != ConstraintKind::name) continue;
            const auto& key = other->as<Constraint>();
            const auto references = [&](const Need& need) { return need.object == above.front() && !need.automatic; };
            if (key.type == "foreign key" && key.local && std::ranges::any_of(other->needs, references)) out.push_back(other);
        }
    return out;
}

bool is_created_as_child(const Scene& scene, const ObjectId& child) {
    const auto* to = object(scene, Side::to, child);
    if (to == nullptr || parents(to->needs).empty() || links_of(scene, child)) return false;
    const auto& table = to->as<Table>();
    return table.bound.empty() || (!has_something_by_hand(scene, child) && !not_null::comes_by_attaching(*to, scene) && !is_compressed_by_hand(scene, *to));
}

std::vector<ObjectId> kept_children(const Scene& scene, const ObjectId& parent) {
    std::vector<ObjectId> out;
    if (!links_of(scene, parent)) return out;
    for (const auto* child : children(scene, Side::to, parent))
        if (keeps(scene, child->id, parent)) out.push_back(child->id);
    return out;
}

std::vector<const Object*> descendants(const Scene& scene, Side side, const ObjectId& parent) {
    std::vector<const Object*> out = children(scene, side, parent);
    // One that is inherited from twice is met once.
    for (std::size_t at = 0; at < out.size(); ++at)
        for (const auto* child : children(scene, side, out[at]->id))
            if (std::ranges::find(out, child) == out.end()) out.push_back(child);
    return out;
}

std::vector<ObjectId> typed_tables(const Scene& scene, const ObjectId& type) {
    std::vector<ObjectId> out;
    if (scene.around == nullptr) return out;
    for (const auto* other : scene.around->dependents(Side::from, type)) {
        const auto* to = other->id.kind == TableKind::name ? object(scene, Side::to, other->id) : nullptr;
        if (to == nullptr) continue;
        if (const auto followed = type_followed(subject(*other), subject(*to)); followed == type) out.push_back(other->id);
    }
    return out;
}

std::optional<ObjectId> type_followed(const Subject<Table>& from, const Subject<Table>& to) {
    if (from.value.of_type.empty() || to.value.of_type.empty()) return std::nullopt;
    const auto is_type = [&](const Need& need) { return need.part.empty() && phrases::qualified(need.object).render() == to.value.of_type; };
    const auto was = std::ranges::find_if(from.needs, is_type), is = std::ranges::find_if(to.needs, is_type);
    if (was == from.needs.end() || is == to.needs.end() || was->object != is->object) return std::nullopt;
    return is->object;
}

bool all_follow(const Scene& scene, const ObjectId& id, std::string_view column, const Property& property) {
    const auto on = [&](Side side, const ObjectId& which) {
        const auto* found = table(scene, side, which);
        const auto* there = found == nullptr ? nullptr : found->column(column);
        return there == nullptr ? std::nullopt : std::optional(property(*there));
    };
    return std::ranges::all_of(kept_children(scene, id), [&](const ObjectId& child) {
        return on(Side::from, child) == on(Side::from, id) && on(Side::to, child) == on(Side::to, id) && all_follow(scene, child, column, property);
    });
}

bool comes_from_above(const Scene& scene, const ObjectId& id, std::string_view column, const Property& property) {
    return std::ranges::any_of(parents(scene, Side::to, id), [&](const ObjectId& parent) {
        if (!keeps(scene, id, parent) || !links_of(scene, parent)) return false;
        const auto *from = table(scene, Side::from, parent), *to = table(scene, Side::to, parent);
        const auto* was = from == nullptr ? nullptr : from->column(column);
        const auto* is = to == nullptr ? nullptr : to->column(column);
        if (was == nullptr || is == nullptr || property(*was) == property(*is)) return false;
        return all_follow(scene, parent, column, property) || comes_from_above(scene, parent, column, property);
    });
}

const Object* attached_to(const Scene& scene, Side side, const Object& made) {
    const bool is_index = made.id.kind == IndexKind::name;
    if (scene.around == nullptr || (!is_index && made.id.kind != ConstraintKind::name)) return nullptr;
    if (is_index ? !made.as<Index>().attached : !made.as<Constraint>().inherited && !made.as<Constraint>().attached) return nullptr;
    const std::string_view above = is_index || made.as<Constraint>().attached ? IndexKind::name : ConstraintKind::name;
    for (const auto& need : made.needs)
        if (need.object.kind == above && need.automatic) return scene.around->find(side, need.object);
    return nullptr;
}

bool is_made_by_hand(const Scene& scene, const ObjectId& id) {
    const auto* top = topmost(scene, id);
    return top != nullptr && any_by_hand(scene, *top);
}

bool has_keys_attached(const Scene& scene, const ObjectId& index) {
    if (scene.around == nullptr) return false;
    const auto* top = scene.around->find(Side::from, index);
    return std::ranges::any_of(scene.around->dependents(Side::from, index), [&](const Object* other) {
        if (attached_to(scene, Side::from, *other) != top) return false;
        return other->id.kind == ConstraintKind::name || has_keys_attached(scene, other->id);
    });
}

bool is_incomplete(const Scene& scene, const ObjectId& id) {
    const auto* top = topmost(scene, id);
    return top != nullptr && is_invalid(*top);
}

bool is_completed(const Scene& scene, const ObjectId& id) {
    const auto* top = object(scene, Side::to, id);
    return top != nullptr && std::ranges::any_of(attached_below(scene, *top), [&](const Object* made) {
               const auto* was = object(scene, Side::from, made->id);
               const auto* above = was == nullptr ? nullptr : attached_to(scene, Side::from, *was);
               return above == nullptr || above->id != id || is_completed(scene, made->id);
           });
}

void leave_with_parent(Step& drop, const ObjectId& table, const Scene& scene) {
    drop.concurrent_form.reset();
    if (lets_go(scene, table)) {
        drop.alone = true;
        drop.awaits.push_back(after_detach(table));
    } else {
        drop.statement.text.clear();
    }
}

std::string before_attach(const ObjectId& child) { return word("attach", child); }
std::string after_attach(const ObjectId& child) { return word("attached", child); }
std::string after_detach(const ObjectId& child) { return word("detached", child); }
std::string below(const ObjectId& parent) { return word("below", parent); }
std::string shape(const ObjectId& parent) { return word("shape", parent); }
std::string relinked(const ObjectId& table) { return word("relinked", table); }
std::string remade(const ObjectId& parent) { return word("remade", parent); }
std::string widths(const ObjectId& table) { return word("widths", table); }
std::string room(const ObjectId& parent) { return word("room", parent); }
std::string free(const ObjectId& table, const std::string& constraint) { return word("free", table) + "/" + constraint; }
std::string tops(const ObjectId& parent) { return word("tops", parent); }
std::string all_attached(const ObjectId& parent) { return word("children", parent); }
std::string gone(const ObjectId& id) { return word("gone", id); }
std::string settled(const ObjectId& id) { return word("settled", id); }

}  // namespace whimbrel::kinds::lineage

namespace whimbrel::kinds {

std::vector<sql::Fragment> holders_of_rows(const Scene& scene, const ObjectId& table) {
    // The target is still what the plan begins with.
    const auto below = lineage::descendants(scene, Surroundings::Side::from, table);
    if (std::ranges::none_of(below, [](const Object* child) { return child->as<Table>().is_foreign(); })) return {sql::fragment(phrases::qualified(table))};
    std::vector<sql::Fragment> out;
    const auto add = [&](const ObjectId& id, const Table& holder) {
        if (!holder.is_foreign() && holder.partition_key.empty()) out.push_back(sql::fragment("ONLY", phrases::qualified(id)));
    };
    if (const auto* top = lineage::table(scene, Surroundings::Side::from, table)) add(table, *top);
    for (const auto* child : below) add(child->id, child->as<Table>());
    return out;
}

sql::Fragment rows_where(const Scene& scene, const ObjectId& table, const sql::Fragment& condition) {
    sql::Builder out;
    for (const auto& holder : holders_of_rows(scene, table)) {
        if (!out.fragment().empty()) out.add("OR");
        out.add("EXISTS (SELECT FROM").add(holder);
        if (!condition.empty()) out.add("WHERE").add(condition);
        out.add(")");
    }
    return out.fragment().empty() ? sql::Fragment{"false"} : out.fragment();
}

}  // namespace whimbrel::kinds
