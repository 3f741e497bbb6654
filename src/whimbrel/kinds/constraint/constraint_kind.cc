// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/constraint/constraint_kind.h"

#include "whimbrel/kinds/constraint/foreign_key.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_relink.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

QualifiedName table_of(const ObjectId& id) { return {id.schema, id.parent}; }

/// Where " WHERE (…)" begins in an exclusion's definition; its end where it has none.
std::size_t condition_of(std::string_view body) {
    constexpr std::string_view k_where = " WHERE (";
    char quote = 0;
    int depth = 0;
    for (std::size_t at = 0; at < body.size(); ++at) {
        if (quote == 0 && depth == 0 && body.substr(at).starts_with(k_where)) return at;
        if (quote != 0) quote = body[at] == quote ? '\0' : quote;
        else if (body[at] == '"' || body[at] == '\'') quote = body[at];
        else if (body[at] == '(') ++depth;
        else if (body[at] == ')') --depth;
    }
    return body.size();
}

Fragment definition(const Subject<Constraint>& subject) {
    const auto& value = subject.value;
    Builder builder;
    // The index's settings stand before an exclusion's WHERE, which pg_get_constraintdef() puts last.
    const auto condition = value.type == "exclusion" ? condition_of(value.body) : value.body.size();
    builder.add("CONSTRAINT").add(Identifier{subject.id.name}).add(Fragment{value.body.substr(0, condition)});
    builder.add(phrases::with_options(value.index_options));
    if (!value.tablespace.empty()) builder.add("USING INDEX").add(phrases::in_tablespace(value.tablespace));
    if (condition < value.body.size()) builder.add(Fragment{value.body.substr(condition + 1)});
    if (value.deferrable) builder.add("DEFERRABLE");
    if (value.initially_deferred) builder.add("INITIALLY DEFERRED");
    if (value.not_enforced) builder.add("NOT ENFORCED");
    else if (value.not_valid) builder.add("NOT VALID");
    return builder.fragment();
}

Step alter_step(const ObjectId& id, const Fragment& action, Effect effect, std::string lock) {
    return {.object = id, .statement = sql::sql("ALTER TABLE", table_of(id), action), .touches = {{"", effect}}, .lock = std::move(lock)};
}

IndexMarks marks_of(const Constraint& constraint) { return {constraint.clustered, constraint.replica_identity}; }

/// A key's index is a relation of the schema. A table has one primary key at a time, whatever its name.
std::vector<std::string> taken_by(const Subject<Constraint>& subject) {
    if (subject.value.type == "check" || subject.value.type == "foreign key") return {};
    std::vector<std::string> out{"relation:" + QualifiedName{subject.id.schema, subject.id.name}.render()};
    if (subject.value.type == "primary key") out.push_back("primary key:" + table_of(subject.id).render());
    return out;
}

ObjectId table_id(const ObjectId& id) { return lineage::table_id(id.schema, id.parent); }

/// What a constraint of the parent, ATTACH PARTITION or CREATE TABLE … PARTITION OF brings along.
bool arrives(const Subject<Constraint>& to, const Scene& scene) {
    if (!to.value.inherited || to.value.local || lineage::is_made_by_hand(scene, to.id)) return false;
    if (to.value.type == "check" && is_relinked_along(to.id, scene)) return true;
    // A table must have its parent's checks before it becomes a child.
    return to.value.type != "check" || lineage::is_created_as_child(scene, table_id(to.id)) || lineage::keeps_parents(scene, table_id(to.id));
}

/// The check of that name which a parent hands down, NOT VALID after the change; null where none is.
const Object* not_valid_above(const Subject<Constraint>& to, const Scene& scene) {
    if (to.value.type != "check" || !to.value.inherited || to.value.not_valid) return nullptr;
    for (const auto& parent : lineage::parents(scene, lineage::Side::to, table_id(to.id))) {
        const auto* above = scene.around->find(lineage::Side::to, {.kind = to.id.kind, .schema = parent.schema, .parent = parent.name, .name = to.id.name});
        if (above != nullptr && above->as<Constraint>().not_valid) return above;
    }
    return nullptr;
}

std::string handed_down(const ObjectId& check) { return "handed down: " + check.render(); }

/// Who became a child before its parent's check has it NOT VALID as well, who does afterwards has it valid.
void append_validation(const Subject<Constraint>& to, const Scene& scene, Steps& steps) {
    const auto* above = not_valid_above(to, scene);
    if (above == nullptr) return;
    steps.push_back(alter_step(to.id, sql::fragment("VALIDATE CONSTRAINT", Identifier{to.id.name}), Effect::touches, "SHARE UPDATE EXCLUSIVE"));
    steps.back().note = "checks every row";
    steps.back().awaits = {handed_down(above->id), lineage::after_attach(table_id(to.id))};
}

/// A new check that is NOT VALID is so for the children that there are.
void hand_down_not_valid(const Subject<Constraint>& to, const Scene& scene, Step& step) {
    if (to.value.type != "check" || !to.value.not_valid || scene.around == nullptr) return;
    step.prepares.push_back(handed_down(to.id));
    for (const auto* child : lineage::descendants(scene, lineage::Side::to, table_id(to.id))) {
        const auto* below =
            scene.around->find(lineage::Side::to, {.kind = to.id.kind, .schema = child->id.schema, .parent = child->id.name, .name = to.id.name});
        if (below != nullptr && below->as<Constraint>().inherited && below->as<Constraint>().not_valid) step.awaits.push_back(lineage::after_attach(child->id));
    }
}

/// ATTACH PARTITION of the table attaches its keys as well; of a table that is attached already, the key's index is.
void append_attach(const Subject<Constraint>& to, const Scene& scene, Steps& steps) {
    const bool has_index = to.value.type == "primary key" || to.value.type == "unique" || to.value.type == "exclusion";
    const auto* above = lineage::above(scene, lineage::Side::to, to);
    const bool comes_later = lineage::keeps_parents(scene, table_id(to.id)) || lineage::is_incomplete(scene, to.id);
    if (above == nullptr || !has_index || !comes_later) {
        for (auto& step : steps) step.prepares.push_back(lineage::before_attach(table_id(to.id)));
        return;
    }
    steps.push_back({.object = to.id,
                     .statement = sql::sql("ALTER INDEX", phrases::qualified(above->id), "ATTACH PARTITION", phrases::qualified(to.id)),
                     .touches = {{"attached", Effect::creates}},
                     .awaits = {lineage::after_attach(table_id(to.id))}});
}

/// The two as they would be if only what ALTER can change differed.
bool equal_but_alterable(Constraint from, const Constraint& to, bool lets_go, bool is_completed) {
    if (from.type == "foreign key") {
        from.deferrable = to.deferrable;
        from.initially_deferred = to.initially_deferred;
    }
    if (from.not_valid && !to.not_valid) from.not_valid = false;
    from.index_options = to.index_options;
    from.tablespace = to.tablespace;
    from.clustered = to.clustered;
    from.replica_identity = to.replica_identity;
    // A child that keeps its parents may not let go of what they hand down.
    from.inherited = to.inherited;
    from.local = to.local;
    if (to.attached || lets_go) from.attached = to.attached;
    if (!to.invalid && is_completed) from.invalid = false;
    return from == to;
}

bool equal_but_alterable(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene) {
    const bool is_completed = from.value.invalid && !to.value.invalid && lineage::is_completed(scene, to.id);
    return equal_but_alterable(from.value, to.value, lineage::lets_go(scene, table_id(to.id)), is_completed);
}

bool is_partitioned(const Subject<Constraint>& constraint, const Scene& scene) {
    const auto* table = lineage::table(scene, lineage::Side::to, table_id(constraint.id));
    return table != nullptr && !table->partition_key.empty();
}

/// Rows of another server are not looked at.
bool is_foreign(const Subject<Constraint>& constraint, const Scene& scene) {
    const auto* table = lineage::table(scene, lineage::Side::to, table_id(constraint.id));
    return table != nullptr && table->is_foreign();
}

/// Whether being inherited or local comes out as it is to be, if nothing were dropped.
bool lineage_is_reached(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene) {
    const auto table = table_id(to.id);
    if (from.value.local && !to.value.local) return !lineage::table(scene, lineage::Side::to, table)->bound.empty();
    if (from.value.local == to.value.local) return true;
    // The parent's goes and takes it along, unless the table goes first.
    return lineage::lets_go(scene, table);
}

/// A check that parents hand down, and that is to be theirs alone.
bool gives_up_its_own(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene) {
    const auto table = table_id(to.id);
    return from.value.inherited && to.value.inherited && from.value.local && !to.value.local && lineage::keeps_parents(scene, table) &&
           lineage::table(scene, lineage::Side::to, table)->bound.empty() && equal_but_alterable(from.value, to.value, false, false);
}

/// A check that some parent goes on handing down as it is, and that was found to hold, but is to be NOT VALID.
bool loses_validity(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene) {
    const auto table = table_id(to.id);
    if (!from.value.inherited || !to.value.inherited || from.value.not_valid || !to.value.not_valid || !lineage::keeps_parents(scene, table)) return false;
    if (!lineage::table(scene, lineage::Side::to, table)->bound.empty()) return false;
    return std::ranges::any_of(lineage::parents(scene, lineage::Side::to, table), [&](const ObjectId& parent) {
        const ObjectId above{.kind = to.id.kind, .schema = parent.schema, .parent = parent.name, .name = to.id.name};
        const auto *was = scene.around->find(lineage::Side::from, above), *is = scene.around->find(lineage::Side::to, above);
        return was != nullptr && is != nullptr && was->kind->equal(*was, *is) && lineage::keeps(scene, table, parent);
    });
}

/// The index has the constraint's name.
void append_index_steps(const Subject<Constraint>& from, const Subject<Constraint>& to, Steps& steps) {
    const auto first = steps.size();
    if (from.value.tablespace != to.value.tablespace) steps.push_back(phrases::move_step("INDEX", to.id, to.value.tablespace));
    phrases::append_option_steps("INDEX", to.id, from.value.index_options, to.value.index_options, steps);
    for (auto i = first; i < steps.size(); ++i) steps[i].touches = {{"options", Effect::touches}};
}

}  // namespace

std::string generated_name(const std::string& table, const Constraint& constraint) {
    if (constraint.type == "primary key") return phrases::implicit_name(table, "", "pkey");
    std::string columns;
    for (const auto& column : constraint.columns) columns += (columns.empty() ? "" : "_") + column;
    return phrases::implicit_name(table, columns, constraint.type == "exclusion" ? "excl" : "key");
}

std::string other_keys(const std::string& schema, const std::string& table, std::vector<std::string> columns) {
    std::ranges::sort(columns);
    return "keys of " + QualifiedName{schema, table}.render() + " " + phrases::in_parentheses(phrases::quoted(columns));
}

Steps ConstraintKind::create(const Subject<Constraint>& to, const Scene& scene) {
    if (arrives(to, scene)) {
        auto step = alter_step(to.id, {}, Effect::creates, "");
        step.statement.text.clear();
        step.awaits = {lineage::after_attach(table_id(to.id))};
        Steps steps{std::move(step)};
        append_validation(to, scene, steps);
        return steps;
    }
    auto element = definition(to);
    const bool means_primary = foreign_key::means_primary(to, scene);
    if (means_primary) element = foreign_key::without_referenced_columns(to.value, std::move(element));
    auto step = alter_step(to.id, sql::fragment("ADD", element), Effect::creates, to.value.type == "foreign key" ? "SHARE ROW EXCLUSIVE" : "ACCESS EXCLUSIVE");
    step.takes = taken_by(to);
    hand_down_not_valid(to, scene, step);
    if (to.value.type == "foreign key") step.awaits.push_back(other_keys(to.value.references_schema, to.value.references_table, to.value.references_columns));
    if (to.value.type == "foreign key") foreign_key::await_partitions(to, scene, step);
    if (!to.value.not_valid && !to.value.not_enforced) {
        step.inlined = Inlined{{.kind = "table", .schema = to.id.schema, .name = to.id.parent}, element};
        step.note = to.value.type == "primary key" || to.value.type == "unique" ? "builds an index" : "checks every row";
        if (is_foreign(to, scene)) step.note.clear();
    }
    const bool by_hand = lineage::is_made_by_hand(scene, to.id);
    if (by_hand && is_partitioned(to, scene)) {
        step.statement = sql::sql("ALTER TABLE ONLY", table_of(to.id), "ADD", element);
        // A partition that comes afterwards would get one.
        if (lineage::is_incomplete(scene, to.id)) step.awaits.push_back(lineage::all_attached(table_id(to.id)));
        else step.prepares.push_back(lineage::tops(table_id(to.id)));
        if (to.value.invalid) step.inlined.reset();
    }
    Steps steps{std::move(step)};
    if (!means_primary) foreign_key::put_between_older_keys(to, scene, steps);
    phrases::append_marks(to.id, table_of(to.id), {}, marks_of(to.value), steps);
    if (to.value.inherited || to.value.attached) append_attach(to, scene, steps);
    return steps;
}

Steps ConstraintKind::drop(const Subject<Constraint>& from, const Scene& scene) {
    auto step = alter_step(from.id, sql::fragment("DROP CONSTRAINT", Identifier{from.id.name}), Effect::destroys, "ACCESS EXCLUSIVE");
    step.frees = taken_by(from);
    step.prepares = {lineage::gone(from.id)};
    if (from.value.type == "primary key" || from.value.type == "unique")
        step.prepares.push_back(other_keys(from.id.schema, from.id.parent, from.value.columns));
    if (from.value.inherited && !from.value.local) {
        if (foreign_key::goes_before_detaching(from, scene)) step.statement.text.clear();
        else lineage::leave_with_parent(step, table_id(from.id), scene);
    }
    if (from.value.type == "check" && is_relinked_along(from.id, scene)) step.statement.text.clear();
    // "cannot drop inherited constraint"
    if (from.value.inherited && from.value.local)
        for (const auto& parent : lineage::parents(scene, lineage::Side::from, table_id(from.id)))
            step.awaits.push_back(lineage::gone({.kind = from.id.kind, .schema = parent.schema, .parent = parent.name, .name = from.id.name}));
    return {std::move(step)};
}

Alteration ConstraintKind::alter(const Subject<Constraint>& from, const Subject<Constraint>& to, const Scene& scene) {
    Alteration out;
    if (gives_up_its_own(from, to, scene) || loses_validity(from, to, scene)) {
        out.steps = relink_check(to.id, scene);
        return out;
    }
    // What else it says, it must say before its table joins a parent.
    if (to.value.type == "check" && from.value.body == to.value.body && is_relinked_along(to.id, scene)) return out;
    if (!equal_but_alterable(from, to, scene) || !lineage_is_reached(from, to, scene) ||
        (to.value.type == "foreign key" && foreign_key::bound_to(from) != foreign_key::bound_to(to))) {
        out.way = Alteration::Way::recreate;
        return out;
    }
    if ((to.value.inherited && !from.value.inherited) || (to.value.attached && !from.value.attached)) append_attach(to, scene, out.steps);
    // ALTER CONSTRAINT and VALIDATE CONSTRAINT of the parent's reach it.
    if (from.value.inherited && to.value.inherited && lineage::keeps_parents(scene, table_id(to.id))) {
        if (from.value.not_valid) append_validation(to, scene, out.steps);
        append_index_steps(from, to, out.steps);
        return out;
    }
    const Identifier constraint_name{to.id.name};
    if (from.value.deferrable != to.value.deferrable || from.value.initially_deferred != to.value.initially_deferred) {
        Builder action;
        action.add("ALTER CONSTRAINT").add(constraint_name);
        action.add(to.value.deferrable ? Fragment{"DEFERRABLE"} : Fragment{"NOT DEFERRABLE"});
        action.add(to.value.initially_deferred ? Fragment{"INITIALLY DEFERRED"} : Fragment{"INITIALLY IMMEDIATE"});
        out.steps.push_back(alter_step(to.id, action.fragment(), Effect::touches, "ACCESS EXCLUSIVE"));
    }
    if (from.value.not_valid && !to.value.not_valid) {
        out.steps.push_back(alter_step(to.id, sql::fragment("VALIDATE CONSTRAINT", constraint_name), Effect::touches, "SHARE UPDATE EXCLUSIVE"));
        out.steps.back().note = "checks every row";
    }
    append_index_steps(from, to, out.steps);
    phrases::append_marks(to.id, table_of(to.id), marks_of(from.value), marks_of(to.value), out.steps);
    return out;
}

Steps ConstraintKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return {alter_step(to, sql::fragment("RENAME CONSTRAINT", Identifier{from.name}, "TO", Identifier{to.name}), Effect::touches, "ACCESS EXCLUSIVE")};
}

std::vector<std::string> ConstraintKind::occupies(const ObjectId& id) { return {"constraint:" + sql::QualifiedName{table_of(id).render(), id.name}.render()}; }

Fragment ConstraintKind::spoken(const ObjectId& id) { return sql::fragment("CONSTRAINT", Identifier{id.name}, "ON", table_of(id)); }

Constraint ConstraintKind::without_expressions(Constraint constraint) {
    if (constraint.type == "check" || constraint.type == "exclusion") constraint.body = "(expression)";
    return constraint;
}

namespace {

struct Heading {
    std::string_view type, heading;
};
constexpr Heading k_headings[] = {{"primary key", "Primary keys"},
                                  {"unique", "Unique constraints"},
                                  {"foreign key", "Foreign keys"},
                                  {"check", "Checks"},
                                  {"exclusion", "Exclusion constraints"}};

std::string detail_of(const Constraint& constraint) {
    if (constraint.type == "check") return constraint.body;
    auto text = phrases::in_parentheses(phrases::quoted(constraint.columns));
    if (constraint.type != "foreign key") return text;
    text += " → " + QualifiedName{constraint.references_schema, constraint.references_table}.render() + " " +
            phrases::in_parentheses(phrases::quoted(constraint.references_columns));
    if (!constraint.on_delete.empty()) text += ", on delete " + phrases::lower(constraint.on_delete);
    if (!constraint.on_update.empty()) text += ", on update " + phrases::lower(constraint.on_update);
    return text;
}

}  // namespace

std::vector<std::string> ConstraintKind::headings() {
    std::vector<std::string> out;
    for (const auto& entry : k_headings) out.emplace_back(entry.heading);
    return out;
}

std::vector<Entry> ConstraintKind::entries(const Constraint& constraint) {
    const auto* entry = std::ranges::find(k_headings, constraint.type, &Heading::type);
    return {{.heading = std::string(entry->heading), .detail = detail_of(constraint)}};
}

std::optional<IndexKeys> ConstraintKind::index_keys(const ObjectId& id, const Constraint& constraint) {
    if ((constraint.type != "primary key" && constraint.type != "unique") || constraint.deferrable) return std::nullopt;
    const auto keys = phrases::in_parentheses(phrases::quoted(constraint.columns));
    return IndexKeys{
        .schema = id.schema, .table = id.parent, .text = keys.substr(1, keys.size() - 2), .columns = constraint.columns, .serves = !constraint.invalid};
}

std::optional<Reference> ConstraintKind::reference(const ObjectId& id, const Constraint& constraint) {
    if (constraint.type != "foreign key") return std::nullopt;
    return Reference{.from = {.kind = "table", .schema = id.schema, .name = id.parent},
                     .to = {.kind = "table", .schema = constraint.references_schema, .name = constraint.references_table},
                     .on_delete = constraint.on_delete};
}

}  // namespace whimbrel::kinds
