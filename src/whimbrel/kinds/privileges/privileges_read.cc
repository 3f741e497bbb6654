// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/owner/owned_catalogs.h"
#include "whimbrel/kinds/privileges/privileges_kind.h"
#include "whimbrel/kinds/range_type/range_kind.h"

#include <algorithm>
#include <map>

namespace whimbrel::kinds {

namespace {

// One row for each entry that is not among the usual ones and for each usual one that is missing (then "withheld").
constexpr std::string_view k_entries = R"(
SELECT CASE WHEN r.rngtypid IS NOT NULL THEN 'pg_catalog.pg_type'::pg_catalog.regclass::oid ELSE a.class END, coalesce(i.refobjid, r.rngtypid, a.oid),
       CASE WHEN a.sub <> 0 THEN 'column:' || c.attname WHEN i.objid IS NOT NULL THEN 'identity:' || c.attname
            WHEN r.rngmultitypid = a.oid THEN 'multirange'
            WHEN r.rngtypid IS NOT NULL THEN 'constructor:' || CASE WHEN f.refobjid = r.rngtypid THEN 'range' ELSE 'multirange' END || '(' ||
              (SELECT CASE WHEN p.provariadic <> 0 THEN 'n' ELSE p.pronargs::text END FROM pg_catalog.pg_proc p WHERE p.oid = a.oid) || ')' END,
       e.withheld, CASE WHEN e.grantor <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END,
       CASE WHEN e.grantee = 0 THEN 'public' WHEN e.grantee <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable,
       CASE WHEN a.owner <> d.datdba THEN pg_catalog.pg_get_userbyid(a.owner) END,
       CASE WHEN i.objid IS NOT NULL THEN (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.relname) FROM pg_catalog.pg_class s
         JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace WHERE s.oid = a.oid) END
  FROM listed a JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
  LEFT JOIN pg_catalog.pg_depend i ON a.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.classid = a.class AND i.objid = a.oid AND i.objsubid = 0
        AND i.refclassid = a.class AND i.refobjsubid > 0 AND i.deptype = 'i'
  LEFT JOIN pg_catalog.pg_attribute c ON c.attrelid = coalesce(i.refobjid, a.oid) AND c.attnum = coalesce(i.refobjsubid, a.sub) AND c.attnum <> 0
  LEFT JOIN pg_catalog.pg_depend f ON a.class = 'pg_catalog.pg_proc'::pg_catalog.regclass AND f.classid = a.class AND f.objid = a.oid AND f.objsubid = 0
        AND f.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND f.deptype = 'i'
  LEFT JOIN pg_catalog.pg_range r ON f.refobjid IN (r.rngtypid, r.rngmultitypid)
        OR a.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND r.rngmultitypid = a.oid
 CROSS JOIN LATERAL (
    SELECT false, g.* FROM pg_catalog.aclexplode(a.acl) g WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.usual) u
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type AND u.is_grantable = g.is_grantable)
    UNION ALL
    SELECT true, u.* FROM pg_catalog.aclexplode(a.usual) u WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.acl) g
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type)
  ) e (withheld, grantor, grantee, privilege_type, is_grantable)
 ORDER BY 1, 2, 3)";

// Nothing but the server's own objects and members of extensions: what was changed there since initdb or CREATE EXTENSION. initdb makes
// information_schema after it filled pg_init_privs, so of that nothing is known.
constexpr std::string_view k_changed = R"(
SELECT i.type || ' ' || i.identity FROM listed a
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = a.class AND p.objoid = a.oid AND p.objsubid = a.sub
 CROSS JOIN LATERAL pg_catalog.pg_identify_object(a.class, a.oid, a.sub) i
 WHERE NOT (a.acl @> coalesce(p.initprivs, a.usual, '{}') AND a.acl <@ coalesce(p.initprivs, a.usual, '{}'))
   AND coalesce(i.schema, i.identity) <> 'information_schema'
 ORDER BY 1)";

/// acldefault() is what NULL stands for; a schema public made by SQL has nothing of what initdb gave, and no row in pg_init_privs.
std::string usual_list(const OwnedCatalog& catalog, pg::ServerVersion version) {
    const std::string owner = "o." + std::string(catalog.owner);
    const std::string usual = "pg_catalog.acldefault(" + std::string(catalog.acl_type) + ", " + owner + ")";
    if (catalog.name != "pg_namespace") return usual;
    const auto public_has = [&](const char* privilege) { return " || pg_catalog.makeaclitem(0, " + owner + ", '" + privilege + "', false)"; };
    const std::string of_public = usual + public_has("USAGE") + (version.major() < 15 ? public_has("CREATE") : "");
    return "CASE WHEN o.nspname = 'public' THEN " + of_public + " ELSE " + usual + " END";
}

std::string select_lists(const OwnedCatalog& catalog, const std::string& usual, const std::string& rows) {
    const std::string regclass = "'pg_catalog." + std::string(catalog.name) + "'::pg_catalog.regclass::oid";
    const std::string acl = "o." + std::string(catalog.acl);
    const std::string standing = "pg_catalog.acldefault(" + std::string(catalog.acl_type) + ", o." + std::string(catalog.owner) + ")";
    return "SELECT " + regclass + ", o.oid, 0, o." + std::string(catalog.owner) + ", coalesce(" + acl + ", " + standing + "), " + usual + " FROM pg_catalog." +
           std::string(catalog.name) + " o WHERE " + rows;
}

constexpr std::string_view k_columns = R"(
UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid, o.oid, a.attnum, o.relowner, a.attacl, NULL::pg_catalog.aclitem[]
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class o ON o.oid = a.attrelid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND )";

// An initdb'd object is not ours to manage, a member of an extension is that extension's.
constexpr std::string_view k_member =
    "EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = o.tableoid AND m.objid = o.oid AND m.objsubid = 0 AND m.deptype = 'e')";

enum class Whose { ours, others };

std::string with_lists(pg::ServerVersion version, Whose whose, std::string_view query) {
    const bool ours = whose == Whose::ours;
    std::string text;
    for (const auto& catalog : k_owned_catalogs) {
        if (catalog.acl.empty()) continue;
        std::string rows = ours ? "o.oid >= 16384" : "(o.oid < 16384 OR " + std::string(k_member) + ")";
        if (catalog.name == "pg_namespace") rows = ours ? "(o.oid >= 16384 OR o.nspname = 'public')" : "o.nspname <> 'public' AND " + rows;
        if (ours && !catalog.rows.empty()) rows += " AND " + std::string(catalog.rows);
        // NULL stands for acldefault(), which is not the usual list of schema public.
        const std::string known =
            "(o." + std::string(catalog.acl) + " IS NOT NULL" + (catalog.name == "pg_namespace" ? " OR o.nspname = 'public') AND " : ") AND ");
        text += (text.empty() ? "" : "\nUNION ALL ") + select_lists(catalog, usual_list(catalog, version), known + rows);
        if (catalog.name == "pg_class") text += std::string(k_columns) + rows;
    }
    return "WITH listed (class, oid, sub, owner, acl, usual) AS (" + text + ")" + std::string(query);
}

/// Without what there is no such part.
std::string of_part(std::string_view part) { return part.empty() || RangeKind::is_companion(part) ? std::string() : column_part(part_name(part)); }

/// A need of another part of the same relation's privileges: the entry that a REVOKE on the relation would take along, and the one
/// that makes the grantor one.
void append_needs(const ObjectId& whole, const Privileges& privileges, std::vector<Need>& needs) {
    for (const auto& grant : privileges.list.granted) {
        needs.push_back({.object = whole, .object_part = entry_part(grant)});
        if (!grant.grantor.empty())
            needs.push_back({.object = whole, .object_part = entry_part({.grantee = grant.grantor, .privilege = grant.privilege, .grantor = {}})});
    }
}

}  // namespace

std::vector<std::string> PrivilegesKind::queries(pg::ServerVersion version) {
    return {with_lists(version, Whose::ours, k_entries), with_lists(version, Whose::others, k_changed)};
}

Result<> PrivilegesKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        ObjectId target;
        Address address;
        Privileges privileges;
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        // What no kind manages is reported as such; its privileges add nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        ObjectId id = of(*target);
        auto& whole = found.try_emplace(id, Found{*target, address, {}}).first->second;
        id.part = row.string(2);
        auto& privileges = id.part.empty() ? whole.privileges : found.try_emplace(id, Found{*target, address, {}}).first->second.privileges;
        (row.boolean(3) ? privileges.list.withheld : privileges.list.granted).push_back({row.string(5), row.string(6), row.string(4), row.boolean(7)});
        privileges.owner = row.string(8);
        privileges.sequence = row.string(9);
    }
    for (auto& [id, item] : found) {
        std::ranges::sort(item.privileges.list.granted);
        std::ranges::sort(item.privileges.list.withheld);
        std::vector<Need> needs{{.object = item.target, .object_part = of_part(id.part), .automatic = true}};
        ObjectId whole = id;
        whole.part.clear();
        if (id.part.starts_with("column:")) append_needs(whole, item.privileges, needs);
        reading.add(id, std::move(item.privileges), item.address, std::move(needs));
    }
    for (const auto row : rows[1]) reading.not_managed(std::string(name), row.string(0));
    return {};
}

}  // namespace whimbrel::kinds
