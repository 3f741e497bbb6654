// SPDX-License-Identifier: Apache-2.0
// A catalog with the places of its objects in the database that it was read from.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <string>
#include <vector>

namespace whimbrel::catalog {

/// An object, managed or not, by what rules name it by, and its row. Annotations (comments) have no row of their own and are not among
/// them, neither are attributes that no kind manages.
struct LocatedObject {
    std::string kind;  ///< "table", "policy"
    std::string name;  ///< "public.groups"
    kinds::Address address;
};

struct Located {
    Catalog catalog;
    std::vector<LocatedObject> objects;
};

/// As read(), of one database at one moment: addresses mean nothing elsewhere.
Result<Located> locate(pg::Session& session, const ReadOptions& options = {});

}  // namespace whimbrel::catalog
