// SPDX-License-Identifier: Apache-2.0
// Pages of a query's rows, by number or behind a cursor.
#pragma once

#include "whimbrel/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::data {

struct Selection;

struct PageRequest {
    std::int64_t number = 1, size = 20;
};

template <class Row>
struct Page {
    std::vector<Row> rows;
    std::int64_t total = 0;
    std::int64_t number = 1, size = 20;
    [[nodiscard]] std::int64_t pages() const { return (total + size - 1) / size; }
};

template <class Row>
struct CursorPage {
    std::vector<Row> rows;
    std::string next;  ///< the cursor of the page behind; empty where there is none. It holds values of the last row, so it is no secret keeper.
};

/// Errors: request_invalid.
Result<> check(const PageRequest& request);
/// Makes the selection that of the rows behind the cursor, one more than asked for. Errors: request_invalid.
Result<> select_after(Selection& selection, std::string_view cursor, std::int64_t size);
/// Of a row of such a selection.
std::string cursor_of(const Selection& selection, const void* row);

}  // namespace whimbrel::data
