// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/plan/closure.h"
#include "whimbrel/plan/cut.h"
#include "whimbrel/plan/graph.h"

#include <algorithm>
#include <iterator>

namespace whimbrel::plan {

namespace {

constexpr int k_most_breaks = 1000;  // each attempt breaks one more circle

/// Objects that are equal under another name are renamed; the rest is planned from where that leaves the catalog. Those that others need are
/// for who has a server to ask (proof::plan_between).
kinds::Steps implied_renames(const catalog::Catalog& from, const catalog::Catalog& to, const kinds::Scene& scene, catalog::Catalog& renamed) {
    const auto facts = diff::equal_under_another_name(from, to);
    kinds::Steps steps;
    for (const auto& fact : facts) std::ranges::move(kinds::rename_steps(*from.find(fact.from), fact.to, scene), std::back_inserter(steps));
    renamed = diff::rekeyed(from, facts);
    return steps;
}

}  // namespace

std::size_t Plan::size() const {
    std::size_t count = 0;
    for (const auto& batch : batches) count += batch.steps.size();
    return count;
}

Result<Plan> make_plan(const catalog::Catalog& from, const catalog::Catalog& to, const PlanOptions& options) {
    Plan plan;
    const kinds::Scene scene{options.version, &options.facts, options.open_questions, &plan.questions};
    catalog::Catalog renamed;
    auto renames = implied_renames(from, to, scene, renamed);
    WHIMBREL_TRY(const auto affairs, gather_affairs(renamed, to, scene));
    Breaks breaks;
    for (int attempt = 0; attempt < k_most_breaks; ++attempt) {
        const Breaks before = breaks;
        WHIMBREL_TRY(auto ordered, put_in_order(make_nodes(affairs, scene, before), breaks));
        if (!ordered) continue;
        plan.batches = cut(*std::move(ordered), renamed, options.index_form);
        break;
    }
    // Rebuilt plans may have asked the same question more than once.
    std::ranges::sort(plan.questions, {}, &kinds::Question::id);
    const auto tail = std::ranges::unique(plan.questions, {}, &kinds::Question::id);
    plan.questions.erase(tail.begin(), tail.end());
    return with_steps_before(std::move(renames), std::move(plan));
}

Plan with_steps_before(kinds::Steps first, Plan plan) {
    if (first.empty()) return plan;
    if (plan.batches.empty() || !plan.batches.front().in_transaction) plan.batches.insert(plan.batches.begin(), Batch{});
    auto& steps = plan.batches.front().steps;
    steps.insert(steps.begin(), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
    return plan;
}

}  // namespace whimbrel::plan
