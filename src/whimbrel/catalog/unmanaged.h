// SPDX-License-Identifier: Apache-2.0
// Whatever a database holds that no kind took: nothing is passed over.
#pragma once

#include "whimbrel/catalog/address_book.h"
#include "whimbrel/catalog/located.h"

namespace whimbrel::catalog {

/// Objects that may have no row in pg_depend.
std::string loose_objects_query();

/// Everything unknown, named by the server. Runs a query of its own only where there is something to name. What has a row of its own is
/// added to `located`.
Result<std::vector<NotManaged>> find_not_managed(pg::Session& session, AddressBook& book, const pg::Rows& loose, const std::string& ledger_schema,
                                                 std::vector<LocatedObject>& located);

}  // namespace whimbrel::catalog
