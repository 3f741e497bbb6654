// SPDX-License-Identifier: Apache-2.0
// Names: the rows that were read, and what each of them is called: its natural key with the references in it
// resolved to names again. Names of rows that were not read are fetched in sets.
#pragma once

#include "whimbrel/imprint/row_query.h"

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace whimbrel::imprint {

/// Rows of one catalog, with where to find their columns.
struct Batch {
    int catalog = k_none;
    Selection selection;
    pg::Rows rows;
    bool is_printed = true;
};

struct Name {
    std::string text;
    bool is_hidden = false;  ///< left out, in the ledger's schema, or in one that is the server's own business
};

class Names {
public:
    /// The layout must outlive this. `database` is the oid of the database at hand.
    Names(const CatalogLayout& layout, std::string_view ledger_schema, std::uint32_t database);

    void add(Batch batch);
    /// Rows that are not to be printed; to be called before any name is asked for.
    void hide(std::uint32_t catalog_oid, std::uint32_t oid);
    /// Fetches what the rows refer to and what those refer to; a few round trips, whatever the number of rows.
    Result<> complete(pg::Session& session);
    [[nodiscard]] const std::deque<Batch>& batches() const { return batches_; }
    [[nodiscard]] const CatalogLayout& layout() const { return *layout_; }

    /// The rest may be called once complete() has run.

    /// "public.groups"; "-" for no reference, "oid 12345" for a row that is not there.
    const Name& of(int catalog, std::uint32_t oid);
    /// The natural key of a row.
    Name key(const Batch& batch, pg::Row row);
    /// A column's value with references as names. NULL is empty.
    std::string value(const Batch& batch, pg::Row row, int column);

private:
    struct Place {
        const Batch* batch;
        int row;
    };
    [[nodiscard]] const Catalog& catalog_of(const Batch& batch) const { return layout_->catalogs[static_cast<std::size_t>(batch.catalog)]; }
    void want(int catalog, std::uint32_t oid);
    void want_references(const Batch& batch);
    void want_column(const Batch& batch, pg::Row row, int column);
    const Name& column_name(std::uint32_t relation, std::string_view number);
    Name address(const Batch& batch, pg::Row row, const Column& column, int index);
    Name part(const Batch& batch, pg::Row row, int column);
    std::string list(const Batch& batch, pg::Row row, int column);
    Name compose(const Batch& batch, pg::Row row);

    const CatalogLayout* layout_;
    std::string ledger_schema_;
    std::uint32_t database_;
    std::deque<Batch> batches_;
    std::size_t scanned_ = 0;  ///< batches whose references are known to be wanted
    std::unordered_map<std::uint64_t, Place> rows_;
    std::unordered_map<std::uint64_t, Place> columns_;
    std::unordered_set<std::uint64_t> asked_;  ///< wanted once; a row that is missing is not asked for again
    std::unordered_set<std::uint64_t> hidden_;
    std::vector<std::set<std::uint32_t>> wanted_;
    std::unordered_map<std::uint64_t, Name> names_;
    std::unordered_map<std::uint64_t, Name> column_names_;
};

/// Items joined by commas; one that holds a comma or a quote is put in quotes.
std::string join_items(const std::vector<std::string>& items);

}  // namespace whimbrel::imprint
