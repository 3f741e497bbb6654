// SPDX-License-Identifier: Apache-2.0
// A table's lines of the checklist: itself, its columns, their defaults.
#include "whimbrel/kinds/table/table_kind.h"

namespace whimbrel::kinds {

namespace {

std::string detail_of(const Column& column) {
    std::string text = column.type;
    if (column.not_null) text += ", not null";
    if (!column.generated.empty()) text += ", generated " + phrases::lower(column.generated);
    if (column.identity) text += ", identity";
    return text;
}

}  // namespace

std::vector<Entry> TableKind::entries(const Table& table) {
    std::vector<Entry> entries{{.heading = table.is_foreign() ? "Foreign tables" : "Tables"}};
    for (const auto& column : table.columns) {
        const auto place = "columns[" + column.name + "]";
        entries.push_back({.heading = "Columns", .part = column.name, .detail = detail_of(column), .at = place});
        if (!column.default_value.empty())
            entries.push_back({.heading = "Defaults", .part = column.name, .detail = column.default_value, .at = place + ".default"});
    }
    return entries;
}

}  // namespace whimbrel::kinds
