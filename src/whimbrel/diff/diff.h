// SPDX-License-Identifier: Apache-2.0
// Diff: pairs the objects of two catalogs by identity and rename facts. Writes no SQL, knows no kind.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <string>
#include <vector>

namespace whimbrel::diff {

using kinds::Object;
using kinds::ObjectId;

/// "This was called that": an object, or a part of it ("column:old" → "column:new" of `to`).
struct RenameFact {
    ObjectId from;
    ObjectId to;
    std::string part{};
    std::string to_part{};
    [[nodiscard]] std::string describe() const;  ///< "column nick of table public.users was handle"
    bool operator==(const RenameFact&) const = default;
};

/// An object's two sides; null where it is not there.
struct Change {
    const Object* from = nullptr;
    const Object* to = nullptr;
    [[nodiscard]] const ObjectId& id() const { return to != nullptr ? to->id : from->id; }
};

/// Every object that differs, by id; pointers are into the catalogs given.
std::vector<Change> diff(const catalog::Catalog& from, const catalog::Catalog& to);

/// Facts that can still happen between the two, and those that are history or name nothing ("inert").
struct SortedFacts {
    std::vector<RenameFact> open;
    std::vector<RenameFact> inert;
};
SortedFacts sort_facts(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<RenameFact>& facts);

/// Pairs that look like a rename and that no fact settles: a column gone and one come with the same type in one table, a table
/// gone and one come with the same columns. Never acted on: they are asked. `changes` are those between the two.
std::vector<RenameFact> rename_candidates(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<Change>& changes,
                                          const std::vector<RenameFact>& settled);

/// `catalog` with the object under its new id, its own needs and those of others following.
catalog::Catalog rekeyed(const catalog::Catalog& catalog, const std::vector<RenameFact>& facts);

/// What of `changes`, those from a catalog to `to`, is left once `facts` turned that catalog into `renamed` (see rekeyed()): diff() of `renamed`
/// and `to`, found without looking through all of both.
std::vector<Change> changes_left(const std::vector<Change>& changes, const std::vector<RenameFact>& facts, const catalog::Catalog& renamed,
                                 const catalog::Catalog& to);

/// For people, one line each: "create table public.groups", "alter table public.users: columns[nick] is new".
std::vector<std::string> summary(const std::vector<Change>& changes);

}  // namespace whimbrel::diff
