// SPDX-License-Identifier: Apache-2.0
// Memberships of the roles that are managed: what a role may do by being in another, which may be any. Who else is in a managed role is
// for whoever manages that other role.
// See GRANT, "GRANT on Roles"; catalog pg_auth_members.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

/// Since PostgreSQL 16 there is one for each role that granted it.
struct MembershipGrant {
    std::string grantor{};  ///< empty: whoever applies the declaration
    bool admin = false, inherit = true, set = true;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("grantor", self.grantor);
        visit("admin", self.admin);
        visit("inherit", self.inherit);
        visit("set", self.set);
    }
    bool operator==(const MembershipGrant&) const = default;
};

struct Membership {
    std::vector<MembershipGrant> grants;  ///< by grantor
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("grants", self.grants);
    }
    bool operator==(const Membership&) const = default;
};

/// ObjectId: the member is `parent`, and the role that it is in `name`.
struct MembershipKind {
    using Value = Membership;
    static constexpr std::string_view name = "membership";
    static constexpr std::string_view plural = "memberships";
    static constexpr std::string_view managed_by = "role";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_auth_members", "roleid member"},
        {"grants.grantor", "pg_auth_members", "grantor"},
        {"grants.admin", "pg_auth_members", "admin_option"},
        {"grants.inherit", "pg_auth_members", "inherit_option"},
        {"grants.set", "pg_auth_members", "set_option"},
    });
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Membership>& to, const Scene& scene);
    static Steps drop(const Subject<Membership>& from, const Scene& scene);
    static Alteration alter(const Subject<Membership>& from, const Subject<Membership>& to, const Scene& scene);
    /// Of a target: a grantor whom the declaration does not name is right, whoever it is.
    static Value as_told_by(Value read, const Value& other, Told told);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Membership& membership);
};

}  // namespace whimbrel::kinds
