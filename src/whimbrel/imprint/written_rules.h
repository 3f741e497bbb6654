// SPDX-License-Identifier: Apache-2.0
// What the imprint leaves out or reads specially, each with its reason; everything else is read column by
// column and resolved by what the server says of its own catalogs. docs/reference/imprint.md is made of these.
// Fragments of SQL run with search_path = '' in a SELECT from the catalog, under the catalog's own name.
#pragma once

#include "whimbrel/sql/statement.h"

#include <span>
#include <string>
#include <string_view>

namespace whimbrel::imprint {

/// The first oid that initdb never gives (PostgreSQL source, access/transam.h, FirstNormalObjectId).
constexpr unsigned k_first_user_oid = 16384;

/// A catalog of which no row is printed; names are still taken from it.
struct CatalogRule {
    std::string_view catalog;
    std::string_view reason;
};

enum class RowChoice : unsigned char {
    among,  ///< of the rows that a user made or changed, those that also meet the condition
    all,    ///< the rows that meet the condition, and no others
};

/// Which rows of a catalog are printed.
struct RowRule {
    std::string_view catalog;
    RowChoice choice;
    sql::Keywords condition;
    std::string_view reason;
};

enum class Treatment : unsigned char {
    left_out,    ///< not printed
    read_as,     ///< printed as what `sql` gives
    expression,  ///< the same, and the text is PostgreSQL's rendering of a tree
    unordered,   ///< a list whose order says nothing: sorted. `sql` gives the list; empty: the column itself
};

struct ColumnRule {
    std::string_view catalog;
    std::string_view column;
    Treatment treatment;
    sql::Keywords sql;
    std::string_view reason;
};

/// The natural key of a catalog whose unique indexes give none that can be used.
struct KeyRule {
    std::string_view catalog;
    std::string_view first, second;
    std::string_view reason;
};

/// Attribute numbers that pg_get_catalog_foreign_keys() does not list.
struct AttributeNumberRule {
    std::string_view catalog;
    std::string_view relation;  ///< the column that names the relation
    std::string_view column;    ///< the column that holds attribute numbers
};

/// Columns that together name any object: its catalog, its oid and its column.
struct AddressRule {
    std::string_view class_column;
    std::string_view object_column;
    std::string_view sub_column;  ///< a catalog may lack it
};

std::span<const CatalogRule> catalog_rules();
std::span<const RowRule> row_rules();
std::span<const ColumnRule> column_rules();
std::span<const KeyRule> key_rules();
std::span<const AttributeNumberRule> attribute_number_rules();
std::span<const AddressRule> address_rules();

/// The page docs/reference/imprint.md.
std::string render_reference();

}  // namespace whimbrel::imprint
