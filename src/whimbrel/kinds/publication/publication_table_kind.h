// SPDX-License-Identifier: Apache-2.0
// A table of a publication, with its columns and its row filter where it has them (15+). The id is that of the table with the publication's
// name behind it. PostgreSQL puts the children of a table in as tables of their own, and drops the entry with the table.
// See ALTER PUBLICATION … ADD TABLE; catalog pg_publication_rel.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct PublicationTable {
    std::vector<std::string> columns;  ///< sorted: the server keeps them by their place in the table; empty: all, those to come as well
    std::string filter;                ///< as the server renders it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("columns", self.columns);
        visit("filter", self.filter);
    }
    bool operator==(const PublicationTable&) const = default;
};

/// It does not survive a retype: PostgreSQL refuses the new type of a column that it names (ATExecAlterColumnType() in tablecmds.c).
struct PublicationTableKind {
    using Value = PublicationTable;
    static constexpr std::string_view name = "publication_table";
    static constexpr std::string_view plural = "publication_tables";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_publication_rel", "prpubid prrelid"},
        {"columns", "pg_publication_rel", "prattrs"},
        {"filter", "pg_publication_rel", "prqual"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_publication_rel)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<PublicationTable>& to, const Scene& scene);
    static Steps drop(const Subject<PublicationTable>& from, const Scene& scene);
    /// ALTER PUBLICATION … SET TABLE takes the other tables away, and does nothing else than to drop the entry and add another.
    static Alteration alter(const Subject<PublicationTable>& from, const Subject<PublicationTable>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static PublicationTable without_expressions(PublicationTable table);
    static std::vector<Entry> entries(const PublicationTable& table);
};

}  // namespace whimbrel::kinds
