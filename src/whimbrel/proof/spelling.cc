// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/proof/spelling.h"

#include <algorithm>

namespace whimbrel::proof {

namespace {

std::vector<diff::Change> suspects(const std::vector<diff::Change>& changes) {
    std::vector<diff::Change> out;
    std::ranges::copy_if(changes, std::back_inserter(out), [](const diff::Change& change) {
        return change.from != nullptr && change.to != nullptr && change.to->kind->equal_but_expressions(*change.from, *change.to);
    });
    return out;
}

Result<catalog::Catalog> built_again(shadow::Shadow& shadow, const catalog::Catalog& catalog, const source::SourceOptions& options) {
    WHIMBREL_TRY(auto database, source::build(shadow, catalog, options));
    return catalog::read(database.session(), options.read);
}

}  // namespace

bool differ_in_spelling(const std::vector<diff::Change>& changes) { return !suspects(changes).empty(); }

Result<catalog::Catalog> spelled_like(shadow::Shadow& shadow, const catalog::Catalog& from, const catalog::Catalog& to, const source::SourceOptions& options) {
    catalog::Catalog out = from;
    const auto suspected = suspects(diff::diff(from, to));
    if (suspected.empty()) return out;
    WHIMBREL_TRY(const auto from_again, built_again(shadow, from, options));
    WHIMBREL_TRY(const auto to_again, built_again(shadow, to, options));
    for (const auto& change : suspected) {
        const auto* left = from_again.find(change.id());
        const auto* right = to_again.find(change.id());
        if (left != nullptr && right != nullptr && left->kind->equal(*left, *right)) out.put(*change.to);
    }
    return out;
}

Result<std::vector<diff::Change>> real_changes(shadow::Shadow& shadow, const catalog::Catalog& from, const catalog::Catalog& to,
                                               const source::SourceOptions& options) {
    WHIMBREL_TRY(const auto respelled, spelled_like(shadow, from, to, options));
    std::vector<diff::Change> out;
    for (const auto& change : diff::diff(respelled, to)) out.push_back({change.from == nullptr ? nullptr : from.find(change.from->id), change.to});
    return out;
}

}  // namespace whimbrel::proof
