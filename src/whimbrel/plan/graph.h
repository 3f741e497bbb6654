// SPDX-License-Identifier: Apache-2.0
// The order of steps: a graph over what each touches and what its object needs on its side of the change.
#pragma once

#include "whimbrel/plan/closure.h"

#include <optional>

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
    bool operator==(const Breaks&) const = default;
};

std::vector<Node> make_nodes(const Affairs& affairs, const kinds::Scene& scene, const Breaks& breaks);

/// The nodes in order; those without a statement are there for their place only. On a circle `breaks` gets what may break it and nothing is returned, so that
/// the caller tries again; an error where nothing can.
Result<std::optional<std::vector<Node>>> put_in_order(std::vector<Node> nodes, Breaks& breaks);

}  // namespace whimbrel::plan
