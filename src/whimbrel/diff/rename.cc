// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/diff.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace whimbrel::diff {

using catalog::Catalog;

namespace {

/// True where the object, or the part of it, is in the catalog.
bool is_there(const Catalog& catalog, const ObjectId& id, const std::string& part) {
    const auto* object = catalog.find(id);
    if (object == nullptr) return false;
    return part.empty() || object->kind->has_part == nullptr || object->kind->has_part(*object, part);
}

/// The id that a fact's `from` has once the objects' own renames are done.
ObjectId with_parent_renamed(ObjectId id, const std::vector<RenameFact>& facts) {
    for (const auto& fact : facts)
        if (fact.part.empty() && fact.from == id) return fact.to;
    return id;
}

/// What stands on a relation names it as its parent; a function may have the same name.
bool is_relation(const ObjectId& id) {
    const auto* kind = kinds::find_kind(id.kind);
    return kind != nullptr && kind->hosts;
}

/// The id with every renamed table or schema in it replaced.
ObjectId followed(ObjectId id, const std::vector<RenameFact>& facts) {
    for (const auto& fact : facts) {
        if (!fact.part.empty()) {
            // An annotation of a renamed part goes with it.
            if (!id.on.empty() && id.part == fact.part && id.target() == fact.to) id.part = fact.to_part;
            continue;
        }
        const bool same_schema = id.schema == fact.from.schema;
        if (id.kind == fact.from.kind && id.on.empty() && same_schema && id.parent == fact.from.parent && id.name == fact.from.name &&
            id.arguments == fact.from.arguments) {
            id.schema = fact.to.schema;
            id.parent = fact.to.parent;
            id.name = fact.to.name;
        } else if (same_schema && !id.parent.empty() && id.parent == fact.from.name && is_relation(fact.from)) {
            id.schema = fact.to.schema;
            id.parent = fact.to.name;
        } else if (id.on == fact.from.kind && id.target() == fact.from) {
            id.schema = fact.to.schema;
            id.parent = fact.to.parent;
            id.name = fact.to.name;
        }
    }
    return id;
}

/// The object under its new id, and its needs by theirs.
Object followed_whole(Object object, const std::vector<RenameFact>& facts) {
    object.id = followed(std::move(object.id), facts);
    for (auto& need : object.needs) {
        const auto old_object = need.object;
        need.object = followed(need.object, facts);
        for (const auto& fact : facts)
            if (!fact.part.empty() && with_parent_renamed(old_object, facts) == fact.to && need.object_part == fact.part) need.object_part = fact.to_part;
    }
    std::ranges::sort(object.needs);
    return object;
}

/// Tells most objects of a large catalog from those that facts may speak of.
class Concerned {
public:
    explicit Concerned(const std::vector<RenameFact>& facts) {
        for (const auto& fact : facts) {
            names_.insert(fact.from.name);
            names_.insert(fact.to.name);
        }
    }
    bool is(const ObjectId& id) const { return names_.contains(id.name) || (!id.parent.empty() && names_.contains(id.parent)); }

private:
    std::unordered_set<std::string_view> names_;
};

}  // namespace

std::string RenameFact::describe() const {
    if (part.empty()) return to.describe() + " was " + from.describe();
    return std::string(to_part.substr(0, to_part.find(':'))) + " " + std::string(kinds::part_name(to_part)) + " of " + to.describe() + " was " +
           std::string(kinds::part_name(part));
}

SortedFacts sort_facts(const Catalog& from, const Catalog& to, const std::vector<RenameFact>& facts) {
    SortedFacts out;
    for (const auto& fact : facts)
        if (fact.part.empty())
            (is_there(from, fact.from, "") && !is_there(to, fact.from, "") && is_there(to, fact.to, "") ? out.open : out.inert).push_back(fact);
    const auto objects = out.open;
    for (const auto& fact : facts) {
        if (fact.part.empty()) continue;
        // A part's fact names its object as it is now; before a rename of the object it had another name.
        ObjectId old_owner = fact.to;
        for (const auto& object : objects)
            if (object.to == fact.to) old_owner = object.from;
        const bool open = is_there(from, old_owner, fact.part) && !is_there(to, fact.to, fact.part) && is_there(to, fact.to, fact.to_part);
        (open ? out.open : out.inert).push_back({old_owner, fact.to, fact.part, fact.to_part});
    }
    return out;
}

std::vector<RenameFact> rename_candidates(const Catalog& from, const Catalog& to, const std::vector<Change>& changes, const std::vector<RenameFact>& settled) {
    std::vector<RenameFact> out;
    const Catalog before = rekeyed(from, settled);
    const auto left = changes_left(changes, settled, before, to);
    const auto is_settled = [&](const ObjectId& id, const std::string& part) {
        return std::ranges::any_of(settled, [&](const RenameFact& fact) { return fact.to == id && (fact.to_part == part || fact.part == part); });
    };
    for (const auto& change : left) {
        // Annotations follow what they annotate and are never asked about.
        if (change.to == nullptr || change.to->kind->similar_parts == nullptr || !change.to->id.on.empty()) continue;
        if (change.from != nullptr) {
            for (const auto& [part, to_part] : change.to->kind->similar_parts(*change.from, *change.to))
                if (!is_settled(change.to->id, part) && !is_settled(change.to->id, to_part)) out.push_back({change.to->id, change.to->id, part, to_part});
            continue;
        }
        for (const auto& other : left)
            if (other.to == nullptr && other.from->id.kind == change.to->id.kind && change.to->kind->equal(*other.from, *change.to))
                out.push_back({other.from->id, change.to->id});
    }
    return out;
}

Catalog rekeyed(const Catalog& catalog, const std::vector<RenameFact>& facts) {
    if (facts.empty()) return catalog;
    const Concerned concerned(facts);
    std::vector<std::pair<ObjectId, Object>> moved;
    for (const auto& [id, object] : catalog.objects())
        if (concerned.is(id) || std::ranges::any_of(object.needs, [&](const kinds::Need& need) { return concerned.is(need.object); }))
            moved.emplace_back(id, followed_whole(object, facts));
    Catalog out = catalog;
    for (const auto& [id, object] : moved) out.remove(id);
    for (auto& [id, object] : moved) out.put(std::move(object));
    return out;
}

std::vector<Change> changes_left(const std::vector<Change>& changes, const std::vector<RenameFact>& facts, const Catalog& renamed, const Catalog& to) {
    if (facts.empty()) return changes;
    Catalog part;
    for (const auto& change : changes)
        if (change.from != nullptr) part.put(*change.from);
    std::set<ObjectId> ids;
    for (const auto& change : changes) ids.insert(change.id());
    const auto moved = rekeyed(part, facts);
    for (const auto& [id, object] : moved.objects()) ids.insert(id);
    std::vector<Change> out;
    for (const auto& id : ids) {
        const auto *was = renamed.find(id), *is = to.find(id);
        if ((was != nullptr || is != nullptr) && (was == nullptr || is == nullptr || !is->kind->equal(*was, *is))) out.push_back({was, is});
    }
    return out;
}

}  // namespace whimbrel::diff
