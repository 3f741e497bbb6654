// SPDX-License-Identifier: Apache-2.0
// Event triggers: they fire at statements about other objects, those of a migration too.
// See CREATE EVENT TRIGGER, ALTER EVENT TRIGGER; catalog pg_event_trigger.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct EventTrigger {
    std::string event;              ///< "ddl_command_end"
    std::vector<std::string> tags;  ///< of WHEN TAG IN (…); empty: every command
    std::string function_schema, function_name;
    std::string enabled;  ///< "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"; empty: enabled as it is made
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("event", self.event);
        visit("tags", self.tags);
        visit("function_schema", self.function_schema);
        visit("function_name", self.function_name);
        visit("enabled", self.enabled);
    }
    bool operator==(const EventTrigger&) const = default;
};

struct EventTriggerKind {
    using Value = EventTrigger;
    static constexpr std::string_view name = "event_trigger";
    static constexpr std::string_view plural = "event_triggers";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_event_trigger", "evtname"},
        {"event", "pg_event_trigger", "evtevent"},
        {"tags", "pg_event_trigger", "evttags"},
        {"function_schema function_name", "pg_event_trigger", "evtfoid"},
        {"enabled", "pg_event_trigger", "evtenabled"},
    });
    static constexpr bool rename_when_equal = true;
    static constexpr bool watches_statements = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<EventTrigger>& to, const Scene& scene);
    static Steps drop(const Subject<EventTrigger>& from, const Scene& scene);
    /// In place only where it is enabled otherwise: PostgreSQL has no CREATE OR REPLACE EVENT TRIGGER.
    static Alteration alter(const Subject<EventTrigger>& from, const Subject<EventTrigger>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const EventTrigger& trigger);
};

}  // namespace whimbrel::kinds
