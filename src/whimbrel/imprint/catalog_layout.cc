// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/catalog_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>

namespace whimbrel::imprint {

namespace {

constexpr std::string_view k_columns_query =
    "SELECT c.oid, c.relname, c.relisshared, a.attname, t.typname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
    "JOIN pg_type t ON t.oid = a.atttypid WHERE c.relnamespace = 11 AND c.relkind = 'r' AND c.oid < 16384 AND a.attnum > 0 "
    "AND NOT a.attisdropped ORDER BY c.relname COLLATE \"C\", a.attnum";
constexpr std::string_view k_references_query = "SELECT fktable::oid, fkcols, pktable::oid, pkcols, is_array FROM pg_get_catalog_foreign_keys()";
// Keys of catalogs have no gaps in their attribute numbers: no column of a catalog is ever dropped.
constexpr std::string_view k_indexes_query =
    "SELECT i.indrelid, i.indkey FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE i.indisunique "
    "AND c.relnamespace = 11 AND c.oid < 16384 ORDER BY i.indexrelid";

void add_columns(CatalogLayout& layout, const pg::Rows& rows) {
    for (const auto row : rows) {
        if (layout.catalogs.empty() || layout.catalogs.back().oid != row.oid(0)) {
            layout.by_oid.emplace(row.oid(0), static_cast<int>(layout.catalogs.size()));
            layout.catalogs.push_back({.oid = row.oid(0), .name = row.string(1), .is_shared = row.boolean(2)});
        }
        auto& catalog = layout.catalogs.back();
        if (row.text(3) == "oid") catalog.oid_column = static_cast<int>(catalog.columns.size());
        catalog.columns.push_back({.name = row.string(3), .type = row.string(4)});
    }
    for (std::size_t i = 0; i < layout.catalogs.size(); ++i) {
        const auto& name = layout.catalogs[i].name;
        const int index = static_cast<int>(i);
        if (name == "pg_class") layout.pg_class = index;
        if (name == "pg_attribute") layout.pg_attribute = index;
        if (name == "pg_database") layout.pg_database = index;
        if (name == "pg_namespace") layout.pg_namespace = index;
    }
}

Column& column_at(Catalog& catalog, int index) { return catalog.columns[static_cast<std::size_t>(index)]; }

/// What the type alone says of a column that nobody lists.
void read_by_type(Catalog& catalog) {
    for (auto& column : catalog.columns) {
        if (column.name == "oid") column.reading = Reading::left_out;
        if (column.type == "_aclitem") column.unordered = true;
        // Without the relation this works only for trees without columns; for others it fails, and says so.
        if (column.type == "pg_node_tree") {
            column.written = sql::fragment("pg_get_expr(", sql::Identifier{column.name}, ", 0)");
            column.is_expression = true;
        }
    }
}

void add_attribute_numbers(Catalog& catalog, std::string_view relation, std::string_view numbers, bool is_list) {
    const int relation_column = catalog.column(relation);
    const int number_column = catalog.column(numbers);
    if (relation_column == k_none || number_column == k_none) return;
    auto& column = column_at(catalog, number_column);
    column.reading = is_list ? Reading::column_names : Reading::column_name;
    column.relation = relation_column;
}

void add_references(CatalogLayout& layout, const pg::Rows& rows) {
    for (const auto row : rows) {
        const auto from = layout.by_oid.find(row.oid(0));
        const auto to = layout.by_oid.find(row.oid(2));
        if (from == layout.by_oid.end() || to == layout.by_oid.end()) continue;
        auto& catalog = layout.catalogs[static_cast<std::size_t>(from->second)];
        const auto columns = row.array(1);
        const auto target_columns = row.array(3);
        if (columns.size() == 2 && to->second == layout.pg_attribute) {
            add_attribute_numbers(catalog, columns[0], columns[1], row.boolean(4));
        } else if (columns.size() == 1 && target_columns.front() == "oid") {
            auto& column = column_at(catalog, catalog.column(columns[0]));
            column.reading = row.boolean(4) ? Reading::references : Reading::reference;
            column.target = to->second;
        }
    }
}

void add_addresses(Catalog& catalog) {
    for (const auto& rule : address_rules()) {
        const int class_column = catalog.column(rule.class_column);
        const int object_column = catalog.column(rule.object_column);
        if (class_column == k_none || object_column == k_none) continue;
        auto& object = column_at(catalog, object_column);
        object.reading = Reading::address;
        object.relation = class_column;
        object.sub = catalog.column(rule.sub_column);
        column_at(catalog, class_column).reading = Reading::part_of_address;
        if (object.sub != k_none) column_at(catalog, object.sub).reading = Reading::part_of_address;
    }
}

void add_written_rules(Catalog& catalog) {
    for (const auto& rule : attribute_number_rules())
        if (rule.catalog == catalog.name) add_attribute_numbers(catalog, rule.relation, rule.column, true);
    for (const auto& rule : column_rules()) {
        if (rule.catalog != catalog.name) continue;
        const int index = catalog.column(rule.column);
        if (index == k_none) continue;  // this version has no such column
        auto& column = column_at(catalog, index);
        column.is_expression = rule.treatment == Treatment::expression;
        column.unordered = rule.treatment == Treatment::unordered;
        if (rule.treatment == Treatment::left_out) column.reading = Reading::left_out;
        if (rule.sql.text().empty()) continue;
        column.written = sql::fragment(rule.sql);
        column.reading = Reading::plain;
    }
    for (const auto& rule : row_rules())
        if (rule.catalog == catalog.name) catalog.row_rule = &rule;
    for (const auto& rule : catalog_rules())
        if (rule.catalog == catalog.name) catalog.is_printed = false;
}

using UniqueIndexes = std::unordered_map<std::uint32_t, std::vector<std::vector<int>>>;

UniqueIndexes parse_indexes(const pg::Rows& rows) {
    UniqueIndexes indexes;
    for (const auto row : rows) {
        std::vector<int> columns;
        for (const auto& number : row.array(1)) {
            int value = 0;
            std::from_chars(number.data(), number.data() + number.size(), value);
            columns.push_back(value - 1);
        }
        indexes[row.oid(0)].push_back(std::move(columns));
    }
    return indexes;
}

/// The unique index that says most to people: one with a name in it, else the one that begins furthest left.
/// Indexes with the oid say nothing.
std::vector<int> natural_key(const Catalog& catalog, const std::vector<std::vector<int>>& indexes) {
    const std::vector<int>* best = nullptr;
    auto best_rank = std::tuple(true, std::numeric_limits<int>::max());
    for (const auto& columns : indexes) {
        if (std::ranges::find(columns, catalog.oid_column) != columns.end()) continue;
        const bool nameless = std::ranges::none_of(columns, [&](int i) { return catalog.columns[static_cast<std::size_t>(i)].is_name(); });
        const auto rank = std::tuple(nameless, columns.front());
        if (best != nullptr && rank >= best_rank) continue;
        best = &columns;
        best_rank = rank;
    }
    return best == nullptr ? std::vector<int>() : *best;
}

void choose_keys(Catalog& catalog, const std::vector<std::vector<int>>& indexes) {
    catalog.key = natural_key(catalog, indexes);
    std::vector<int> all;
    for (int i = 0; i < static_cast<int>(catalog.columns.size()); ++i) all.push_back(i);
    if (catalog.oid_column != k_none) {
        catalog.identity = {catalog.oid_column};
        // A large object has no other name than its number.
        if (catalog.key.empty()) {
            catalog.key = catalog.identity;
            column_at(catalog, catalog.oid_column).reading = Reading::plain;
        }
    } else {
        catalog.identity = catalog.key.empty() ? all : catalog.key;
        if (catalog.key.empty()) catalog.key = all;
    }
    // Names of columns are looked up by number.
    if (catalog.name == "pg_attribute") catalog.identity = {catalog.column("attrelid"), catalog.column("attnum")};
    for (const auto& rule : key_rules())
        if (rule.catalog == catalog.name) catalog.key = {catalog.column(rule.first), catalog.column(rule.second)};
    for (const int i : catalog.key) column_at(catalog, i).in_key = true;
}

Result<CatalogLayout> read_layout(pg::Session& session) {
    const std::array statements = {std::string(k_columns_query), std::string(k_references_query), std::string(k_indexes_query)};
    WHIMBREL_TRY(const auto answers, session.query_all(statements));
    CatalogLayout layout;
    add_columns(layout, answers[0]);
    for (auto& catalog : layout.catalogs) read_by_type(catalog);
    add_references(layout, answers[1]);
    const auto indexes = parse_indexes(answers[2]);
    for (auto& catalog : layout.catalogs) {
        add_addresses(catalog);
        add_written_rules(catalog);
        const auto found = indexes.find(catalog.oid);
        choose_keys(catalog, found == indexes.end() ? std::vector<std::vector<int>>() : found->second);
    }
    return layout;
}

}  // namespace

int Catalog::column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name, &Column::name);
    return found == columns.end() ? k_none : static_cast<int>(found - columns.begin());
}

Result<std::shared_ptr<const CatalogLayout>> catalog_layout_of(pg::Session& session, const std::string& server) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const CatalogLayout>> layouts;
    const std::scoped_lock lock(mutex);
    auto& layout = layouts[server];
    if (layout == nullptr) {
        WHIMBREL_TRY(auto read, read_layout(session));
        layout = std::make_shared<const CatalogLayout>(std::move(read));
    }
    return layout;
}

}  // namespace whimbrel::imprint
