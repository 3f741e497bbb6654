// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/diff/twins.h"
#include "whimbrel/plan/both_ways.h"
#include "whimbrel/plan/closure.h"
#include "whimbrel/plan/cut.h"
#include "whimbrel/plan/order.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace whimbrel::plan {

namespace {

constexpr int k_most_breaks = 1000;  // each attempt breaks one more circle

/// Objects that are equal under another name are renamed; the rest is planned from where that leaves the catalog. Those that others need are
/// for who has a server to ask (proof::plan_between).
struct Renamed {
    kinds::Steps steps;
    catalog::Catalog catalog;
    std::vector<diff::Change> changes;  ///< that are left
};

Renamed rename_twins(const Dependents& dependents, const catalog::Catalog& to, const std::vector<diff::Change>& changes, kinds::Scene scene) {
    const auto& from = dependents.catalog();
    Renamed out{.steps = {}, .catalog = from, .changes = changes};
    const auto facts = diff::find_twins(from, to, changes).unspoken;
    if (facts.empty()) return out;
    const Sides before(dependents, dependents);
    scene.around = &before;
    for (const auto& fact : facts) std::ranges::move(kinds::rename_steps(*from.find(fact.from), fact.to, scene), std::back_inserter(out.steps));
    out.catalog = diff::rekeyed(from, facts);
    out.changes = diff::changes_left(changes, facts, out.catalog, to);
    return out;
}

Result<Plan> plan_changes(const Dependents& from, const Dependents& to, const std::vector<diff::Change>& changes, const PlanOptions& options) {
    Plan plan;
    kinds::Scene scene{options.version, &options.facts, options.open_questions, &plan.questions};
    auto renamed = rename_twins(from, to.catalog(), changes, scene);
    const Dependents from_renamed(renamed.catalog);
    const Dependents& start = renamed.steps.empty() ? from : from_renamed;
    const Sides sides(start, to);
    scene.around = &sides;
    WHIMBREL_TRY(auto affairs, gather_affairs(renamed.changes, start, to.catalog(), scene, {}));
    Breaks breaks;
    for (int attempt = 0; attempt < k_most_breaks; ++attempt) {
        const Breaks before = breaks;
        WHIMBREL_TRY(auto ordered, put_in_order(make_nodes(affairs, scene, before), breaks));
        if (!ordered && breaks.remade != before.remade) {
            breaks = Breaks{.explicit_drops = {}, .postponed = {}, .released = {}, .remade = std::move(breaks.remade), .asides = {}, .loosened = {}};
            WHIMBREL_TRY(affairs, gather_affairs(renamed.changes, start, to.catalog(), scene, breaks.remade));
        }
        if (!ordered) continue;
        plan.batches = cut(*std::move(ordered), renamed.catalog, options.index_form);
        break;
    }
    // Rebuilt plans may have asked the same question more than once.
    std::ranges::sort(plan.questions, {}, &kinds::Question::id);
    const auto tail = std::ranges::unique(plan.questions, {}, &kinds::Question::id);
    plan.questions.erase(tail.begin(), tail.end());
    return with_steps_before(std::move(renamed.steps), std::move(plan));
}

}  // namespace

std::size_t Plan::size() const {
    std::size_t count = 0;
    for (const auto& batch : batches) count += batch.steps.size();
    return count;
}

Result<Plan> make_plan(const catalog::Catalog& from, const catalog::Catalog& to, const PlanOptions& options) {
    return plan_changes(Dependents(from), Dependents(to), diff::diff(from, to), options);
}

Result<BothWays> make_plans(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<diff::Change>& changes, const PlanOptions& there,
                            const PlanOptions& back) {
    const Dependents from_dependents(from), to_dependents(to);
    BothWays out;
    WHIMBREL_TRY(out.there, plan_changes(from_dependents, to_dependents, changes, there));
    auto backwards = changes;
    for (auto& change : backwards) std::swap(change.from, change.to);
    WHIMBREL_TRY(out.back, plan_changes(to_dependents, from_dependents, backwards, back));
    return out;
}

Plan with_steps_before(kinds::Steps first, Plan plan) {
    if (first.empty()) return plan;
    if (plan.batches.empty() || !plan.batches.front().in_transaction) plan.batches.insert(plan.batches.begin(), Batch{});
    auto& steps = plan.batches.front().steps;
    steps.insert(steps.begin(), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
    return plan;
}

}  // namespace whimbrel::plan
