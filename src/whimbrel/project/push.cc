// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/push.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/project/setup.h"
#include "whimbrel/proof/proof.h"
#include "whimbrel/runner/unrecorded.h"

namespace whimbrel::project {

namespace {

/// A database that nobody uses takes the plan first: what it gives must be what the declaration gives. There is no way back to prove:
/// push writes no down script.
Result<> prove(const Workspace& workspace, shadow::Shadow& shadow, const catalog::Catalog& from, source::Loaded& to, const std::string& sql) {
    workspace.say("proving the plan");
    auto before = source::build(shadow, from, source_options(workspace));
    if (!before) {
        before.error().context.emplace_back("building what the database holds on the shadow, to prove the plan");
        return std::unexpected(std::move(before).error());
    }
    const auto ignored = ignoring(workspace.config.ignore);
    const proof::Claim claim{.from = &*before,
                             .to = &to.database,
                             .up_file = "(push)",
                             .up_text = sql,
                             .down_file = {},
                             .down_text = {},
                             .to_catalog = &to.catalog,
                             .ignoring = ignored ? &*ignored : nullptr};
    WHIMBREL_CHECK(proof::prove(shadow, claim, source_options(workspace)));
    return {};
}

}  // namespace

Result<PushPlan> plan_push(const Workspace& workspace, const DatabaseChoice& choice, pg::Session& session, const PushRequest& request) {
    WHIMBREL_CHECK(require_development(workspace, choice, session.database(), request.confirmed_name));
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    if (!ledger.empty() && request.migrations == PushRequest::Migrations::refuse)
        return fail(ErrorCode::push_refused,
                    format("{} has {} applied migration{}, which push would leave behind", session.describe(), ledger.size(), ledger.size() == 1 ? "" : "s"))
            .hint("Run `whimbrel generate` and `whimbrel migrate` instead, or give --past-migrations.");
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    catalog::Catalog whole;
    WHIMBREL_TRY(auto loaded, load_declaration(workspace, shadow, declaration, &whole));
    WHIMBREL_TRY(auto target, catalog::read(session, source_options(workspace).read));
    WHIMBREL_CHECK(refuse_ignored(workspace, whole, target));
    apply_ignore_rules(target, workspace.config.ignore);
    WHIMBREL_CHECK(require_managed(target, session.describe()));

    const auto from = source::target_like(target, loaded.catalog);
    const auto changes = diff::diff(from, loaded.catalog);
    WHIMBREL_TRY(const auto settled, settle(workspace, {from, loaded.catalog, changes}, loaded.facts, request.answers));
    proof::PlanRequest plan_request{.from = &from, .to = &loaded.catalog, .renames = settled.renames};
    plan_request.changes = &changes;
    // Whether a table has rows is the target's to say: a new required column without a fill is fine in an empty one.
    plan_request.up = {.version = session.version(), .facts = settled.facts};
    plan_request.ways = proof::PlanRequest::Ways::up;
    WHIMBREL_TRY(auto planned, proof::plan_between(shadow, plan_request, source_options(workspace)));
    PushPlan push{.plan = std::move(planned.up), .sql = {}, .questions = settled.open};
    push.sql = plan::render(push.plan);
    if (push.questions.empty() && !push.plan.empty()) WHIMBREL_CHECK(prove(workspace, shadow, from, loaded, push.sql));
    return push;
}

Result<> apply_push(const Workspace& workspace, const DatabaseChoice& choice, pg::Session& session, const PushPlan& push, const PushRequest& request) {
    auto options = runner_options(workspace, choice);
    options.allow_lossy.insert(request.allow_lossy.begin(), request.allow_lossy.end());
    auto applied = runner::run_unrecorded(session, "(push)", push.sql, "whimbrel push", options, workspace.environment);
    constexpr std::string_view k_not_null_violation = "23502";
    if (!applied && applied.error().server && applied.error().server->sqlstate == k_not_null_violation)
        applied.error().hints.emplace_back("Write `-- @fill <expression>` beside the column in the declaration, or give it a DEFAULT.");
    return applied;
}

}  // namespace whimbrel::project
