// SPDX-License-Identifier: Apache-2.0
// What must run before what: a graph over what each step touches and what its object needs on its side of the change.
#pragma once

#include "whimbrel/plan/closure.h"

#include <map>
#include <vector>

namespace whimbrel::plan {

enum class Role : std::uint8_t {
    create,  ///< needs of the `to` side must be there before it
    alter,
    restore,  ///< a part takes hold again
    release,  ///< a part lets go; what it needed may go afterwards
    drop,     ///< needs of the `from` side must still be there
    aside,    ///< the old one is renamed out of the way
    drop_aside,
};

struct Node {
    ObjectId object;
    const Object* from = nullptr;
    const Object* to = nullptr;
    Role role;
    kinds::Step step;                         ///< without statement where the drop is implied by that of its host
    std::size_t sequence;                     ///< place among the steps of its object
    std::string only_part;                    ///< restore and release: the part whose needs count
    std::vector<std::size_t> predecessors{};  ///< once in order: places of those that must run before
};

/// What breaks circles; filled by the search for an order, then everything is made again with it.
struct Breaks {
    std::set<ObjectId> explicit_drops;                       ///< drops that are not left to their host's
    std::map<ObjectId, std::vector<std::string>> postponed;  ///< parts that CREATE leaves to a later step
    std::map<ObjectId, std::vector<std::string>> released;   ///< parts that let go before the DROP
    std::set<ObjectId> remade;                               ///< what could be altered but is dropped and made again
    std::set<ObjectId> asides;                               ///< what goes makes room for its name first, and goes later
    std::set<std::pair<ObjectId, ObjectId>> loosened;        ///< the drop of the one need not come before the steps of the other
    bool operator==(const Breaks&) const = default;
};

std::vector<Node> make_nodes(const Affairs& affairs, const kinds::Scene& scene, const Breaks& breaks);

/// "This runs before that."
struct Edge {
    std::size_t to;
    const kinds::Need* need = nullptr;  ///< why, where a need of `owner` is the reason
    std::size_t owner = 0;              ///< the node whose need it is
    bool weak = false;                  ///< better so, but the other way round does as well
};

struct Graph {
    std::vector<std::vector<Edge>> edges;                      ///< by node
    std::vector<std::size_t> hosts;                            ///< of each node: whose statement brings it about; itself where it runs
    std::map<ObjectId, std::vector<std::size_t>> by_object{};  ///< in the order in which they were made
};

/// Takes their statements from drops that their host's drop brings about. The graph points into what the nodes point to.
Graph draw_graph(std::vector<Node>& nodes, const Breaks& breaks);

}  // namespace whimbrel::plan
