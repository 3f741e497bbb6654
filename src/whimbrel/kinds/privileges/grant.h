// SPDX-License-Identifier: Apache-2.0
// Access control lists as differences from what an object has without any GRANT or REVOKE, and the way from one to another.
// See "Privileges" in the manual; server source: acl.c (acldefault(), aclupdate(), recursive_revoke()), dumputils.c (buildACLCommands()).
#pragma once

#include "whimbrel/sql/statement.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::kinds {

/// What ACL_PUBLIC is called; no role can have this name.
inline constexpr std::string_view k_public = "public";

struct Grant {
    std::string grantee;    ///< empty: the object's owner, whoever that is; "public": everybody
    std::string privilege;  ///< "SELECT"
    std::string grantor;    ///< empty: the owner
    bool grantable = false;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("grantee", self.grantee);
        visit("privilege", self.privilege);
        visit("grantor", self.grantor);
        visit("grantable", self.grantable);
    }
    auto operator<=>(const Grant&) const = default;
    /// The same entry of the list, whatever its grant option.
    [[nodiscard]] bool same_entry(const Grant& other) const { return grantee == other.grantee && privilege == other.privilege && grantor == other.grantor; }
};

struct AccessList {
    std::vector<Grant> granted{};   ///< beyond the defaults; sorted
    std::vector<Grant> withheld{};  ///< defaults that were revoked; sorted
    [[nodiscard]] bool empty() const { return granted.empty() && withheld.empty(); }
};

/// For people: "select to reader with grant option, no execute to public".
std::string described(const AccessList& list);

/// How a list's entry is called among its parts: those of columns mind the relation's, for REVOKE SELECT ON t takes SELECT (c) along,
/// and a grantor needs his grant option.
std::string entry_part(const Grant& grant);

/// One GRANT or REVOKE: privileges of one grantee by one grantor.
struct Act {
    enum class Verb { grant, revoke, revoke_option };
    Verb verb = Verb::grant;
    std::vector<Grant> grants;
};

/// The way from one list to another. What only `from` has is undone before the object changes its owner (who would take a grant to
/// himself into his own), what only `to` has is done after.
struct AccessChange {
    std::vector<Act> undone, done;
};
/// Whether the owner has everything by default; of a column, and of a schema's default privileges, he has nothing.
enum class OwnerDefaults { all, none };
AccessChange change_access(const AccessList& from, const AccessList& to, OwnerDefaults defaults);

/// GRANT and REVOKE differ in their words before and after the object.
struct ActWords {
    sql::Fragment before;  ///< GRANT SELECT, UPDATE or REVOKE GRANT OPTION FOR SELECT
    sql::Fragment after;   ///< TO reader WITH GRANT OPTION or FROM reader
};
/// `column`: empty, or the column that they are about. `owner`: how the owner is spelled.
ActWords words_of(const Act& act, std::string_view column, const sql::Fragment& owner);

}  // namespace whimbrel::kinds
