// SPDX-License-Identifier: Apache-2.0
// Query: what PostgreSQL says of a query of the project's: the types of its parameters and of its result.
#pragma once

#include "whimbrel/codegen/query_binding.h"
#include "whimbrel/codegen/query_facts.h"
#include "whimbrel/codegen/query_file.h"
#include "whimbrel/pg/session.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace whimbrel::codegen {

struct ColumnName {
    std::string schema, table, column;
    auto operator<=>(const ColumnName&) const = default;
};

struct QueryParameter {
    std::string name;  ///< as it is written; of $1 the column that it meets, else "arg1"
    std::string type;  ///< as format_type() prints it with an empty search_path
    bool nullable = false;
    std::optional<ColumnName> column;  ///< that it goes into, or whose text it is compared with by = or <>, wherever it stands
};

struct QueryColumn {
    std::string name;
    std::string type;
    bool nullable = true;
    std::optional<ColumnName> column;  ///< that it is, unchanged
};

/// One place at which a query names a table or view, and what it does there.
struct QueryRelation {
    ColumnName name;  ///< without a column
    std::string alias;
    RowUse use = RowUse::read;
    std::map<std::string, std::set<int>> equals;  ///< by column: the parameters, from 1, whose value it has in every row
    std::vector<ColumnName> inside;               ///< what a view is made of, views in it included
};

struct Query {
    std::string name;
    QueryCommand command = QueryCommand::many;
    std::string comment;
    SourceSpan place;    ///< of its name, for messages
    std::string source;  ///< the same as generated code tells it: "queries/devices.sql:3"
    std::string text;    ///< with $1…
    std::vector<QueryParameter> parameters;
    std::vector<QueryColumn> columns;
    bool of_all_scopes = false;  ///< as QueryText has it
    std::vector<QueryRelation> relations;
    std::string row_schema, row_table;      ///< of the table whose whole row the columns are, with at least its NOT NULL; empty where they are none's
    std::string copy_schema, copy_table;    ///< of :copy, where the rows go
    std::vector<std::string> copy_columns;  ///< by parameter
    std::string changes;                    ///< as data::StatementInfo has them
};

class QueryReader {
public:
    /// Both sessions are to one database, which holds the schema: `session` finds names as the application does, `catalog` has an empty
    /// search_path. They must outlive it.
    QueryReader(pg::Session& session, pg::Session& catalog) : session_(session), catalog_(catalog), facts_(catalog) {}

    /// Errors: query_invalid with the place in the file and the server's report, where the query cannot be used; others where nothing more
    /// can be read.
    Result<Query> read(const QueryText& text);

private:
    Result<NodeTree> read_tree(const QueryText& text, const pg::Description& description);
    Result<std::string> type_name(std::uint32_t type, std::int32_t modifier);
    Result<> read_parameters(const QueryText& text, const pg::Description& description, const NodeTree& tree, Query& query);
    Result<> read_columns(const QueryText& text, const pg::Description& description, const NodeTree& tree, Query& query);
    void note_relations(const NodeTree& tree, Query& query);
    void note_inside(const NodeTree& view, std::vector<ColumnName>& out);
    void note_whole_row(const pg::Description& description, Query& query);
    std::optional<ColumnName> column_name(std::uint32_t table, int column);

    pg::Session& session_;
    pg::Session& catalog_;
    QueryFacts facts_;
    std::map<std::pair<std::uint32_t, std::int32_t>, std::string> type_names_;
};

}  // namespace whimbrel::codegen
