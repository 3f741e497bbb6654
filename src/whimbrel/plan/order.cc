// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/order.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace whimbrel::plan {

using kinds::Effect;

namespace {

class Ordering {
public:
    Ordering(std::vector<Node>& nodes, const Graph& graph) : nodes_(nodes), graph_(graph) {}

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

    bool runs(std::size_t node) const { return graph_.hosts[node] == node; }
    void find_pulled();
    std::size_t depth(const ObjectId& id);
    Key key(std::size_t i);
    std::vector<std::size_t> find_circle() const;

    std::vector<Node>& nodes_;
    const Graph& graph_;
    std::map<ObjectId, std::size_t> depths_;
    std::map<ObjectId, std::vector<ObjectId>> pulled_;
    std::vector<bool> placed_;
};

/// Groups of what runs at the statements of others.
constexpr int k_before_all = -1, k_behind_all = 4;

bool switches_off(const kinds::Step& step) {
    return std::ranges::any_of(step.touches, [](const auto& t) { return t.effect == Effect::destroys; });
}

/// A constraint that can be folded into its table's CREATE pulls what it needs in front of that table.
void Ordering::find_pulled() {
    for (const auto& node : nodes_)
        if (node.role == Role::create && node.step.inlined)
            for (const auto& need : node.to->needs)
                if (need.object != node.step.inlined->parent) pulled_[node.step.inlined->parent].push_back(need.object);
}

/// How many objects of the plan stand below this one; a circle counts as no depth.
std::size_t Ordering::depth(const ObjectId& id) {
    if (const auto it = depths_.find(id); it != depths_.end()) return it->second;
    depths_[id] = 0;
    std::size_t deepest = 0;
    const auto look = [&](const ObjectId& other) {
        const auto list = graph_.by_object.find(other);
        if (list == graph_.by_object.end()) return;
        const auto& first = nodes_[list->second.front()];
        const ObjectId& owner = first.role == Role::create && first.step.inlined ? first.step.inlined->parent : other;
        if (owner != id) deepest = std::max(deepest, depth(owner) + 1);
    };
    const auto list = graph_.by_object.find(id);
    if (list != graph_.by_object.end() && nodes_[list->second.front()].role == Role::create)
        for (const auto& need : nodes_[list->second.front()].to->needs) look(need.object);
    if (const auto it = pulled_.find(id); it != pulled_.end())
        for (const auto& other : it->second) look(other);
    return depths_[id] = deepest;
}

Ordering::Key Ordering::key(std::size_t i) {
    const auto& node = nodes_[i];
    const auto& kind = *(node.to != nullptr ? node.to : node.from)->kind;
    const bool leaving = node.role == Role::drop || node.role == Role::drop_aside;
    const bool makes_room = node.role == Role::release || node.role == Role::aside;
    int group = makes_room ? 0 : node.role == Role::create ? 1 : leaving ? 3 : 2;
    if (kind.watches_statements) group = leaving || switches_off(node.step) ? k_before_all : k_behind_all;
    if (node.step.phase < kinds::Phase::usual) group = k_before_all;
    return {group, leaving ? kinds::all_kinds().size() - kind.rank : kind.rank, node.role == Role::create ? depth(node.object) : 0, &node.object, node.sequence,
            i};
}

std::optional<std::vector<std::size_t>> Ordering::order() {
    find_pulled();
    std::vector<std::size_t> waiting(nodes_.size(), 0);
    for (const auto& list : graph_.edges)
        for (const auto& edge : list) ++waiting[edge.to];
    std::set<Key> ready;
    std::size_t expected = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!runs(i)) continue;
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
        for (const auto& edge : graph_.edges[i])
            if (--waiting[edge.to] == 0) ready.insert(key(edge.to));
    }
    if (out.size() != expected) return std::nullopt;
    return out;
}

std::vector<Node> Ordering::take(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> places(nodes_.size());
    std::vector<Node> out;
    for (const std::size_t i : order) {
        places[i] = out.size();
        out.push_back(std::move(nodes_[i]));
    }
    for (const std::size_t i : order)
        for (const auto& edge : graph_.edges[i]) out[places[edge.to]].predecessors.push_back(places[i]);
    return out;
}

std::vector<std::size_t> Ordering::find_circle() const {
    std::vector<std::size_t> path;
    std::vector<int> state(nodes_.size(), 0);
    std::vector<std::size_t> circle;
    std::function<bool(std::size_t)> visit = [&](std::size_t i) {
        state[i] = 1;
        path.push_back(i);
        for (const auto& edge : graph_.edges[i]) {
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
        if (!placed_[i] && runs(i) && state[i] == 0 && visit(i)) return circle;
    return {};
}

bool Ordering::find_breaks(Breaks& breaks) const {
    const auto circle = find_circle();
    for (std::size_t n = 0; n < circle.size(); ++n) {
        const std::size_t next = circle[(n + 1) % circle.size()];
        for (const auto& edge : graph_.edges[circle[n]]) {
            if (edge.to != next) continue;
            const auto& before = nodes_[circle[n]];
            if (edge.weak && breaks.loosened.emplace(nodes_[edge.owner].object, nodes_[next].object).second) return true;
            // It stands in the way by its name alone.
            const bool makes_room = before.role == Role::drop && before.from->kind->rename != nullptr && !before.from->kind->hosts;
            if (edge.need == nullptr && makes_room && breaks.asides.insert(before.object).second) return true;
            if (edge.need == nullptr) continue;
            const auto& owner = nodes_[edge.owner];
            if (!runs(edge.owner) && breaks.explicit_drops.insert(owner.object).second) return true;
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
    // It takes hold of something that waits for what it must let go of first: a function between two views.
    return std::ranges::any_of(circle, [&](std::size_t i) {
        const auto& kind = *(nodes_[i].to != nullptr ? nodes_[i].to : nodes_[i].from)->kind;
        const bool can_be_remade = kind.rebuild_part == nullptr && !kind.holds_rows && !kind.rebuilt_by_swap && nodes_[i].object.on.empty();
        return nodes_[i].role == Role::alter && can_be_remade && breaks.remade.insert(nodes_[i].object).second;
    });
}

std::string Ordering::describe_circle() const {
    std::string out;
    const auto circle = find_circle();
    for (const std::size_t i : circle) out += nodes_[i].step.statement.text.substr(0, nodes_[i].step.statement.text.find('\n')) + "\n  before ";
    if (!circle.empty()) out += nodes_[circle.front()].object.describe();
    return out;
}

}  // namespace

Result<std::optional<std::vector<Node>>> put_in_order(std::vector<Node> nodes, Breaks& breaks) {
    const Graph graph = draw_graph(nodes, breaks);
    Ordering ordering(nodes, graph);
    const auto order = ordering.order();
    if (!order) {
        if (ordering.find_breaks(breaks)) return std::optional<std::vector<Node>>();
        return fail(ErrorCode::plan_cycle, "no order of these statements works:\n  " + ordering.describe_circle())
            .hint("Make the change in two migrations, or write it by hand with `whimbrel new`.");
    }
    return ordering.take(*order);
}

}  // namespace whimbrel::plan
