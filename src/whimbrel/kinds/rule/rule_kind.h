// SPDX-License-Identifier: Apache-2.0
// Rules of tables and views. The rule that is a view's query ("_RETURN") is the view's.
// See CREATE RULE, ALTER TABLE … ENABLE RULE; catalog pg_rewrite, pg_get_ruledef().
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Rule {
    std::string event;    ///< "INSERT", "UPDATE", "DELETE"
    std::string body;     ///< what follows the table's name: "WHERE … DO INSTEAD …", as the server renders it
    std::string enabled;  ///< "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"; empty: enabled as it is made
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("event", self.event);
        visit("body", self.body);
        visit("enabled", self.enabled);
    }
    bool operator==(const Rule&) const = default;
};

struct RuleKind {
    using Value = Rule;
    static constexpr std::string_view name = "rule";
    static constexpr std::string_view plural = "rules";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_rewrite", "rulename ev_class"},
        {"event", "pg_rewrite", "ev_type"},
        {"body", "pg_rewrite", "is_instead ev_qual ev_action"},
        {"enabled", "pg_rewrite", "ev_enabled"},
    });
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Rule>& to, const Scene& scene);
    static Steps drop(const Subject<Rule>& from, const Scene& scene);
    /// In place, whatever differs.
    static Alteration alter(const Subject<Rule>& from, const Subject<Rule>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Rule without_expressions(Rule rule);
    static std::vector<Entry> entries(const Rule& rule);
};

}  // namespace whimbrel::kinds
