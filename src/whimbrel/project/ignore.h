// SPDX-License-Identifier: Apache-2.0
// Ignore rules at work: what they cover is in no catalog on either side; what they do not cover must be managed.
#pragma once

#include "whimbrel/base/managed.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/config.h"
#include "whimbrel/proof/proof.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::project {

/// Something that a rule names, by itself and not as a part of something else.
struct Ignored {
    std::string what;                  ///< "table public.audit_2024", "policy public.t.own"
    const IgnoreRule* rule = nullptr;  ///< the first that names it
};
std::vector<Ignored> find_ignored(const catalog::Catalog& catalog, std::span<const IgnoreRule> rules);

/// Takes out what the rules cover: objects by kind and name ("public.audit_2024"), not managed ones alike. What belongs to an object
/// taken out (its constraints, indexes, triggers, comments) goes with it.
void apply_ignore_rules(catalog::Catalog& catalog, std::span<const IgnoreRule> rules);

/// The rules for a proof; they must outlive it. Nothing where there are no rules.
std::optional<proof::Ignoring> ignoring(std::span<const IgnoreRule> rules);

/// Errors: not_managed, listing what is left that no kind manages. `side` is for the message: "the declaration".
Result<> require_managed(const catalog::Catalog& catalog, std::string_view side);

}  // namespace whimbrel::project
