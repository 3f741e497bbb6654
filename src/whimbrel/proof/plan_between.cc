// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/twins.h"
#include "whimbrel/plan/both_ways.h"
#include "whimbrel/proof/spelling.h"

#include <algorithm>
#include <iterator>

namespace whimbrel::proof {

using diff::RenameFact;

namespace {

RenameFact reversed(const RenameFact& fact) { return {fact.to, fact.from, fact.to_part, fact.part}; }

/// One direction: renames done on a copy of the database tell what PostgreSQL makes of them, then the rest is planned from there.
class Direction {
public:
    Direction(shadow::Shadow& shadow, const PlanRequest& request, const source::SourceOptions& options)
        : shadow_(shadow), request_(request), options_(options) {}

    Result<plan::Plan> plan(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<RenameFact>& renames,
                            const plan::PlanOptions& plan_options, const Supply& from_database) {
        if (renames.empty()) {
            WHIMBREL_TRY(const auto start, respelled(from, to));
            return plan::make_plan(start, to, plan_options);
        }
        auto steps = plan::homes_of_renamed(from, to, renames, plan_options);
        WHIMBREL_TRY(auto rename_steps, plan::rename_steps(from, renames, plan_options));
        std::ranges::move(rename_steps, std::back_inserter(steps));
        WHIMBREL_TRY(auto database, from_database ? from_database() : source::build(shadow_, from, options_));
        const plan::Plan only_renames = plan::with_steps_before(steps, {});
        WHIMBREL_CHECK(source::run_script(shadow_, database.session(), "(renames)", plan::render(only_renames)));
        WHIMBREL_TRY(auto renamed, catalog::read(database.session(), options_.read));
        if (request_.ignoring != nullptr) request_.ignoring->take_out(renamed);
        return plan_after_renames(shadow_, {.steps = std::move(steps), .from = &from, .renamed = &renamed, .to = &to, .facts = &renames}, plan_options,
                                  options_);
    }

private:
    Result<catalog::Catalog> respelled(const catalog::Catalog& from, const catalog::Catalog& to) {
        if (request_.spelling == PlanRequest::Spelling::same) return from;
        return spelled_like(shadow_, from, to, options_);
    }

    shadow::Shadow& shadow_;
    const PlanRequest& request_;
    const source::SourceOptions& options_;
};

}  // namespace

Result<plan::Plan> plan_after_renames(shadow::Shadow& shadow, RenamesDone done, const plan::PlanOptions& plan_options, const source::SourceOptions& options) {
    // What was renamed was read back from the server, so spellings may differ whoever made the two.
    WHIMBREL_TRY(const auto start, spelled_like(shadow, source::as_declared_like(*done.renamed, diff::rekeyed(*done.from, *done.facts)), *done.to, options));
    WHIMBREL_TRY(auto rest, plan::make_plan(start, *done.to, plan_options));
    return plan::with_steps_before(std::move(done.steps), std::move(rest));
}

Result<Planned> plan_between(shadow::Shadow& shadow, const PlanRequest& request, const source::SourceOptions& options) {
    Planned out;
    // A catalog read from a server knows what a declaration may have left open; of two declarations each is taken at its word.
    const bool both_declared = request.spelling == PlanRequest::Spelling::same;
    const auto from = both_declared ? *request.from : source::as_declared_like(*request.from, *request.to);
    const auto to = both_declared ? *request.to : source::as_declared_like(*request.to, from);
    const bool as_given = &from.objects() == &request.from->objects() && &to.objects() == &request.to->objects();
    auto sorted = diff::sort_facts(from, to, request.renames);
    out.renames = std::move(sorted.open);
    out.inert = std::move(sorted.inert);
    // Renames that nobody has to say are done with those that were said, where no other rename could be in their way.
    std::vector<RenameFact> renames = out.renames;
    if (renames.empty()) {
        const auto changes = as_given && request.changes != nullptr ? *request.changes : diff::diff(from, to);
        renames = diff::find_twins(from, to, changes).needed;
        const bool as_it_stands = both_declared || !differ_in_spelling(changes);
        if (renames.empty() && as_it_stands && request.ways == PlanRequest::Ways::both) {
            WHIMBREL_TRY(auto plans, plan::make_plans(from, to, changes, request.up, request.down));
            out.up = std::move(plans.there);
            out.down = std::move(plans.back);
            return out;
        }
    }
    Direction direction(shadow, request, options);
    WHIMBREL_TRY(out.up, direction.plan(from, to, renames, request.up, request.from_database));
    if (request.ways == PlanRequest::Ways::up) return out;
    std::vector<RenameFact> back;
    std::ranges::transform(renames, std::back_inserter(back), reversed);
    WHIMBREL_TRY(out.down, direction.plan(to, from, back, request.down, request.to_database));
    return out;
}

}  // namespace whimbrel::proof
