// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/graph.h"

#include <algorithm>

namespace whimbrel::plan {

using kinds::Effect;
using kinds::Need;

namespace {

bool is_to_side(Role role) { return role == Role::create || role == Role::alter || role == Role::restore; }
bool is_from_side(Role role) { return role == Role::drop || role == Role::release || role == Role::aside; }

bool destroys_whole(const Node& node) {
    return node.role == Role::drop && std::ranges::any_of(node.step.touches, [](const auto& t) { return t.part.empty() && t.effect == Effect::destroys; });
}

/// True where a step takes the object, or this part of it, away.
bool destroys(const Node& node, std::string_view part) {
    if (node.role == Role::aside || node.role == Role::drop_aside) return false;
    return std::ranges::any_of(node.step.touches, [&](const auto& t) { return t.effect == Effect::destroys && concerns(t.part, part); });
}

/// True where the name of the other is among the words that tell which object this is: a function by the types of its arguments.
bool is_told_by(const ObjectId& id, const ObjectId& other) {
    return !id.on.empty() || id.name.find(other.name) != std::string::npos || id.arguments.find(other.name) != std::string::npos;
}

/// A primary key forbids of its table's columns what a view over them never does.
bool stands_on(const ObjectId& id, const ObjectId& other) { return id.schema == other.schema && id.parent == other.name; }

bool does(const Node& node, std::string_view part, Effect effect) {
    return std::ranges::any_of(node.step.touches, [&](const auto& t) { return t.part == part && t.effect == effect; });
}

class Drawing {
public:
    Drawing(std::vector<Node>& nodes, const Breaks& breaks) : nodes_(nodes), breaks_(breaks) {
        graph_.edges.resize(nodes.size());
        graph_.hosts.resize(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            graph_.by_object[nodes[i].object].push_back(i);
            graph_.hosts[i] = i;
        }
    }

    Graph run() {
        find_hosts();
        for (std::size_t i = 0; i < nodes_.size(); ++i) connect(i);
        connect_within_objects();
        connect_names();
        connect_wishes();
        connect_phases();
        connect_words();
        return std::move(graph_);
    }

private:
    void add_edge(std::size_t before, std::size_t after, const Need* need = nullptr, std::size_t owner = 0) {
        before = host(before);
        after = host(after);
        if (before != after) graph_.edges[before].push_back({after, need, owner, false});
    }
    /// That what goes is gone before what it needed changes.
    void add_weak_edge(std::size_t before, std::size_t after, const Need* need, std::size_t owner) {
        if (breaks_.loosened.contains({nodes_[before].object, nodes_[after].object})) return;
        before = host(before);
        after = host(after);
        if (before != after) graph_.edges[before].push_back({after, need, owner, true});
    }
    std::size_t host(std::size_t node) const {
        while (graph_.hosts[node] != node) node = graph_.hosts[node];
        return node;
    }

    void find_hosts();
    std::optional<std::size_t> find_host(const Node& node) const;
    void connect(std::size_t i);
    void connect_to_side(std::size_t i, const Need& need);
    void connect_from_side(std::size_t i, const Need& need);
    static bool defines(const Node& node, std::string_view part);
    static bool needs_by(const Node& node, std::string_view part, const ObjectId& object);
    void connect_within_objects();
    void connect_names();
    void connect_wishes();
    void connect_phases();
    void connect_words();
    bool counts(const Node& node, const Need& need, Effect effect) const;
    bool sees_to(const Node& node, std::string_view part, Effect effect) const;
    /// Whether no other step of its object is one of those.
    template <class Which>
    bool none_beside(const Node& node, Which which) const {
        return std::ranges::none_of(graph_.by_object.at(node.object), [&](std::size_t j) { return &nodes_[j] != &node && which(nodes_[j]); });
    }
    bool was_let_go_before(const Node& node, const Need& need) const;
    bool only_lets_go(const Node& node, const Need& need) const;

    std::vector<Node>& nodes_;
    const Breaks& breaks_;
    Graph graph_;
};

/// A drop that its host's drop brings about needs no statement of its own, only its place.
void Drawing::find_hosts() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto& node = nodes_[i];
        if (node.role != Role::drop || node.step.alone || breaks_.explicit_drops.contains(node.object)) continue;
        const auto found = find_host(node);
        if (!found) continue;
        graph_.hosts[i] = *found;
        node.step.statement.text.clear();
    }
}

/// What it stands on goes before what it only follows (the index of a partition: its table, then the index of the table above).
std::optional<std::size_t> Drawing::find_host(const Node& node) const {
    std::optional<std::size_t> out;
    for (const auto& need : node.from->needs) {
        // A member of an operator family vanishes with its operator, the family does not.
        const bool vanishes = need.automatic && (need.part.empty() || need.part == node.from->kind->automatic_part);
        const auto it = vanishes ? graph_.by_object.find(need.object) : graph_.by_object.end();
        if (it == graph_.by_object.end()) continue;
        const auto found = std::ranges::find_if(it->second, [&](std::size_t j) { return destroys(nodes_[j], need.object_part); });
        if (found == it->second.end()) continue;
        const auto* kind = kinds::find_kind(need.object.kind);
        if (kind != nullptr && kind->hosts) return *found;
        if (!out) out = *found;
    }
    return out;
}

/// Which of its object's needs a node has to mind, where needs count that what it makes, or takes away, has.
bool Drawing::counts(const Node& node, const Need& need, Effect effect) const {
    if (!node.only_part.empty()) return need.part == node.only_part || need.part.empty();
    const bool whole = std::ranges::any_of(node.step.touches, [](const auto& t) { return t.part.empty(); });
    if (whole && need.object == node.object) return false;  // its parts come and go together
    if (!whole) return need.part.empty() || sees_to(node, need.part, effect);
    if (need.part.empty()) return true;
    // Another step of the same object sees to that part.
    return none_beside(node, [&](const Node& other) {
        const bool same_side = is_to_side(node.role) == is_to_side(other.role);
        const bool by_role = node.role == Role::drop ? other.role == Role::release : other.role == Role::create;
        return same_side && by_role && (does(other, need.part, Effect::creates) || does(other, need.part, Effect::destroys));
    });
}

/// A column comes with its default and goes with it, where no other step does that.
bool Drawing::sees_to(const Node& node, std::string_view part, Effect effect) const {
    if (std::ranges::any_of(node.step.touches, [&](const auto& t) { return t.part == part; })) return true;
    const auto is_other_side = [&](const auto& t) { return t.effect == effect && kinds::part_name(t.part) == kinds::part_name(part); };
    return std::ranges::any_of(node.step.touches, is_other_side) && none_beside(node, [&](const Node& other) { return does(other, part, effect); });
}

void Drawing::connect(std::size_t i) {
    const auto& node = nodes_[i];
    if (is_to_side(node.role) && node.to != nullptr)
        for (const auto& need : node.to->needs)
            if (counts(node, need, Effect::creates) && !only_lets_go(node, need)) connect_to_side(i, need);
    // A type that was renamed aside holds on to what it was made of.
    if (node.role == Role::drop_aside)
        for (const auto& need : node.from->needs)
            if (const auto it = graph_.by_object.find(need.object); it != graph_.by_object.end())
                for (const std::size_t j : it->second)
                    if (destroys_whole(nodes_[j]) || nodes_[j].role == Role::drop_aside) add_edge(i, j, &need, i);
    // Made again before what it was bound to is gone, it would be bound to that again (a foreign key to one of two equal keys).
    const auto was_dropped = [&] { return std::ranges::any_of(graph_.by_object.at(node.object), [&](std::size_t j) { return nodes_[j].role == Role::drop; }); };
    if (node.role == Role::create && node.from != nullptr && was_dropped())
        for (const auto& need : node.from->needs)
            if (const auto it = graph_.by_object.find(need.object); it != graph_.by_object.end())
                for (const std::size_t j : it->second)
                    if (destroys_whole(nodes_[j])) add_edge(j, i, &need, i);
    if ((is_from_side(node.role) || node.role == Role::alter) && node.from != nullptr)
        for (const auto& need : node.from->needs)
            if (counts(node, need, Effect::destroys) && !was_let_go_before(node, need)) connect_from_side(i, need);
}

/// True for a step that makes a part anew which another step of the alteration takes away: that one lets go of the old needs.
bool Drawing::was_let_go_before(const Node& node, const Need& need) const {
    if (node.role != Role::alter || need.part.empty() || !does(node, need.part, Effect::creates)) return false;
    return !none_beside(node, [&](const Node& other) { return other.role == Role::alter && does(other, need.part, Effect::destroys); });
}

/// True for the step that makes a sequence nobody's before another of the alteration makes it a column's.
bool Drawing::only_lets_go(const Node& node, const Need& need) const {
    if (node.role != Role::alter || need.part.empty() || need.part != node.to->kind->automatic_part || !does(node, need.part, Effect::destroys)) return false;
    return !none_beside(node, [&](const Node& other) { return other.role == Role::alter && does(other, need.part, Effect::creates); });
}

void Drawing::connect_to_side(std::size_t i, const Need& need) {
    const auto it = graph_.by_object.find(need.object);
    if (it == graph_.by_object.end()) return;
    for (const std::size_t j : it->second) {
        if (!is_to_side(nodes_[j].role)) continue;
        for (const auto& touch : nodes_[j].step.touches)
            if (touch.effect != Effect::destroys &&
                (defines(nodes_[j], touch.part) ? !needs_by(nodes_[j], touch.part, nodes_[i].object) : concerns(touch.part, need.object_part)))
                add_edge(j, i, &need, i);
    }
}

/// A type that was there by name only becomes one: who needs the type waits for it, but for what it is made of.
bool Drawing::defines(const Node& node, std::string_view part) { return !part.empty() && node.to != nullptr && part == node.to->kind->definition_part; }

bool Drawing::needs_by(const Node& node, std::string_view part, const ObjectId& object) {
    return std::ranges::any_of(node.to->needs, [&](const Need& need) { return need.part == part && need.object == object; });
}

void Drawing::connect_from_side(std::size_t i, const Need& need) {
    const auto it = graph_.by_object.find(need.object);
    if (it == graph_.by_object.end()) return;
    const bool gone = nodes_[i].role != Role::alter;
    const bool part_gone = !gone && !need.part.empty() && std::ranges::any_of(nodes_[i].step.touches, [&](const auto& t) {
        return t.effect == Effect::destroys && kinds::part_name(t.part) == kinds::part_name(need.part);
    });
    // An alteration that needs the thing afterwards too waits for the new one; a release of its part comes before the old one goes.
    if (!gone && !part_gone &&
        std::ranges::any_of(nodes_[i].to->needs, [&](const Need& other) { return other.object == need.object && other.object_part == need.object_part; }))
        return;
    for (const std::size_t j : it->second) {
        const Role role = nodes_[j].role;
        for (const auto& touch : nodes_[j].step.touches) {
            if (!concerns(touch.part, need.object_part)) continue;
            // What is only renamed aside can be let go of later.
            const bool is_away = part_gone ? role == Role::drop || role == Role::release : is_from_side(role);
            const bool goes_away = touch.effect == Effect::destroys && (is_away || role == Role::alter || role == Role::drop_aside);
            // An alteration that lets go of it does so before it gets another type.
            const bool counts_here = gone ? touch.effect != Effect::creates : touch.effect == Effect::retypes;
            const bool is_between = role == Role::release && touch.effect == Effect::retypes;
            const bool changes = counts_here && (role == Role::alter || role == Role::restore || is_between);
            const bool is_weak = goes_away ? role == Role::aside && !is_told_by(nodes_[i].object, need.object)
                                           : touch.effect == Effect::touches && !stands_on(nodes_[i].object, need.object);
            if (!goes_away && !changes) continue;
            if (is_weak) add_weak_edge(i, j, &need, i);
            else add_edge(i, j, &need, i);
        }
        // Values leave the old type as the column takes hold of the new one.
        if (role == Role::drop_aside) add_edge(i, j, &need, i);
    }
}

void Drawing::connect_within_objects() {
    for (const auto& [id, list] : graph_.by_object) {
        for (std::size_t a = 0; a < list.size(); ++a) {
            for (std::size_t b = a + 1; b < list.size(); ++b) {
                const auto& first = nodes_[list[a]];
                const auto& second = nodes_[list[b]];
                // column:c and default:c are two sides of one thing.
                const bool share = std::ranges::any_of(first.step.touches, [&](const auto& t) {
                    return std::ranges::any_of(second.step.touches, [&](const auto& u) {
                        return t.part.empty() || u.part.empty() || kinds::part_name(t.part) == kinds::part_name(u.part);
                    });
                });
                if (!share) continue;
                // Releases come first and restores last, whatever order they were made in.
                const bool swapped = second.role == Role::release && first.role != Role::release;
                add_edge(swapped ? list[b] : list[a], swapped ? list[a] : list[b]);
            }
        }
        // Columns of a swapped type: every restore of a dependent before the old type goes.
        for (const std::size_t i : list) {
            if (nodes_[i].role != Role::restore) continue;
            for (const auto& need : nodes_[i].from->needs) {
                if (need.part != nodes_[i].only_part) continue;
                if (const auto it = graph_.by_object.find(need.object); it != graph_.by_object.end())
                    for (const std::size_t j : it->second) {
                        if (nodes_[j].role == Role::drop_aside) add_edge(i, j, &need, i);
                        if (nodes_[j].role != Role::drop) continue;
                        // Values leave the old type as the column takes hold of the new one, if they did not before. Else what it was bound to
                        // must be gone, or an overload could be taken for it.
                        const bool had_left = std::ranges::any_of(
                            list, [&](std::size_t k) { return nodes_[k].role == Role::release && does(nodes_[k], need.part, Effect::retypes); });
                        if (does(nodes_[i], need.part, Effect::retypes) && !had_left) add_edge(i, j, &need, i);
                        else add_edge(j, i, &need, i);
                    }
            }
        }
    }
}

void Drawing::connect_names() {
    std::map<std::string, std::vector<std::size_t>> leaving;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (destroys_whole(nodes_[i]) || nodes_[i].role == Role::aside)
            for (const auto& name : nodes_[i].from->kind->occupies(nodes_[i].object)) leaving[name].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        for (const auto& name : nodes_[i].step.frees) leaving[name].push_back(i);
    std::map<std::string, std::vector<std::size_t>> passing;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        for (const auto& name : nodes_[i].step.takes) passing[name].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto names = nodes_[i].step.takes;
        // Who must find a name free goes before who has it then (a sequence before a type of its name).
        if (nodes_[i].role == Role::create)
            for (const auto& name : nodes_[i].to->kind->occupies(nodes_[i].object))
                if (const auto it = passing.find(name); it != passing.end())
                    for (const std::size_t j : it->second)
                        if (nodes_[j].object != nodes_[i].object) add_edge(j, i);
        if (nodes_[i].role == Role::create) std::ranges::move(nodes_[i].to->kind->occupies(nodes_[i].object), std::back_inserter(names));
        for (const auto& name : names)
            if (const auto it = leaving.find(name); it != leaving.end())
                for (const std::size_t j : it->second)
                    if (nodes_[j].object != nodes_[i].object) add_edge(j, i);
    }
}

/// What a step says of others' steps, where both are statements. What comes new has nothing to say of what goes.
void Drawing::connect_wishes() {
    const auto each = [&](const ObjectId& id, const auto& act) {
        const auto it = graph_.by_object.find(id);
        if (it == graph_.by_object.end()) return;
        for (const std::size_t j : it->second)
            if (graph_.hosts[j] == j) act(j);
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (graph_.hosts[i] != i) continue;
        for (const auto& id : nodes_[i].step.before)
            each(id, [&](std::size_t j) {
                if (nodes_[i].role != Role::create || is_to_side(nodes_[j].role)) add_edge(i, j);
            });
        for (const auto& id : nodes_[i].step.after)
            each(id, [&](std::size_t j) {
                if (nodes_[i].role != Role::drop || is_from_side(nodes_[j].role)) add_edge(j, i);
            });
    }
}

void Drawing::connect_phases() {
    const auto phase = [&](std::size_t i) { return nodes_[i].step.phase; };
    const auto runs = [&](std::size_t i) { return graph_.hosts[i] == i; };  // else its host has a place, and it has that
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!runs(i) || phase(i) == kinds::Phase::usual) continue;
        for (std::size_t j = 0; j < nodes_.size(); ++j) {
            if (!runs(j)) continue;
            if (phase(i) < phase(j)) add_edge(i, j);
            else if (phase(j) < phase(i)) add_edge(j, i);
        }
    }
}

void Drawing::connect_words() {
    std::map<std::string_view, std::vector<std::size_t>> preparing;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        for (const auto& word : nodes_[i].step.prepares) preparing[word].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (graph_.hosts[i] != i) continue;  // comes with its host's drop and waits for nothing by itself
        for (const auto& word : nodes_[i].step.awaits)
            if (const auto it = preparing.find(word); it != preparing.end())
                for (const std::size_t j : it->second) add_edge(j, i);
    }
}

}  // namespace

Graph draw_graph(std::vector<Node>& nodes, const Breaks& breaks) { return Drawing(nodes, breaks).run(); }

}  // namespace whimbrel::plan
