// SPDX-License-Identifier: Apache-2.0
// From ordered nodes to batches: constraints folded into CREATE TABLE, concurrent forms chosen, transactions cut.
#pragma once

#include "whimbrel/plan/graph.h"

namespace whimbrel::plan {

std::vector<Batch> cut(std::vector<Node> nodes, const catalog::Catalog& from, IndexForm index_form);

}  // namespace whimbrel::plan
