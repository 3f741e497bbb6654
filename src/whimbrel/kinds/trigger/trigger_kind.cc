// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/trigger/trigger_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;
using sql::Literal;
using sql::QualifiedName;

namespace {

constexpr int k_renames_copies = 15;  ///< the first major whose ALTER TRIGGER … RENAME reaches the copies on partitions

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

ObjectId table_of(const ObjectId& id) { return lineage::table_id(id.schema, id.parent); }

/// The trigger of the table above that this one is a copy of; null where it is none.
const Object* model_of(const Scene& scene, lineage::Side side, const ObjectId& id) {
    const auto* copy = scene.around == nullptr ? nullptr : scene.around->find(side, id);
    if (copy == nullptr || !copy->as<Trigger>().inherited) return nullptr;
    const auto is_model = [](const Need& need) { return need.automatic && need.object.kind == TriggerKind::name; };
    const auto need = std::ranges::find_if(copy->needs, is_model);
    return need == copy->needs.end() ? nullptr : scene.around->find(side, need->object);
}

/// From the top down.
template <class Act>
void for_each_copy(const Scene& scene, const ObjectId& model, const Act& act) {
    if (scene.around == nullptr) return;
    for (const auto* other : scene.around->dependents(lineage::Side::from, model)) {
        if (other->id.kind != TriggerKind::name || !other->as<Trigger>().inherited) continue;
        act(other->id);
        for_each_copy(scene, other->id, act);
    }
}

/// ENABLE and DISABLE reach the copies on all partitions.
bool copies_agree(const Scene& scene, const ObjectId& id, const std::string& enabled) {
    if (scene.around == nullptr) return true;
    return std::ranges::all_of(scene.around->dependents(lineage::Side::to, id), [&](const Object* other) {
        return other->id.kind != TriggerKind::name || !other->as<Trigger>().inherited ||
               (other->as<Trigger>().enabled == enabled && copies_agree(scene, other->id, enabled));
    });
}

bool settled_from_above(const Scene& scene, const ObjectId& id) {
    const auto *was = model_of(scene, lineage::Side::from, id), *is = model_of(scene, lineage::Side::to, id);
    if (was == nullptr || is == nullptr || was->as<Trigger>().enabled == is->as<Trigger>().enabled) return false;
    return copies_agree(scene, is->id, is->as<Trigger>().enabled) || settled_from_above(scene, is->id);
}

Step state_step(const ObjectId& id, const std::string& state, const Scene& scene) {
    const auto spoken = copies_agree(scene, id, state) ? sql::fragment(phrases::parent(id)) : sql::fragment("ONLY", phrases::parent(id));
    Step step{.object = id,
              .statement = sql::sql("ALTER TABLE", spoken, Fragment{state.empty() ? "ENABLE" : state}, "TRIGGER", Identifier{id.name}),
              .touches = {{"enabled", Effect::touches}},
              .lock = "SHARE ROW EXCLUSIVE",
              .prepares = {lineage::settled(id)}};
    if (const auto* model = model_of(scene, lineage::Side::to, id)) step.awaits = {lineage::settled(model->id)};
    return step;
}

/// A copy comes as its model is.
Steps arrival(const Subject<Trigger>& to, const Scene& scene) {
    Steps steps{{.object = to.id, .statement = {}, .touches = {{"", Effect::creates}}, .awaits = {lineage::after_attach(table_of(to.id))}}};
    const auto* model = model_of(scene, lineage::Side::to, to.id);
    if (model != nullptr && model->as<Trigger>().enabled != to.value.enabled) steps.push_back(state_step(to.id, to.value.enabled, scene));
    return steps;
}

}  // namespace

Steps TriggerKind::create(const Subject<Trigger>& to, const Scene& scene) {
    if (to.value.inherited) return arrival(to, scene);
    const auto opening = to.value.constraint ? Keywords("CREATE CONSTRAINT") : Keywords("CREATE");
    Steps steps{{.object = to.id,
                 .statement = definition(opening, to.id, to.value),
                 .touches = {{"", Effect::creates}},
                 .lock = "SHARE ROW EXCLUSIVE",
                 .awaits = {lineage::after_detach(table_of(to.id))}}};
    if (!to.value.enabled.empty()) steps.push_back(state_step(to.id, to.value.enabled, scene));
    return steps;
}

Steps TriggerKind::drop(const Subject<Trigger>& from, const Scene&) {
    Step step{.object = from.id,
              .statement = sql::sql("DROP", spoken(from.id)),
              .touches = {{"", Effect::destroys}},
              .lock = "ACCESS EXCLUSIVE",
              .prepares = {lineage::before_attach(table_of(from.id))}};
    // A copy goes with its model, or as the partition is detached.
    if (from.value.inherited) step.statement.text.clear();
    return {std::move(step)};
}

Alteration TriggerKind::alter(const Subject<Trigger>& from, const Subject<Trigger>& to, const Scene& scene) {
    if (from.value.inherited != to.value.inherited) return {.way = Alteration::Way::recreate};
    Trigger defined_alike = from.value;
    defined_alike.enabled = to.value.enabled;
    if (defined_alike == to.value) return settled_from_above(scene, to.id) ? Alteration{} : Alteration{.steps = {state_step(to.id, to.value.enabled, scene)}};
    // "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported".
    if (from.value.constraint || to.value.constraint) return {.way = Alteration::Way::recreate};
    Alteration out;
    if (to.value.inherited) {
        out.steps = arrival(to, scene);
        out.steps.front().touches = phrases::replaced();
        return out;
    }
    out.steps.push_back(
        {.object = to.id, .statement = definition("CREATE OR REPLACE", to.id, to.value), .touches = phrases::replaced(), .lock = "SHARE ROW EXCLUSIVE"});
    // Being replaced, it is enabled again.
    if (!to.value.enabled.empty()) out.steps.push_back(state_step(to.id, to.value.enabled, scene));
    return out;
}

/// PostgreSQL gives its constraint the trigger's name at CREATE, and leaves it that name at ALTER TRIGGER … RENAME; the copies on partitions, which
/// that reaches since PostgreSQL 15, have constraints of their own.
Steps TriggerKind::rename_whole(const Subject<Trigger>& from, const ObjectId& to, const Scene& scene) {
    auto steps = rename(from.id, to, "", "", scene);
    if (from.id.name == to.name) return steps;
    const auto rename_constraint = [&](const ObjectId& trigger) {
        if (from.value.constraint)
            steps.push_back(
                {.object = to,
                 .statement = sql::sql("ALTER TABLE", phrases::parent(trigger), "RENAME CONSTRAINT", Identifier{from.id.name}, "TO", Identifier{to.name}),
                 .touches = {{"", Effect::touches}},
                 .lock = "ACCESS EXCLUSIVE"});
    };
    rename_constraint(to);
    for_each_copy(scene, from.id, [&](const ObjectId& copy) {
        ObjectId renamed = copy;
        renamed.name = to.name;
        if (scene.version.major() < k_renames_copies)
            for (auto& step : rename(copy, renamed, "", "", scene)) {
                step.object = to;
                steps.push_back(std::move(step));
            }
        rename_constraint(renamed);
    });
    return steps;
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
