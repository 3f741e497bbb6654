// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/owner/owner_kind.h"

#include "whimbrel/kinds/owner/owned_catalogs.h"
#include "whimbrel/kinds/privileges/privileges_kind.h"

#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

// ALTER SEQUENCE … OWNER TO is refused for them: they follow their table. Behind a CASE over both sides of the join, so that it is looked up only for the
// few that belong to somebody else.
constexpr std::string_view k_of_no_column =
    "CASE WHEN l.owner <> d.datdba THEN NOT EXISTS (SELECT FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_class s ON s.oid = p.objid AND s.relkind = 'S' "
    "WHERE p.classid = l.class AND p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND p.objid = l.oid "
    "AND p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i')) ELSE true END";

/// The owner that schema public has from initdb, where that is not the database's own: since PostgreSQL 15 the role for "whoever owns the database".
std::string usual_owner(const OwnedCatalog& catalog, pg::ServerVersion version) {
    if (catalog.name != "pg_namespace" || version.major() < 15) return "NULL::pg_catalog.oid";
    return "CASE WHEN o.nspname = 'public' THEN 'pg_database_owner'::pg_catalog.regrole::oid END";
}

std::string select_owners(const OwnedCatalog& catalog, pg::ServerVersion version) {
    std::string text = "SELECT 'pg_catalog." + std::string(catalog.name) + "'::pg_catalog.regclass::oid, o.oid, o." + std::string(catalog.owner) + ", " +
                       usual_owner(catalog, version) + " FROM pg_catalog." + std::string(catalog.name) + " o WHERE (o.oid >= 16384";
    if (catalog.name == "pg_namespace") text += " OR o.nspname = 'public'";
    text += ")";
    if (!catalog.rows.empty()) text += " AND " + std::string(catalog.rows);
    return text;
}

Step own(const ObjectId& id, const std::string& role, Effect effect) {
    return {.object = id,
            .statement = sql::sql("ALTER", OwnerKind::spoken(id), "OWNER TO", role.empty() ? Fragment{"CURRENT_USER"} : Fragment{Identifier{role}.render()}),
            .touches = {{"", effect}},
            .after = OwnerKind::comes_after(id.target())};
}

}  // namespace

std::vector<std::string> OwnerKind::queries(pg::ServerVersion version) {
    std::string text;
    for (const auto& catalog : k_owned_catalogs) text += (text.empty() ? "" : "\nUNION ALL ") + select_owners(catalog, version);
    // The database's owner is asked for once: in each of the arms it would be planned twice more.
    return {"SELECT l.class, l.oid, CASE WHEN l.owner <> d.datdba THEN pg_catalog.pg_get_userbyid(l.owner) END FROM (" + text +
            ") l (class, oid, owner, usual)\nJOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database() "
            "AND l.owner <> coalesce(l.usual, d.datdba) AND " +
            std::string(k_of_no_column) + " ORDER BY 1, 2"};
}

Result<> OwnerKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        const Need need{.object = *target, .automatic = true};
        reading.add(of(*target), Owner{row.string(2)}, address, {need});
    }
    return {};
}

Steps OwnerKind::create(const Subject<Owner>& to, const Scene&) { return {own(to.id, to.value.role, Effect::creates)}; }

Steps OwnerKind::drop(const Subject<Owner>& from, const Scene& scene) {
    const bool has_usual = from.id.on == "schema" && from.id.name == "public" && scene.version.major() >= 15;
    return {own(from.id, has_usual ? "pg_database_owner" : "", Effect::destroys)};
}

Alteration OwnerKind::alter(const Subject<Owner>&, const Subject<Owner>& to, const Scene&) { return {.steps = {own(to.id, to.value.role, Effect::touches)}}; }

std::vector<std::string> OwnerKind::occupies(const ObjectId&) { return {}; }

Fragment OwnerKind::spoken(const ObjectId& id) {
    const ObjectId target = id.target();
    return find_kind(target.kind)->spoken(target);
}

std::vector<Entry> OwnerKind::entries(const Owner& owner) {
    return {{.heading = "Owners", .detail = owner.role.empty() ? "the database's owner" : owner.role}};
}

Owner OwnerKind::undeclared(std::string_view database_owner) { return {std::string(database_owner)}; }

std::vector<ObjectId> OwnerKind::comes_after(const ObjectId& object) { return {PrivilegesKind::of({.kind = "schema", .name = object.schema})}; }

ObjectId OwnerKind::of(ObjectId object) {
    object.on = std::exchange(object.kind, std::string(name));
    return object;
}

}  // namespace whimbrel::kinds
