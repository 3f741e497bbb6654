// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/catalog.h"

#include "whimbrel/base/sha256.h"

#include <algorithm>

namespace whimbrel::catalog {

const Object* Catalog::find(const ObjectId& id) const {
    const auto it = objects_.find(id);
    return it == objects_.end() ? nullptr : &it->second;
}

std::string hash(const Catalog& catalog) { return sha256_hex(render_lines(catalog)); }

bool equal(const Catalog& from, const Catalog& to) {
    return std::ranges::equal(from.objects(), to.objects(), [](const auto& left, const auto& right) {
        return left.first == right.first && left.second.kind->equal(left.second, right.second);
    });
}

}  // namespace whimbrel::catalog
