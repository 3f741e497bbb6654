// SPDX-License-Identifier: Apache-2.0
// CatalogLayout: what one server says of its own catalogs, and how each of their columns is to be read.
// It rests on pg_class, pg_attribute, pg_index and pg_get_catalog_foreign_keys() (PostgreSQL 14 and later), and on
// the written rules for the rest.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/imprint/written_rules.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/sql/statement.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace whimbrel::imprint {

constexpr int k_none = -1;

/// What the value of a column is.
enum class Reading : std::uint8_t {
    left_out,
    plain,            ///< text as the server gives it
    reference,        ///< the oid of a row of `target`
    references,       ///< a list of such oids
    column_name,      ///< the number of a column of the relation in column `relation`
    column_names,     ///< a list of such numbers
    address,          ///< an oid whose catalog is named by column `relation` and whose column by `sub`
    part_of_address,  ///< printed with the address
};

struct Column {
    std::string name;
    std::string type;
    Reading reading = Reading::plain;
    int target = k_none;    ///< index of a catalog
    int relation = k_none;  ///< index of a column of the same catalog
    int sub = k_none;       ///< likewise
    bool unordered = false;
    bool is_expression = false;
    bool in_key = false;
    sql::Fragment written;  ///< what is selected in its place, where not empty

    /// An identifier, and not a number or a code.
    [[nodiscard]] bool is_name() const { return type == "name" || type == "text"; }
};

struct Catalog {
    std::uint32_t oid = 0;
    std::string name;
    bool is_shared = false;
    std::vector<Column> columns;
    std::vector<int> key;       ///< columns of the natural key, all of them where no unique index gives one
    std::vector<int> identity;  ///< columns that tell a row from the others, raw: the oid, or a unique index's
    int oid_column = k_none;
    bool is_printed = true;
    const RowRule* row_rule = nullptr;

    [[nodiscard]] int column(std::string_view column_name) const;
    /// True where no unique index gives a key: rows then have nothing beside their key, and no count.
    [[nodiscard]] bool whole_row_is_key() const { return oid_column == k_none && key.size() == columns.size(); }
};

struct CatalogLayout {
    std::vector<Catalog> catalogs;  ///< sorted by name
    std::unordered_map<std::uint32_t, int> by_oid;
    int pg_class = k_none, pg_attribute = k_none, pg_database = k_none, pg_namespace = k_none;
};

/// Reads the layout of a server in one round trip. It is kept as long as the process lives, by what Ground::server tells: no database of one
/// server has other catalogs than another, and to read it anew was among the dearest queries of each print.
Result<std::shared_ptr<const CatalogLayout>> catalog_layout_of(pg::Session& session, const std::string& server);

}  // namespace whimbrel::imprint
