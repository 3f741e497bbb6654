// SPDX-License-Identifier: Apache-2.0
// Roles that a [[manage]] rule names: their attributes, and the settings that their sessions begin with in every database. They belong to the
// whole server. Passwords are never read, written or compared.
// See CREATE ROLE, ALTER ROLE; catalogs pg_authid (by the view pg_roles, which hides the password), pg_db_role_setting.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct Role {
    bool superuser = false, createdb = false, createrole = false, inherit = true, login = false, replication = false, bypassrls = false;
    int connection_limit = -1;     ///< -1: none
    std::string valid_until;       ///< of the password, in UTC; empty: for ever
    std::vector<Option> settings;  ///< ALTER ROLE … SET, for all databases; values as the catalog holds them, by name
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("superuser", self.superuser);
        visit("createdb", self.createdb);
        visit("createrole", self.createrole);
        visit("inherit", self.inherit);
        visit("login", self.login);
        visit("replication", self.replication);
        visit("bypassrls", self.bypassrls);
        visit("connection_limit", self.connection_limit);
        visit("valid_until", self.valid_until);
        visit("settings", self.settings);
    }
    bool operator==(const Role&) const = default;
};

struct RoleKind {
    using Value = Role;
    static constexpr std::string_view name = "role";
    static constexpr std::string_view plural = "roles";
    static constexpr std::string_view managed_by = "role";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_authid", "rolname"},
        {"superuser", "pg_authid", "rolsuper"},
        {"createdb", "pg_authid", "rolcreatedb"},
        {"createrole", "pg_authid", "rolcreaterole"},
        {"inherit", "pg_authid", "rolinherit"},
        {"login", "pg_authid", "rolcanlogin"},
        {"replication", "pg_authid", "rolreplication"},
        {"bypassrls", "pg_authid", "rolbypassrls"},
        {"connection_limit", "pg_authid", "rolconnlimit"},
        {"valid_until", "pg_authid", "rolvaliduntil"},
        {"settings", "pg_db_role_setting", "setrole setconfig"},
    });
    /// Memberships and comments go with a role.
    static constexpr bool hosts = true;
    static std::vector<std::string> queries(pg::ServerVersion version);
    /// Errors: config_invalid where a rule covers the role that connects: what it does to itself it might not undo.
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Role>& to, const Scene& scene);
    static Steps drop(const Subject<Role>& from, const Scene& scene);
    /// Rights are given before anything else of the plan, and taken away behind everything: the plan may be run by them.
    static Alteration alter(const Subject<Role>& from, const Subject<Role>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Role& role);
};

}  // namespace whimbrel::kinds
