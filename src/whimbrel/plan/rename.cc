// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/base/format.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace whimbrel::plan {

using diff::RenameFact;
using kinds::ObjectId;

namespace {

/// The facts with what stands in their way moved aside first.
std::vector<RenameFact> with_names_freed(const catalog::Catalog& from, std::vector<RenameFact> facts) {
    std::vector<RenameFact> out;
    int number = 0;
    for (auto& fact : facts) {
        const auto* occupant = fact.part.empty() ? from.find(fact.to) : nullptr;
        const bool part_taken =
            !fact.part.empty() && from.find(fact.from) != nullptr && from.find(fact.from)->kind->has_part(*from.find(fact.from), fact.to_part);
        if (occupant == nullptr && !part_taken) continue;
        RenameFact aside = fact;
        const std::string suffix = format("_whimbrel_aside{}", ++number);
        if (part_taken) {
            aside.part = fact.to_part;
            aside.to_part = sql::with_suffix(fact.to_part, suffix);
        } else {
            aside.from = fact.to;
            aside.to.name = sql::with_suffix(fact.to.name, suffix);
        }
        // Where the occupant is itself renamed it goes on from where it was put.
        for (auto& other : facts)
            if (other.from == aside.from && other.part == aside.part && !(other == aside)) {
                if (part_taken) other.part = aside.to_part;
                else other.from = aside.to;
            }
        out.push_back(std::move(aside));
    }
    std::ranges::move(facts, std::back_inserter(out));
    return out;
}

}  // namespace

Result<kinds::Steps> rename_steps(const catalog::Catalog& from, const std::vector<RenameFact>& facts, const PlanOptions& options) {
    const kinds::Scene scene{options.version, &options.facts, options.open_questions, nullptr};
    auto ordered = with_names_freed(from, facts);
    // Objects before their parts: a part's statement names its object as it is called by then.
    std::ranges::stable_partition(ordered, [](const RenameFact& fact) { return fact.part.empty(); });
    std::vector<RenameFact> done;
    kinds::Steps steps;
    for (const auto& fact : ordered) {
        const auto* kind = kinds::find_kind(fact.to.kind);
        if (kind == nullptr || kind->rename == nullptr)
            return fail(ErrorCode::plan_impossible, format("{} cannot be renamed", fact.from.describe())).hint("Take the @renamed directive away.");
        // A renamed schema or table carries what is in it along.
        ObjectId now = fact.part.empty() ? fact.from : fact.to;
        for (const auto& earlier : done) {
            if (earlier.part.empty() && earlier.from.schema.empty() && now.schema == earlier.from.name && earlier.from != now) now.schema = earlier.to.name;
            if (earlier.part.empty() && !now.parent.empty() && now.parent == earlier.from.name && now.schema == earlier.from.schema)
                now.parent = earlier.to.name;
        }
        const auto* object = fact.part.empty() ? from.find(fact.from) : nullptr;
        if (object != nullptr) {
            kinds::Object moved = *object;
            moved.id = now;
            std::ranges::move(kinds::rename_steps(moved, fact.to, scene), std::back_inserter(steps));
        } else {
            std::ranges::move(kind->rename(now, fact.to, fact.part, fact.to_part, scene), std::back_inserter(steps));
        }
        done.push_back(fact);
    }
    return steps;
}

}  // namespace whimbrel::plan
