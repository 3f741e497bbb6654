// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/constraint/foreign_key.h"

#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>

namespace whimbrel::kinds::foreign_key {

using lineage::Side;
using sql::Fragment;
using sql::QualifiedName;

namespace {

/// The keys over the columns that a foreign key references, but for the one that it is bound to.
std::vector<const Object*> equal_keys(const Subject<Constraint>& to, const Scene& scene) {
    std::vector<const Object*> out;
    if (to.value.type != "foreign key" || scene.around == nullptr) return out;
    const auto sorted = [](std::vector<std::string> names) {
        std::ranges::sort(names);
        return names;
    };
    const auto keys = bound_to(to);
    const auto columns = sorted(to.value.references_columns);
    const auto table = lineage::table_id(to.value.references_schema, to.value.references_table);
    for (const auto* other : scene.around->dependents(Side::to, table)) {
        const auto found = other->kind->index_keys != nullptr ? other->kind->index_keys(*other) : std::nullopt;
        if (found && std::ranges::find(keys, other->id) == keys.end() && sorted(found->columns) == columns) out.push_back(other);
    }
    return out;
}

/// A primary key that a foreign key is bound to, by all of its columns in their order.
bool is_bound_to_primary(const Subject<Constraint>& to, const Scene& scene) {
    const auto is_primary = [&](const ObjectId& id) {
        const auto* key = id.kind == ConstraintKind::name && scene.around != nullptr ? scene.around->find(Side::to, id) : nullptr;
        return key != nullptr && key->as<Constraint>().type == "primary key" && key->as<Constraint>().columns == to.value.references_columns;
    };
    return std::ranges::any_of(bound_to(to), is_primary);
}

Subject<Constraint> subject(const Object& object) { return {object.id, object.as<Constraint>(), object.needs}; }

bool is_newly_bound(const Subject<Constraint>& to, const Scene& scene) {
    const auto* before = scene.around == nullptr ? nullptr : scene.around->find(Side::from, to.id);
    return before == nullptr || bound_to(subject(*before)) != bound_to(to);
}

/// A foreign key that goes, or is made again for another key.
bool lets_go(const Object& user, const ObjectId& key, const Scene& scene) {
    if (user.id.kind != ConstraintKind::name || user.as<Constraint>().type != "foreign key") return false;
    const auto* after = scene.around->find(Side::to, user.id);
    if (after == nullptr) return true;
    const auto keys = bound_to(subject(*after));
    return std::ranges::find(keys, key) == keys.end();
}

/// The first of the foreign keys that are newly bound to the same key.
ObjectId first_bound(const Subject<Constraint>& to, const Scene& scene) {
    ObjectId out = to.id;
    for (const auto& key : bound_to(to))
        for (const auto* other : scene.around->dependents(Side::to, key))
            if (other->id.kind == ConstraintKind::name && other->as<Constraint>().type == "foreign key" && bound_to(subject(*other)) == bound_to(to) &&
                is_newly_bound(subject(*other), scene))
                out = std::min(out, other->id);
    return out;
}

/// The keys that PostgreSQL would bind the foreign key to before that which it is to be bound to: those that are there already. Nobody
/// has anything of them, so that they may go and come back around it.
std::vector<const Object*> older_keys(const Subject<Constraint>& to, const Scene& scene) {
    if (!is_newly_bound(to, scene)) return {};
    auto out = equal_keys(to, scene);
    std::erase_if(out, [&](const Object* key) {
        const auto found = key->kind->index_keys(*key);
        const auto* was = scene.around->find(Side::from, key->id);
        const bool is_unique = found->serves && (key->id.kind != IndexKind::name || key->as<Index>().unique);
        if (!is_unique || was == nullptr || !key->kind->equal(*was, *key) || !scene.around->dependents(Side::to, key->id).empty()) return true;
        const auto users = scene.around->dependents(Side::from, key->id);
        return !std::ranges::all_of(users, [&](const Object* user) { return lets_go(*user, key->id, scene); });
    });
    return out;
}

}  // namespace

std::vector<ObjectId> bound_to(const Subject<Constraint>& subject) {
    std::vector<ObjectId> out;
    for (const auto& need : subject.needs)
        if (need.object_part.empty() && !need.automatic && (out.empty() || out.back() != need.object)) out.push_back(need.object);
    return out;
}

bool means_primary(const Subject<Constraint>& to, const Scene& scene) { return is_bound_to_primary(to, scene) && !equal_keys(to, scene).empty(); }

Fragment without_referenced_columns(const Constraint& constraint, Fragment element) {
    const auto table = QualifiedName{constraint.references_schema, constraint.references_table}.render();
    const auto named = " REFERENCES " + table + phrases::in_parentheses(phrases::quoted(constraint.references_columns));
    if (const auto at = element.text.find(named); at != std::string::npos) element.text.replace(at, named.size(), " REFERENCES " + table);
    return element;
}

void await_partitions(const Subject<Constraint>& to, const Scene& scene, Step& step) {
    if (scene.around == nullptr || scene.around->find(Side::from, to.id) == nullptr) return;
    for (const auto& need : to.needs) {
        if (need.automatic || need.object.kind != TableKind::name) continue;
        for (const auto* partition : lineage::descendants(scene, Side::to, need.object)) {
            if (!lineage::comes_back(scene, partition->id)) continue;
            step.awaits.push_back(lineage::after_attach(partition->id));
            step.inlined.reset();
        }
    }
}

bool goes_before_detaching(const Subject<Constraint>& from, const Scene& scene) {
    if (from.value.type != "foreign key" || scene.around == nullptr) return false;
    const auto keys = [&](const ObjectId& partition) {
        return lineage::comes_back(scene, partition) ? lineage::keys_from_above(scene, partition) : std::vector<const Object*>();
    };
    const auto going = keys(lineage::table_id(from.id.schema, from.id.parent));
    const auto* top = scene.around->find(Side::from, from.id);
    while (top != nullptr && std::ranges::find(going, top) == going.end()) top = lineage::attached_to(scene, Side::from, *top);
    return top != nullptr;
}

void put_between_older_keys(const Subject<Constraint>& to, const Scene& scene, Steps& steps) {
    const auto keys = older_keys(to, scene);
    if (keys.empty()) return;
    for (auto& step : steps) step.inlined.reset();
    // Once the others were made again they are the newer ones.
    const auto first = first_bound(to, scene);
    const auto word = "keys made again for " + first.render();
    if (first != to.id) {
        steps.front().awaits.push_back(word);
        return;
    }
    const auto as_own = [&](Steps added, const std::string& note) {
        for (auto& step : added) {
            step.object = to.id;
            step.touches = {{"", Effect::touches}};
            step.inlined.reset();
            step.concurrent_form.reset();
            step.takes.clear();
            step.frees.clear();
            step.note = note;
        }
        return added;
    };
    for (const auto* key : keys) {
        auto dropped = as_own(key->kind->drop(*scene.around->find(Side::from, key->id), scene),
                              "comes back below: PostgreSQL binds a foreign key to the oldest key over its columns");
        auto made = as_own(key->kind->create(*key, scene), "builds an index: is made again");
        for (const auto* user : scene.around->dependents(Side::from, key->id))
            if (user->id != to.id) dropped.front().awaits.push_back(lineage::gone(user->id));
        steps.insert(steps.begin(), dropped.begin(), dropped.end());
        steps.insert(steps.end(), made.begin(), made.end());
    }
    steps.back().prepares.push_back(word);
}

}  // namespace whimbrel::kinds::foreign_key
