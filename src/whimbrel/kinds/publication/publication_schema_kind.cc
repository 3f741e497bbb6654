// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/publication/publication_schema_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/publication/publication_kind.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_schemas = R"(
SELECT m.oid, n.nspname, p.pubname
  FROM pg_catalog.pg_publication_namespace m JOIN pg_catalog.pg_publication p ON p.oid = m.pnpubid JOIN pg_catalog.pg_namespace n ON n.oid = m.pnnspid
 ORDER BY m.oid)";

Fragment tables_in_schema(const ObjectId& id) { return sql::fragment("TABLES IN SCHEMA", Identifier{id.schema}); }

}  // namespace

std::vector<std::string> PublicationSchemaKind::queries(pg::ServerVersion version) {
    // Asked all the same where present() cannot be: no row comes of it.
    return {version.major() < 15 ? "SELECT WHERE false" : std::string(k_schemas)};
}

Result<> PublicationSchemaKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, PublicationSchema{},
                    {catalog_oid::pg_publication_namespace, row.oid(0)});
    return {};
}

Steps PublicationSchemaKind::create(const Subject<PublicationSchema>& to, const Scene&) {
    auto step = publication::add(to.id, tables_in_schema(to.id));
    step.awaits = {publication::column_lists_gone(to.id)};
    return {std::move(step)};
}

Steps PublicationSchemaKind::drop(const Subject<PublicationSchema>& from, const Scene&) {
    auto step = publication::remove(from.id, tables_in_schema(from.id));
    step.prepares = {publication::schemas_gone(from.id)};
    return {std::move(step)};
}

Alteration PublicationSchemaKind::alter(const Subject<PublicationSchema>&, const Subject<PublicationSchema>&, const Scene&) { return {}; }

std::vector<std::string> PublicationSchemaKind::occupies(const ObjectId& id) { return {phrases::slot("publication_schema", id)}; }

Fragment PublicationSchemaKind::spoken(const ObjectId& id) { return PublicationKind::spoken(publication::of_member(id)); }

std::vector<Entry> PublicationSchemaKind::entries(const PublicationSchema&) { return {{.heading = "Published schemas"}}; }

}  // namespace whimbrel::kinds
