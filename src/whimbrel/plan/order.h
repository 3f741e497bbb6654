// SPDX-License-Identifier: Apache-2.0
// The order of steps: that of the graph, ties by what reads best, circles broken where something can be split.
#pragma once

#include "whimbrel/plan/graph.h"

#include <optional>

namespace whimbrel::plan {

/// The nodes in order; those without a statement are there for their place only. On a circle `breaks` gets what may break it and nothing is returned, so that
/// the caller tries again; an error where nothing can.
Result<std::optional<std::vector<Node>>> put_in_order(std::vector<Node> nodes, Breaks& breaks);

}  // namespace whimbrel::plan
