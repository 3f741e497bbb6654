// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/compare.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/project/planning.h"

namespace whimbrel::project {

namespace {

Result<source::Resolved> resolve(const Workspace& workspace, shadow::Shadow& shadow, const std::string& text, std::string_view side) {
    auto resolved = source::resolve(shadow, text, source_options(workspace));
    if (!resolved) {
        resolved.error().context.push_back(format("reading {} {}", side, text.find("://") == std::string::npos ? text : "URL"));
        return resolved;
    }
    apply_ignore_rules(resolved->catalog, workspace.config.ignore);
    WHIMBREL_CHECK(require_managed(resolved->catalog, side));
    return resolved;
}

/// Where a source was not loaded on the shadow (a URL, a snapshot), its catalog is built there.
Result<shadow::Database*> database_of(const Workspace& workspace, shadow::Shadow& shadow, source::Resolved& side) {
    if (!side.database) {
        WHIMBREL_TRY(side.database, source::build(shadow, side.catalog, source_options(workspace)));
    }
    return &*side.database;
}

Result<> prove(const Workspace& workspace, shadow::Shadow& shadow, source::Resolved& from, source::Resolved& to, const std::string& sql) {
    WHIMBREL_TRY(auto* before, database_of(workspace, shadow, from));
    WHIMBREL_TRY(auto* after, database_of(workspace, shadow, to));
    const auto ignored = ignoring(workspace.config.ignore);
    const proof::Claim claim{.from = before,
                             .to = after,
                             .up_file = "(diff)",
                             .up_text = sql,
                             .down_file = {},
                             .down_text = {},
                             .to_catalog = &to.catalog,
                             .ignoring = ignored ? &*ignored : nullptr};
    WHIMBREL_CHECK(proof::prove(shadow, claim, source_options(workspace)));
    return {};
}

/// A server that a project does not own; all else was loaded on the shadow, or written down from there.
bool is_target(const source::Resolved& resolved) { return !resolved.declared && !resolved.database; }

/// Beside what is no target, a target is what that speaks of.
void look_as_other_speaks(source::Resolved& resolved, const source::Resolved& other) {
    if (is_target(resolved) && !is_target(other)) resolved.catalog = source::target_like(resolved.catalog, other.catalog);
}

}  // namespace

Result<CompareReport> compare(const Workspace& workspace, const CompareRequest& request) {
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    WHIMBREL_TRY(auto from, resolve(workspace, shadow, request.from, "--from"));
    WHIMBREL_TRY(auto to, resolve(workspace, shadow, request.to, "--to"));
    look_as_other_speaks(from, to);
    look_as_other_speaks(to, from);
    proof::PlanRequest plan_request{.from = &from.catalog, .to = &to.catalog, .renames = to.facts.renames};
    if (from.declared && to.declared) plan_request.spelling = proof::PlanRequest::Spelling::same;
    for (const auto& text : request.answers.renames) {
        WHIMBREL_TRY(auto fact, parse_rename(text, from.catalog));
        plan_request.renames.push_back(std::move(fact));
    }
    // The version is that of the server that the statements are for: --from where that is a server.
    const auto version = to.catalog.version().number != 0 ? to.catalog.version() : from.catalog.version();
    plan_request.up = {.version = version, .facts = to.facts.answers, .index_form = request.index_form};
    for (const auto& answer : request.answers.given) plan_request.up.facts.answers.insert(plan_request.up.facts.answers.begin(), answer);
    plan_request.ways = proof::PlanRequest::Ways::up;
    if (from.database) plan_request.from_database = [&] { return shadow.copy_of(*from.database); };
    const auto ignored = ignoring(workspace.config.ignore);
    plan_request.ignoring = ignored ? &*ignored : nullptr;
    WHIMBREL_TRY(const auto planned, proof::plan_between(shadow, plan_request, source_options(workspace)));
    CompareReport report{.sql = plan::render(planned.up), .changes = {}, .risks = plan::risks(planned.up)};
    if (request.proof == CompareRequest::Proof::up && !planned.up.empty()) WHIMBREL_CHECK(prove(workspace, shadow, from, to, report.sql));
    if (!planned.up.empty()) {
        const auto start = from.declared ? from.catalog : source::as_declared_like(from.catalog, to.catalog);
        report.changes = changes_of(planned, diff::diff(start, to.catalog), start, to.catalog);
    }
    return report;
}

}  // namespace whimbrel::project
