// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/plan/closure.h"
#include "whimbrel/plan/cut.h"
#include "whimbrel/plan/graph.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

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

/// The catalogs as kinds may look at them.
class Sides final : public kinds::Surroundings {
public:
    Sides(const catalog::Catalog& from, const catalog::Catalog& to) : sides_{Indexed(from), Indexed(to)} {}
    const kinds::Object* find(Side side, const kinds::ObjectId& id) const override { return at(side).catalog->find(id); }
    std::vector<const kinds::Object*> dependents(Side side, const kinds::ObjectId& id) const override {
        const auto it = at(side).dependents.find(id);
        return it == at(side).dependents.end() ? std::vector<const kinds::Object*>() : it->second;
    }

private:
    struct Indexed {
        explicit Indexed(const catalog::Catalog& side) : catalog(&side) {
            for (const auto& [id, object] : side.objects())
                for (const auto& need : object.needs) {
                    auto& list = dependents[need.object];
                    if (list.empty() || list.back() != &object) list.push_back(&object);
                }
        }
        const catalog::Catalog* catalog;
        std::map<kinds::ObjectId, std::vector<const kinds::Object*>> dependents;
    };
    const Indexed& at(Side side) const { return sides_[side == Side::from ? 0 : 1]; }

    std::array<Indexed, 2> sides_;
};

}  // namespace

std::size_t Plan::size() const {
    std::size_t count = 0;
    for (const auto& batch : batches) count += batch.steps.size();
    return count;
}

Result<Plan> make_plan(const catalog::Catalog& from, const catalog::Catalog& to, const PlanOptions& options) {
    Plan plan;
    kinds::Scene scene{options.version, &options.facts, options.open_questions, &plan.questions};
    catalog::Catalog renamed;
    auto renames = implied_renames(from, to, scene, renamed);
    const Sides sides(renamed, to);
    scene.around = &sides;
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
