// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/access_lists.h"

#include "whimbrel/kinds/owner/owned_catalogs.h"

namespace whimbrel::kinds {

namespace {

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

}  // namespace

std::string with_access_lists(pg::ServerVersion version, Whose whose, std::string_view query) {
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

std::string any_access_list_of_ours(pg::ServerVersion version) {
    std::string text = "EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attacl IS NOT NULL AND attrelid >= 16384)";
    for (const auto& catalog : k_owned_catalogs) {
        if (catalog.acl.empty()) continue;
        const std::string acl = "o." + std::string(catalog.acl);
        text += " OR EXISTS (SELECT FROM pg_catalog." + std::string(catalog.name) + " o WHERE ";
        if (catalog.name != "pg_namespace") {
            text += acl + " IS NOT NULL AND o.oid >= 16384)";
            continue;
        }
        const std::string usual = "(" + usual_list(catalog, version) + ")";
        const std::string list = "coalesce(" + acl + ", pg_catalog.acldefault('n', o.nspowner))";
        text += "CASE WHEN o.nspname = 'public' THEN NOT (" + list + " OPERATOR(pg_catalog.@>) " + usual + " AND " + list + " OPERATOR(pg_catalog.<@) " +
                usual + ") ELSE " + acl + " IS NOT NULL AND o.oid >= 16384 END)";
    }
    return text;
}

void append_needs_of_column(const ObjectId& whole, const AccessList& list, std::vector<Need>& needs) {
    for (const auto& grant : list.granted) {
        needs.push_back({.object = whole, .object_part = entry_part(grant)});
        if (!grant.grantor.empty())
            needs.push_back({.object = whole, .object_part = entry_part({.grantee = grant.grantor, .privilege = grant.privilege, .grantor = {}})});
    }
}

}  // namespace whimbrel::kinds
