// SPDX-License-Identifier: Apache-2.0
// types: what the schema declares, as types of the application's language.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/queries.h"
#include "whimbrel/project/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whimbrel::project {

/// Files as they are shown, sorted.
struct TypesReport {
    std::vector<std::string> written;  ///< new ones, and those that were something else before
    std::vector<std::string> removed;  ///< generated once, of relations that are gone
    std::size_t unchanged = 0;
    std::vector<Error> broken_queries;  ///< by place; while there are any, the generated queries stay as they are
};

/// True where whimbrel.toml says where types go.
bool has_types(const Workspace& workspace);

/// Writes the types of the declaration, and its queries. Starts no server where the snapshot is the declaration's and the queries are those
/// of before. Errors: types_unset where no
/// language has a folder; types_file_foreign where a file of somebody's own stands in the way; those of make_model and load_declaration.
Result<TypesReport> write_types(const Workspace& workspace);
/// The same, where the snapshot is the declaration's and there may be a database for the queries.
Result<TypesReport> write_types(const Workspace& workspace, DeclaredDatabase database);

/// As a part of another command, which changed the migrations: nothing where whimbrel.toml asks for no types, or nothing is declared.
/// Errors: as above.
Result<TypesReport> write_types_along(const Workspace& workspace, DeclaredDatabase database);

struct StaleTypes {
    std::vector<std::string> files;  ///< that write_types() would write or remove
    std::vector<Error> broken_queries;
};
/// Where `declared` is the declaration's catalog, and `database` is for the queries. Errors: as above.
Result<StaleTypes> stale_types(const Workspace& workspace, const catalog::Catalog& declared, DeclaredDatabase& database);

}  // namespace whimbrel::project
