// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/schema/schema_kind.h"

namespace whimbrel::kinds {

using sql::Identifier;

std::vector<std::string> SchemaKind::queries(pg::ServerVersion) {
    // information_schema is made by initdb but is an ordinary schema; it and pg_* are the server's.
    return {R"(SELECT oid, nspname FROM pg_catalog.pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname)"};
}

Result<> SchemaKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) reading.add(ObjectId{.kind = "schema", .name = row.string(1)}, Schema{}, {catalog_oid::pg_namespace, row.oid(0)});
    return {};
}

Steps SchemaKind::create(const Subject<Schema>& to, const Scene& scene) {
    const auto step = [&](sql::Statement statement) { return Step{.object = to.id, .statement = std::move(statement), .touches = {{"", Effect::creates}}}; };
    Steps steps{step(sql::sql("CREATE SCHEMA", Identifier{to.id.name}))};
    if (to.id.name != "public") return steps;
    // What initdb gives this one, and what its owner and its privileges are compared with.
    if (scene.version.major() >= 15) {
        steps.push_back(step(sql::sql("ALTER SCHEMA public OWNER TO pg_database_owner")));
        steps.push_back(step(sql::sql("GRANT USAGE ON SCHEMA public TO PUBLIC")));
    } else {
        steps.push_back(step(sql::sql("GRANT ALL ON SCHEMA public TO PUBLIC")));
    }
    return steps;
}

Steps SchemaKind::drop(const Subject<Schema>& from, const Scene&) {
    // Without CASCADE: whatever is still in it is a difference that was missed, and must fail.
    return {{.object = from.id, .statement = sql::sql("DROP SCHEMA", Identifier{from.id.name}), .touches = {{"", Effect::destroys}}}};
}

Alteration SchemaKind::alter(const Subject<Schema>&, const Subject<Schema>&, const Scene&) { return {}; }

Steps SchemaKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return {{.object = to, .statement = sql::sql("ALTER SCHEMA", Identifier{from.name}, "RENAME TO", Identifier{to.name}), .touches = {{"", Effect::touches}}}};
}

std::vector<std::string> SchemaKind::occupies(const ObjectId& id) { return {"schema:" + id.name}; }

sql::Fragment SchemaKind::spoken(const ObjectId& id) { return sql::fragment("SCHEMA", Identifier{id.name}); }

}  // namespace whimbrel::kinds
