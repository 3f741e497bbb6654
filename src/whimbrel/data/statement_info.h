// SPDX-License-Identifier: Apache-2.0
// StatementInfo: a statement that was written in a file and prepared when the code was generated.
#pragma once

#include <string_view>

namespace whimbrel::data {

struct RelationInfo;

struct StatementInfo {
    std::string_view name;  ///< "search_devices"
    std::string_view text;  ///< with $1…
    std::string_view file;  ///< "queries/devices.sql:3", for messages
    /// How its rows are read, where not as Relation<Row> has it: in one form all of them.
    const RelationInfo* shape = nullptr;
    /// Of a COPY whose last column is the scope's, and no row's own: its type.
    std::string_view scope_type{};
    /// The tables that it changes, a line "+public.runs" for each: + where rows come in, - where rows go, * for both.
    std::string_view changes{};
};

}  // namespace whimbrel::data
