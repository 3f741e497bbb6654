// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/base_type/base_type_kind.h"

#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>

namespace whimbrel::kinds {

using phrases::Attributes;
using phrases::qualified;
using sql::Fragment;

namespace {

// Array types are made with their element type.
constexpr std::string_view k_types = R"(
SELECT t.oid, n.nspname, t.typname, NOT t.typisdefined,
       NULLIF(t.typinput, 0)::pg_catalog.regproc, NULLIF(t.typoutput, 0)::pg_catalog.regproc, NULLIF(t.typreceive, 0)::pg_catalog.regproc,
       NULLIF(t.typsend, 0)::pg_catalog.regproc, NULLIF(t.typmodin, 0)::pg_catalog.regproc, NULLIF(t.typmodout, 0)::pg_catalog.regproc,
       NULLIF(t.typanalyze, 0)::pg_catalog.regproc, NULLIF(t.typsubscript, 0)::pg_catalog.regproc, NULLIF(t.typlen, -1), t.typbyval,
       CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double' END,
       CASE t.typstorage WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' WHEN 'm' THEN 'main' END,
       NULLIF(t.typcategory, 'U'), t.typispreferred, t.typdefault,
       CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END, NULLIF(t.typdelim, ','), t.typcollation <> 0
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE (t.typtype = 'b' OR t.typtype = 'p' AND NOT t.typisdefined) AND t.oid >= 16384 AND n.nspname !~ '^pg_'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid) AND )";

BaseType read_type(const pg::Row& row) {
    if (row.boolean(3)) return {.shell = true};
    return {.input = row.string(4),
            .output = row.string(5),
            .receive = row.string(6),
            .send = row.string(7),
            .typmod_in = row.string(8),
            .typmod_out = row.string(9),
            .analyze = row.string(10),
            .subscript = row.string(11),
            .length = row.string(12),
            .by_value = row.boolean(13),
            .alignment = row.string(14),
            .storage = row.string(15),
            .category = row.string(16),
            .preferred = row.boolean(17),
            .default_value = row.optional(18),
            .element = row.string(19),
            .delimiter = row.string(20),
            .collatable = row.boolean(21)};
}

Step shell_step(const ObjectId& id) { return phrases::step(id, sql::sql("CREATE TYPE", qualified(id)), Effect::creates); }

Step definition(const ObjectId& id, const BaseType& type, std::vector<Touch> touches) {
    const auto given = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
    Attributes attributes;
    attributes.add("INPUT", type.input).add("OUTPUT", type.output).add("RECEIVE", type.receive).add("SEND", type.send);
    attributes.add("TYPMOD_IN", type.typmod_in).add("TYPMOD_OUT", type.typmod_out).add("ANALYZE", type.analyze).add("SUBSCRIPT", type.subscript);
    attributes.add("INTERNALLENGTH", type.length).flag("PASSEDBYVALUE", type.by_value).add("ALIGNMENT", type.alignment).add("STORAGE", type.storage);
    attributes.literal("CATEGORY", given(type.category));
    if (type.preferred) attributes.add("PREFERRED", std::string("true"));
    attributes.literal("DEFAULT", type.default_value).add("ELEMENT", type.element).literal("DELIMITER", given(type.delimiter));
    if (type.collatable) attributes.add("COLLATABLE", std::string("true"));
    return {.object = id, .statement = sql::sql("CREATE TYPE", qualified(id), attributes.lines()), .touches = std::move(touches)};
}

/// Null where it is no column that holds rows, or one of an array, which PostgreSQL stores its own way.
template <class Columns>
const auto* stored_column(const Columns& columns, std::string_view name) {
    const auto it = std::ranges::find(columns, name, [](const auto& column) { return std::string_view(column.name); });
    return it == columns.end() || it->type.ends_with("[]") ? nullptr : &*it;
}

/// A column whose storage is its type's own.
bool is_stored_as_type(const Object& object, std::string_view column) {
    const auto is_so = [&](const auto& columns) {
        const auto* its = stored_column(columns, column);
        return its != nullptr && its->storage.empty();
    };
    if (object.id.kind == TableKind::name) return is_so(object.as<Table>().columns);
    return object.id.kind == MaterializedViewKind::name && is_so(object.as<MaterializedView>().columns);
}

/// ALTER TYPE … SET (STORAGE) reaches the domains over the type, and leaves the columns that there are as they are (AlterTypeRecurse() in typecmds.c).
void append_columns(const ObjectId& base, const ObjectId& type, const std::string& storage, const Surroundings& around, Steps& steps) {
    for (const auto* user : around.dependents(Surroundings::Side::from, type)) {
        const auto* stays = around.find(Surroundings::Side::to, user->id);
        if (stays == nullptr) continue;
        if (user->id.kind == DomainKind::name && !user->as<Domain>().base_type.ends_with("[]")) append_columns(base, user->id, storage, around, steps);
        for (const auto& need : user->needs) {
            const auto column = part_name(need.part);
            if (need.object != type || need.part != column_part(column) || std::ranges::find(stays->needs, need) == stays->needs.end()) continue;
            if (!is_stored_as_type(*user, column) || !is_stored_as_type(*stays, column)) continue;
            steps.push_back({.object = base,
                             .statement = sql::sql("ALTER TABLE ONLY", qualified(user->id), "ALTER COLUMN", sql::Identifier{std::string(column)}, "SET STORAGE",
                                                   Fragment{storage}),
                             .touches = {{std::string(BaseTypeKind::definition_part), Effect::touches}},
                             .lock = "SHARE UPDATE EXCLUSIVE"});
        }
    }
}

}  // namespace

std::vector<std::string> BaseTypeKind::queries(pg::ServerVersion) {
    return {std::string(k_types) + phrases::not_of_extension("pg_catalog.pg_type", "t.oid") + "\n ORDER BY t.oid"};
}

Result<> BaseTypeKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, read_type(row), {catalog_oid::pg_type, row.oid(0)});
    return {};
}

Steps BaseTypeKind::create(const Subject<BaseType>& to, const Scene&) {
    if (to.value.shell) return {shell_step(to.id)};
    // PostgreSQL takes a definition for a type that is there by name only.
    return {shell_step(to.id), definition(to.id, to.value, {{std::string(definition_part), Effect::creates}})};
}

Steps BaseTypeKind::create_without(const Subject<BaseType>& to, std::span<const std::string>, const Scene& scene) { return create(to, scene); }

Steps BaseTypeKind::drop(const Subject<BaseType>& from, const Scene&) {
    if (from.value.shell) return {phrases::step(from.id, sql::sql("DROP TYPE", qualified(from.id)), Effect::destroys)};
    return {phrases::drop_with_functions(from.id)};
}

Alteration BaseTypeKind::alter(const Subject<BaseType>& from, const Subject<BaseType>& to, const Scene& scene) {
    const auto& [old, now] = std::tie(from.value, to.value);
    if (old.shell) return {.steps = {definition(to.id, now, {{std::string(definition_part), Effect::creates}})}};
    BaseType set_alike = old;
    set_alike.receive = now.receive;
    set_alike.send = now.send;
    set_alike.typmod_in = now.typmod_in;
    set_alike.typmod_out = now.typmod_out;
    set_alike.analyze = now.analyze;
    set_alike.subscript = now.subscript;
    // "cannot change type's storage to PLAIN" (AlterType() in typecmds.c)
    if (!old.storage.empty() && !now.storage.empty()) set_alike.storage = now.storage;
    if (set_alike != now) return {.way = Alteration::Way::recreate};
    Attributes attributes;
    attributes.change("RECEIVE", old.receive, now.receive).change("SEND", old.send, now.send);
    attributes.change("TYPMOD_IN", old.typmod_in, now.typmod_in).change("TYPMOD_OUT", old.typmod_out, now.typmod_out);
    attributes.change("ANALYZE", old.analyze, now.analyze).change("SUBSCRIPT", old.subscript, now.subscript).change("STORAGE", old.storage, now.storage);
    Steps steps{{.object = to.id,
                 .statement = sql::sql("ALTER TYPE", qualified(to.id), "SET", attributes.line()),
                 .touches = {{std::string(definition_part), Effect::touches}}}};
    if (old.storage != now.storage && scene.around != nullptr) append_columns(to.id, to.id, now.storage, *scene.around, steps);
    return {.steps = std::move(steps)};
}

std::vector<std::string> BaseTypeKind::occupies(const ObjectId& id) { return {phrases::slot("type", id)}; }

Fragment BaseTypeKind::spoken(const ObjectId& id) { return sql::fragment("TYPE", qualified(id)); }

}  // namespace whimbrel::kinds
