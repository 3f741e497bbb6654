// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/foreign/user_mapping_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/secret.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

/// Names that no role has.
constexpr std::string_view k_public = "public", k_current_user = "current_user";

std::vector<std::string> owner_of(const ObjectId& id) { return {id.parent, id.name}; }

Fragment role_of(const ObjectId& id) {
    if (id.name == k_public) return {"PUBLIC"};
    return id.name == k_current_user ? Fragment{"CURRENT_USER"} : Fragment{Identifier{id.name}.render()};
}

}  // namespace

// The view shows options to superusers, to whoever may use the server of his own mapping, and of PUBLIC's to the server's owner
// (system_views.sql); NULL is then "none".
std::vector<std::string> UserMappingKind::queries(pg::ServerVersion) {
    return {R"(
WITH owner AS (SELECT b.datdba AS oid FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database()),
     me AS (SELECT r.oid, r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER)
SELECT m.umid, m.srvname,
       CASE WHEN m.umuser = 0 THEN 'public' WHEN m.umuser = owner.oid THEN 'current_user'
            WHEN m.umuser = me.oid AND NOT EXISTS (SELECT FROM pg_catalog.pg_user_mappings o WHERE o.srvid = m.srvid AND o.umuser = owner.oid)
            THEN 'current_user' ELSE m.usename::text END, )" +
            sql::shown_mapping_options("m.umoptions") + R"(,
       NOT (m.umoptions IS NOT NULL OR me.rolsuper
            OR m.umuser = me.oid AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR pg_catalog.has_server_privilege(s.oid, 'USAGE'))
            OR m.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE'))
  FROM pg_catalog.pg_user_mappings m JOIN pg_catalog.pg_foreign_server s ON s.oid = m.srvid CROSS JOIN owner CROSS JOIN me
 ORDER BY m.umid)"};
}

Result<> UserMappingKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .parent = row.string(1), .name = row.string(2)},
                    UserMapping{.options = foreign::options_of(row.array(3)), .unseen = row.boolean(4)}, {catalog_oid::pg_user_mapping, row.oid(0)});
    return {};
}

Steps UserMappingKind::create(const Subject<UserMapping>& to, const Scene&) {
    return {phrases::step(to.id, sql::sql("CREATE", spoken(to.id), foreign::options_clause(to.value.options, owner_of(to.id))), Effect::creates)};
}

Steps UserMappingKind::drop(const Subject<UserMapping>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration UserMappingKind::alter(const Subject<UserMapping>& from, const Subject<UserMapping>& to, const Scene&) {
    const auto change = foreign::options_change(from.value.options, to.value.options, owner_of(to.id));
    if (change.empty()) return {};
    return {.steps = {phrases::step(to.id, sql::sql("ALTER", spoken(to.id), change), Effect::touches)}};
}

UserMapping UserMappingKind::as_told_by(UserMapping read, const UserMapping& other, Told told) {
    if (read.unseen || other.unseen) return other;
    read.options = foreign::as_told_by(std::move(read.options), other.options, told);
    return read;
}

std::vector<std::string> UserMappingKind::occupies(const ObjectId& id) { return {"user mapping:" + sql::QualifiedName{id.parent, id.name}.render()}; }

Fragment UserMappingKind::spoken(const ObjectId& id) { return sql::fragment("USER MAPPING FOR", role_of(id), "SERVER", Identifier{id.parent}); }

}  // namespace whimbrel::kinds
