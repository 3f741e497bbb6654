// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/graph.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>

namespace whimbrel::plan {

using kinds::Effect;
using kinds::Step;

namespace {

class Maker {
public:
    Maker(const kinds::Scene& scene, const Breaks& breaks) : scene_(scene), breaks_(breaks) {}

    void add(const ObjectId& id, const Affair& affair) {
        current_ = &affair;
        const auto first = nodes_.size();
        switch (affair.fate) {
            case Fate::created:
                create(id, affair);
                break;
            case Fate::dropped:
                if (breaks_.asides.contains(id)) put_aside(id, affair, [] {});
                else drop(id, affair);
                break;
            case Fate::altered:
                put(Role::alter, affair.steps);
                break;
            case Fate::rebuilt:
                drop(id, affair);
                create(id, affair);
                note_rebuilding(id, affair, first);
                break;
            case Fate::swapped:
                put_aside(id, affair, [&] { create(id, affair); });
                break;
            case Fate::released:
                break;
        }
        for (const auto& [part, rebuild] : affair.parts) {
            put(Role::release, rebuild.before, part);
            put(Role::restore, rebuild.after, part);
        }
    }

    std::vector<Node> take() { return std::move(nodes_); }

private:
    void put(Role role, const Steps& steps, const std::string& only_part = "") {
        for (const auto& step : steps) nodes_.push_back({step.object, current_->from, current_->to, role, step, nodes_.size(), only_part});
    }

    void create(const ObjectId& id, const Affair& affair) {
        if (affair.born) return put(Role::create, create_born(affair));
        const auto postponed = breaks_.postponed.find(id);
        const bool splits = postponed != breaks_.postponed.end() && affair.to->kind->create_without != nullptr;
        put(Role::create, splits ? affair.to->kind->create_without(*affair.to, postponed->second, scene_) : affair.to->kind->create(*affair.to, scene_));
    }

    /// All of it is said, what is there from birth too: another role that applies the plan makes objects without.
    Steps create_born(const Affair& affair) {
        auto steps = affair.to->kind->alter(*affair.born, *affair.to, scene_).steps;
        for (auto& step : affair.to->kind->create(*affair.to, scene_))
            if (std::ranges::find(steps, step.statement, &Step::statement) == steps.end()) steps.push_back(std::move(step));
        return steps;
    }

    void drop(const ObjectId& id, const Affair& affair) {
        if (const auto released = breaks_.released.find(id); released != breaks_.released.end())
            for (const auto& part : released->second)
                if (const auto rebuild = affair.from->kind->rebuild_part(*affair.from, *affair.from, part, scene_)) put(Role::release, rebuild->before, part);
        put(Role::drop, affair.from->kind->drop(*affair.from, scene_));
    }

    /// What was not to change itself. What is said of another object (a comment) comes and goes without a word.
    void note_rebuilding(const ObjectId& id, const Affair& affair, std::size_t first) {
        if (!id.on.empty() || affair.cause.empty()) return;
        const auto note_first = [&](Role role, auto note) {
            const auto node = std::find_if(nodes_.begin() + static_cast<std::ptrdiff_t>(first), nodes_.end(), [&](const Node& n) { return n.role == role; });
            if (node != nodes_.end()) note(node->step.note);
        };
        note_first(Role::drop, [&](std::string& note) { note = "comes back below: " + affair.cause + (note.empty() ? "" : "; " + note); });
        note_first(Role::create, [](std::string& note) { note = "is made again" + (note.empty() ? "" : "; " + note); });
    }

    /// The old one is renamed out of the way, `between` is done, the old one is dropped.
    template <class Between>
    void put_aside(const ObjectId& id, const Affair& affair, Between between) {
        ObjectId aside = id;
        aside.name = sql::aside(id.name);
        const auto& from = *affair.from;
        auto renamed = kinds::rename_steps(from, aside, scene_);
        for (auto& step : renamed) {
            step.object = id;
            step.touches = {{"", Effect::destroys}};
        }
        put(Role::aside, renamed);
        between();
        Object old = from;
        old.id = aside;
        auto dropped = old.kind->drop(old, scene_);
        for (auto& step : dropped) {
            step.object = id;
            step.frees.clear();  // the names that it gives up are those it has aside
        }
        put(Role::drop_aside, dropped);
    }

    const kinds::Scene& scene_;
    const Breaks& breaks_;
    const Affair* current_ = nullptr;
    std::vector<Node> nodes_;
};

}  // namespace

std::vector<Node> make_nodes(const Affairs& affairs, const kinds::Scene& scene, const Breaks& breaks) {
    Maker maker(scene, breaks);
    for (const auto& [id, affair] : affairs) maker.add(id, affair);
    return maker.take();
}

}  // namespace whimbrel::plan
