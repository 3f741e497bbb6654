// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/both_ways.h"

#include "whimbrel/base/format.h"
#include "whimbrel/diff/twins.h"
#include "whimbrel/plan/dependents.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace whimbrel::plan {

using diff::RenameFact;
using kinds::ObjectId;

namespace {

/// Who has a name that no two may have; what stands in the way of a table may be a view.
class Occupants {
public:
    /// Of those in the schemas that the facts lead into, or that are in none.
    Occupants(const catalog::Catalog& catalog, const std::vector<RenameFact>& facts) {
        std::set<std::string_view> schemas{""};
        for (const auto& fact : facts) schemas.insert(fact.to.schema);
        for (const auto& [id, object] : catalog.objects())
            if (id.on.empty() && schemas.contains(id.schema))
                for (auto& name : diff::names_of(object)) by_name_.emplace(std::move(name), &object);
    }
    [[nodiscard]] std::vector<const kinds::Object*> in_the_way_of(const kinds::Object* renamed, const RenameFact& fact) const {
        std::vector<const kinds::Object*> out;
        const auto names = renamed != nullptr ? diff::names_of(under(*renamed, fact.to)) : kinds::find_kind(fact.to.kind)->occupies(fact.to);
        for (const auto& name : names)
            if (const auto it = by_name_.find(name); it != by_name_.end() && it->second->id != fact.from) out.push_back(it->second);
        return out;
    }

    /// Whether something else has a name there that one has which goes along with another into its schema.
    [[nodiscard]] bool are_in_the_way_of(const kinds::Object& carried, const RenameFact& fact) const {
        auto there = carried.id;
        there.schema = fact.to.schema;
        if (!there.parent.empty()) there.parent = fact.to.name;
        return std::ranges::any_of(diff::names_of(under(carried, there)), [&](const std::string& name) { return by_name_.contains(name); });
    }

private:
    static kinds::Object under(kinds::Object object, const ObjectId& id) {
        object.id = id;
        return object;
    }

    std::map<std::string, const kinds::Object*> by_name_;
};

/// What stands on an object and can be renamed: the indexes and keys of a table.
std::vector<const kinds::Object*> carried_by(const Dependents& from, const ObjectId& id) {
    std::vector<const kinds::Object*> out;
    for (const auto& [object, need] : from.of(id))
        if (object->kind->rename != nullptr && object->id.on.empty() && object->id.schema == id.schema && kinds::host_of(*object) == id &&
            (out.empty() || out.back() != object))
            out.push_back(object);
    return out;
}

/// The facts with what stands in their way moved aside first.
std::vector<RenameFact> with_names_freed(const Dependents& dependents, std::vector<RenameFact> facts) {
    const auto& from = dependents.catalog();
    const Occupants occupants(from, facts);
    std::vector<RenameFact> out;
    int number = 0;
    const auto moved_aside = [&](RenameFact aside) {
        // Where the occupant is itself renamed it goes on from where it was put.
        for (auto& other : facts)
            if (other.from == aside.from && other.part == aside.part && !(other == aside)) {
                if (aside.part.empty()) other.from = aside.to;
                else other.part = aside.to_part;
            }
        out.push_back(std::move(aside));
    };
    std::set<ObjectId> put_aside;
    const auto move_aside = [&](const kinds::Object& object) {
        if (!put_aside.insert(object.id).second) return;
        RenameFact aside{object.id, object.id};
        aside.to.name = sql::aside(object.id.name, ++number);
        moved_aside(std::move(aside));
    };
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const RenameFact fact = facts[i];  // NOLINT(performance-unnecessary-copy-initialization): moved_aside changes facts
        const auto* owner = from.find(fact.from);
        if (fact.part.empty()) {
            // What stays there keeps its name, so what comes along gives up its own: it gets the one that it is to have as an equal thing does.
            // So does what gets there before it gets its new name.
            if (owner != nullptr && fact.from.schema != fact.to.schema) {
                if (fact.from.name != fact.to.name && occupants.are_in_the_way_of(*owner, fact)) move_aside(*owner);
                for (const auto* carried : carried_by(dependents, fact.from))
                    if (occupants.are_in_the_way_of(*carried, fact)) move_aside(*carried);
            }
            for (const auto* occupant : occupants.in_the_way_of(owner, fact))
                if (occupant->kind->rename != nullptr) move_aside(*occupant);
        } else if (owner != nullptr && owner->kind->has_part(*owner, fact.to_part)) {
            const auto prefix = fact.to_part.substr(0, fact.to_part.find(':') + 1);
            moved_aside({fact.from, fact.to, fact.to_part, prefix + sql::aside(kinds::part_name(fact.to_part), ++number)});
        }
    }
    std::ranges::move(facts, std::back_inserter(out));
    return out;
}

}  // namespace

kinds::Steps homes_of_renamed(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<RenameFact>& facts, const PlanOptions& options) {
    const kinds::Scene scene{options.version, &options.facts, options.open_questions, nullptr};
    std::set<ObjectId> missing;
    for (const auto& fact : facts) {
        const auto* object = to.find(fact.to);
        if (object == nullptr || fact.to.schema == fact.from.schema) continue;
        for (const auto& need : object->needs)
            if (need.object.name == fact.to.schema && need.object.schema.empty() && from.find(need.object) == nullptr) missing.insert(need.object);
    }
    for (const auto& fact : facts) missing.erase(fact.to);
    kinds::Steps steps;
    for (const auto& id : missing)
        if (const auto* home = to.find(id)) std::ranges::move(home->kind->create(*home, scene), std::back_inserter(steps));
    return steps;
}

Result<kinds::Steps> rename_steps(const catalog::Catalog& from, const std::vector<RenameFact>& facts, const PlanOptions& options) {
    const Dependents dependents(from);
    const Sides before(dependents, dependents);
    const kinds::Scene scene{options.version, &options.facts, options.open_questions, nullptr, &before};
    auto ordered = with_names_freed(dependents, facts);
    // Owners before what they own, which goes along into another schema, and objects before their parts: a statement names all as they are
    // called by then.
    const auto is_owned_by = [&](const RenameFact& owned, const RenameFact& other) {
        const auto* object = owned.part.empty() ? from.find(owned.from) : nullptr;
        const bool moves = other.part.empty() && other.from.schema != other.to.schema;
        return object != nullptr && moves && std::ranges::any_of(object->needs, [&](const kinds::Need& need) {
                   return need.object == other.from && !need.part.empty() && need.part == object->kind->automatic_part;
               });
    };
    const auto all = ordered;
    const auto is_owned = [&](const RenameFact& fact) {
        return fact.from.schema != fact.to.schema && std::ranges::any_of(all, [&](const RenameFact& other) { return is_owned_by(fact, other); });
    };
    std::ranges::stable_partition(ordered, [&](const RenameFact& fact) { return fact.part.empty() && !is_owned(fact); });
    std::ranges::stable_partition(ordered, [](const RenameFact& fact) { return fact.part.empty(); });
    std::vector<RenameFact> done;
    kinds::Steps steps;
    for (const auto& fact : ordered) {
        const auto* kind = kinds::find_kind(fact.to.kind);
        if (kind == nullptr || kind->rename == nullptr)
            return fail(ErrorCode::plan_impossible, format("{} cannot be renamed", fact.from.describe())).hint("Take the @renamed directive away.");
        // A renamed schema or table carries what is in it along.
        ObjectId now = fact.part.empty() ? fact.from : fact.to;
        for (const auto& earlier : done) {
            if (earlier.part.empty() && earlier.from.schema.empty() && now.schema == earlier.from.name && earlier.from != now) now.schema = earlier.to.name;
            if (earlier.part.empty() && !now.parent.empty() && now.parent == earlier.from.name && now.schema == earlier.from.schema)
                now.parent = earlier.to.name;
            if (is_owned_by(fact, earlier)) now.schema = earlier.to.schema;
        }
        const auto* object = fact.part.empty() ? from.find(fact.from) : nullptr;
        if (object != nullptr) {
            kinds::Object moved = *object;
            moved.id = now;
            std::ranges::move(kinds::rename_steps(moved, fact.to, scene), std::back_inserter(steps));
        } else {
            std::ranges::move(kind->rename(now, fact.to, fact.part, fact.to_part, scene), std::back_inserter(steps));
        }
        done.push_back(fact);
    }
    return steps;
}

}  // namespace whimbrel::plan
