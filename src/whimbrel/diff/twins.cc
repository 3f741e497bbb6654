// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/twins.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace whimbrel::diff {

using catalog::Catalog;

namespace {

/// What must be equal for two objects of one kind to be the same thing under two names.
auto place_of(const ObjectId& id) { return std::tie(id.kind, id.schema, id.parent, id.on); }

bool renames(const Object& object) {
    return object.kind->rename_when_equal || (object.kind->renames_when_equal != nullptr && object.kind->renames_when_equal(object));
}

std::vector<RenameFact> equal_pairs(const std::vector<Change>& changes) {
    std::map<decltype(place_of(std::declval<const ObjectId&>())), std::vector<const Object*>> gone;
    for (const auto& change : changes)
        if (change.to == nullptr && renames(*change.from)) gone[place_of(change.id())].push_back(change.from);
    std::vector<RenameFact> out;
    for (const auto& change : changes) {
        if (change.from != nullptr || !renames(*change.to)) continue;
        const auto others = gone.find(place_of(change.id()));
        if (others == gone.end()) continue;
        const auto twin = std::ranges::find_if(others->second, [&](const Object* old) { return old->kind->equal(*old, *change.to); });
        if (twin == others->second.end()) continue;
        out.push_back({(*twin)->id, change.to->id});
        others->second.erase(twin);
    }
    return out;
}

/// The names that are taken, while renames are done one after the other. What stays as it is has its names on both sides, where no other
/// object can have them: it is in nobody's way.
class Names {
public:
    Names(const Catalog& from, const Catalog& to, const std::vector<Change>& changes) : from_(from), to_(to) {
        for (const auto& change : changes)
            if (change.from != nullptr)
                for (auto& name : names_of(*change.from)) ++count_[std::move(name)];
        for (const auto& change : changes)
            if (change.from == nullptr) note_needed(*change.to);
    }
    bool rename(const RenameFact& fact) {
        const auto own = names_of(*from_.find(fact.from)), wanted = names_of(*to_.find(fact.to));
        for (const auto& name : own) --count_[name];
        const bool is_free = std::ranges::all_of(wanted, [&](const std::string& name) { return count_[name] <= 0 && !is_needed_beside(fact.to, name); });
        for (const auto& name : is_free ? wanted : own) ++count_[name];
        return is_free;
    }

private:
    /// Names that it must find free without having them afterwards: a sequence that of a type.
    void note_needed(const Object& made) {
        const auto own = made.kind->occupies(made.id);
        for (auto& name : names_of(made))
            if (std::ranges::find(own, name) == own.end()) needed_.emplace(std::move(name), &made.id);
    }
    bool is_needed_beside(const ObjectId& id, const std::string& name) const {
        const auto found = needed_.find(name);
        return found != needed_.end() && *found->second != id;
    }

    const Catalog& from_;
    const Catalog& to_;
    std::map<std::string, int> count_;
    std::map<std::string, const ObjectId*> needed_;
};

/// Which of them others need, other than what stands on it or is said of it.
std::set<ObjectId> needed_by_others(const Catalog& catalog, const std::vector<RenameFact>& facts) {
    std::set<std::string_view> names;
    std::set<ObjectId> ids, out;
    for (const auto& fact : facts) {
        names.insert(fact.from.name);
        ids.insert(fact.from);
    }
    for (const auto& [id, object] : catalog.objects())
        for (const auto& need : object.needs)
            if (names.contains(need.object.name) && ids.contains(need.object) && need.object != id && id.on.empty() &&
                (id.schema != need.object.schema || id.parent != need.object.name))
                out.insert(need.object);
    return out;
}

/// Those whose new names are free by their turn, where no others are renamed.
std::vector<RenameFact> in_free_order(Names names, std::vector<RenameFact> open) {
    std::vector<RenameFact> out;
    for (bool moved = true; moved;) {
        moved = false;
        std::erase_if(open, [&](const RenameFact& fact) {
            if (!names.rename(fact)) return false;
            out.push_back(fact);
            return moved = true;
        });
    }
    return out;
}

}  // namespace

std::vector<std::string> names_of(const Object& object) {
    auto out = object.kind->occupies(object.id);
    const kinds::Facts no_facts;
    for (const auto& step : object.kind->create(object, {.version = {}, .facts = &no_facts})) out.insert(out.end(), step.takes.begin(), step.takes.end());
    return out;
}

Twins find_twins(const Catalog& from, const Catalog& to, const std::vector<Change>& changes) {
    const auto all = equal_pairs(changes);
    if (all.empty()) return {};
    const auto needed = needed_by_others(from, all);
    // A constraint or trigger, which has a parent, and an owned sequence are not spoken of in texts that PostgreSQL would not follow.
    const auto is_spoken_of = [&](const RenameFact& fact) {
        return from.find(fact.from)->kind->rename_when_equal && fact.from.parent.empty() && needed.contains(fact.from);
    };
    Twins out{.unspoken = all, .needed = all};
    std::erase_if(out.unspoken, is_spoken_of);
    out.unspoken = in_free_order(Names(from, to, changes), std::move(out.unspoken));
    out.needed = in_free_order(Names(from, to, changes), std::move(out.needed));
    std::erase_if(out.needed, std::not_fn(is_spoken_of));
    return out;
}

}  // namespace whimbrel::diff
