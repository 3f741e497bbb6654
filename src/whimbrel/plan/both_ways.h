// SPDX-License-Identifier: Apache-2.0
// What is asked once for both plans between two catalogs: of a large schema, to find that out takes longer than to plan a small change.
#pragma once

#include "whimbrel/plan/plan.h"

namespace whimbrel::plan {

struct BothWays {
    Plan there, back;
};
/// As make_plan() would make them. `changes` are those from `from` to `to`.
Result<BothWays> make_plans(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<diff::Change>& changes, const PlanOptions& there,
                            const PlanOptions& back);

/// What makes the schemas that `facts` move something into and that are not there yet: before rename_steps().
kinds::Steps homes_of_renamed(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<diff::RenameFact>& facts, const PlanOptions& options);

}  // namespace whimbrel::plan
