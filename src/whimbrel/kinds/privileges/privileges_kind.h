// SPDX-License-Identifier: Apache-2.0
// Privileges: an annotation of any managed object, of a column ("column:name"), of the sequence of an identity column
// ("identity:name") or of what PostgreSQL makes with a range (RangeKind::companions()). It is there where they are not those that the object has without any
// GRANT or REVOKE (of schema public: that initdb gave). A relation with privileges on a column has one of its own, maybe empty. Reads after all kinds whose
// objects it finds. See GRANT, REVOKE, "Privileges"; server source: aclchk.c; pg_dump's buildACLCommands() in dumputils.c.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/owner/owned_catalogs.h"
#include "whimbrel/kinds/privileges/grant.h"

namespace whimbrel::kinds {

struct Privileges {
    AccessList list;
    std::string owner;     ///< the role that owns the object, for statements; empty: the database's owner
    std::string sequence;  ///< of an identity column: its sequence, as SQL names it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("granted", self.list.granted);
        visit("withheld", self.list.withheld);
        visit("owner", self.owner);
        visit("sequence", self.sequence);
    }
    /// Whose they are is the owner's difference, and what the sequence is called the table's.
    bool operator==(const Privileges& other) const { return list.granted == other.list.granted && list.withheld == other.list.withheld; }
};

struct PrivilegesKind {
    using Value = Privileges;
    static constexpr std::string_view name = "privileges";
    static constexpr std::string_view plural = "privileges";
    static constexpr auto origins =
        joined(joined(acl_origins("granted withheld"), owner_origins("owner")),
               std::to_array<Origin>({{"granted withheld", "pg_attribute", "attacl"}, {"sequence", "pg_class", "relname relnamespace"}}));
    static constexpr bool survives_retype = true;
    static std::string present(pg::ServerVersion version);
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Privileges>& to, const Scene& scene);
    static Steps drop(const Subject<Privileges>& from, const Scene& scene);
    static Alteration alter(const Subject<Privileges>& from, const Subject<Privileges>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// What GRANT … ON names: "TABLE public.v" for a view too, "FUNCTION public.f(integer)".
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Privileges& privileges);
    /// The id of an object's privileges, whether it has any or not.
    static ObjectId of(ObjectId object);
    static std::vector<Born<Privileges>> at_birth(const Object* before, const Object& object, std::span<const Staying> in_force, const Scene& scene);
};

}  // namespace whimbrel::kinds
