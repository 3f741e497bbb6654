// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/closure.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <deque>
#include <iterator>

namespace whimbrel::plan {

using catalog::Catalog;
using kinds::Alteration;
using kinds::Effect;
using kinds::Need;

namespace {

/// Something that dependents cannot live through unchanged.
struct Disturbance {
    ObjectId object;
    std::string part;  ///< empty: the whole object goes and comes
    bool retype = false;
    bool recompute = false;  ///< as a retype, to those that PostgreSQL makes again by itself then; no others notice
    bool gone = false;       ///< for good: who stays must be bound to something else by now
    bool written = false;    ///< it is written anew, which those alone notice that it named
};

class Gathering {
public:
    Gathering(const Dependents& from, const Catalog& to, const kinds::Scene& scene, const std::set<ObjectId>& remade)
        : dependents_(from), from_(from.catalog()), to_(to), scene_(scene), remade_(remade) {}

    Result<Affairs> run(const std::vector<diff::Change>& changes) {
        for (const auto& change : changes) begin(change);
        for (const auto& change : changes) WHIMBREL_CHECK(let_go_around(change.id(), affairs_.at(change.id()).steps));
        for (const auto& change : changes) WHIMBREL_CHECK(bind_users(change));
        while (!queue_.empty()) {
            const Disturbance disturbance = queue_.front();
            queue_.pop_front();
            WHIMBREL_CHECK(spread(disturbance));
        }
        WHIMBREL_CHECK(give_births());
        return std::move(affairs_);
    }

private:
    void begin(const diff::Change& change) {
        Affair affair{.fate = Fate::created, .from = change.from, .to = change.to};
        if (change.to == nullptr) {
            affair.fate = Fate::dropped;
            queue_.push_back({.object = change.id(), .gone = true});
        }
        if (change.from != nullptr && change.to != nullptr && remade_.contains(change.id())) {
            affair.fate = Fate::rebuilt;
            queue_.push_back({.object = change.id()});
        } else if (change.from != nullptr && change.to != nullptr) {
            auto alteration = change.to->kind->alter(*change.from, *change.to, scene_);
            affair.fate = alteration.way == Alteration::Way::in_place ? Fate::altered : alteration.way == Alteration::Way::swap ? Fate::swapped : Fate::rebuilt;
            affair.steps = std::move(alteration.steps);
            affair.parts = std::move(alteration.parts);
            disturb_by_steps(change.id(), affair.steps);
            if (affair.fate != Fate::altered) queue_.push_back({.object = change.id()});
        }
        affairs_.insert_or_assign(change.id(), std::move(affair));
    }

    /// What uses a thing of which PostgreSQL keeps no such note is known by what that is made of: it needs that on one side alone.
    Result<> bind_users(const diff::Change& change) {
        const auto& any = change.from != nullptr ? *change.from : *change.to;
        if (any.kind->known_by.empty() || scene_.around == nullptr) return {};
        std::set<ObjectId> made_of, users;
        // By a name that goes over to another: what says something else is altered anyway.
        const bool by_name = any.kind->known_by == any.id.kind;
        if (by_name) made_of.insert(any.id);
        for (const auto* side : {change.from, change.to})
            if (side != nullptr)
                for (const auto& need : side->needs)
                    if (need.object.kind == any.kind->known_by) made_of.insert(need.object);
        using Side = kinds::Surroundings::Side;
        for (const auto& id : made_of)
            for (const auto side : {Side::from, Side::to})
                for (const auto* user : scene_.around->dependents(side, id)) users.insert(user->id);
        for (const auto& id : users) {
            const auto *was = from_.find(id), *is = to_.find(id);
            if (was == nullptr || is == nullptr || !id.on.empty() || id.kind == any.id.kind) continue;
            // What says something else is altered anyway, but a part of it may say the same.
            const bool differs = by_name && !was->kind->equal(*was, *is);
            for (const auto& need : bound_otherwise(*was, *is, made_of))
                if (!differs || was->kind->rebuild_part == nullptr || is_left_alone(*was, *is, need)) WHIMBREL_CHECK(bind(*was, *is, need, change.id()));
        }
        return {};
    }

    /// A column that is there on both sides, bound to something else there, and to which the alteration does nothing.
    bool is_left_alone(const Object& was, const Object& is, const Need& need) const {
        const auto known = affairs_.find(was.id);
        const auto needs = [&](const Object& object) { return std::ranges::find(object.needs, need.part, &Need::part) != object.needs.end(); };
        return known != affairs_.end() && was.kind->rebuild_part != nullptr && need.part == kinds::column_part(kinds::part_name(need.part)) && needs(was) &&
               needs(is) && !sees_to(known->second, was, need);
    }

    static std::set<Need> bound_otherwise(const Object& was, const Object& is, const std::set<ObjectId>& made_of) {
        std::set<Need> out;
        const auto note = [&](const Object& one, const Object& other) {
            for (const auto& need : one.needs)
                if (made_of.contains(need.object) && std::ranges::find(other.needs, need) == other.needs.end()) out.insert(need);
        };
        note(was, is);
        note(is, was);
        return out;
    }

    Result<> bind(const Object& was, const Object& is, const Need& need, const ObjectId& used) {
        const auto known = affairs_.find(was.id);
        const bool stays = known == affairs_.end() || known->second.fate == Fate::altered || known->second.fate == Fate::released;
        if (!stays) return {};
        // An alteration says the whole definition again, but cannot change of what type an argument is, or a column.
        const bool by_name = kinds::find_kind(used.kind)->known_by == used.kind;
        if (known == affairs_.end() || is.kind->rebuild_part != nullptr || by_name) WHIMBREL_CHECK(rebuild(was, is, need, {.object = used}));
        auto& affair = affairs_.at(was.id);
        const auto with_need = [&](const Object& object) {
            Object out = object;
            out.needs.push_back({.part = need.part, .object = used});
            return std::make_shared<const Object>(std::move(out));
        };
        affair.bound_from = with_need(*affair.from);
        affair.bound_to = with_need(*affair.to);
        affair.from = affair.bound_from.get();
        affair.to = affair.bound_to.get();
        return {};
    }

    static bool names_other(const kinds::Step& step, const ObjectId& id) { return step.object != id && step.statement.text.empty(); }

    /// Steps without a statement at parts of other objects: those let go, and take hold again, around what is done here.
    Result<> let_go_around(const ObjectId& id, Steps& steps) {
        Steps named;
        std::ranges::copy_if(steps, std::back_inserter(named), [&](const kinds::Step& step) { return names_other(step, id); });
        std::erase_if(steps, [&](const kinds::Step& step) { return names_other(step, id); });
        for (const auto& step : named) {
            const auto *was = from_.find(step.object), *is = to_.find(step.object);
            const auto known = affairs_.find(step.object);
            const bool stays = known == affairs_.end() || known->second.fate == Fate::altered || known->second.fate == Fate::released;
            if (was == nullptr || is == nullptr || !stays) continue;
            WHIMBREL_CHECK(rebuild(*was, *is, {.part = step.touches.front().part, .object = id}, {.object = id, .written = true}));
        }
        return {};
    }

    void disturb_by_steps(const ObjectId& id, const Steps& steps) {
        for (const auto& step : steps) {
            if (names_other(step, id)) continue;
            for (const auto& touch : step.touches) {
                if (touch.effect == Effect::retypes) queue_.push_back({id, touch.part, true});
                if (touch.effect == Effect::recomputes) queue_.push_back({.object = id, .part = touch.part, .retype = true, .recompute = true});
                // Gone and made again under the same name: dependents that stay as they are must be made again.
                if (touch.effect == Effect::destroys) queue_.push_back({id, touch.part, false});
            }
        }
    }

    /// How many different retyped parts an object needs: with more than one, PostgreSQL's own rebuild of it meets a
    /// state half way (a foreign key whose two columns change their type one after the other).
    std::size_t retyped_parts(const Object& object) const {
        std::set<std::pair<ObjectId, std::string>> parts;
        for (const auto& need : object.needs) {
            const auto it = affairs_.find(need.object);
            if (it == affairs_.end()) continue;
            const auto note = [&](const Steps& steps) {
                for (const auto& step : steps)
                    for (const auto& touch : step.touches)
                        if (touch.effect == Effect::retypes && touch.part == need.object_part) parts.emplace(need.object, need.object_part);
            };
            note(it->second.steps);
            for (const auto& [part, rebuild] : it->second.parts) note(rebuild.after);
        }
        return parts.size();
    }

    Result<> spread(const Disturbance& disturbance) {
        for (const auto& [object, need] : dependents_.of(disturbance.object)) {
            const bool hit = disturbance.part.empty() || disturbance.part == need->object_part;
            if (!hit || (disturbance.recompute && !object->kind->survives_retype)) continue;
            const auto* to = to_.find(object->id);
            if (to == nullptr) continue;
            const auto affair = affairs_.find(object->id);
            const bool changed = affair != affairs_.end() && affair->second.fate != Fate::released;
            if (changed && affair->second.fate != Fate::altered) {
                if (affair->second.fate == Fate::rebuilt && affair->second.cause.empty()) affair->second.cause = cause_of(disturbance);
                continue;
            }
            // Who does not change holds on to what it is bound to, even if it is bound to something else on the other side (a foreign key to
            // another key over the same columns).
            if (changed && (disturbance.gone ? sees_to(affair->second, *object, *need) : !still_needs(*to, *need, disturbance))) continue;
            const bool survives = disturbance.retype && object->kind->survives_retype && !changed && retyped_parts(*object) < 2;
            if (survives && !is_needed_beside(*object, disturbance)) continue;
            WHIMBREL_CHECK(rebuild(*object, *to, *need, disturbance));
        }
        return {};
    }

    /// What PostgreSQL makes again for a column's new type it drops first, with nobody but those it makes again as well: nobody may need it,
    /// before or after, who does not need the column (a foreign key to a unique constraint that only INCLUDEs the column).
    bool is_needed_beside(const Object& object, const Disturbance& disturbance) const {
        using Side = kinds::Surroundings::Side;
        const auto is_beside = [&](const Object* other) {
            return other->id.on.empty() && other->id != disturbance.object && std::ranges::none_of(other->needs, [&](const Need& need) {
                       return need.object == disturbance.object && (disturbance.part.empty() || disturbance.part == need.object_part);
                   });
        };
        return scene_.around != nullptr && (std::ranges::any_of(scene_.around->dependents(Side::from, object.id), is_beside) ||
                                            std::ranges::any_of(scene_.around->dependents(Side::to, object.id), is_beside));
    }

    /// An alteration that lets go of what is gone by itself.
    static bool sees_to(const Affair& affair, const Object& object, const Need& need) {
        if (object.kind->rebuild_part == nullptr || need.part.empty()) return true;
        // A column that is merely touched (DROP NOT NULL) keeps its type.
        const bool is_column = need.part == kinds::column_part(kinds::part_name(need.part));
        return std::ranges::any_of(affair.steps, [&](const kinds::Step& step) {
            return std::ranges::any_of(step.touches,
                                       [&](const kinds::Touch& touch) { return touch.part == need.part && !(is_column && touch.effect == Effect::touches); });
        });
    }

    /// Where the whole object goes and comes, a need of another part of it counts as well (a view's column that has a new name).
    /// What lets go part by part does so for those parts alone that need it on both sides.
    static bool still_needs(const Object& to, const Need& need, const Disturbance& disturbance) {
        const bool by_part = to.kind->rebuild_part != nullptr && !need.part.empty();
        return std::ranges::any_of(to.needs, [&](const Need& other) {
            return other.object == need.object && (disturbance.part.empty() || other.object_part == need.object_part) &&
                   (!by_part || kinds::part_name(other.part) == kinds::part_name(need.part));
        });
    }

    /// For people: why what needs it is made again.
    static std::string cause_of(const Disturbance& disturbance) {
        auto what = disturbance.object.describe();
        if (!disturbance.part.empty()) {
            const auto colon = disturbance.part.find(':');
            what =
                disturbance.part.substr(0, colon) + (colon == std::string::npos ? "" : " " + std::string(kinds::part_name(disturbance.part))) + " of " + what;
        }
        return what + (disturbance.written     ? " is written anew"
                       : disturbance.recompute ? " is computed otherwise"
                       : disturbance.retype    ? " changes its type"
                       : disturbance.gone      ? " goes"
                                               : " is made again");
    }

    Result<> rebuild(const Object& object, const Object& to, const Need& need, const Disturbance& disturbance) {
        auto& affair = affairs_.try_emplace(object.id, Affair{.fate = Fate::released, .from = &object, .to = &to}).first->second;
        if (object.kind->rebuild_part != nullptr && !(need.part.empty() && object.kind->rebuilt_by_swap)) {
            const bool disposable = object.kind->disposable != nullptr && object.kind->disposable(object);
            if (disposable && need.part.empty()) return rebuild_whole(object, affair, disturbance);
            if (need.part.empty() || affair.parts.contains(need.part)) return {};
            auto parts = object.kind->rebuild_part(object, to, need.part, scene_);
            if (!parts && disturbance.gone) return {};  // the part goes too
            if (!parts && disposable) return rebuild_whole(object, affair, disturbance);
            if (!parts || (goes_with_dependents(need.object) && !lets_go(*parts, need.part)))
                return fail(ErrorCode::plan_impossible, format("{} cannot let go of {} while that is made again", object.id.describe(), need.object.describe()))
                    .hint("Make the change in two migrations, or write it by hand with `whimbrel new`.");
            WHIMBREL_CHECK(let_go_around(object.id, parts->before));
            disturb_by_steps(object.id, parts->before);
            // For the while the part is of a type that its dependents know nothing of: PostgreSQL would make them again for that one.
            for (const auto& step : parts->before)
                for (const auto& touch : step.touches)
                    if (touch.effect == Effect::retypes) queue_.push_back({object.id, touch.part});
            disturb_by_steps(object.id, parts->after);
            drop_steps_done_by(*parts, need.part, affair.steps);
            note_cause(*parts, cause_of(disturbance));
            // A column and its default are parts of their own that let go of the default alike.
            for (const auto& [other, rebuild] : affair.parts) {
                drop_repeated(rebuild.before, parts->before);
                drop_repeated(rebuild.after, parts->after);
            }
            affair.parts.emplace(need.part, *std::move(parts));
            return {};
        }
        return rebuild_whole(object, affair, disturbance);
    }

    Result<> rebuild_whole(const Object& object, Affair& affair, const Disturbance& disturbance) {
        affair.fate = object.kind->rebuilt_by_swap ? Fate::swapped : Fate::rebuilt;
        affair.steps.clear();
        affair.parts.clear();
        affair.cause = cause_of(disturbance);
        queue_.push_back({.object = object.id});
        return {};
    }

    /// Made again by DROP TYPE … CASCADE: a column, which cannot be without its type in the meantime, would be taken along.
    bool goes_with_dependents(const ObjectId& id) const {
        const auto it = affairs_.find(id);
        return it != affairs_.end() && it->second.fate == Fate::rebuilt && !it->second.from->kind->definition_part.empty();
    }

    static bool lets_go(const kinds::PartRebuild& rebuild, const std::string& part) {
        return std::ranges::any_of(rebuild.before, [&](const kinds::Step& step) {
            return std::ranges::any_of(step.touches, [&](const kinds::Touch& touch) { return touch.part == part && touch.effect == Effect::destroys; });
        });
    }

    /// What is made in the course of the plan may be born with more, or less, than it shall have.
    Result<> give_births() {
        std::vector<kinds::Staying> in_force;
        for (const auto& [id, object] : from_.objects())
            if (const auto* to = object.kind->governs_births ? to_.find(id) : nullptr; to != nullptr) in_force.push_back({&object, to});
        if (in_force.empty()) return {};
        std::vector<Object> born;
        for (const auto& [id, affair] : affairs_) {
            if (!id.on.empty() || affair.to == nullptr) continue;
            const bool stays = affair.fate == Fate::altered || affair.fate == Fate::released;
            for (const auto& kind : kinds::all_kinds())
                if (kind.at_birth != nullptr)
                    std::ranges::move(kind.at_birth(stays ? affair.from : nullptr, *affair.to, in_force, scene_), std::back_inserter(born));
        }
        for (auto& object : born) WHIMBREL_CHECK(give_birth(std::move(object)));
        return {};
    }

    Result<> give_birth(Object born) {
        auto& affair = affairs_.try_emplace(born.id, Affair{.fate = Fate::created}).first->second;
        if (affair.to == nullptr) affair.to = to_.find(born.id);
        if (affair.to == nullptr) {
            WHIMBREL_TRY(auto nothing, born.kind->from_json("{}"));
            affair.blank = std::make_shared<const Object>(Object{.id = born.id, .kind = born.kind, .value = std::move(nothing), .needs = born.needs});
            affair.to = affair.blank.get();
        }
        if (affair.from != nullptr) affair.fate = Fate::rebuilt;
        affair.born = std::make_shared<const Object>(std::move(born));
        return {};
    }

    static void note_cause(kinds::PartRebuild& parts, const std::string& cause) {
        if (!parts.before.empty() && parts.before.front().note.empty()) parts.before.front().note = "comes back below: " + cause;
    }

    static void drop_repeated(const Steps& known, Steps& steps) {
        std::erase_if(steps, [&](const kinds::Step& step) { return std::ranges::find(known, step.statement, &kinds::Step::statement) != known.end(); });
    }

    /// A part that lets go and takes hold again ends as the alteration would have left it.
    static void drop_steps_done_by(const kinds::PartRebuild& rebuild, const std::string& part, Steps& steps) {
        // What goes whole and comes whole has nothing done to it in between.
        const auto is_whole = [&](const Steps& side, Effect effect) {
            return std::ranges::any_of(side, [&](const kinds::Step& step) {
                const auto& touch = step.touches.front();
                return touch.effect == effect && touch.part == kinds::column_part(kinds::part_name(part));
            });
        };
        if (is_whole(rebuild.before, Effect::destroys) && is_whole(rebuild.after, Effect::creates))
            std::erase_if(steps, [&](const kinds::Step& step) {
                return std::ranges::all_of(step.touches, [&](const kinds::Touch& touch) { return kinds::part_name(touch.part) == kinds::part_name(part); });
            });
        const auto does = [](const Steps& others, const kinds::Touch& touch) {
            return std::ranges::any_of(others, [&](const kinds::Step& other) {
                return std::ranges::any_of(other.touches, [&](const kinds::Touch& t) { return t.part == touch.part && t.effect == touch.effect; });
            });
        };
        std::erase_if(steps, [&](const kinds::Step& step) {
            return std::ranges::all_of(step.touches, [&](const kinds::Touch& touch) {
                return touch.effect != Effect::touches && (does(rebuild.before, touch) || does(rebuild.after, touch));
            });
        });
    }

    const Dependents& dependents_;
    const Catalog& from_;
    const Catalog& to_;
    const kinds::Scene& scene_;
    const std::set<ObjectId>& remade_;
    Affairs affairs_;
    std::deque<Disturbance> queue_;
};

}  // namespace

Result<Affairs> gather_affairs(const std::vector<diff::Change>& changes, const Dependents& from, const Catalog& to, const kinds::Scene& scene,
                               const std::set<ObjectId>& remade) {
    return Gathering(from, to, scene, remade).run(changes);
}

}  // namespace whimbrel::plan
