// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/catalog.h"

#include "whimbrel/base/sha256.h"

#include <algorithm>

namespace whimbrel::catalog {

const Objects& Catalog::objects() const {
    static const Objects k_none;
    return objects_ ? *objects_ : k_none;
}

const Object* Catalog::find(const ObjectId& id) const {
    const auto it = objects().find(id);
    return it == objects().end() ? nullptr : &(*it).second;
}

void Catalog::put(Object object) { own().put(std::move(object)); }

void Catalog::remove(const ObjectId& id) {
    if (find(id) != nullptr) own().remove(id);
}

Objects& Catalog::own() {
    if (objects_ == nullptr || objects_.use_count() > 1) objects_ = std::make_shared<Objects>(objects());
    return *objects_;
}

std::string hash(const Catalog& catalog) { return sha256_hex(render_lines(catalog)); }

bool equal(const Catalog& from, const Catalog& to) {
    return std::ranges::equal(from.objects(), to.objects(), [](const auto& left, const auto& right) {
        return left.first == right.first && left.second.kind->equal(left.second, right.second);
    });
}

}  // namespace whimbrel::catalog
