// SPDX-License-Identifier: Apache-2.0
// Queries as they are written in a file: a comment "-- name: search_devices :many" and a statement, as sqlc has it, with parameters $1 or @site.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/parse/split.h"
#include "whimbrel/parse/variable.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace whimbrel::codegen {

/// What the function made of a query gives.
enum class QueryCommand : std::uint8_t {
    many,  ///< all rows
    one,   ///< a row or none; several are an error
    exec,  ///< how many rows were affected
    copy,  ///< an INSERT of one row's parameters, for many rows at once
};
std::string_view to_text(QueryCommand command);

struct WrittenParameter {
    std::string name;       ///< "site" of @site; empty for $1
    bool nullable = false;  ///< @site?
};

/// A query's text as it is prepared, and what was taken out of it.
struct PreparedText {
    parse::Filled filled;                      ///< parameters as $1…, "name!" as "name"
    std::vector<WrittenParameter> parameters;  ///< $1 first; empty where all are written as $1
    std::map<std::string, bool> nullable;      ///< by a result column's name: `AS "name?"` is true, `AS "name!"` false
};
/// Only an @ directly before a name, and directly behind neither a name nor an operator that may end in @, begins a parameter: @>, <@x, @@ and
/// the prefix operator "@ 5" are PostgreSQL's own. Errors: query_invalid where $1 and @name are mixed, or a parameter may be NULL here and
/// not there; its span holds the place in the statement.
Result<PreparedText> read_parameters(const parse::SplitFile& file, const parse::SplitStatement& statement);

struct QueryText {
    std::string name;
    QueryCommand command = QueryCommand::many;
    std::string comment;         ///< the lines between name and statement, and those right before the name
    bool of_all_scopes = false;  ///< "-- scope: all": it is meant to find what belongs to anybody
    SourceSpan place;            ///< of the name
    PreparedText text;
    std::shared_ptr<const parse::SplitFile> file;
    const parse::SplitStatement* statement = nullptr;  ///< of `file`

    /// Where a character of the prepared text stands in the file; the statement's beginning for 0.
    [[nodiscard]] SourceSpan place_of(int position) const;
};

struct QueryTexts {
    std::vector<QueryText> queries;  ///< in order
    std::vector<Error> errors;       ///< query_invalid, or those of parse::split: what is not among the queries, and why
};
/// `file` is the name for messages.
QueryTexts read_queries(std::string file, std::string text);

}  // namespace whimbrel::codegen
