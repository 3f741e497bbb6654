// SPDX-License-Identifier: Apache-2.0
// Settings that sessions of this database begin with: the database's own, and a role's in this database. One object for each parameter.
// The database has one name in a declaration, another on the shadow and others on targets, so that statements ask for it.
// See ALTER DATABASE … SET, ALTER ROLE … IN DATABASE … SET; catalog pg_db_role_setting.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Setting {
    std::string value;  ///< as the catalog holds it: a list of names has its own quotes
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("value", self.value);
    }
    bool operator==(const Setting&) const = default;
};

/// ObjectId: the parameter is `name`, and the role, where it is one's, `parent`.
struct SettingKind {
    using Value = Setting;
    static constexpr std::string_view name = "setting";
    static constexpr std::string_view plural = "settings";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_db_role_setting", "setdatabase setrole setconfig"},
        {"value", "pg_db_role_setting", "setconfig"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_db_role_setting WHERE setdatabase <> 0)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Setting>& to, const Scene& scene);
    static Steps drop(const Subject<Setting>& from, const Scene& scene);
    static Alteration alter(const Subject<Setting>& from, const Subject<Setting>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Setting& setting);
};

}  // namespace whimbrel::kinds
