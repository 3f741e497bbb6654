// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/push.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/project/setup.h"

namespace whimbrel::project {

namespace {

/// What the step loses is lost only where its condition holds now; one that cannot be asked (its table comes later in the plan) does.
bool bites(pg::Session& session, const kinds::Step& step) {
    if (step.risk.when.empty()) return true;
    // Rows that a policy hides from this role are rows; PostgreSQL then refuses to answer.
    if (!session.execute("SET row_security TO off")) return true;
    const auto rows = session.execute(sql::sql("SELECT", step.risk.when));
    if (!session.execute("RESET row_security")) return true;
    return !rows || rows->empty() || (*rows)[0].boolean(0);
}

}  // namespace

Result<PushPlan> plan_push(const Workspace& workspace, const DatabaseChoice& choice, pg::Session& session, const PushRequest& request) {
    WHIMBREL_CHECK(require_development(workspace, choice, session.database(), request.confirmed_name));
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    if (!ledger.empty() && request.migrations == PushRequest::Migrations::refuse)
        return fail(ErrorCode::push_refused, format("{} has {} applied migration{}, which push would leave behind", session.describe(), ledger.size(), ledger.size() == 1 ? "" : "s"))
            .hint("Run `whimbrel generate` and `whimbrel migrate` instead, or give --past-migrations.");
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    catalog::Catalog whole;
    WHIMBREL_TRY(const auto loaded, load_declaration(workspace, shadow, declaration, &whole));
    WHIMBREL_TRY(auto target, catalog::read(session, source_options(workspace).read));
    WHIMBREL_CHECK(refuse_ignored(workspace, whole, target));
    apply_ignore_rules(target, workspace.config.ignore);
    WHIMBREL_CHECK(require_managed(target, session.describe()));

    const auto from = source::target_like(target, loaded.catalog);
    WHIMBREL_TRY(const auto settled, settle(workspace, from, loaded.catalog, loaded.facts, request.answers));
    proof::PlanRequest plan_request{.from = &from, .to = &loaded.catalog, .renames = settled.renames};
    // Whether a table has rows is the target's to say: a new required column without a fill is fine in an empty one.
    plan_request.up = {.version = session.version(), .facts = settled.facts};
    plan_request.ways = proof::PlanRequest::Ways::up;
    WHIMBREL_TRY(auto planned, proof::plan_between(shadow, plan_request, nullptr, source_options(workspace)));
    PushPlan push{.plan = std::move(planned.up), .sql = {}, .questions = settled.open};
    push.sql = plan::render(push.plan);
    return push;
}

Result<> apply_push(const Workspace&, const DatabaseChoice& choice, pg::Session& session, const PushPlan& push, const PushRequest& request) {
    for (const auto& batch : push.plan.batches)
        for (const auto& step : batch.steps) {
            if (step.risk.verdict != kinds::Verdict::lossy) continue;
            const auto name = plan::loss_id(step);
            const auto allowed = [&](const std::set<std::string>& names) { return names.contains(name) || names.contains("*"); };
            if (allowed(choice.allow_lossy) || allowed(request.allow_lossy) || !bites(session, step)) continue;
            return fail(ErrorCode::lossy_refused, format("{} ({})", step.risk.reason, name)).hint(format("Give --allow-lossy '{}' to do it all the same.", name));
        }
    return source::run_script(session, "(push)", push.sql);
}

}  // namespace whimbrel::project
