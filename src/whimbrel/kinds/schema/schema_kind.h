// SPDX-License-Identifier: Apache-2.0
// Schemas (namespaces). See CREATE SCHEMA; catalog pg_namespace.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Schema {
    template <class Self, class Visit>
    static void fields(Self&, Visit&&) {}
    bool operator==(const Schema&) const = default;
};

struct SchemaKind {
    using Value = Schema;
    static constexpr std::string_view name = "schema";
    static constexpr std::string_view plural = "schemas";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_namespace", "nspname"},
    });
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Schema>& to, const Scene& scene);
    static Steps drop(const Subject<Schema>& from, const Scene& scene);
    static Alteration alter(const Subject<Schema>& from, const Subject<Schema>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
