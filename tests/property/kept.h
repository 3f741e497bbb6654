// SPDX-License-Identifier: Apache-2.0
// What must be the same in the rows of two sides of a change: the columns that both have.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/pg/session.h"

#include <string>
#include <vector>

namespace whimbrel::property {

/// A table that stays, by its name on each side, and of its columns those that hold values of their own on both.
struct KeptTable {
    struct Column {
        std::string from, to;    ///< names
        std::string old_type{};  ///< where it has another now that holds every value of the old one
    };
    kinds::ObjectId from, to;
    std::vector<Column> columns;
};

/// Whether the rows are looked at on the other side, or only back where they came from.
enum class Comparison { one_way, there_and_back };

/// `renames` are those of a plan that leads from the one to the other. A column that goes without loss, holding nothing, comes back with
/// its default in it: there and back keeps no more columns than one way does, but those of types that become others and back.
std::vector<KeptTable> kept_tables(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<diff::RenameFact>& renames,
                                   Comparison comparison);

/// The rows of those tables before the change and after it, as texts that are equal where nothing was lost: a value of another type is
/// brought back to the type it had. Rows are compared as a whole, in no order.
Result<std::string> print_before(pg::Session& session, const std::vector<KeptTable>& tables);
Result<std::string> print_after(pg::Session& session, const std::vector<KeptTable>& tables);

}  // namespace whimbrel::property
