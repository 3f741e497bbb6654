// SPDX-License-Identifier: Apache-2.0
// Stand-alone composite types. The row types of tables and views are theirs.
// See "Composite Types", ALTER TYPE; catalogs pg_type (typtype 'c'), pg_class (relkind 'c'), pg_attribute.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Attribute {
    std::string name;
    std::string type;       ///< as format_type() gives it with its modifier
    std::string collation;  ///< rendered, qualified; empty where it is the type's own
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("type", self.type);
        visit("collation", self.collation);
    }
    bool operator==(const Attribute&) const = default;
};

struct Composite {
    std::vector<Attribute> attributes;  ///< their order is what ROW(…) goes by, so it is a difference
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("attributes", self.attributes);
    }
    bool operator==(const Composite&) const = default;
};

struct CompositeKind {
    using Value = Composite;
    static constexpr std::string_view name = "composite";
    static constexpr std::string_view plural = "composites";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_type", "typname typnamespace typtype typrelid"},
        {"attributes.name", "pg_attribute", "attname attnum"},
        {"attributes.type", "pg_attribute", "atttypid atttypmod"},
        {"attributes.collation", "pg_attribute", "attcollation"},
    });
    static constexpr std::string_view folder = "types";
    static constexpr bool rebuilt_by_swap = true;
    static constexpr std::string_view declared_as = "TYPE";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_class WHERE relkind = 'c' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Composite>& to, const Scene& scene);
    static Steps drop(const Subject<Composite>& from, const Scene& scene);
    /// Attributes are dropped and appended in place; a new order or type needs a swap.
    static Alteration alter(const Subject<Composite>& from, const Subject<Composite>& to, const Scene& scene);
    /// Parts: "column:old" → "column:new".
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static bool has_part(const Composite& type, std::string_view part);
    static std::vector<std::pair<std::string, std::string>> similar_parts(const Composite& from, const Composite& to);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
