// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/extension/extension_kind.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Identifier;
using sql::Literal;

std::vector<std::string> ExtensionKind::queries(pg::ServerVersion) {
    return {R"(
SELECT e.oid, e.extname, n.nspname, CASE WHEN e.extname <> 'plpgsql' THEN e.extversion END
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 ORDER BY e.extname)"};
}

Result<> ExtensionKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)}, Extension{.schema = row.string(2), .version = row.string(3)},
                    {catalog_oid::pg_extension, row.oid(0)});
    return {};
}

Steps ExtensionKind::create(const Subject<Extension>& to, const Scene&) {
    sql::Builder builder;
    builder.add("CREATE EXTENSION").add(Identifier{to.id.name}).add("WITH SCHEMA").add(Identifier{to.value.schema});
    if (!to.value.version.empty()) builder.add("VERSION").add(Literal{to.value.version});
    return {{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
}

Steps ExtensionKind::drop(const Subject<Extension>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP EXTENSION", Identifier{from.id.name}), .touches = {{"", Effect::destroys}}}};
}

Alteration ExtensionKind::alter(const Subject<Extension>& from, const Subject<Extension>& to, const Scene&) {
    Alteration out;
    const auto alter = [&](sql::Fragment action) {
        out.steps.push_back({.object = to.id, .statement = sql::sql("ALTER EXTENSION", Identifier{to.id.name}, action), .touches = {{"", Effect::touches}}});
    };
    // PostgreSQL refuses SET SCHEMA for an extension that is not relocatable. To drop and create it instead would take the
    // columns of its types along, so its refusal stands.
    if (from.value.schema != to.value.schema) alter(sql::fragment("SET SCHEMA", Identifier{to.value.schema}));
    // No longer named: the server's own choice for a new extension is what a declaration without a version gives.
    if (to.value.version.empty() && !from.value.version.empty()) alter({"UPDATE"});
    if (!to.value.version.empty() && from.value.version != to.value.version) alter(sql::fragment("UPDATE TO", Literal{to.value.version}));
    return out;
}

std::vector<std::string> ExtensionKind::occupies(const ObjectId& id) { return {"extension:" + id.name}; }

sql::Fragment ExtensionKind::spoken(const ObjectId& id) { return sql::fragment("EXTENSION", Identifier{id.name}); }

Extension ExtensionKind::as_declared(Extension extension, std::string_view statement) {
    const auto tokens = parse::lex(statement);
    const bool names_one = std::ranges::any_of(
        tokens, [&](const parse::Token& token) { return token.kind == parse::TokenKind::word && parse::is_word(token.text(statement), "VERSION"); });
    if (!names_one) extension.version.clear();
    return extension;
}

}  // namespace whimbrel::kinds
