// SPDX-License-Identifier: Apache-2.0
// Enum types. See "Enumerated Types", ALTER TYPE; catalogs pg_type (typtype 'e'), pg_enum.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Enum {
    std::vector<std::string> values;  ///< in their order
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("values", self.values);
    }
    bool operator==(const Enum&) const = default;
};

struct EnumKind {
    using Value = Enum;
    static constexpr std::string_view name = "enum";
    static constexpr std::string_view plural = "enums";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_type", "typname typnamespace typtype"},
        {k_identity, "pg_enum", "enumtypid"},
        {"values", "pg_enum", "enumlabel enumsortorder"},
    });
    static constexpr std::string_view folder = "types";
    static constexpr bool rebuilt_by_swap = true;
    static constexpr std::string_view declared_as = "TYPE";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_type WHERE typtype = 'e' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Enum>& to, const Scene& scene);
    static Steps drop(const Subject<Enum>& from, const Scene& scene);
    /// Values can only be added in place; where one goes or the order changes, the type is swapped, and the conversion of the
    /// columns fails on a row that holds a removed value.
    static Alteration alter(const Subject<Enum>& from, const Subject<Enum>& to, const Scene& scene);
    /// Parts: "value:old" → "value:new".
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static bool has_part(const Enum& type, std::string_view part);
    /// The value that stands in the place of one that is gone.
    static std::vector<std::pair<std::string, std::string>> similar_parts(const Enum& from, const Enum& to);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
