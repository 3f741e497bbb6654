// SPDX-License-Identifier: Apache-2.0
// User mappings: as whom a role goes to a foreign server. That of the database's owner (or of the role that reads, where it alone has one)
// is for whoever applies the declaration, CURRENT_USER.
// See CREATE USER MAPPING, ALTER USER MAPPING; view pg_user_mappings, since catalog pg_user_mapping is for superusers alone.
#pragma once

#include "whimbrel/kinds/foreign/foreign_options.h"

namespace whimbrel::kinds {

struct UserMapping {
    ForeignOptions options;
    bool unseen = false;  ///< the role that read them may not see the options
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("options", self.options);
        visit("unseen", self.unseen);
    }
    bool operator==(const UserMapping&) const = default;
};

struct UserMappingKind {
    using Value = UserMapping;
    static constexpr std::string_view name = "user_mapping";
    static constexpr std::string_view plural = "user_mappings";
    static constexpr std::string_view folder = "foreign_data";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_user_mapping", "umuser umserver"},
        {"options unseen", "pg_user_mapping", "umoptions"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_foreign_server)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<UserMapping>& to, const Scene& scene);
    static Steps drop(const Subject<UserMapping>& from, const Scene& scene);
    static Alteration alter(const Subject<UserMapping>& from, const Subject<UserMapping>& to, const Scene& scene);
    static UserMapping as_told_by(UserMapping read, const UserMapping& other, Told told);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
