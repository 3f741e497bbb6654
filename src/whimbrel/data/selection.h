// SPDX-License-Identifier: Apache-2.0
// Selection: what a Query<Row> has collected, without its types; renders itself as one SELECT.
#pragma once

#include "whimbrel/data/expression.h"
#include "whimbrel/data/which_rows.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whimbrel::data {

struct Order {
    ColumnRef column;
    enum class Way : std::uint8_t { ascending, descending } way = Way::ascending;
    enum class Nulls : std::uint8_t { as_usual, first, last } nulls = Nulls::as_usual;
};

struct Selection {
    struct Join {
        const RelationInfo* relation = nullptr;
        enum class Sort : std::uint8_t { inner, left } sort = Sort::inner;
        struct Pair {
            ColumnRef known, joined;
        };
        std::vector<Pair> pairs;
    };

    const RelationInfo* from = nullptr;
    std::vector<Join> joins;
    std::optional<Condition> where;
    std::vector<Order> order;
    std::optional<std::int64_t> limit, offset;
    RowLock lock = RowLock::none;
    Removed removed = Removed::left_out;
    std::optional<std::string> scope;  ///< the value, as text, of the columns that scope says; set by ScopedRepo

    void add_where(Condition condition);
};

struct Request {
    sql::Statement statement;
    Parameters parameters;
};

/// Columns of the relation under that alias, in their forms: "t.id, t.tags ::text".
sql::Fragment column_list(const RelationInfo& relation, std::string_view alias);

/// SELECT of the rows of `from`. Errors: request_invalid for a column of a relation that is not joined, one joined twice, a negative limit.
Result<Request> render_rows(const Selection& selection);
/// The same with columns behind the row's, as text.
Result<Request> render_rows(const Selection& selection, std::span<const ColumnRef> more);
Result<Request> render_count(const Selection& selection);
/// One value, as text: the function (sum, avg, min, max) over the column in those rows.
Result<Request> render_aggregate(const Selection& selection, sql::Keywords function, ColumnRef column);
Result<Request> render_exists(const Selection& selection);

/// The conditions alone, under the alias that render_rows() gives the relation ("t"), for UPDATE and DELETE; joins are refused.
Result<> append_where(const Selection& selection, sql::Builder& sql, Parameters& parameters);

}  // namespace whimbrel::data
