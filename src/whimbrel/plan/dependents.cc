// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/dependents.h"

#include <bit>
#include <functional>
#include <ranges>
#include <string_view>

namespace whimbrel::plan {

using kinds::ObjectId;

std::vector<Dependent> Dependents::of(const ObjectId& id) const {
    if (buckets_.empty()) draw_up();
    std::vector<Dependent> out;
    for (auto at = bucket_of(id); at != 0; at = entries_[at - 1].next)
        if (const auto& dependent = entries_[at - 1].dependent; dependent.need->object == id) out.push_back(dependent);
    return out;
}

/// Chains of indexes in one array: a map of lists would allocate for every object.
void Dependents::draw_up() const {
    std::size_t count = 0;
    for (const auto& [id, object] : catalog_->objects()) count += object.needs.size();
    buckets_.assign(std::bit_ceil(count + 1), 0);
    entries_.reserve(count);
    // From behind, so that each chain has the catalog's order.
    for (const auto& [id, object] : std::views::reverse(catalog_->objects()))
        for (const auto& need : std::views::reverse(object.needs)) {
            auto& bucket = bucket_of(need.object);
            entries_.push_back({{&object, &need}, bucket});
            bucket = static_cast<std::uint32_t>(entries_.size());
        }
}

std::uint32_t& Dependents::bucket_of(const ObjectId& id) const {
    const std::hash<std::string_view> hash;
    return buckets_[(hash(id.name) * 31 + hash(id.parent)) & (buckets_.size() - 1)];
}

std::vector<const kinds::Object*> Sides::dependents(Side side, const ObjectId& id) const {
    std::vector<const kinds::Object*> out;
    for (const auto& dependent : at(side).of(id))
        if (out.empty() || out.back() != dependent.object) out.push_back(dependent.object);
    return out;
}

}  // namespace whimbrel::plan
