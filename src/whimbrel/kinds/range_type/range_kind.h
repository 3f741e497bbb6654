// SPDX-License-Identifier: Apache-2.0
// Range types with their multirange types.
// See "Range Types", CREATE TYPE; catalogs pg_range, pg_type (typtype 'r', 'm').
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Range {
    std::string subtype;
    std::string operator_class;     ///< of btree; rendered, empty where it is the subtype's default
    std::string collation;          ///< rendered; empty where it is the subtype's
    std::string canonical;          ///< a function, rendered
    std::string difference;         ///< SUBTYPE_DIFF: a function, rendered
    std::string multirange_schema;  ///< empty: that of the range
    std::string multirange{};       ///< its name; empty where PostgreSQL would choose it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("subtype", self.subtype);
        visit("operator_class", self.operator_class);
        visit("collation", self.collation);
        visit("canonical", self.canonical);
        visit("difference", self.difference);
        visit("multirange_schema", self.multirange_schema);
        visit("multirange", self.multirange);
    }
    bool operator==(const Range&) const = default;
};

struct RangeKind {
    using Value = Range;
    static constexpr std::string_view name = "range";
    static constexpr std::string_view plural = "ranges";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_type", "typname typnamespace typtype"},
        {k_identity, "pg_range", "rngtypid"},
        {"subtype", "pg_range", "rngsubtype"},
        {"operator_class", "pg_range", "rngsubopc"},
        {"collation", "pg_range", "rngcollation"},
        {"canonical", "pg_range", "rngcanonical"},
        {"difference", "pg_range", "rngsubdiff"},
        {"multirange_schema multirange", "pg_range", "rngmultitypid"},
    });
    static constexpr std::string_view folder = "types";
    static constexpr std::string_view declared_as = "TYPE";
    static constexpr bool rename_when_equal = true;
    static constexpr bool rebuilt_by_swap = true;
    static constexpr std::string_view definition_part = "definition";
    /// Its multirange's name may become another range's: who says that name on both sides must be bound to the other.
    static constexpr std::string_view known_by = "range";
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_range WHERE rngtypid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Range>& to, const Scene& scene);
    static Steps drop(const Subject<Range>& from, const Scene& scene);
    /// The multirange's name in place; with anything else the type is swapped.
    static Alteration alter(const Subject<Range>& from, const Subject<Range>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    /// With the constructor functions, which PostgreSQL leaves under the old name.
    static Steps rename_whole(const Subject<Range>& from, const ObjectId& to, const Scene& scene);
    /// A canonical function takes the type, so the type is there by name first.
    static Steps create_without(const Subject<Range>& to, std::span<const std::string> postponed_parts, const Scene& scene);
    /// What PostgreSQL makes with a range and gives privileges of its own: the functions that make values ("constructor:range(2)",
    /// "constructor:multirange(n)") and, before PostgreSQL 17, the multirange ("multirange"); each as GRANT names it.
    struct Companion {
        std::string part;
        sql::Fragment spoken;
    };
    static std::vector<Companion> companions(const ObjectId& id, const Range& range, pg::ServerVersion version);
    static bool is_companion(std::string_view part) { return part == "multirange" || part.starts_with("constructor:"); }
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
