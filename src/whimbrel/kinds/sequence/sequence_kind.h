// SPDX-License-Identifier: Apache-2.0
// Sequences but those of identity columns, which are a property of their column. The value that a sequence has
// arrived at is data and not read.
// See CREATE SEQUENCE, ALTER SEQUENCE; catalogs pg_class (relkind 'S'), pg_sequence, pg_depend (owner).
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

/// The column that a sequence is dropped with (OWNED BY).
struct SequenceOwner {
    std::string schema, table, column;
    std::string role;  ///< who owns the table where that is not the database's owner: the sequence must be his as well
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("schema", self.schema);
        visit("table", self.table);
        visit("column", self.column);
        visit("role", self.role);
    }
    /// A new owner of the table takes the sequence along.
    bool operator==(const SequenceOwner& other) const { return schema == other.schema && table == other.table && column == other.column; }
};

struct Sequence {
    std::string type;  ///< "bigint"
    std::int64_t start = 1, increment = 1, minimum = 1, maximum = 0, cache = 1;
    bool cycle = false;
    bool unlogged = false;  ///< PostgreSQL 15 and newer
    std::optional<SequenceOwner> owned_by;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("type", self.type);
        visit("start", self.start);
        visit("increment", self.increment);
        visit("minimum", self.minimum);
        visit("maximum", self.maximum);
        visit("cache", self.cache);
        visit("cycle", self.cycle);
        visit("unlogged", self.unlogged);
        visit("owned_by", self.owned_by);
    }
    bool operator==(const Sequence&) const = default;
};

struct SequenceKind {
    using Value = Sequence;
    static constexpr std::string_view name = "sequence";
    static constexpr std::string_view plural = "sequences";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_class", "relname relnamespace relkind"},
        {k_identity, "pg_sequence", "seqrelid"},
        {"type", "pg_sequence", "seqtypid"},
        {"start", "pg_sequence", "seqstart"},
        {"increment", "pg_sequence", "seqincrement"},
        {"minimum", "pg_sequence", "seqmin"},
        {"maximum", "pg_sequence", "seqmax"},
        {"cache", "pg_sequence", "seqcache"},
        {"cycle", "pg_sequence", "seqcycle"},
        {"unlogged", "pg_class", "relpersistence"},
        {"owned_by", "pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype"},
    });
    static constexpr std::string_view automatic_part = "owned by";
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_sequence WHERE seqrelid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Sequence>& to, const Scene& scene);
    static Steps drop(const Subject<Sequence>& from, const Scene& scene);
    static Alteration alter(const Subject<Sequence>& from, const Subject<Sequence>& to, const Scene& scene);
    /// The counter of a column goes with the column; one that nothing owns is only renamed where a directive says so.
    static bool renames_when_equal(const Sequence& sequence);
    static std::optional<PartRebuild> rebuild_part(const Subject<Sequence>& from, const Subject<Sequence>& to, std::string_view part, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

/// ALTER SEQUENCE … SET LOGGED or UNLOGGED.
sql::Statement persistence_statement(const ObjectId& sequence, const Sequence& to);

/// True where the sequence stays that of a table which becomes LOGGED or UNLOGGED and takes it along (ATPrepChangePersistence() in tablecmds.c, 15+):
/// whether it is to be otherwise is then said behind that, with the table.
bool goes_along(const ObjectId& sequence, const Scene& scene);

}  // namespace whimbrel::kinds
