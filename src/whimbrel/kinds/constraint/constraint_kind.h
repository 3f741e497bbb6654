// SPDX-License-Identifier: Apache-2.0
// Table constraints: primary key, unique, foreign key, check, exclusion. Written into CREATE TABLE where nothing
// stands between the two. NOT NULL is the column's; a domain's constraints are the domain's.
// See ALTER TABLE … ADD table_constraint; catalog pg_constraint, pg_get_constraintdef().
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct Constraint {
    std::string type;                  ///< "primary key", "unique", "foreign key", "check", "exclusion"
    std::vector<std::string> columns;  ///< in key order; of a check those that it names
    std::string body;                  ///< the server's definition without what the fields below say
    bool deferrable = false;
    bool initially_deferred = false;
    bool not_valid = false;
    bool not_enforced = false;
    std::string references_schema, references_table;
    std::vector<std::string> references_columns;
    std::string on_delete, on_update;   ///< "CASCADE"…, empty: NO ACTION
    std::vector<Option> index_options;  ///< storage parameters of its index
    std::string tablespace;             ///< of its index; empty: the database's own
    bool clustered = false;             ///< CLUSTER goes by its index
    bool replica_identity = false;      ///< REPLICA IDENTITY USING INDEX
    bool inherited = false;             ///< the table's parent has it too, and hands it down
    bool local = true;                  ///< it outlives the parent's; a partition's never does
    bool invalid = false;               ///< a key made ON ONLY a partitioned table: not every partition has one attached
    bool attached = false;              ///< its index belongs to an index of the parent table, which is no constraint there
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("type", self.type);
        visit("columns", self.columns);
        visit("body", self.body);
        visit("deferrable", self.deferrable);
        visit("initially_deferred", self.initially_deferred);
        visit("not_valid", self.not_valid);
        visit("not_enforced", self.not_enforced);
        visit("references_schema", self.references_schema);
        visit("references_table", self.references_table);
        visit("references_columns", self.references_columns);
        visit("on_delete", self.on_delete);
        visit("on_update", self.on_update);
        visit("index_options", self.index_options);
        visit("tablespace", self.tablespace);
        visit("clustered", self.clustered);
        visit("replica_identity", self.replica_identity);
        visit("inherited", self.inherited);
        visit("local", self.local);
        visit("invalid", self.invalid);
        visit("attached", self.attached);
    }
    bool operator==(const Constraint&) const = default;
};

/// The name that PostgreSQL gives a key of that table where none is written.
std::string generated_name(const std::string& table, const Constraint& constraint);

/// What every key over these columns prepares by going, and a new foreign key that references them awaits: it is bound to the first that
/// PostgreSQL finds (transformFkeyCheckAttrs() in tablecmds.c), and then keeps that from going.
std::string other_keys(const std::string& schema, const std::string& table, std::vector<std::string> columns);

struct ConstraintKind {
    using Value = Constraint;
    static constexpr std::string_view name = "constraint";
    static constexpr std::string_view plural = "constraints";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_constraint", "conname connamespace conrelid"},
        {"type", "pg_constraint", "contype"},
        {"columns", "pg_constraint", "conkey"},
        {"body", "pg_constraint", "conbin conkey confkey confmatchtype confdelsetcols conexclop connoinherit conperiod"},
        {"body", "pg_index", "indkey indnullsnotdistinct indclass indoption indcollation indpred"},
        {"deferrable", "pg_constraint", "condeferrable"},
        {"initially_deferred", "pg_constraint", "condeferred"},
        {"not_valid", "pg_constraint", "convalidated"},
        {"not_enforced", "pg_constraint", "conenforced"},
        {"references_schema references_table", "pg_constraint", "confrelid"},
        {"references_columns", "pg_constraint", "confkey"},
        {"on_delete", "pg_constraint", "confdeltype"},
        {"on_update", "pg_constraint", "confupdtype"},
        {"index_options", "pg_class", "reloptions"},
        {"tablespace", "pg_class", "reltablespace"},
        {"clustered", "pg_index", "indisclustered"},
        {"replica_identity", "pg_index", "indisreplident"},
        {"inherited", "pg_constraint", "coninhcount"},
        {"local", "pg_constraint", "conislocal"},
        {"invalid", "pg_index", "indisvalid"},
        {"attached", "pg_class", "relispartition"},
        {k_derived, "pg_constraint", "conindid", "the index is made with the key, or is the one of the key that is referenced"},
        {k_derived, "pg_constraint", "conparentid",
         "a partition's constraint is handed down with its parent's, and a foreign key to a partitioned table has one more for each partition"},
        {k_derived, "pg_constraint", "conpfeqop conppeqop conffeqop", "the equality operators of the referenced key's operator classes"},
        {k_derived, "pg_index", "indisprimary indisexclusion indimmediate", "the constraint that owns the index says it"},
    });
    static constexpr bool survives_retype = true;
    static constexpr int effort = 4;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE oid >= 16384)"; }
    /// A check that is handed down is renamed with the parent's.
    static bool renames_when_equal(const Constraint& constraint) { return constraint.type != "check" || !constraint.inherited; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Constraint>& to, const Scene& scene);
    static Steps drop(const Subject<Constraint>& from, const Scene& scene);
    static Alteration alter(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Constraint without_expressions(Constraint constraint);
    static std::vector<std::string> headings();
    static std::vector<Entry> entries(const Constraint& constraint);
    static std::optional<IndexKeys> index_keys(const ObjectId& id, const Constraint& constraint);
    static std::optional<Reference> reference(const ObjectId& id, const Constraint& constraint);
};

}  // namespace whimbrel::kinds
