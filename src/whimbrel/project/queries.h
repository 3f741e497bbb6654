// SPDX-License-Identifier: Apache-2.0
// Queries as files: what stands in the queries folder, as PostgreSQL reads it on the declared schema.
#pragma once

#include "whimbrel/codegen/query.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/workspace.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::project {

/// A database that holds what the project declares; made when it is first asked for, unless there is one already.
class DeclaredDatabase {
public:
    explicit DeclaredDatabase(const Workspace& workspace) : workspace_(workspace) {}
    /// `there` must outlive it.
    DeclaredDatabase(const Workspace& workspace, shadow::Database& there) : workspace_(workspace), there_(&there) {}

    /// Errors: those of load_declaration.
    Result<shadow::Database*> open();
    /// The declaration, loaded here: not to be called where a database was given. Errors as above.
    Result<const source::Loaded*> load();
    /// True once a server was asked for.
    [[nodiscard]] bool is_loaded() const { return loaded_.has_value(); }

private:
    const Workspace& workspace_;
    shadow::Database* there_ = nullptr;
    std::unique_ptr<shadow::Shadow> shadow_;
    std::optional<source::Loaded> loaded_;
};

/// A file of the queries folder.
struct QuerySource {
    std::string file;  ///< from the project's folder: "queries/devices.sql"
    std::string text;
    std::string shown;  ///< its name for messages
};
/// All of them, by name; none where there is no folder. Errors: file_unreadable.
Result<std::vector<QuerySource>> read_query_sources(const Workspace& workspace);

struct QueriesRead {
    std::vector<codegen::Query> queries;  ///< by name
    std::vector<Error> broken;            ///< by place: every query that cannot be used
};
/// Errors: those of a database that is lost.
Result<QueriesRead> read_queries(const std::vector<QuerySource>& sources, DeclaredDatabase& database);

void sort_by_place(std::vector<Error>& errors);

/// The second line of a generated file of queries: it tells what the file was made of, and that nobody changed it, so that nothing need be
/// asked of a server while both are so.
std::string with_stamp(const std::string& inputs, const std::string& text, std::string_view mark);
/// True where `file` is what with_stamp() gave for these inputs.
bool is_stamped(const std::string& file, const std::string& inputs, std::string_view mark);

}  // namespace whimbrel::project
