// SPDX-License-Identifier: Apache-2.0
// Row level security policies of tables; whether a table heeds them is a field of the table.
// See CREATE POLICY, ALTER POLICY; catalog pg_policy.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Policy {
    std::string command;             ///< "SELECT", "INSERT", "UPDATE", "DELETE"; empty: ALL
    bool restrictive = false;        ///< all of these must hold, beside one of the permissive ones
    std::vector<std::string> roles;  ///< sorted; empty: PUBLIC
    std::string using_expression;    ///< which rows are there; empty where there is none
    std::string check_expression;    ///< which rows may be written; empty: the same
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("command", self.command);
        visit("restrictive", self.restrictive);
        visit("roles", self.roles);
        visit("using", self.using_expression);
        visit("check", self.check_expression);
    }
    bool operator==(const Policy&) const = default;
};

struct PolicyKind {
    using Value = Policy;
    static constexpr std::string_view name = "policy";
    static constexpr std::string_view plural = "policies";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_policy", "polname polrelid"},
        {"command", "pg_policy", "polcmd"},
        {"restrictive", "pg_policy", "polpermissive"},
        {"roles", "pg_policy", "polroles"},
        {"using", "pg_policy", "polqual"},
        {"check", "pg_policy", "polwithcheck"},
    });
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_policy)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Policy>& to, const Scene& scene);
    static Steps drop(const Subject<Policy>& from, const Scene& scene);
    /// ALTER POLICY changes roles and expressions; it takes none away, and knows neither the command nor RESTRICTIVE.
    static Alteration alter(const Subject<Policy>& from, const Subject<Policy>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Policy without_expressions(Policy policy);
    static std::vector<Entry> entries(const Policy& policy);
};

}  // namespace whimbrel::kinds
