// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/printer.h"

#include "whimbrel/base/format.h"

#include <algorithm>

namespace whimbrel::imprint {

namespace {

/// By name, what is less to print than by position; lets entries be compared where rows have the same key.
bool entry_less(const Entry& a, const Entry& b) {
    return std::ranges::lexicographical_compare(a, b, [](const auto& x, const auto& y) {
        if (x.first != y.first) return x.first < y.first;
        return std::pair(x.second.is_null, std::string_view(x.second.value)) < std::pair(y.second.is_null, std::string_view(y.second.value));
    });
}

/// Columns that are printed beside the key, by name, so that an entry is filled from its end.
std::vector<int> printed_columns(const Catalog& catalog) {
    std::vector<int> columns;
    for (int i = 0; i < static_cast<int>(catalog.columns.size()); ++i) {
        const auto& column = catalog.columns[static_cast<std::size_t>(i)];
        const bool is_apart = column.reading == Reading::left_out || column.reading == Reading::part_of_address;
        if (!is_apart && !column.in_key) columns.push_back(i);
    }
    std::ranges::sort(columns, {}, [&](int i) -> const std::string& { return catalog.columns[static_cast<std::size_t>(i)].name; });
    return columns;
}

Entry print_entry(Names& names, const Batch& batch, pg::Row row, const std::vector<int>& columns) {
    const auto& catalog = names.layout().catalogs[static_cast<std::size_t>(batch.catalog)];
    Entry entry;
    for (const int index : columns) {
        const auto& column = catalog.columns[static_cast<std::size_t>(index)];
        Field field{.is_null = row.is_null(batch.selection.at[static_cast<std::size_t>(index)]), .is_expression = column.is_expression};
        if (!field.is_null) field.value = names.value(batch, row, index);
        entry.emplace_hint(entry.end(), column.name, std::move(field));
    }
    return entry;
}

std::vector<std::string> identity_of(const Batch& batch, pg::Row row) {
    std::vector<std::string> identity;
    for (const int at : batch.selection.identity) identity.push_back(row.string(at));
    return identity;
}

}  // namespace

Print print_rows(Names& names) {
    Print print;
    for (const auto& batch : names.batches()) {
        if (!batch.is_printed) continue;
        const auto& catalog = names.layout().catalogs[static_cast<std::size_t>(batch.catalog)];
        const auto columns = printed_columns(catalog);
        for (const auto row : batch.rows) {
            auto key = names.key(batch, row);
            if (key.is_hidden) continue;
            KeyedEntry entry(catalog.name + " " + key.text, print_entry(names, batch, row, columns));
            if (row.boolean(batch.selection.is_users)) print.entries.push_back(std::move(entry));
            else print.changed.push_back({batch.catalog, identity_of(batch, row), std::move(entry)});
        }
    }
    return print;
}

std::map<std::string, Entry> collect(std::vector<KeyedEntry> entries) {
    std::ranges::sort(entries, [](const KeyedEntry& a, const KeyedEntry& b) {
        if (const int order = a.first.compare(b.first); order != 0) return order < 0;
        return entry_less(a.second, b.second);
    });
    std::map<std::string, Entry> collected;
    std::size_t same = 1;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        same = i > 0 && entries[i].first == entries[i - 1].first ? same + 1 : 1;
        if (same > 1 && entries[i].second.empty()) continue;
        // The key stays in the vector for the comparison with the next.
        auto key = same > 1 ? format("{} #{}", entries[i].first, same) : entries[i].first;
        collected.emplace_hint(collected.end(), std::move(key), std::move(entries[i].second));
    }
    return collected;
}

}  // namespace whimbrel::imprint
