// SPDX-License-Identifier: Apache-2.0
// Publications: what of the changes of which tables logical replication sends. The tables and schemas that are named one by one are objects of
// their own (publication_table_kind.h, publication_schema_kind.h), as in PostgreSQL: they come and go with the table as well.
// See CREATE PUBLICATION, ALTER PUBLICATION; catalog pg_publication.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Publication {
    bool all_tables = false;
    std::string publish = "insert, update, delete, truncate";  ///< as the option says it, in this order; may be empty
    bool via_partition_root = false;
    std::string generated_columns;  ///< "stored" (18+); empty: none
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("all_tables", self.all_tables);
        visit("publish", self.publish);
        visit("via_partition_root", self.via_partition_root);
        visit("generated_columns", self.generated_columns);
    }
    bool operator==(const Publication&) const = default;
};

struct PublicationKind {
    using Value = Publication;
    static constexpr std::string_view name = "publication";
    static constexpr std::string_view plural = "publications";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_publication", "pubname"},
        {"all_tables", "pg_publication", "puballtables"},
        {"publish", "pg_publication", "pubinsert pubupdate pubdelete pubtruncate"},
        {"via_partition_root", "pg_publication", "pubviaroot"},
        {"generated_columns", "pg_publication", "pubgencols"},
    });
    static constexpr bool hosts = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_publication)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Publication>& to, const Scene& scene);
    static Steps drop(const Subject<Publication>& from, const Scene& scene);
    /// PostgreSQL cannot turn FOR ALL TABLES into anything else, nor the other way round.
    static Alteration alter(const Subject<Publication>& from, const Subject<Publication>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Publication& publication);
};

namespace publication {

/// The publication that a table or schema is in.
ObjectId of_member(const ObjectId& member);
/// ALTER PUBLICATION … ADD and DROP; `member` as in "TABLE ONLY s.t".
Step add(const ObjectId& id, const sql::Fragment& member);
Step remove(const ObjectId& id, const sql::Fragment& member);
/// Words (Step::prepares): schemas and column lists cannot be in one publication, so that the ones wait for the others to go.
std::string schemas_gone(const ObjectId& member);
std::string column_lists_gone(const ObjectId& member);

}  // namespace publication
}  // namespace whimbrel::kinds
