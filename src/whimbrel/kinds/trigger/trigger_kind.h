// SPDX-License-Identifier: Apache-2.0
// Triggers on tables and views, constraint triggers included. Those that PostgreSQL makes itself (foreign keys,
// deferred constraints) are no objects.
// See CREATE TRIGGER, ALTER TABLE … ENABLE TRIGGER; catalog pg_trigger.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Trigger {
    std::string timing;                ///< "BEFORE", "AFTER", "INSTEAD OF"
    std::vector<std::string> events;   ///< of "INSERT", "DELETE", "UPDATE", "TRUNCATE", in this order
    std::vector<std::string> columns;  ///< of UPDATE OF
    bool for_each_row = false;         ///< else for each statement
    std::string when;                  ///< the condition; empty where there is none
    std::string function_schema, function_name;
    std::vector<std::string> arguments;
    bool constraint = false;              ///< a constraint trigger; what follows up to initially_deferred is for those
    std::string from_schema, from_table;  ///< the other table that a constraint trigger names (FROM)
    bool deferrable = false, initially_deferred = false;
    std::string old_table, new_table;  ///< transition tables
    bool inherited = false;            ///< a partition's copy of the trigger of the table above
    std::string enabled;               ///< "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"; empty: enabled as it is made
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("timing", self.timing);
        visit("events", self.events);
        visit("columns", self.columns);
        visit("for_each_row", self.for_each_row);
        visit("when", self.when);
        visit("function_schema", self.function_schema);
        visit("function_name", self.function_name);
        visit("arguments", self.arguments);
        visit("constraint", self.constraint);
        visit("from_schema", self.from_schema);
        visit("from_table", self.from_table);
        visit("deferrable", self.deferrable);
        visit("initially_deferred", self.initially_deferred);
        visit("old_table", self.old_table);
        visit("new_table", self.new_table);
        visit("inherited", self.inherited);
        visit("enabled", self.enabled);
    }
    bool operator==(const Trigger&) const = default;
};

struct TriggerKind {
    using Value = Trigger;
    static constexpr std::string_view name = "trigger";
    static constexpr std::string_view plural = "triggers";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_trigger", "tgname tgrelid"},
        {"timing events for_each_row", "pg_trigger", "tgtype"},
        {"columns", "pg_trigger", "tgattr"},
        {"when", "pg_trigger", "tgqual"},
        {"function_schema function_name", "pg_trigger", "tgfoid"},
        {"arguments", "pg_trigger", "tgargs"},
        {"constraint", "pg_trigger", "tgconstraint"},
        {"from_schema from_table", "pg_trigger", "tgconstrrelid"},
        {"deferrable", "pg_trigger", "tgdeferrable"},
        {"initially_deferred", "pg_trigger", "tginitdeferred"},
        {"old_table", "pg_trigger", "tgoldtable"},
        {"new_table", "pg_trigger", "tgnewtable"},
        {"inherited", "pg_trigger", "tgparentid"},
        {"enabled", "pg_trigger", "tgenabled"},
        {k_derived, "pg_trigger", "tgnargs", "it counts the arguments"},
        {k_derived, "pg_trigger", "tgisinternal tgconstrindid", "those of foreign keys and deferrable keys are made with the constraint"},
    });
    static constexpr int effort = 2;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND oid >= 16384)"; }
    /// A copy is renamed with its model.
    static bool renames_when_equal(const Trigger& trigger) { return !trigger.inherited; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Trigger>& to, const Scene& scene);
    static Steps drop(const Subject<Trigger>& from, const Scene& scene);
    /// In place but for constraint triggers.
    static Alteration alter(const Subject<Trigger>& from, const Subject<Trigger>& to, const Scene& scene);
    /// The constraint of a constraint trigger is named after it.
    static Steps rename_whole(const Subject<Trigger>& from, const ObjectId& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Trigger without_expressions(Trigger trigger);
};

/// The condition in a CREATE TRIGGER statement as pg_get_triggerdef() writes it: what stands in the parentheses after WHEN.
std::string trigger_condition(std::string_view definition);
/// pg_trigger.tgargs in hexadecimal: each argument ended by a zero byte.
std::vector<std::string> trigger_arguments(std::string_view hexadecimal);

}  // namespace whimbrel::kinds
