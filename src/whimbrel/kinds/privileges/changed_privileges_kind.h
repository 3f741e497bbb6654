// SPDX-License-Identifier: Apache-2.0
// Changed privileges: those of an object that an extension or initdb made, where they are no longer the ones that it came with. The object
// itself is not managed; it is named as GRANT names it ("TABLE public.pg_stat_statements", "FUNCTION pg_catalog.pg_sleep(double precision)"),
// a column of it as "COLUMN public.pg_stat_statements.query". A relation with changed privileges on a column has an object of its own,
// maybe without an entry. Of information_schema nothing is known: initdb makes it after it filled pg_init_privs.
// See GRANT, REVOKE; catalog pg_init_privs; pg_dump does the same (getAdditionalACLs() in pg_dump.c).
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/owner/owned_catalogs.h"
#include "whimbrel/kinds/privileges/grant.h"

namespace whimbrel::kinds {

struct ChangedPrivileges {
    AccessList list;
    std::string object;  ///< as GRANT … ON names it
    std::string column;  ///< empty: the whole object
    std::string owner;   ///< the role that owns it, for statements; empty: the database's owner
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("granted", self.list.granted);
        visit("withheld", self.list.withheld);
        visit("object", self.object);
        visit("column", self.column);
        visit("owner", self.owner);
    }
    /// Whose it is, is up to who runs the server or created the extension.
    bool operator==(const ChangedPrivileges& other) const { return list.granted == other.list.granted && list.withheld == other.list.withheld; }
};

struct ChangedPrivilegesKind {
    using Value = ChangedPrivileges;
    static constexpr std::string_view name = "changed_privileges";
    static constexpr std::string_view plural = "changed_privileges";
    static constexpr auto origins =
        joined(joined(acl_origins("granted withheld"), owner_origins("owner")), std::to_array<Origin>({
                                                                                    {"object", "pg_init_privs", "objoid classoid"},
                                                                                    {"column", "pg_init_privs", "objsubid"},
                                                                                    {"granted withheld", "pg_init_privs", "initprivs"},
                                                                                    {"granted withheld", "pg_attribute", "attacl"},
                                                                                }));
    static constexpr std::string_view folder = "privileges";
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<ChangedPrivileges>& to, const Scene& scene);
    static Steps drop(const Subject<ChangedPrivileges>& from, const Scene& scene);
    static Alteration alter(const Subject<ChangedPrivileges>& from, const Subject<ChangedPrivileges>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const ChangedPrivileges& privileges);
};

}  // namespace whimbrel::kinds
