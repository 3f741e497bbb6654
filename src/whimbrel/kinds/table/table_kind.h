// SPDX-License-Identifier: Apache-2.0
// Tables with their columns, foreign ones among them: to PostgreSQL they are relations that hold their rows elsewhere, with columns, checks,
// triggers, parents and a place among partitions as any. Constraints, though written in CREATE TABLE, are a kind of their own in the room next
// door, because a foreign key has needs and an order of its own.
// See CREATE TABLE, ALTER TABLE; CREATE FOREIGN TABLE; catalogs pg_class, pg_attribute, pg_attrdef, pg_sequence,
// pg_foreign_table.
#pragma once

#include "whimbrel/kinds/foreign/foreign_options.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

/// The options of an identity column's sequence; a serial column's sequence is an object of kind "sequence".
struct Identity {
    std::string generated;  ///< "ALWAYS" or "BY DEFAULT"
    std::int64_t start = 1, increment = 1, minimum = 1, maximum = 0, cache = 1;
    bool cycle = false;
    std::string sequence_name;       ///< empty where it is the one that PostgreSQL would choose
    bool other_persistence = false;  ///< the sequence is LOGGED where the table is UNLOGGED, or the other way round (15+)
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("generated", self.generated);
        visit("start", self.start);
        visit("increment", self.increment);
        visit("minimum", self.minimum);
        visit("maximum", self.maximum);
        visit("cache", self.cache);
        visit("cycle", self.cycle);
        visit("sequence_name", self.sequence_name);
        visit("other_persistence", self.other_persistence);
    }
    bool operator==(const Identity&) const = default;
};

struct Column {
    std::string name;
    std::string type;       ///< as format_type() gives it with its modifier: "character varying(20)"
    std::string collation;  ///< rendered, qualified; empty where it is the type's own
    bool not_null = false;
    std::string not_null_name;  ///< of its constraint (PostgreSQL 18), where it is not the generated one
    bool not_null_not_valid = false;
    bool not_null_no_inherit = false;
    bool not_null_inherited = false;  ///< some parent has it (PostgreSQL 18)
    bool not_null_local = true;       ///< it outlives the parents'
    std::string default_value;        ///< the expression; empty where there is none
    std::string generated;            ///< "STORED" or "VIRTUAL", default_value is then the expression
    std::optional<Identity> identity;
    std::string storage;          ///< "EXTERNAL"; empty where it is the type's own
    std::string compression;      ///< "lz4"; empty: the server's default
    int statistics = -1;          ///< -1: the server's default
    std::vector<Option> options;  ///< n_distinct…
    ForeignOptions foreign_options;
    bool inherited = false;  ///< some parent has it
    bool local = true;       ///< it outlives its parents' column; a partition's never does
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("type", self.type);
        visit("collation", self.collation);
        visit("not_null", self.not_null);
        visit("not_null_name", self.not_null_name);
        visit("not_null_not_valid", self.not_null_not_valid);
        visit("not_null_no_inherit", self.not_null_no_inherit);
        visit("not_null_inherited", self.not_null_inherited);
        visit("not_null_local", self.not_null_local);
        visit("default", self.default_value);
        visit("generated", self.generated);
        visit("identity", self.identity);
        visit("storage", self.storage);
        visit("compression", self.compression);
        visit("statistics", self.statistics);
        visit("options", self.options);
        visit("foreign_options", self.foreign_options);
        visit("inherited", self.inherited);
        visit("local", self.local);
    }
    bool operator==(const Column&) const = default;
};

struct Table {
    bool unlogged = false;
    std::string access_method;         ///< empty: heap
    std::string tablespace;            ///< empty: the database's own
    std::vector<Option> options;       ///< storage parameters; those of its TOAST table begin with "toast."
    std::vector<Column> columns;       ///< in their order, which is no difference
    bool row_security = false;         ///< policies hold for everyone but the owner and those who bypass them
    bool force_row_security = false;   ///< and for the owner
    std::string replica_identity;      ///< "FULL", "NOTHING", "INDEX" (the index says so itself); empty: the primary key
    bool clustered = false;            ///< by one of its indexes, which says so itself
    std::string partition_key;         ///< "RANGE (at, lower(name))"; empty: it holds its rows itself
    std::vector<std::string> parents;  ///< rendered names of what it inherits from, in that order; a partition has one
    std::string bound;                 ///< of a partition: "FOR VALUES IN (1, 2)", "DEFAULT"
    std::string of_type;               ///< rendered name of the composite type that a typed table follows
    std::string server;                ///< of a foreign table: where its rows are; empty: here
    ForeignOptions foreign_options;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("unlogged", self.unlogged);
        visit("access_method", self.access_method);
        visit("tablespace", self.tablespace);
        visit("options", self.options);
        visit("columns", self.columns);
        visit("row_security", self.row_security);
        visit("force_row_security", self.force_row_security);
        visit("replica_identity", self.replica_identity);
        visit("clustered", self.clustered);
        visit("partition_key", self.partition_key);
        visit("parents", self.parents);
        visit("bound", self.bound);
        visit("of_type", self.of_type);
        visit("server", self.server);
        visit("foreign_options", self.foreign_options);
    }
    /// Column order is not a difference.
    bool operator==(const Table& other) const;
    [[nodiscard]] const Column* column(std::string_view column_name) const;
    [[nodiscard]] bool is_foreign() const { return !server.empty(); }
};

struct TableKind {
    using Value = Table;
    static constexpr std::string_view name = "table";
    static constexpr std::string_view plural = "tables";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_class", "relname relnamespace relkind"},
        {"unlogged", "pg_class", "relpersistence"},
        {"access_method", "pg_class", "relam"},
        {"tablespace", "pg_class", "reltablespace"},
        {"options", "pg_class", "reloptions reltoastrelid"},
        {"row_security", "pg_class", "relrowsecurity"},
        {"force_row_security", "pg_class", "relforcerowsecurity"},
        {"replica_identity", "pg_class", "relreplident"},
        {"clustered", "pg_index", "indisclustered"},
        {k_identity, "pg_partitioned_table", "partrelid"},
        {"partition_key", "pg_partitioned_table", "partstrat partnatts partattrs partclass partcollation partexprs"},
        {"parents", "pg_inherits", "inhrelid inhparent inhseqno"},
        {"bound", "pg_class", "relispartition relpartbound"},
        {"of_type", "pg_class", "reloftype"},
        {"columns.name", "pg_attribute", "attrelid attname attnum"},
        {"columns.type", "pg_attribute", "atttypid atttypmod"},
        {"columns.collation", "pg_attribute", "attcollation"},
        {"columns.not_null", "pg_attribute", "attnotnull"},
        {"columns.not_null_name", "pg_constraint", "conname"},
        {"columns.not_null_not_valid", "pg_constraint", "convalidated"},
        {"columns.not_null_no_inherit", "pg_constraint", "connoinherit"},
        {"columns.not_null_inherited", "pg_constraint", "coninhcount"},
        {"columns.not_null_local", "pg_constraint", "conislocal"},
        {"columns.default", "pg_attrdef", "adrelid adnum adbin"},
        {"columns.generated", "pg_attribute", "attgenerated"},
        {"columns.identity.generated", "pg_attribute", "attidentity"},
        {"columns.identity.start", "pg_sequence", "seqstart"},
        {"columns.identity.increment", "pg_sequence", "seqincrement"},
        {"columns.identity.minimum", "pg_sequence", "seqmin"},
        {"columns.identity.maximum", "pg_sequence", "seqmax"},
        {"columns.identity.cache", "pg_sequence", "seqcache"},
        {"columns.identity.cycle", "pg_sequence", "seqcycle"},
        {"columns.identity.sequence_name", "pg_class", "relname relnamespace"},
        {"columns.identity.other_persistence", "pg_class", "relpersistence"},
        {"columns.identity", "pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype"},
        {"columns.storage", "pg_attribute", "attstorage"},
        {"columns.compression", "pg_attribute", "attcompression"},
        {"columns.statistics", "pg_attribute", "attstattarget"},
        {"columns.options", "pg_attribute", "attoptions"},
        {"columns.foreign_options", "pg_attribute", "attfdwoptions"},
        {k_identity, "pg_foreign_table", "ftrelid"},
        {"server", "pg_foreign_table", "ftserver"},
        {"foreign_options", "pg_foreign_table", "ftoptions"},
        {"columns.inherited", "pg_attribute", "attinhcount"},
        {"columns.local", "pg_attribute", "attislocal"},
        {k_derived, "pg_inherits", "inhdetachpending", "true while DETACH PARTITION … CONCURRENTLY is unfinished, which is reported"},
        {k_derived, "pg_class", "reltype", "the row type is made with the table"},
        {k_derived, "pg_class", "relchecks", "it counts the CHECK constraints"},
        {k_derived, "pg_attribute", "attlen attbyval attalign", "the column's type says it"},
        {k_derived, "pg_attribute", "atthasdef", "there is a row in pg_attrdef"},
        {k_derived, "pg_partitioned_table", "partdefid", "the partition whose bound is DEFAULT"},
    });
    static constexpr bool hosts = true;
    static constexpr bool holds_rows = true;
    static constexpr std::string_view automatic_part = "parent:0";  ///< a partition goes with its parent
    static constexpr int effort = 8;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'f') AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Table>& to, const Scene& scene);
    static Steps create_without(const Subject<Table>& to, std::span<const std::string> postponed, const Scene& scene);
    static Steps drop(const Subject<Table>& from, const Scene& scene);
    static Alteration alter(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::optional<PartRebuild> rebuild_part(const Subject<Table>& from, const Subject<Table>& to, std::string_view part, const Scene& scene);
    static bool has_part(const Table& table, std::string_view part);
    static std::vector<std::pair<std::string, std::string>> similar_parts(const Table& from, const Table& to);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static sql::Fragment spoken_as(const ObjectId& id, const Table& table);
    /// A foreign table holds nothing.
    static bool disposable(const Table& table) { return table.is_foreign(); }
    static Table as_told_by(Table read, const Table& other, Told told);
    static Table without_expressions(Table table);
    static std::vector<std::string> headings() { return {"Tables", "Foreign tables", "Columns", "Defaults"}; }
    static std::vector<Entry> entries(const Table& table);
};

/// ALTER TABLE … steps for the columns of a table that stays; alter()'s larger half.
Steps alter_columns(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// ALTER TABLE … steps for what the table says as a whole and CREATE TABLE cannot: row level security, replica identity, CLUSTER.
void append_table_settings(const ObjectId& id, const Table& from, const Table& to, Steps& steps);
/// The sequence of an identity column as SQL names it.
std::string identity_sequence(const ObjectId& table, const Column& column);
/// ALTER SEQUENCE … SET LOGGED and UNLOGGED for identity columns whose sequence is not what the table's persistence makes it.
void append_identity_persistence(const ObjectId& id, const Table& from, const Table& to, Steps& steps);
/// The same for the sequences that its columns own otherwise, where the table takes them along.
void append_owned_persistence(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, Steps& steps);
/// A column as an element of CREATE TABLE and ADD COLUMN; of a foreign table with its compression, which PostgreSQL takes nowhere else.
sql::Fragment column_definition(const Subject<Table>& table, const Column& column, std::span<const std::string> postponed);
/// What such an element leaves to append_column_settings().
Column as_added(const Table& table, const Column& column);
/// What stands behind its type there, and behind WITH OPTIONS in a typed table.
sql::Fragment column_options(const Column& column, std::span<const std::string> postponed);
/// ALTER COLUMN … SET STATISTICS / STORAGE / COMPRESSION / (options): what CREATE TABLE cannot say on every version.
/// `spoken`: the table as ALTER TABLE names it, with ONLY where its children go their own way.
void append_column_settings(const ObjectId& table, const sql::Fragment& spoken, const Column& from, const Column& to, Steps& steps);
/// What CREATE TABLE … PARTITION OF, INHERITS and OF leave otherwise than it is to be: from the column as it comes to as it is.
void append_overrides(const ObjectId& table, const Column& comes, const Column& to, Steps& steps);
/// Names that tell the table, or a column of it, from others, for variables that nobody named.
std::vector<std::string> names_for_variables(const ObjectId& table, const std::string& column = {});
/// The table as ALTER TABLE names it.
sql::Fragment spoken_name(const ObjectId& table);
/// ATTACH PARTITION, INHERIT, DETACH PARTITION, NO INHERIT: by the part of the table that the parent is.
std::map<std::string, PartRebuild> change_parents(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// The same for a parent that is made anew; nothing where children cannot do without (what was inherited would be their own).
std::optional<PartRebuild> rebuild_parent(const Subject<Table>& from, const Subject<Table>& to, std::string_view part);
/// ALTER TABLE … ATTACH PARTITION of a table that is made by itself first.
Step attach_step(const Subject<Table>& to);
/// True where no ALTER TABLE leads from one to the other: another partition key, or a column that is to be local, or no longer.
bool is_made_anew(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);
/// The table, in a FROM clause; where foreign tables are among its children, each of those that hold rows themselves, "ONLY public.t": nobody
/// goes to another server to look whether a statement here would lose something, or to fill rows there.
std::vector<sql::Fragment> holders_of_rows(const Scene& scene, const ObjectId& table);
/// "EXISTS (SELECT FROM public.t WHERE c IS NOT NULL)"
sql::Fragment rows_with_value(const Scene& scene, const ObjectId& table, std::string_view column);
/// "EXISTS (SELECT FROM public.t)"
sql::Fragment any_rows(const Scene& scene, const ObjectId& table);
/// The same with a condition over the rows.
sql::Fragment rows_where(const Scene& scene, const ObjectId& table, const sql::Fragment& condition);
/// Every change of a type that is known to lose nothing: the written list of docs/reference/lossless.md.
bool is_lossless_type_change(std::string_view from, std::string_view to);
/// True where PostgreSQL converts from one to the other in ALTER COLUMN TYPE without USING (an assignment cast).
bool converts_without_using(std::string_view from, std::string_view to);

}  // namespace whimbrel::kinds
