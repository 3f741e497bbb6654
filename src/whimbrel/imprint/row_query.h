// SPDX-License-Identifier: Apache-2.0
// The statements that read catalogs: the rows to be printed, the names of others, the counts of what initdb made.
#pragma once

#include "whimbrel/imprint/catalog_layout.h"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace whimbrel::imprint {

/// What tells the rows of a user from those of initdb in the database at hand.
struct Ground {
    /// Rows that initdb made and nobody changed carry an older xmin. CREATE DATABASE copies files, so that they keep it,
    /// and freezing since 9.4 sets a flag beside it; databases themselves are the last thing that initdb makes.
    std::string first_xmin;
    std::uint32_t database = 0;
    std::string server;  ///< its system identifier and the version of its catalogs
    /// Objects of initdb that are printed all the same, by catalog: schemas and extensions with their members, because
    /// they may be dropped and made again, and are then a user's rows of the same names.
    std::map<std::uint32_t, std::vector<std::uint32_t>> always;
};

/// Reads the ground. The session is in a transaction with search_path = ''.
Result<Ground> read_ground(pg::Session& session);

/// A SELECT from one catalog and where in its result each column stands (k_none where it was not asked for).
struct Selection {
    std::string text;
    std::vector<int> at;        ///< by column of the catalog
    std::vector<int> identity;  ///< by the catalog's identity columns
    int oid = k_none;
    int is_users = k_none;  ///< false for a row of initdb that was changed
};

/// All rows to be printed.
Selection select_rows(const Catalog& catalog, const Ground& ground);
/// The same columns of the rows with one of these identities.
Selection select_rows_like(const Catalog& catalog, std::span<const std::vector<std::string>> identities);
/// What names need, of the rows with these oids; of pg_attribute the columns of the relations with these oids.
Selection select_names(const Catalog& catalog, const std::set<std::uint32_t>& oids);
/// Rows of (index of a catalog, count): all rows that its rule has a say in, for rows_of_initdb().
std::string count_rows(const CatalogLayout& layout, const Ground& ground);
/// Of that count those of initdb, the ones always printed left out; `rows` are what select_rows() gave. A row that was dropped is missed here.
/// The rest of the count rather than a count of its own, which would look at each row once more.
std::int64_t rows_of_initdb(const Catalog& catalog, std::int64_t count, const Selection& selection, const pg::Rows& rows);

}  // namespace whimbrel::imprint
