// SPDX-License-Identifier: Apache-2.0
// Domains with their constraints, which are parts ("constraint:name") and no objects of their own.
// See CREATE DOMAIN, ALTER DOMAIN; catalogs pg_type (typtype 'd'), pg_constraint (contypid).
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct DomainConstraint {
    std::string name;
    std::string definition;  ///< "CHECK ((VALUE > 0))"
    bool not_valid = false;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("definition", self.definition);
        visit("not_valid", self.not_valid);
    }
    bool operator==(const DomainConstraint&) const = default;
};

struct Domain {
    std::string base_type;      ///< with its modifier: "character varying(20)"
    std::string collation;      ///< rendered, qualified; empty where it is the base type's own
    std::string default_value;  ///< the expression; empty where there is none
    bool not_null = false;
    std::string not_null_name;                  ///< PostgreSQL 17 and newer; empty where it is the one that it would choose
    std::vector<DomainConstraint> constraints;  ///< by name, which is the order in which PostgreSQL checks them
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("base_type", self.base_type);
        visit("collation", self.collation);
        visit("default", self.default_value);
        visit("not_null", self.not_null);
        visit("not_null_name", self.not_null_name);
        visit("constraints", self.constraints);
    }
    bool operator==(const Domain&) const = default;
};

struct DomainKind {
    using Value = Domain;
    static constexpr std::string_view name = "domain";
    static constexpr std::string_view plural = "domains";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_type", "typname typnamespace typtype"},
        {"base_type", "pg_type", "typbasetype typtypmod"},
        {"collation", "pg_type", "typcollation"},
        {"default", "pg_type", "typdefaultbin typdefault"},
        {"not_null", "pg_type", "typnotnull"},
        {"not_null_name", "pg_constraint", "conname"},
        {"constraints.name", "pg_constraint", "conname"},
        {k_identity, "pg_constraint", "contypid"},
        {"constraints.definition", "pg_constraint", "conbin"},
        {"constraints.not_valid", "pg_constraint", "convalidated"},
    });
    static constexpr std::string_view folder = "types";
    static constexpr bool rebuilt_by_swap = true;
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_type WHERE typtype = 'd' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Domain>& to, const Scene& scene);
    /// Parts that can wait: "constraint:name".
    static Steps create_without(const Subject<Domain>& to, std::span<const std::string> postponed, const Scene& scene);
    static Steps drop(const Subject<Domain>& from, const Scene& scene);
    /// Everything but the base type and the collation can be changed in place.
    static Alteration alter(const Subject<Domain>& from, const Subject<Domain>& to, const Scene& scene);
    /// Since PostgreSQL 17 NOT NULL has a name, which ALTER DOMAIN … RENAME leaves as it is: the usual one becomes the usual one.
    static Steps rename_whole(const Subject<Domain>& from, const ObjectId& to, const Scene& scene);
    /// Parts: "constraint:old" → "constraint:new".
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static bool has_part(const Domain& domain, std::string_view part);
    static std::optional<PartRebuild> rebuild_part(const Subject<Domain>& from, const Subject<Domain>& to, std::string_view part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Domain without_expressions(Domain domain);
};

}  // namespace whimbrel::kinds
