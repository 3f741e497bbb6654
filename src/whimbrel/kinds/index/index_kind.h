// SPDX-License-Identifier: Apache-2.0
// Indexes of tables and materialized views, but those that a constraint owns: they are the constraint's.
// See CREATE INDEX; catalog pg_index, pg_get_indexdef().
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

#include <map>

namespace whimbrel::kinds {

struct Index {
    std::string table;  ///< in the index's own schema
    bool unique = false;
    std::string method;                ///< "btree"
    std::vector<std::string> keys;     ///< column names, or expressions as the server renders them
    std::vector<std::string> include;  ///< column names
    std::string predicate;             ///< of a partial index
    std::string body;                  ///< the server's definition from the table's name on, without storage parameters
    std::vector<Option> options;
    std::string tablespace;                 ///< empty: the database's own
    std::map<std::string, int> statistics;  ///< by key number, of expressions
    bool clustered = false;                 ///< CLUSTER goes by it
    bool replica_identity = false;          ///< REPLICA IDENTITY USING INDEX
    bool invalid = false;                   ///< a CREATE INDEX CONCURRENTLY left it half built; on a partitioned table: not every partition has one attached
    bool attached = false;                  ///< it is a partition's part of the index of the table above
    bool generated_name = false;            ///< then: its name is what PostgreSQL would choose; no difference
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("table", self.table);
        visit("unique", self.unique);
        visit("method", self.method);
        visit("keys", self.keys);
        visit("include", self.include);
        visit("predicate", self.predicate);
        visit("body", self.body);
        visit("options", self.options);
        visit("tablespace", self.tablespace);
        visit("statistics", self.statistics);
        visit("clustered", self.clustered);
        visit("replica_identity", self.replica_identity);
        visit("invalid", self.invalid);
        visit("attached", self.attached);
        visit("generated_name", self.generated_name);
    }
    bool operator==(const Index& other) const;
    /// The index of a partitioned table, which holds no rows itself.
    [[nodiscard]] bool is_partitioned() const { return body.starts_with("ONLY "); }
};

struct IndexKind {
    using Value = Index;
    static constexpr std::string_view name = "index";
    static constexpr std::string_view plural = "indexes";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_class", "relname relnamespace relkind"},
        {k_identity, "pg_index", "indexrelid"},
        {"table", "pg_index", "indrelid"},
        {"unique", "pg_index", "indisunique"},
        {"method", "pg_class", "relam"},
        {"keys", "pg_index", "indkey indnkeyatts indexprs"},
        {"include", "pg_index", "indkey indnkeyatts indnatts"},
        {"predicate", "pg_index", "indpred"},
        {"body", "pg_index", "indkey indclass indcollation indoption indexprs indpred indnullsnotdistinct"},
        {"body", "pg_attribute", "attoptions"},
        {"options", "pg_class", "reloptions"},
        {"tablespace", "pg_class", "reltablespace"},
        {"statistics", "pg_attribute", "attstattarget"},
        {"clustered", "pg_index", "indisclustered"},
        {"replica_identity", "pg_index", "indisreplident"},
        {"invalid", "pg_index", "indisvalid"},
        {"attached", "pg_inherits", "inhrelid inhparent"},
        {"attached", "pg_class", "relispartition"},
        {"generated_name", "pg_class", "relname"},
        {k_derived, "pg_index", "indisready indislive",
         "false only while CREATE INDEX or DROP INDEX CONCURRENTLY is under way, or was broken off: then indisvalid is false as well"},
    });
    static constexpr bool survives_retype = true;
    static constexpr bool rename_when_equal = true;
    static constexpr int effort = 8;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Index>& to, const Scene& scene);
    static Steps drop(const Subject<Index>& from, const Scene& scene);
    static Alteration alter(const Subject<Index>& from, const Subject<Index>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Index without_expressions(Index index);
    static std::vector<Entry> entries(const Index& index);
    static std::optional<IndexKeys> index_keys(const ObjectId& id, const Index& index);
};

}  // namespace whimbrel::kinds
