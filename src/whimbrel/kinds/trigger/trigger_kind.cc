// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/trigger/trigger_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;
using sql::Literal;
using sql::QualifiedName;

namespace {

void add_events(const Trigger& trigger, Builder& builder) {
    bool first = true;
    for (const auto& event : trigger.events) {
        if (!std::exchange(first, false)) builder.add("OR");
        builder.add(Fragment{event});
        if (event != "UPDATE" || trigger.columns.empty()) continue;
        builder.add("OF").list(trigger.columns, [](const std::string& column) { return Identifier{column}; });
    }
}

sql::Statement definition(Keywords opening, const ObjectId& id, const Trigger& trigger) {
    Builder builder;
    builder.add(opening).add("TRIGGER").add(Identifier{id.name}).add(Fragment{trigger.timing});
    add_events(trigger, builder);
    builder.add("ON").add(phrases::parent(id));
    if (!trigger.from_table.empty()) builder.add("FROM").add(QualifiedName{trigger.from_schema, trigger.from_table});
    if (trigger.deferrable) builder.add("DEFERRABLE");
    if (trigger.initially_deferred) builder.add("INITIALLY DEFERRED");
    if (!trigger.old_table.empty() || !trigger.new_table.empty()) builder.add("REFERENCING");
    if (!trigger.old_table.empty()) builder.add("OLD TABLE AS").add(Identifier{trigger.old_table});
    if (!trigger.new_table.empty()) builder.add("NEW TABLE AS").add(Identifier{trigger.new_table});
    builder.add(trigger.for_each_row ? Keywords("FOR EACH ROW") : Keywords("FOR EACH STATEMENT"));
    if (!trigger.when.empty()) builder.add("WHEN (").add(Fragment{trigger.when}).add(")");
    builder.add("EXECUTE FUNCTION").add(Fragment{QualifiedName{trigger.function_schema, trigger.function_name}.render() + "("});
    builder.list(trigger.arguments, [](const std::string& argument) { return Literal{argument}; }).add(")");
    return builder.statement();
}

Step state_step(const ObjectId& id, const std::string& state) { return phrases::state_step("TRIGGER", id, state, "SHARE ROW EXCLUSIVE"); }

}  // namespace

Steps TriggerKind::create(const Subject<Trigger>& to, const Scene&) {
    const auto opening = to.value.constraint ? Keywords("CREATE CONSTRAINT") : Keywords("CREATE");
    Steps steps{{.object = to.id,
                 .statement = definition(opening, to.id, to.value),
                 .touches = {{"", Effect::creates}},
                 .lock = "SHARE ROW EXCLUSIVE"}};
    if (!to.value.enabled.empty()) steps.push_back(state_step(to.id, to.value.enabled));
    return steps;
}

Steps TriggerKind::drop(const Subject<Trigger>& from, const Scene&) {
    return {{.object = from.id,
             .statement = sql::sql("DROP", spoken(from.id)),
             .touches = {{"", Effect::destroys}},
             .lock = "ACCESS EXCLUSIVE"}};
}

Alteration TriggerKind::alter(const Subject<Trigger>& from, const Subject<Trigger>& to, const Scene&) {
    Trigger defined_alike = from.value;
    defined_alike.enabled = to.value.enabled;
    if (defined_alike == to.value) return {.steps = {state_step(to.id, to.value.enabled)}};
    // "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported".
    if (from.value.constraint || to.value.constraint) return {.way = Alteration::Way::recreate};
    Alteration out;
    out.steps.push_back({.object = to.id,
                         .statement = definition("CREATE OR REPLACE", to.id, to.value),
                         .touches = {{"", Effect::touches}},
                         .lock = "SHARE ROW EXCLUSIVE"});
    // Being replaced, it is enabled again.
    if (!to.value.enabled.empty()) out.steps.push_back(state_step(to.id, to.value.enabled));
    return out;
}

Steps TriggerKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename_on_parent("TRIGGER", from, to);
}

std::vector<std::string> TriggerKind::occupies(const ObjectId& id) { return {phrases::slot_on_parent("trigger", id)}; }

Fragment TriggerKind::spoken(const ObjectId& id) { return phrases::on_parent("TRIGGER", id); }

Trigger TriggerKind::without_expressions(Trigger trigger) {
    trigger.when.clear();
    return trigger;
}

}  // namespace whimbrel::kinds
