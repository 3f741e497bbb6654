// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/twins.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace whimbrel::diff {

using catalog::Catalog;

namespace {

/// What must be equal for two objects of one kind to be the same thing under two names.
bool same_place(const ObjectId& a, const ObjectId& b) { return a.kind == b.kind && a.schema == b.schema && a.parent == b.parent && a.on == b.on; }

bool renames(const Object& object) {
    return object.kind->rename_when_equal || (object.kind->renames_when_equal != nullptr && object.kind->renames_when_equal(object));
}

std::vector<RenameFact> equal_pairs(const Catalog& from, const Catalog& to) {
    std::vector<RenameFact> out;
    std::set<ObjectId> taken;
    for (const auto& [id, object] : to.objects()) {
        if (!renames(object) || from.find(id) != nullptr) continue;
        for (const auto& [old_id, old_object] : from.objects()) {
            if (!same_place(old_id, id) || to.find(old_id) != nullptr || taken.contains(old_id) || !object.kind->equal(old_object, object)) continue;
            taken.insert(old_id);
            out.push_back({old_id, id});
            break;
        }
    }
    return out;
}

/// The names that an object has among those that no two may have; what its CREATE takes depends on more than its id.
std::vector<std::string> names_of(const Object& object) {
    auto out = object.kind->occupies(object.id);
    const kinds::Facts no_facts;
    for (const auto& step : object.kind->create(object, {.version = {}, .facts = &no_facts})) out.insert(out.end(), step.takes.begin(), step.takes.end());
    return out;
}

/// The names that are taken, while renames are done one after the other.
class Names {
public:
    Names(const Catalog& from, const Catalog& to) : from_(from), to_(to) {
        for (const auto& [id, object] : from.objects())
            for (auto& name : names_of(object)) ++count_[std::move(name)];
    }
    bool rename(const RenameFact& fact) {
        const auto own = names_of(*from_.find(fact.from)), wanted = names_of(*to_.find(fact.to));
        for (const auto& name : own) --count_[name];
        const bool is_free = std::ranges::all_of(wanted, [&](const std::string& name) { return count_[name] <= 0; });
        for (const auto& name : is_free ? wanted : own) ++count_[name];
        return is_free;
    }

private:
    const Catalog& from_;
    const Catalog& to_;
    std::map<std::string, int> count_;
};

/// What others need, other than what stands on it or is said of it.
std::set<ObjectId> needed_by_others(const Catalog& catalog) {
    std::set<ObjectId> out;
    for (const auto& [id, object] : catalog.objects())
        for (const auto& need : object.needs)
            if (need.object != id && id.on.empty() && (id.schema != need.object.schema || id.parent != need.object.name)) out.insert(need.object);
    return out;
}

}  // namespace

Twins find_twins(const Catalog& from, const Catalog& to) {
    Twins out;
    auto open = equal_pairs(from, to);
    if (open.empty()) return out;
    Names names(from, to);
    const auto needed = needed_by_others(from);
    // A constraint or trigger, which has a parent, and an owned sequence are not spoken of in texts that PostgreSQL would not follow.
    const auto is_spoken_of = [&](const RenameFact& fact) {
        return from.find(fact.from)->kind->rename_when_equal && fact.from.parent.empty() && needed.contains(fact.from);
    };
    for (bool moved = true; moved;) {
        moved = false;
        std::erase_if(open, [&](const RenameFact& fact) {
            if (!names.rename(fact)) return false;
            (is_spoken_of(fact) ? out.needed : out.unspoken).push_back(fact);
            return moved = true;
        });
    }
    return out;
}

std::vector<RenameFact> equal_under_another_name(const Catalog& from, const Catalog& to) { return find_twins(from, to).unspoken; }

}  // namespace whimbrel::diff
