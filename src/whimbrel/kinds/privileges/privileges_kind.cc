// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/privileges_kind.h"

#include "whimbrel/kinds/default_privileges/default_privileges_kind.h"
#include "whimbrel/kinds/owner/owner_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/privileges/access_steps.h"
#include "whimbrel/kinds/range_type/range_kind.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;

namespace {

/// Whoever grants in his own name must be able to look the object up.
ObjectId of_schema(const ObjectId& id) { return PrivilegesKind::of({.kind = "schema", .name = id.schema}); }

/// What GRANT and REVOKE name. What PostgreSQL makes with a range follows that in its names.
Fragment spoken_in(const Scene& scene, ListFate fate, const ObjectId& id) {
    const auto side = fate == ListFate::goes ? Surroundings::Side::from : Surroundings::Side::to;
    const auto* range = scene.around == nullptr || !RangeKind::is_companion(id.part) ? nullptr : scene.around->find(side, id.target());
    if (range != nullptr)
        for (const auto& companion : RangeKind::companions(range->id, range->as<Range>(), scene.version))
            if (companion.part == id.part) return companion.spoken;
    return PrivilegesKind::spoken(id);
}

class Writing {
public:
    Writing(const Subject<Privileges>& subject, ListFate fate, const Scene& scene) : subject_(subject), fate_(fate), scene_(scene) {}

    void undo(const std::vector<Act>& acts) {
        for (const auto& act : acts) {
            Step step = step_of(act);
            step.before.push_back(OwnerKind::of(subject_.id.target()));
            // An identity's sequence may get another name meanwhile.
            if (!subject_.value.sequence.empty() && fate_ == ListFate::goes) step.prepares.push_back("sequence done with:" + subject_.value.sequence);
            if (!subject_.value.sequence.empty() && fate_ != ListFate::goes) step.awaits.push_back("sequence named:" + subject_.value.sequence);
            if (!act.grants.front().grantor.empty()) step.before.push_back(of_schema(subject_.id));
            steps_.push_back(std::move(step));
        }
    }
    void make(const std::vector<Act>& acts) {
        for (const auto& act : acts) {
            Step step = step_of(act);
            step.after.push_back(OwnerKind::of(subject_.id.target()));
            if (!subject_.value.sequence.empty()) step.awaits.push_back("sequence named:" + subject_.value.sequence);
            if (!act.grants.front().grantor.empty()) step.after.push_back(of_schema(subject_.id));
            steps_.push_back(std::move(step));
        }
    }
    Steps take() { return std::move(steps_); }

private:
    [[nodiscard]] Step step_of(const Act& act) const {
        const auto& id = subject_.id;
        const std::string_view column = id.part.starts_with("column:") ? part_name(id.part) : "";
        const Fragment object = subject_.value.sequence.empty() ? spoken_in(scene_, fate_, id) : sql::fragment("SEQUENCE", Fragment{subject_.value.sequence});
        return access_step({.id = id, .column = column, .owner = subject_.value.owner}, object, act, fate_);
    }

    const Subject<Privileges>& subject_;
    ListFate fate_;
    const Scene& scene_;
    Steps steps_;
};

/// Who owns the table while columns are added to it; empty: who owns the database.
std::string owner_before(const ObjectId& table, const Scene& scene) {
    const auto* owner = scene.around == nullptr ? nullptr : scene.around->find(Surroundings::Side::from, OwnerKind::of(table));
    return owner == nullptr ? "" : owner->as<Owner>().role;
}

OwnerDefaults defaults_of(const ObjectId& id) { return id.part.starts_with("column:") ? OwnerDefaults::none : OwnerDefaults::all; }

}  // namespace

Steps PrivilegesKind::create(const Subject<Privileges>& to, const Scene& scene) {
    Writing writing(to, ListFate::comes, scene);
    writing.make(change_access({}, to.value.list, defaults_of(to.id)).done);
    return writing.take();
}

Steps PrivilegesKind::drop(const Subject<Privileges>& from, const Scene& scene) {
    Writing writing(from, ListFate::goes, scene);
    writing.undo(change_access(from.value.list, {}, defaults_of(from.id)).undone);
    return writing.take();
}

Alteration PrivilegesKind::alter(const Subject<Privileges>& from, const Subject<Privileges>& to, const Scene& scene) {
    const auto change = change_access(from.value.list, to.value.list, defaults_of(to.id));
    Privileges was = from.value;
    if (!to.value.sequence.empty()) was.sequence = to.value.sequence;
    const Subject<Privileges> named{from.id, was, from.needs};
    Writing before(named, ListFate::changes, scene);
    before.undo(change.undone);
    Writing after(to, ListFate::changes, scene);
    after.make(change.done);
    Alteration out{.steps = before.take()};
    std::ranges::move(after.take(), std::back_inserter(out.steps));
    return out;
}

std::vector<std::string> PrivilegesKind::occupies(const ObjectId&) { return {}; }

Fragment PrivilegesKind::spoken(const ObjectId& id) {
    const ObjectId target = id.target();
    const Fragment name_of_target = find_kind(target.kind)->spoken(target);
    // ALTER and COMMENT tell apart what is one thing to GRANT.
    for (const std::string_view relation : {"VIEW ", "MATERIALIZED VIEW ", "FOREIGN TABLE "})
        if (name_of_target.text.starts_with(relation)) return sql::fragment("TABLE", phrases::qualified(id));
    if (name_of_target.text.starts_with("AGGREGATE ")) return sql::fragment("FUNCTION", Fragment{phrases::qualified(id).render() + id.arguments});
    if (name_of_target.text.starts_with("SERVER ")) return sql::fragment("FOREIGN", name_of_target);
    return name_of_target;
}

std::vector<Entry> PrivilegesKind::entries(const Privileges& privileges) { return {{.heading = "Privileges", .detail = described(privileges.list)}}; }

ObjectId PrivilegesKind::of(ObjectId object) {
    object.on = std::exchange(object.kind, std::string(name));
    return object;
}

std::vector<Born<Privileges>> PrivilegesKind::at_birth(const Object* before, const Object& object, std::span<const Staying> in_force, const Scene& scene) {
    std::vector<Born<Privileges>> out;
    const auto add = [&](const Fragment& spoken, Born<Privileges> born) {
        born.value.list = DefaultPrivilegesKind::at_birth(spoken, object.id.schema, born.value.owner, in_force);
        if (!born.value.list.empty()) out.push_back(std::move(born));
    };
    if (before == nullptr) add(find_kind(object.id.kind)->spoken(object.id), {});
    if (before == nullptr && object.id.kind == RangeKind::name)
        for (auto& companion : RangeKind::companions(object.id, object.as<Range>(), scene.version))
            add(companion.spoken, {.value = {}, .part = companion.part});
    if (object.id.kind != TableKind::name) return out;
    // A column's sequence is made as its table's owner (generateSerialExtraStmts() in parse_utilcmd.c), which of a new table is who makes it.
    const auto owner = before == nullptr ? "" : owner_before(object.id, scene);
    for (const auto& column : object.as<Table>().columns) {
        const auto* old = before == nullptr ? nullptr : before->as<Table>().column(column.name);
        if (!column.identity || (old != nullptr && old->identity)) continue;
        const auto sequence = identity_sequence(object.id, column);
        add(sql::fragment("SEQUENCE", Fragment{sequence}),
            {.value = {.list = {}, .owner = owner, .sequence = sequence}, .part = "identity:" + column.name, .of_part = column_part(column.name)});
    }
    return out;
}

}  // namespace whimbrel::kinds
