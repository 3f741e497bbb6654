// SPDX-License-Identifier: Apache-2.0
// Who needs an object: the catalog's needs the other way round.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <any>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace whimbrel::plan {

struct Dependent {
    const kinds::Object* object;
    const kinds::Need* need;
};

/// Drawn up at the first question: most of a large schema is never asked about. The catalog must stay as it is.
class Dependents {
public:
    explicit Dependents(const catalog::Catalog& catalog) : catalog_(&catalog) {}
    [[nodiscard]] const catalog::Catalog& catalog() const { return *catalog_; }
    /// In the catalog's order; an object once for each of its needs that names the one asked for.
    [[nodiscard]] std::vector<Dependent> of(const kinds::ObjectId& id) const;

private:
    struct Entry {
        Dependent dependent;
        std::uint32_t next;  ///< in the same bucket, counted from one; none: 0
    };
    void draw_up() const;
    std::uint32_t& bucket_of(const kinds::ObjectId& id) const;

    const catalog::Catalog* catalog_;
    mutable std::vector<Entry> entries_{};
    mutable std::vector<std::uint32_t> buckets_{};
};

/// The catalogs as kinds may look at them. Both must outlive it.
class Sides final : public kinds::Surroundings {
public:
    Sides(const Dependents& from, const Dependents& to) : from_(from), to_(to) {}
    [[nodiscard]] const kinds::Object* find(Side side, const kinds::ObjectId& id) const override { return at(side).catalog().find(id); }
    [[nodiscard]] std::vector<const kinds::Object*> dependents(Side side, const kinds::ObjectId& id) const override;
    [[nodiscard]] std::any& learnt(Side side, const std::string& what) const override { return learnt_[{side, what}]; }

private:
    const Dependents& at(Side side) const { return side == Side::from ? from_ : to_; }

    const Dependents& from_;
    const Dependents& to_;
    mutable std::map<std::pair<Side, std::string>, std::any> learnt_{};
};

}  // namespace whimbrel::plan
