// SPDX-License-Identifier: Apache-2.0
// Owners: an annotation of any managed object that has one. It is there where the owner is not the database's (of schema public: not
// pg_database_owner). Indexes, row types and a column's sequences belong to whoever owns their table and have none.
// A declaration that names no owner leaves it to whoever applies it. Reads after all kinds whose objects it finds.
// See ALTER TABLE … OWNER TO and its like.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/owner/owned_catalogs.h"

namespace whimbrel::kinds {

struct Owner {
    std::string role;  ///< empty: the database's owner
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("role", self.role);
    }
    bool operator==(const Owner&) const = default;
};

struct OwnerKind {
    using Value = Owner;
    static constexpr std::string_view name = "owner";
    static constexpr std::string_view plural = "owners";
    static constexpr auto origins = owner_origins("role");
    static constexpr bool survives_retype = true;
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Owner>& to, const Scene& scene);
    /// Back to whoever applies it; schema public to whoever owns the database.
    static Steps drop(const Subject<Owner>& from, const Scene& scene);
    static Alteration alter(const Subject<Owner>& from, const Subject<Owner>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// What is owned: "TABLE public.t".
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Owner& owner);
    static Owner undeclared(std::string_view database_owner);
    /// A new owner must have CREATE on the schema, unless a superuser makes him one.
    static std::vector<ObjectId> comes_after(const ObjectId& object);
    /// The id of an object's owner, whether it has one or not.
    static ObjectId of(ObjectId object);
};

}  // namespace whimbrel::kinds
