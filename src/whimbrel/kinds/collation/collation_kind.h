// SPDX-License-Identifier: Apache-2.0
// Collations. The version that a provider gave one when it was made is not declared and not compared.
// See CREATE COLLATION; catalog pg_collation.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Collation {
    std::string provider;    ///< "libc", "icu", "builtin"
    std::string locale;      ///< of icu and builtin
    std::string lc_collate;  ///< of libc
    std::string lc_ctype;
    bool nondeterministic = false;
    std::string rules;  ///< of icu, PostgreSQL 16
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("provider", self.provider);
        visit("locale", self.locale);
        visit("lc_collate", self.lc_collate);
        visit("lc_ctype", self.lc_ctype);
        visit("nondeterministic", self.nondeterministic);
        visit("rules", self.rules);
    }
    bool operator==(const Collation&) const = default;
};

struct CollationKind {
    using Value = Collation;
    static constexpr std::string_view name = "collation";
    static constexpr std::string_view plural = "collations";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_collation", "collname collnamespace"},
        {"provider", "pg_collation", "collprovider"},
        {"locale", "pg_collation", "colllocale colliculocale"},
        {"lc_collate", "pg_collation", "collcollate"},
        {"lc_ctype", "pg_collation", "collctype"},
        {"nondeterministic", "pg_collation", "collisdeterministic"},
        {"rules", "pg_collation", "collicurules"},
        {k_derived, "pg_collation", "collencoding", "the database's encoding, or any, by the provider"},
        {k_derived, "pg_collation", "collversion", "that of the server's library"},
    });
    static constexpr bool rename_when_equal = true;
    static constexpr bool rebuilt_by_swap = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_collation WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Collation>& to, const Scene& scene);
    static Steps drop(const Subject<Collation>& from, const Scene& scene);
    /// Nothing of it can be altered: it is swapped, and what uses it takes hold of the new one.
    static Alteration alter(const Subject<Collation>& from, const Subject<Collation>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
