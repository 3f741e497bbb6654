// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/graph.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace whimbrel::plan {

using kinds::Effect;
using kinds::Need;

namespace {

struct Edge {
    std::size_t to;
    const Need* need = nullptr;  ///< why, where a need of `owner` is the reason
    std::size_t owner = 0;       ///< the node whose need it is
};

class Graph {
public:
    explicit Graph(std::vector<Node>& nodes, const Breaks& breaks) : nodes_(nodes), breaks_(breaks), edges_(nodes.size()), host_(nodes.size()) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            by_object_[nodes[i].object].push_back(i);
            host_[i] = i;
        }
        find_hosts();
        for (std::size_t i = 0; i < nodes.size(); ++i) connect(i);
        connect_within_objects();
        connect_names();
        connect_wishes();
        connect_phases();
        connect_words();
    }

    /// Kahn's algorithm; ties go to adds before drops, then kind, then how deep what it needs is, then name.
    std::optional<std::vector<std::size_t>> order();
    /// The nodes that run, each told which of them must run before it.
    std::vector<Node> take(const std::vector<std::size_t>& order);
    /// What may break a circle among the nodes that order() could not place; false where nothing may.
    bool find_breaks(Breaks& breaks) const;
    std::string describe_circle() const;

private:
    /// Where a node stands among those that could run next.
    struct Key {
        int group;
        std::size_t rank, depth;
        const ObjectId* object;
        std::size_t sequence, node;
        bool operator<(const Key& other) const {
            return std::tie(group, rank, depth, *object, sequence) < std::tie(other.group, other.rank, other.depth, *other.object, other.sequence);
        }
    };

    static bool is_to_side(Role role) { return role == Role::create || role == Role::alter || role == Role::restore; }
    static bool is_from_side(Role role) { return role == Role::drop || role == Role::release || role == Role::aside; }

    void add_edge(std::size_t before, std::size_t after, const Need* need = nullptr, std::size_t owner = 0) {
        before = host(before);
        after = host(after);
        if (before != after) edges_[before].push_back({after, need, owner});
    }
    std::size_t host(std::size_t node) const {
        while (host_[node] != node) node = host_[node];
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
    bool counts(const Node& node, const Need& need) const;
    bool was_let_go_before(const Node& node, const Need& need) const;
    void find_pulled();
    std::size_t depth(const ObjectId& id);
    Key key(std::size_t i);
    std::vector<std::size_t> find_circle() const;

    std::vector<Node>& nodes_;
    const Breaks& breaks_;
    std::vector<std::vector<Edge>> edges_;
    std::vector<std::size_t> host_;
    std::map<ObjectId, std::vector<std::size_t>> by_object_;
    std::map<ObjectId, std::size_t> depths_;
    std::map<ObjectId, std::vector<ObjectId>> pulled_;
    std::vector<bool> placed_;
};

/// Groups of what runs at the statements of others.
constexpr int k_before_all = -1, k_behind_all = 4;

bool switches_off(const kinds::Step& step) {
    return std::ranges::any_of(step.touches, [](const auto& t) { return t.effect == Effect::destroys; });
}

bool destroys_whole(const Node& node) {
    return node.role == Role::drop && std::ranges::any_of(node.step.touches, [](const auto& t) { return t.part.empty() && t.effect == Effect::destroys; });
}

/// True where a step takes the object, or this part of it, away.
bool destroys(const Node& node, std::string_view part) {
    if (node.role == Role::aside || node.role == Role::drop_aside) return false;
    return std::ranges::any_of(node.step.touches, [&](const auto& t) { return t.effect == Effect::destroys && concerns(t.part, part); });
}

/// A drop that its host's drop brings about needs no statement of its own, only its place.
void Graph::find_hosts() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto& node = nodes_[i];
        if (node.role != Role::drop || node.step.alone || breaks_.explicit_drops.contains(node.object)) continue;
        const auto found = find_host(node);
        if (!found) continue;
        host_[i] = *found;
        node.step.statement.text.clear();
    }
}

/// What it stands on goes before what it only follows (the index of a partition: its table, then the index of the table above).
std::optional<std::size_t> Graph::find_host(const Node& node) const {
    std::optional<std::size_t> out;
    for (const auto& need : node.from->needs) {
        // A member of an operator family vanishes with its operator, the family does not.
        const bool vanishes = need.automatic && (need.part.empty() || need.part == node.from->kind->automatic_part);
        const auto it = vanishes ? by_object_.find(need.object) : by_object_.end();
        if (it == by_object_.end()) continue;
        const auto found = std::ranges::find_if(it->second, [&](std::size_t j) { return destroys(nodes_[j], need.object_part); });
        if (found == it->second.end()) continue;
        const auto* kind = kinds::find_kind(need.object.kind);
        if (kind != nullptr && kind->hosts) return *found;
        if (!out) out = *found;
    }
    return out;
}

/// Which of its object's needs a node has to mind.
bool Graph::counts(const Node& node, const Need& need) const {
    if (!node.only_part.empty()) return need.part == node.only_part || need.part.empty();
    const bool whole = std::ranges::any_of(node.step.touches, [](const auto& t) { return t.part.empty(); });
    if (!whole) return need.part.empty() || std::ranges::any_of(node.step.touches, [&](const auto& t) { return t.part == need.part; });
    if (need.part.empty()) return true;
    // Another step of the same object sees to that part.
    const auto& siblings = by_object_.at(node.object);
    return std::ranges::none_of(siblings, [&](std::size_t j) {
        const auto& other = nodes_[j];
        const bool same_side = is_to_side(node.role) == is_to_side(other.role);
        const bool sees_to_it = node.role == Role::drop ? other.role == Role::release : other.role == Role::create;
        return same_side && sees_to_it && &other != &node && std::ranges::any_of(other.step.touches, [&](const auto& t) {
                   return t.part == need.part && (t.effect == Effect::creates || t.effect == Effect::destroys);
               });
    });
}

void Graph::connect(std::size_t i) {
    const auto& node = nodes_[i];
    if (is_to_side(node.role) && node.to != nullptr)
        for (const auto& need : node.to->needs)
            if (counts(node, need)) connect_to_side(i, need);
    // A type that was renamed aside holds on to what it was made of.
    if (node.role == Role::drop_aside)
        for (const auto& need : node.from->needs)
            if (const auto it = by_object_.find(need.object); it != by_object_.end())
                for (const std::size_t j : it->second)
                    if (destroys_whole(nodes_[j]) || nodes_[j].role == Role::drop_aside) add_edge(i, j, &need, i);
    // Made again before what it was bound to is gone, it would be bound to that again (a foreign key to one of two equal keys).
    const auto was_dropped = [&] { return std::ranges::any_of(by_object_.at(node.object), [&](std::size_t j) { return nodes_[j].role == Role::drop; }); };
    if (node.role == Role::create && node.from != nullptr && was_dropped())
        for (const auto& need : node.from->needs)
            if (const auto it = by_object_.find(need.object); it != by_object_.end())
                for (const std::size_t j : it->second)
                    if (destroys_whole(nodes_[j])) add_edge(j, i, &need, i);
    if ((is_from_side(node.role) || node.role == Role::alter) && node.from != nullptr)
        for (const auto& need : node.from->needs)
            if (counts(node, need) && !was_let_go_before(node, need)) connect_from_side(i, need);
}

/// True for a step that makes a part anew which another step of the alteration takes away: that one lets go of the old needs.
bool Graph::was_let_go_before(const Node& node, const Need& need) const {
    if (node.role != Role::alter || need.part.empty()) return false;
    const auto does = [&](const Node& other, Effect effect) {
        return std::ranges::any_of(other.step.touches, [&](const auto& t) { return t.part == need.part && t.effect == effect; });
    };
    return does(node, Effect::creates) &&
           std::ranges::any_of(by_object_.at(node.object), [&](std::size_t j) { return nodes_[j].role == Role::alter && does(nodes_[j], Effect::destroys); });
}

void Graph::connect_to_side(std::size_t i, const Need& need) {
    const auto it = by_object_.find(need.object);
    if (it == by_object_.end()) return;
    for (const std::size_t j : it->second) {
        if (!is_to_side(nodes_[j].role)) continue;
        for (const auto& touch : nodes_[j].step.touches)
            if (touch.effect != Effect::destroys &&
                (defines(nodes_[j], touch.part) ? !needs_by(nodes_[j], touch.part, nodes_[i].object) : concerns(touch.part, need.object_part)))
                add_edge(j, i, &need, i);
    }
}

/// A type that was there by name only becomes one: who needs the type waits for it, but for what it is made of.
bool Graph::defines(const Node& node, std::string_view part) { return !part.empty() && node.to != nullptr && part == node.to->kind->definition_part; }

bool Graph::needs_by(const Node& node, std::string_view part, const ObjectId& object) {
    return std::ranges::any_of(node.to->needs, [&](const Need& need) { return need.part == part && need.object == object; });
}

void Graph::connect_from_side(std::size_t i, const Need& need) {
    const auto it = by_object_.find(need.object);
    if (it == by_object_.end()) return;
    const bool gone = nodes_[i].role != Role::alter;
    // An alteration that needs the thing afterwards too waits for the new one; a release of its part comes before the old one goes.
    if (!gone &&
        std::ranges::any_of(nodes_[i].to->needs, [&](const Need& other) { return other.object == need.object && other.object_part == need.object_part; }))
        return;
    for (const std::size_t j : it->second) {
        const Role role = nodes_[j].role;
        for (const auto& touch : nodes_[j].step.touches) {
            if (!concerns(touch.part, need.object_part)) continue;
            const bool goes_away = touch.effect == Effect::destroys && (is_from_side(role) || role == Role::alter || role == Role::drop_aside);
            const bool changes = gone && (role == Role::alter || role == Role::restore) && touch.effect != Effect::creates;
            if (goes_away || changes) add_edge(i, j, &need, i);
        }
        // Values leave the old type as the column takes hold of the new one.
        if (role == Role::drop_aside) add_edge(i, j, &need, i);
    }
}

void Graph::connect_within_objects() {
    for (const auto& [id, list] : by_object_) {
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
                if (const auto it = by_object_.find(need.object); it != by_object_.end())
                    for (const std::size_t j : it->second) {
                        if (nodes_[j].role == Role::drop_aside) add_edge(i, j, &need, i);
                        // What it was bound to must be gone, or an overload could be taken for it.
                        if (nodes_[j].role == Role::drop) add_edge(j, i, &need, i);
                    }
            }
        }
    }
}

void Graph::connect_names() {
    std::map<std::string, std::vector<std::size_t>> leaving;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (destroys_whole(nodes_[i]) || nodes_[i].role == Role::aside)
            for (const auto& name : nodes_[i].from->kind->occupies(nodes_[i].object)) leaving[name].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        for (const auto& name : nodes_[i].step.frees) leaving[name].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto names = nodes_[i].step.takes;
        if (nodes_[i].role == Role::create) std::ranges::move(nodes_[i].to->kind->occupies(nodes_[i].object), std::back_inserter(names));
        for (const auto& name : names)
            if (const auto it = leaving.find(name); it != leaving.end())
                for (const std::size_t j : it->second)
                    if (nodes_[j].object != nodes_[i].object) add_edge(j, i);
    }
}

/// What a step says of others' steps, where both are statements. What comes new has nothing to say of what goes.
void Graph::connect_wishes() {
    const auto each = [&](const ObjectId& id, const auto& act) {
        const auto it = by_object_.find(id);
        if (it == by_object_.end()) return;
        for (const std::size_t j : it->second)
            if (host_[j] == j) act(j);
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (host_[i] != i) continue;
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

void Graph::connect_phases() {
    const auto phase = [&](std::size_t i) { return host_[i] == i ? nodes_[i].step.phase : kinds::Phase::usual; };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (phase(i) == kinds::Phase::usual) continue;
        for (std::size_t j = 0; j < nodes_.size(); ++j) {
            if (phase(j) == phase(i)) continue;
            if (phase(i) == kinds::Phase::first) add_edge(i, j);
            else add_edge(j, i);
        }
    }
}

void Graph::connect_words() {
    std::map<std::string_view, std::vector<std::size_t>> preparing;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        for (const auto& word : nodes_[i].step.prepares) preparing[word].push_back(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (host_[i] != i) continue;  // comes with its host's drop and waits for nothing by itself
        for (const auto& word : nodes_[i].step.awaits)
            if (const auto it = preparing.find(word); it != preparing.end())
                for (const std::size_t j : it->second) add_edge(j, i);
    }
}

/// A constraint that can be folded into its table's CREATE pulls what it needs in front of that table.
void Graph::find_pulled() {
    for (const auto& node : nodes_)
        if (node.role == Role::create && node.step.inlined)
            for (const auto& need : node.to->needs)
                if (need.object != node.step.inlined->parent) pulled_[node.step.inlined->parent].push_back(need.object);
}

/// How many objects of the plan stand below this one; a circle counts as no depth.
std::size_t Graph::depth(const ObjectId& id) {
    if (const auto it = depths_.find(id); it != depths_.end()) return it->second;
    depths_[id] = 0;
    std::size_t deepest = 0;
    const auto look = [&](const ObjectId& other) {
        const auto list = by_object_.find(other);
        if (list == by_object_.end()) return;
        const auto& first = nodes_[list->second.front()];
        const ObjectId& owner = first.role == Role::create && first.step.inlined ? first.step.inlined->parent : other;
        if (owner != id) deepest = std::max(deepest, depth(owner) + 1);
    };
    const auto list = by_object_.find(id);
    if (list != by_object_.end() && nodes_[list->second.front()].role == Role::create)
        for (const auto& need : nodes_[list->second.front()].to->needs) look(need.object);
    if (const auto it = pulled_.find(id); it != pulled_.end())
        for (const auto& other : it->second) look(other);
    return depths_[id] = deepest;
}

Graph::Key Graph::key(std::size_t i) {
    const auto& node = nodes_[i];
    const auto& kind = *(node.to != nullptr ? node.to : node.from)->kind;
    const bool leaving = node.role == Role::drop || node.role == Role::drop_aside;
    const bool makes_room = node.role == Role::release || node.role == Role::aside;
    int group = makes_room ? 0 : node.role == Role::create ? 1 : leaving ? 3 : 2;
    if (kind.watches_statements) group = leaving || switches_off(node.step) ? k_before_all : k_behind_all;
    if (node.step.phase == kinds::Phase::first) group = k_before_all;
    return {group, leaving ? kinds::all_kinds().size() - kind.rank : kind.rank, node.role == Role::create ? depth(node.object) : 0, &node.object, node.sequence,
            i};
}

std::optional<std::vector<std::size_t>> Graph::order() {
    find_pulled();
    std::vector<std::size_t> waiting(nodes_.size(), 0);
    for (const auto& list : edges_)
        for (const auto& edge : list) ++waiting[edge.to];
    std::set<Key> ready;
    std::size_t expected = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (host_[i] != i) continue;
        ++expected;
        if (waiting[i] == 0) ready.insert(key(i));
    }
    std::vector<std::size_t> out;
    placed_.assign(nodes_.size(), false);
    while (!ready.empty()) {
        const std::size_t i = ready.begin()->node;
        ready.erase(ready.begin());
        out.push_back(i);
        placed_[i] = true;
        for (const auto& edge : edges_[i])
            if (--waiting[edge.to] == 0) ready.insert(key(edge.to));
    }
    if (out.size() != expected) return std::nullopt;
    return out;
}

std::vector<Node> Graph::take(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> places(nodes_.size());
    std::vector<Node> out;
    for (const std::size_t i : order) {
        places[i] = out.size();
        out.push_back(std::move(nodes_[i]));
    }
    for (const std::size_t i : order)
        for (const auto& edge : edges_[i]) out[places[edge.to]].predecessors.push_back(places[i]);
    return out;
}

std::vector<std::size_t> Graph::find_circle() const {
    std::vector<std::size_t> path;
    std::vector<int> state(nodes_.size(), 0);
    std::vector<std::size_t> circle;
    std::function<bool(std::size_t)> visit = [&](std::size_t i) {
        state[i] = 1;
        path.push_back(i);
        for (const auto& edge : edges_[i]) {
            if (placed_[edge.to]) continue;
            if (state[edge.to] == 1) {
                circle.assign(std::ranges::find(path, edge.to), path.end());
                return true;
            }
            if (state[edge.to] == 0 && visit(edge.to)) return true;
        }
        state[i] = 2;
        path.pop_back();
        return false;
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (!placed_[i] && host_[i] == i && state[i] == 0 && visit(i)) return circle;
    return {};
}

bool Graph::find_breaks(Breaks& breaks) const {
    const auto circle = find_circle();
    for (std::size_t n = 0; n < circle.size(); ++n) {
        const std::size_t next = circle[(n + 1) % circle.size()];
        for (const auto& edge : edges_[circle[n]]) {
            if (edge.to != next || edge.need == nullptr) continue;
            const auto& owner = nodes_[edge.owner];
            if (host_[edge.owner] != edge.owner && breaks.explicit_drops.insert(owner.object).second) return true;
            if (edge.need->part.empty()) continue;
            const auto add = [&](std::map<ObjectId, std::vector<std::string>>& where) {
                auto& parts = where[owner.object];
                if (std::ranges::find(parts, edge.need->part) != parts.end()) return false;
                parts.push_back(edge.need->part);
                return true;
            };
            if (owner.role == Role::create && owner.to->kind->create_without != nullptr && add(breaks.postponed)) return true;
            if (owner.role == Role::drop && owner.from->kind->rebuild_part != nullptr && add(breaks.released)) return true;
        }
    }
    return false;
}

std::string Graph::describe_circle() const {
    std::string out;
    const auto circle = find_circle();
    for (const std::size_t i : circle) out += nodes_[i].step.statement.text.substr(0, nodes_[i].step.statement.text.find('\n')) + "\n  before ";
    if (!circle.empty()) out += nodes_[circle.front()].object.describe();
    return out;
}

}  // namespace

Result<std::optional<std::vector<Node>>> put_in_order(std::vector<Node> nodes, Breaks& breaks) {
    Graph graph(nodes, breaks);
    const auto order = graph.order();
    if (!order) {
        if (graph.find_breaks(breaks)) return std::optional<std::vector<Node>>();
        return fail(ErrorCode::plan_cycle, "no order of these statements works:\n  " + graph.describe_circle())
            .hint("Make the change in two migrations, or write it by hand with `whimbrel new`.");
    }
    return graph.take(*order);
}

}  // namespace whimbrel::plan
