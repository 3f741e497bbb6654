// SPDX-License-Identifier: Apache-2.0
// What a set of changes drags along: dependents that must be dropped and made again, parts of tables that must let
// go of what they need and take hold of it again.
#pragma once

#include "whimbrel/plan/dependents.h"
#include "whimbrel/plan/plan.h"

#include <map>
#include <memory>
#include <set>

namespace whimbrel::plan {

using kinds::Object;
using kinds::ObjectId;
using kinds::Steps;

enum class Fate : std::uint8_t {
    created,
    dropped,
    altered,
    rebuilt,   ///< dropped and made again
    swapped,   ///< the old one renamed aside, the new one made, the old one dropped
    released,  ///< itself unchanged, but some of its parts let go and take hold again
};

struct Affair {
    Fate fate;
    const Object* from = nullptr;
    const Object* to = nullptr;
    Steps steps{};                                      ///< of an alteration
    std::map<std::string, kinds::PartRebuild> parts{};  ///< by part, of a table that stays
    std::shared_ptr<const Object> born{};               ///< an annotation that is there, like this, as soon as its object is made
    std::shared_ptr<const Object> blank{};              ///< what `to` is where the other side has none
    /// `from` and `to` of what is bound to a cast by its function, with the needs that PostgreSQL keeps no note of.
    std::shared_ptr<const Object> bound_from{}, bound_to{};
    std::string cause{};  ///< of what is rebuilt around a change: "view public.v is made again"
};

using Affairs = std::map<ObjectId, Affair>;

/// `changes` are those between the two; of those that alter an object, `remade` are dropped and made again. Errors: plan_impossible.
Result<Affairs> gather_affairs(const std::vector<diff::Change>& changes, const Dependents& from, const catalog::Catalog& to, const kinds::Scene& scene,
                               const std::set<ObjectId>& remade);

/// True where a step that touches `touched` concerns someone who needs `needed` (both parts of one object).
inline bool concerns(std::string_view touched, std::string_view needed) { return touched.empty() || touched == needed; }

}  // namespace whimbrel::plan
