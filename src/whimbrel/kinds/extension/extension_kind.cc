// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/extension/extension_kind.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Identifier;
using sql::Literal;

namespace {

/// True where a server was asked and has no script that leads there.
bool lacks_way(const Extension& from, const Extension& to) {
    if (!from.installed && !to.installed) return false;
    const auto leads = [&](const Extension& one) {
        return one.installed && std::ranges::find(one.installed->ways, std::pair(from.version, to.version)) != one.installed->ways.end();
    };
    return !leads(from) && !leads(to);
}

bool holds_rows(const Extension& extension) { return extension.installed && extension.installed->holds_rows; }

/// True where a column, or another type, is of one of its types: it cannot be dropped without them.
bool gave_types(const ObjectId& id, const Scene& scene) {
    if (scene.around == nullptr) return false;
    return std::ranges::any_of(scene.around->dependents(Surroundings::Side::from, id), [&](const Object* object) {
        return object->kind->rebuilt_by_swap ||
               std::ranges::any_of(object->needs, [&](const Need& need) { return need.object == id && need.part.starts_with("column:"); });
    });
}

}  // namespace

std::vector<std::string> ExtensionKind::queries(pg::ServerVersion) {
    // Of an extension whose files are gone the server would refuse to say what scripts it has. Looking through them costs a millisecond, which a
    // database without extensions of its own does not pay.
    return {R"(
SELECT e.oid, e.extname, n.nspname, CASE WHEN e.extname <> 'plpgsql' THEN e.extversion END, w.sources, w.targets,
       EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid
                WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid AND d.deptype = 'e'
                  AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.relkind IN ('r', 'p', 'm', 'S'))
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  LEFT JOIN LATERAL (SELECT pg_catalog.array_agg(p.source), pg_catalog.array_agg(p.target)
                       FROM pg_catalog.pg_available_extensions() a, LATERAL pg_catalog.pg_extension_update_paths(a.name) p
                      WHERE e.extname <> 'plpgsql' AND a.name = e.extname AND p.path IS NOT NULL
                        AND e.extversion IN (p.source, p.target)) w (sources, targets) ON true
 ORDER BY e.extname)"};
}

Result<> ExtensionKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Extension extension{.schema = row.string(2), .version = row.string(3), .installed = Extension::Installed{.ways = {}, .holds_rows = row.boolean(6)}};
        const auto sources = row.array(4), targets = row.array(5);
        for (std::size_t i = 0; i < sources.size(); ++i) extension.installed->ways.emplace_back(sources[i], targets[i]);
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)}, std::move(extension), {catalog_oid::pg_extension, row.oid(0)});
    }
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

Alteration ExtensionKind::alter(const Subject<Extension>& from, const Subject<Extension>& to, const Scene& scene) {
    Alteration out;
    const std::string member(members_part);
    const auto alter = [&](const sql::Fragment& action) {
        out.steps.push_back({.object = to.id,
                             .statement = sql::sql("ALTER EXTENSION", Identifier{to.id.name}, action),
                             .touches = {{"", Effect::touches}, {member, Effect::destroys}, {member, Effect::creates}}});
    };
    const bool other_version = !to.value.version.empty() && from.value.version != to.value.version;
    // Few extensions have scripts that lead back to an older version. What has neither rows nor types in use is made again instead.
    if (other_version && lacks_way(from.value, to.value) && !holds_rows(from.value) && !holds_rows(to.value) && !gave_types(from.id, scene))
        return {.way = Alteration::Way::recreate};
    // PostgreSQL refuses SET SCHEMA for an extension that is not relocatable. To drop and create it instead would take the
    // columns of its types along, so its refusal stands.
    if (from.value.schema != to.value.schema) alter(sql::fragment("SET SCHEMA", Identifier{to.value.schema}));
    // No longer named: the server's own choice for a new extension is what a declaration without a version gives.
    if (to.value.version.empty() && !from.value.version.empty()) alter({"UPDATE"});
    if (other_version) alter(sql::fragment("UPDATE TO", Literal{to.value.version}));
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
