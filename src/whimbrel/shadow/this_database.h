// SPDX-License-Identifier: Apache-2.0
// A declaration is of one database, whatever its name: where a statement names it, the throwaway one is meant.
#pragma once

#include "whimbrel/parse/split.h"

#include <cstddef>
#include <optional>
#include <string>

namespace whimbrel::shadow {

/// Where a statement names the database that it is about, in bytes of its text.
struct DatabaseName {
    std::size_t begin = 0, size = 0;
    std::string name{};  ///< as PostgreSQL stores it
};

/// Of ALTER DATABASE … SET, RESET and CONNECTION LIMIT, ALTER ROLE … IN DATABASE … SET and RESET, COMMENT ON DATABASE, GRANT and REVOKE … ON
/// DATABASE; nothing for any other statement.
std::optional<DatabaseName> database_named(const parse::SplitStatement& statement);

/// The statement's text with another database named.
std::string with_database(const parse::SplitStatement& statement, const DatabaseName& named, const std::string& database);

}  // namespace whimbrel::shadow
