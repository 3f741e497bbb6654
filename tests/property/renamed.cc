// SPDX-License-Identifier: Apache-2.0
// The pairs of a batch that tell of renames: what PostgreSQL makes of those is seen on one copy of the database for all of them.
#include "tests/property/batch.h"
#include "whimbrel/plan/both_ways.h"

#include <algorithm>
#include <iterator>

namespace whimbrel::property {

namespace {

diff::RenameFact reversed(const diff::RenameFact& fact) { return {fact.to, fact.from, fact.to_part, fact.part}; }

}  // namespace

std::vector<diff::RenameFact> backwards(const std::vector<diff::RenameFact>& renames) {
    std::vector<diff::RenameFact> out;
    std::ranges::transform(renames, std::back_inserter(out), reversed);
    return out;
}

/// The directives are read as those of a declaration are.
Result<> Batch::read_renames() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        auto& work = work_[i];
        if (work.out || !pairs_[i].tells_renames) continue;
        WHIMBREL_TRY(const auto declaration, declaration_of(pairs_[i].to, "to.sql"));
        const auto facts = source::read_facts(declaration, work.to);
        if (facts) work.renames = diff::sort_facts(work.from, work.to, facts->renames).open;
        else fail_pair(i, "reading its @renamed directives", facts.error().render());
        if (!work.renames.empty()) ++tally_.with_renames;
    }
    return {};
}

Result<> Batch::plan_renamed(shadow::Database& original, Side from, Side to, plan::Plan Work::* plan) {
    std::map<std::size_t, kinds::Steps> renames;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        const auto& work = work_[i];
        if (work.out || work.renames.empty()) continue;
        const auto facts = from == &Work::from ? work.renames : backwards(work.renames);
        auto all = plan::homes_of_renamed(work.*from, work.*to, facts, {.version = work.from.version()});
        auto steps = plan::rename_steps(work.*from, facts, {.version = work.from.version()});
        if (!steps) fail_pair(i, "planning its renames", steps.error().render());
        else std::ranges::move(*steps, std::back_inserter(all));
        if (steps) renames.emplace(i, std::move(all));
    }
    if (renames.empty()) return {};
    WHIMBREL_TRY(auto database, shadow_.copy_of(original));
    for (const auto& [i, steps] : renames) {
        const auto text = plan::render(plan::with_steps_before(steps, {}));
        if (const auto done = source::run_script(database.session(), "(renames)", text); !done)
            fail_pair(i, "its renames", done.error().render() + "\n" + text);
        if (work_[i].out) (void)database.session().execute("RESET ALL");
    }
    WHIMBREL_TRY(const auto whole, catalog::read(database.session()));
    const auto parts = parts_of(whole);
    for (auto& [i, steps] : renames) {
        auto& work = work_[i];
        if (work.out) continue;
        const auto facts = from == &Work::from ? work.renames : backwards(work.renames);
        auto made =
            proof::plan_after_renames(shadow_, {.steps = std::move(steps), .from = &(work.*from), .renamed = &parts[i], .to = &(work.*to), .facts = &facts},
                                      {.version = work.from.version()}, {});
        if (made) work.*plan = *std::move(made);
        else fail_pair(i, "planning what renames leave", made.error().render());
    }
    return {};
}

}  // namespace whimbrel::property
