// SPDX-License-Identifier: Apache-2.0
// push: the declaration straight into a development database.
#pragma once

#include "whimbrel/plan/plan.h"
#include "whimbrel/project/answers.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::project {

struct PushRequest {
    Answers answers;
    std::set<std::string> allow_lossy;
    std::string confirmed_name;
    enum class Migrations : std::uint8_t { refuse, past } migrations = Migrations::refuse;
};

struct PushPlan {
    plan::Plan plan;
    std::string sql;
    std::vector<kinds::Question> questions;  ///< open ones: the plan is not to be applied
};

/// The plan is proven on the shadow, up only: there is no down script to prove.
/// Errors: not_development, push_refused, not_managed, proof_failed, and those of loading the declaration and of planning.
Result<PushPlan> plan_push(const Workspace& workspace, const DatabaseChoice& choice, pg::Session& session, const PushRequest& request);

/// As migrate runs a migration: what would lose rows and is not allowed by name is refused inside its transaction.
/// Errors: those of runner::run_unrecorded.
Result<> apply_push(const Workspace& workspace, const DatabaseChoice& choice, pg::Session& session, const PushPlan& push, const PushRequest& request);

}  // namespace whimbrel::project
