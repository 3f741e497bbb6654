// SPDX-License-Identifier: Apache-2.0
// Objects of kinds that rename when equal: the same definition under another name.
#pragma once

#include "whimbrel/diff/diff.h"

#include <vector>

namespace whimbrel::diff {

/// In an order in which every new name is free by its turn; what would have to wait for another object's name is left out.
struct Twins {
    /// No other object speaks of them. None waits for a name that one of the others gives up: these may be done alone.
    std::vector<RenameFact> unspoken;
    /// Others need them and may hold their names in texts, which PostgreSQL alone can follow: who renames them must read the catalog again.
    std::vector<RenameFact> needed;
};
/// The names that an object has among those that no two may have; what its CREATE takes depends on more than its id.
std::vector<std::string> names_of(const kinds::Object& object);

/// `changes` are those between the two.
Twins find_twins(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<Change>& changes);

}  // namespace whimbrel::diff
