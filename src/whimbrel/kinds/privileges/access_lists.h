// SPDX-License-Identifier: Apache-2.0
// Access control lists as the catalogs have them, for the kinds whose objects they are.
// See "Privileges" in the manual; server source: acldefault() in acl.c.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/privileges/grant.h"

#include <string>
#include <string_view>

namespace whimbrel::kinds {

/// What initdb made, and members of extensions, are others'; schema public is ours.
enum class Whose { ours, others };

/// The query behind "WITH listed (class, oid, sub, owner, acl, usual)": a row for each list that is not NULL; of a column (sub) as well.
/// `usual`: what an object of that class has without any GRANT or REVOKE.
std::string with_access_lists(pg::ServerVersion version, Whose whose, std::string_view query);

/// A condition: false only where with_access_lists() of ours finds no list that deviates. Cheap beside that, which takes the server longer to plan than to run.
std::string any_access_list_of_ours(pg::ServerVersion version);

/// One row for each entry of a.acl that is not among those of a.usual, and for each of a.usual that is missing (then "withheld").
inline constexpr std::string_view k_deviations = R"(
 CROSS JOIN LATERAL (
    SELECT false, g.* FROM pg_catalog.aclexplode(a.acl) g WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.usual) u
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type AND u.is_grantable = g.is_grantable)
    UNION ALL
    SELECT true, u.* FROM pg_catalog.aclexplode(a.usual) u WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.acl) g
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type)
  ) e (withheld, grantor, grantee, privilege_type, is_grantable))";

/// A column's list needs parts of its relation's: the entry that a REVOKE on the relation would take along, and the one that makes
/// the grantor one.
void append_needs_of_column(const ObjectId& whole, const AccessList& list, std::vector<Need>& needs);

}  // namespace whimbrel::kinds
