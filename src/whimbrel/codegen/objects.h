// SPDX-License-Identifier: Apache-2.0
// The objects of one kind, typed.
#pragma once

#include "whimbrel/catalog/catalog.h"

namespace whimbrel::codegen {

/// Calls `visit(object, value)` for each object of the kind, in the catalog's order.
template <kinds::Kind K, class Visit>
void for_each(const catalog::Catalog& catalog, Visit visit) {
    const auto& objects = catalog.objects();
    // Ids are sorted by kind first.
    for (auto at = objects.lower_bound(kinds::ObjectId{.kind = std::string(K::name)}); at != objects.end() && at->first.kind == K::name; ++at)
        visit(at->second, at->second.template as<typename K::Value>());
}

}  // namespace whimbrel::codegen
