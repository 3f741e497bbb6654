// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/owner/owner_kind.h"

#include "whimbrel/kinds/owner/owned_catalogs.h"
#include "whimbrel/kinds/privileges/privileges_kind.h"

#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_database = "(SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

// ALTER SEQUENCE … OWNER TO is refused for them: they follow their table.
constexpr std::string_view k_of_a_column =
    "o.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass "
    "AND d.objid = o.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))";

/// The owner that schema public has from initdb: since PostgreSQL 15 that is the role for "whoever owns the database".
std::string usual_owner(const OwnedCatalog& catalog, pg::ServerVersion version) {
    if (catalog.name != "pg_namespace" || version.major() < 15) return std::string(k_database);
    return "CASE WHEN o.nspname = 'public' THEN 'pg_database_owner'::pg_catalog.regrole::oid ELSE " + std::string(k_database) + " END";
}

std::string select_owners(const OwnedCatalog& catalog, pg::ServerVersion version) {
    const std::string owner = "o." + std::string(catalog.owner);
    std::string text = "SELECT 'pg_catalog." + std::string(catalog.name) + "'::pg_catalog.regclass::oid, o.oid, CASE WHEN " + owner + " <> " +
                       std::string(k_database) + " THEN pg_catalog.pg_get_userbyid(" + owner + ") END FROM pg_catalog." + std::string(catalog.name) +
                       " o WHERE " + owner + " <> " + usual_owner(catalog, version) + " AND (o.oid >= 16384";
    if (catalog.name == "pg_namespace") text += " OR o.nspname = 'public'";
    text += ")";
    if (!catalog.rows.empty()) text += " AND " + std::string(catalog.rows);
    if (catalog.name == "pg_class") text += " AND NOT (" + std::string(k_of_a_column) + ")";
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
    return {text + "\nORDER BY 1, 2"};
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
