// SPDX-License-Identifier: Apache-2.0
// Default privileges: what objects of one type are born with, where one role makes them, everywhere or in one schema. Named by the
// schema, the type ("tables") and the role in parentheses; without a role they are those of whoever applies the declaration.
// They decide what CREATE gives, so what goes goes before all else in a plan, and what is new comes after it; what is in force meanwhile
// is taken into account (at_birth()).
// See ALTER DEFAULT PRIVILEGES; catalog pg_default_acl; server source: get_user_default_acl() in aclchk.c.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/privileges/grant.h"

namespace whimbrel::kinds {

struct DefaultPrivileges {
    AccessList list;  ///< everywhere: against the server's own defaults; in a schema: beyond those for everywhere
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("granted", self.list.granted);
        visit("withheld", self.list.withheld);
    }
    bool operator==(const DefaultPrivileges& other) const { return list.granted == other.list.granted && list.withheld == other.list.withheld; }
};

struct DefaultPrivilegesKind {
    using Value = DefaultPrivileges;
    static constexpr std::string_view name = "default_privileges";
    static constexpr std::string_view plural = "default privileges";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_default_acl", "defaclrole defaclnamespace defaclobjtype"},
        {"granted withheld", "pg_default_acl", "defaclacl"},
    });
    /// Read after all other files of a declaration, so that nothing in those is born with them.
    static constexpr std::string_view folder = "z_default_privileges";
    static constexpr bool governs_births = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_default_acl)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<DefaultPrivileges>& to, const Scene& scene);
    static Steps drop(const Subject<DefaultPrivileges>& from, const Scene& scene);
    static Alteration alter(const Subject<DefaultPrivileges>& from, const Subject<DefaultPrivileges>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// "DEFAULT PRIVILEGES FOR ROLE app IN SCHEMA public".
    static sql::Fragment spoken(const ObjectId& id);
    /// What an object that GRANT would name by `spoken` has from birth where `role` makes it in `schema`; empty: who applies the plan.
    static AccessList at_birth(const sql::Fragment& spoken, const std::string& schema, const std::string& role, std::span<const Staying> in_force);
};

}  // namespace whimbrel::kinds
