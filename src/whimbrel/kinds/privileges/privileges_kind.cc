// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/privileges_kind.h"

#include "whimbrel/kinds/default_privileges/default_privileges_kind.h"
#include "whimbrel/kinds/owner/owner_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/range_type/range_kind.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

enum class Role { drop, alter, create };

Fragment role_of(const std::string& role) { return role.empty() ? Fragment{"CURRENT_USER"} : Fragment{Identifier{role}.render()}; }

std::vector<Touch> touches_of(const Act& act, Role role) {
    if (role == Role::create) return {{"", Effect::creates}};
    if (role == Role::drop) return {{"", Effect::destroys}};
    std::vector<Touch> out{{"list", Effect::touches}};  // one after the other
    for (const auto& grant : act.grants) {
        if (act.verb != Act::Verb::grant) out.push_back({entry_part(grant), Effect::destroys});
        out.push_back({entry_part(grant), Effect::creates});
    }
    return out;
}

/// Whoever grants in his own name must be able to look the object up.
ObjectId of_schema(const ObjectId& id) { return PrivilegesKind::of({.kind = "schema", .name = id.schema}); }

/// What GRANT and REVOKE name. What PostgreSQL makes with a range follows that in its names.
Fragment spoken_in(const Scene& scene, Role role, const ObjectId& id) {
    const auto side = role == Role::drop ? Surroundings::Side::from : Surroundings::Side::to;
    const auto* range = scene.around == nullptr || !RangeKind::is_companion(id.part) ? nullptr : scene.around->find(side, id.target());
    if (range != nullptr)
        for (const auto& companion : RangeKind::companions(range->id, range->as<Range>(), scene.version))
            if (companion.part == id.part) return companion.spoken;
    return PrivilegesKind::spoken(id);
}

class Writing {
public:
    Writing(const Subject<Privileges>& subject, Role role, const Scene& scene) : subject_(subject), role_(role), scene_(scene) {}

    void undo(const std::vector<Act>& acts) {
        for (const auto& act : acts) {
            Step step = step_of(act);
            step.before.push_back(OwnerKind::of(subject_.id.target()));
            // An identity's sequence may get another name meanwhile.
            if (!subject_.value.sequence.empty() && role_ == Role::drop) step.prepares.push_back("sequence done with:" + subject_.value.sequence);
            if (!subject_.value.sequence.empty() && role_ != Role::drop) step.awaits.push_back("sequence named:" + subject_.value.sequence);
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
        const std::string& grantor = act.grants.front().grantor;
        const auto& id = subject_.id;
        // Within SET ROLE the owner, where he has no name of his own, is still who started the session.
        const Fragment owner = subject_.value.owner.empty() && !grantor.empty() ? Fragment{"SESSION_USER"} : role_of(subject_.value.owner);
        const auto words = words_of(act, id.part.starts_with("column:") ? part_name(id.part) : "", owner);
        const Fragment object = subject_.value.sequence.empty() ? spoken_in(scene_, role_, id) : sql::fragment("SEQUENCE", Fragment{subject_.value.sequence});
        auto statement = sql::sql(words.before, "ON", object, words.after);
        // GRANTED BY takes nobody but the current user.
        if (!grantor.empty()) statement = sql::sql("SET ROLE", Fragment{Identifier{grantor}.render() + ";\n"}, statement, Fragment{";\nRESET ROLE"});
        return {.object = id, .statement = std::move(statement), .touches = touches_of(act, role_)};
    }

    const Subject<Privileges>& subject_;
    Role role_;
    const Scene& scene_;
    Steps steps_;
};

OwnerDefaults defaults_of(const ObjectId& id) { return id.part.starts_with("column:") ? OwnerDefaults::none : OwnerDefaults::all; }

}  // namespace

Steps PrivilegesKind::create(const Subject<Privileges>& to, const Scene& scene) {
    Writing writing(to, Role::create, scene);
    writing.make(change_access({}, to.value.list, defaults_of(to.id)).done);
    return writing.take();
}

Steps PrivilegesKind::drop(const Subject<Privileges>& from, const Scene& scene) {
    Writing writing(from, Role::drop, scene);
    writing.undo(change_access(from.value.list, {}, defaults_of(from.id)).undone);
    return writing.take();
}

Alteration PrivilegesKind::alter(const Subject<Privileges>& from, const Subject<Privileges>& to, const Scene& scene) {
    const auto change = change_access(from.value.list, to.value.list, defaults_of(to.id));
    Privileges was = from.value;
    if (!to.value.sequence.empty()) was.sequence = to.value.sequence;
    const Subject<Privileges> named{from.id, was, from.needs};
    Writing before(named, Role::alter, scene);
    before.undo(change.undone);
    Writing after(to, Role::alter, scene);
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

std::vector<Entry> PrivilegesKind::entries(const Privileges& privileges) {
    std::string detail;
    const auto add = [&](const Grant& grant, std::string_view before) {
        if (!detail.empty()) detail += ", ";
        detail += before;
        detail += phrases::lower(grant.privilege) + " to " + (grant.grantee.empty() ? "the owner" : grant.grantee);
        if (grant.grantable) detail += " with grant option";
        if (!grant.grantor.empty()) detail += " by " + grant.grantor;
    };
    for (const auto& grant : privileges.list.granted) add(grant, "");
    for (const auto& grant : privileges.list.withheld) add(grant, "no ");
    return {{.heading = "Privileges", .detail = detail}};
}

ObjectId PrivilegesKind::of(ObjectId object) {
    object.on = std::exchange(object.kind, std::string(name));
    return object;
}

std::vector<Born<Privileges>> PrivilegesKind::at_birth(const Object* before, const Object& object, std::span<const Staying> in_force, const Scene& scene) {
    std::vector<Born<Privileges>> out;
    const auto add = [&](const Fragment& spoken, Born<Privileges> born) {
        born.value.list = DefaultPrivilegesKind::at_birth(spoken, object.id.schema, in_force);
        if (!born.value.list.empty()) out.push_back(std::move(born));
    };
    if (before == nullptr) add(find_kind(object.id.kind)->spoken(object.id), {});
    if (before == nullptr && object.id.kind == RangeKind::name)
        for (auto& companion : RangeKind::companions(object.id, object.as<Range>(), scene.version))
            add(companion.spoken, {.value = {}, .part = companion.part});
    if (object.id.kind != TableKind::name) return out;
    for (const auto& column : object.as<Table>().columns) {
        const auto* old = before == nullptr ? nullptr : before->as<Table>().column(column.name);
        if (!column.identity || (old != nullptr && old->identity)) continue;
        const auto sequence = identity_sequence(object.id, column);
        add(sql::fragment("SEQUENCE", Fragment{sequence}),
            {.value = {.list = {}, .owner = {}, .sequence = sequence}, .part = "identity:" + column.name, .of_part = column_part(column.name)});
    }
    return out;
}

}  // namespace whimbrel::kinds
