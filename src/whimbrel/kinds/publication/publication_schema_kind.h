// SPDX-License-Identifier: Apache-2.0
// A schema all of whose tables are in a publication (15+). The id is that of the schema with the publication's name behind it.
// See ALTER PUBLICATION … ADD TABLES IN SCHEMA; catalog pg_publication_namespace.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct PublicationSchema {
    template <class Self, class Visit>
    static void fields(Self&, Visit&&) {}
    bool operator==(const PublicationSchema&) const = default;
};

struct PublicationSchemaKind {
    using Value = PublicationSchema;
    static constexpr std::string_view name = "publication_schema";
    static constexpr std::string_view plural = "publication_schemas";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_publication_namespace", "pnpubid pnnspid"},
    });
    static std::string present(pg::ServerVersion version) {
        return version.major() < 15 ? "false" : "EXISTS (SELECT FROM pg_catalog.pg_publication_namespace)";
    }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<PublicationSchema>& to, const Scene& scene);
    static Steps drop(const Subject<PublicationSchema>& from, const Scene& scene);
    static Alteration alter(const Subject<PublicationSchema>& from, const Subject<PublicationSchema>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const PublicationSchema& schema);
};

}  // namespace whimbrel::kinds
