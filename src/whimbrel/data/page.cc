// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/page.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/selection.h"

#include <algorithm>
#include <limits>

namespace whimbrel::data {

namespace {

constexpr std::int64_t k_most_rows = 1'000'000;

Failing bad_cursor() {
    return fail(ErrorCode::request_invalid, "the cursor is none of this query's")
        .hint("Give the `next` of a page of the same query, or nothing for the first page.");
}

}  // namespace

Result<> check(const PageRequest& request) {
    if (request.size < 1 || request.size > k_most_rows) return fail(ErrorCode::request_invalid, format("a page of {} rows is asked for", request.size));
    if (request.number < 1 || request.number > std::numeric_limits<std::int64_t>::max() / k_most_rows)
        return fail(ErrorCode::request_invalid, format("page {} is asked for", request.number)).hint("Pages count from 1.");
    return {};
}

Result<> select_after(Selection& selection, std::string_view cursor, std::int64_t size) {
    WHIMBREL_CHECK(check(PageRequest{.number = 1, .size = size}));
    const auto& relation = *selection.from;
    if (relation.primary_key.empty())
        return fail(ErrorCode::key_missing, format("{} has no primary key, which pages behind a cursor end their order with", relation.name));
    for (const auto column : relation.primary_key) {
        const auto is_ordered = [&](const Order& order) { return order.column.relation == &relation && order.column.column == column; };
        if (std::ranges::none_of(selection.order, is_ordered)) selection.order.push_back({.column = {&relation, column}});
    }
    for (const auto& order : selection.order) {
        if (order.column.relation != &relation) return fail(ErrorCode::request_invalid, "pages behind a cursor are ordered by the query's own table");
        if (order.column.info().nullable)
            return fail(ErrorCode::request_invalid, format("pages behind a cursor cannot be ordered by {}, which may be NULL", order.column.info().name));
    }
    selection.limit = size + 1;
    selection.offset.reset();
    if (cursor.empty()) return {};
    std::vector<wire::Piece> values;
    if (!wire::split_array(cursor, values) || values.size() != selection.order.size()) return bad_cursor();
    if (std::ranges::any_of(values, &wire::Piece::is_null)) return bad_cursor();
    // (a > $1) OR (a = $1 AND b < $2) …: each column may go its own way.
    Expression behind;
    behind.add("(");
    for (std::size_t at = 0; at < values.size(); ++at) {
        behind.add(at == 0 ? sql::Keywords("(") : sql::Keywords("OR ("));
        for (std::size_t before = 0; before < at; ++before) behind.add(selection.order[before].column).add("=").add_text(values[before].text).add("AND");
        const bool down = selection.order[at].way == Order::Way::descending;
        behind.add(selection.order[at].column).add(down ? sql::Keywords("<") : sql::Keywords(">")).add_text(values[at].text).add(")");
    }
    behind.add(")");
    selection.add_where(Condition(std::move(behind)));
    return {};
}

std::string cursor_of(const Selection& selection, const void* row) {
    std::string out = "{";
    for (const auto& order : selection.order) {
        if (out.size() > 1) out += ',';
        wire::append_array_element(order.column.info().render(row).value_or(""), out);
    }
    return out + "}";
}

}  // namespace whimbrel::data
