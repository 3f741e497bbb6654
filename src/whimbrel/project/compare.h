// SPDX-License-Identifier: Apache-2.0
// diff: the plan between any two sources.
#pragma once

#include "whimbrel/plan/plan.h"
#include "whimbrel/project/answers.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whimbrel::project {

struct CompareRequest {
    std::string from, to;
    Answers answers;
    plan::IndexForm index_form = plan::IndexForm::plain;
    enum class Proof : std::uint8_t { none, up } proof = Proof::none;  ///< whether the plan is tried on the shadow
};

struct CompareReport {
    std::string sql;                   ///< empty where there is no difference
    std::vector<std::string> changes;  ///< diff::summary
    std::vector<std::string> risks;
};

/// Nobody is asked: what no directive or answer calls a rename is dropped and made anew, with its risk as a comment; a column without
/// a fill is planned as for an empty table. Errors: those of source::resolve, plan_cycle, plan_impossible, not_managed, proof_failed.
Result<CompareReport> compare(const Workspace& workspace, const CompareRequest& request);

}  // namespace whimbrel::project
