// SPDX-License-Identifier: Apache-2.0
// Rules of `check` about indexes.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/config.h"

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::project {

struct RuleFinding {
    std::string rule;     ///< "redundant_index", "index_name"
    std::string object;   ///< "index:public.idx_users_email"
    std::string text;     ///< "index public.idx_users_email is redundant: constraint public.users.users_email_key serves for it"
    std::string rival{};  ///< of a redundant one: what serves instead
};

/// Non-unique B-tree indexes whose keys are the first keys of another index or constraint of the same table, in the same order.
/// An index with a predicate or included columns is never called redundant.
std::vector<RuleFinding> find_redundant_indexes(const catalog::Catalog& catalog);

/// Indexes that are not named as the pattern says. {table}, {columns}, {schema} are filled in; names are cut at 63 bytes, as PostgreSQL does.
/// An index over an expression has no columns to be named by and is passed over.
std::vector<RuleFinding> check_index_names(const catalog::Catalog& catalog, std::string_view pattern);

}  // namespace whimbrel::project
