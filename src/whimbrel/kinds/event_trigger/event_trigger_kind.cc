// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/event_trigger/event_trigger_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;
using sql::QualifiedName;

namespace {

constexpr std::string_view k_event_triggers = R"(
SELECT e.oid, e.evtname, e.evtevent, e.evttags, n.nspname, f.proname, e.evtenabled
  FROM pg_catalog.pg_event_trigger e JOIN pg_catalog.pg_proc f ON f.oid = e.evtfoid JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
 WHERE e.oid >= 16384
 ORDER BY e.oid)";

/// Switched off it is done with before anything else runs, switched on once everything has (Kind::watches_statements).
Step state_step(const ObjectId& id, const std::string& state) {
    return {.object = id,
            .statement = sql::sql("ALTER", EventTriggerKind::spoken(id), Fragment{state.empty() ? "ENABLE" : state}),
            .touches = {{"firing", state == "DISABLE" ? Effect::destroys : Effect::creates}}};
}

}  // namespace

std::vector<std::string> EventTriggerKind::queries(pg::ServerVersion) { return {std::string(k_event_triggers)}; }

Result<> EventTriggerKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)},
                    EventTrigger{.event = row.string(2),
                                 .tags = row.array(3),
                                 .function_schema = row.string(4),
                                 .function_name = row.string(5),
                                 .enabled = phrases::enabled_words(row.character(6))},
                    {catalog_oid::pg_event_trigger, row.oid(0)});
    return {};
}

Steps EventTriggerKind::create(const Subject<EventTrigger>& to, const Scene&) {
    const auto& trigger = to.value;
    Builder builder;
    builder.add("CREATE").add(spoken(to.id)).add("ON").add(Fragment{trigger.event});
    if (!trigger.tags.empty()) builder.add("WHEN TAG IN (").list(trigger.tags, [](const std::string& tag) { return Literal{tag}; }).add(")");
    builder.add("EXECUTE FUNCTION").add(Fragment{QualifiedName{trigger.function_schema, trigger.function_name}.render() + "()"});
    Steps steps{{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
    if (trigger.enabled.empty()) return steps;
    steps.push_back(state_step(to.id, trigger.enabled));
    steps.back().touches = {{"firing", Effect::creates}};
    return steps;
}

Steps EventTriggerKind::drop(const Subject<EventTrigger>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP", spoken(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration EventTriggerKind::alter(const Subject<EventTrigger>& from, const Subject<EventTrigger>& to, const Scene&) {
    EventTrigger defined_alike = from.value;
    defined_alike.enabled = to.value.enabled;
    if (defined_alike != to.value) return {.way = Alteration::Way::recreate};
    return {.steps = {state_step(to.id, to.value.enabled)}};
}

Steps EventTriggerKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("EVENT TRIGGER", from, to);
}

std::vector<std::string> EventTriggerKind::occupies(const ObjectId& id) { return {phrases::slot("event_trigger", id)}; }

Fragment EventTriggerKind::spoken(const ObjectId& id) { return sql::fragment("EVENT TRIGGER", Identifier{id.name}); }

std::vector<Entry> EventTriggerKind::entries(const EventTrigger& trigger) { return {{.heading = "Event triggers", .detail = "on " + trigger.event}}; }

}  // namespace whimbrel::kinds
