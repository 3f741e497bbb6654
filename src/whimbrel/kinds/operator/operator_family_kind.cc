// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/operator/operator_family_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Fragment;

namespace {

constexpr std::string_view k_families = R"(
SELECT f.oid, n.nspname, f.opfname, ' USING ' || pg_catalog.quote_ident(m.amname)
  FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
 WHERE f.oid >= 16384 AND n.nspname !~ '^pg_' AND )";

std::string part_of(const OperatorMember& member) { return "member:" + member.slot(); }

const OperatorMember* find(const OperatorFamily& family, std::string_view part) {
    const auto it = std::ranges::find_if(family.members, [&](const OperatorMember& member) { return part_of(member) == part; });
    return it == family.members.end() ? nullptr : &*it;
}

Step member_step(const ObjectId& id, const OperatorMember& member, Effect effect) {
    const Fragment action = effect == Effect::creates ? sql::fragment("ADD", operators::item(member)) : sql::fragment("DROP", Fragment{member.slot()});
    return {.object = id, .statement = sql::sql("ALTER", OperatorFamilyKind::spoken(id), action), .touches = {{part_of(member), effect}}};
}

}  // namespace

std::vector<std::string> OperatorFamilyKind::queries(pg::ServerVersion) {
    return {std::string(k_families) + phrases::not_of_extension("pg_catalog.pg_opfamily", "f.oid") + "\n ORDER BY f.oid",
            operators::members_query(operators::Holder::family)};
}

Result<> OperatorFamilyKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    auto members = operators::found_members(rows[1]);
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = std::string(name), .schema = row.string(1), .name = row.string(2), .arguments = row.string(3)};
        OperatorFamily family;
        auto& found = members[row.oid(0)];
        for (const auto& [member, address] : found) family.members.push_back(member);
        reading.add(id, std::move(family), {catalog_oid::pg_opfamily, row.oid(0)});
        for (const auto& [member, address] : found) reading.alias(address, id, part_of(member));
    }
    return {};
}

Steps OperatorFamilyKind::create(const Subject<OperatorFamily>& to, const Scene&) {
    Steps steps{phrases::step(to.id, sql::sql("CREATE", spoken(to.id)), Effect::creates)};
    for (const auto& member : to.value.members) steps.push_back(member_step(to.id, member, Effect::creates));
    return steps;
}

Steps OperatorFamilyKind::drop(const Subject<OperatorFamily>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration OperatorFamilyKind::alter(const Subject<OperatorFamily>& from, const Subject<OperatorFamily>& to, const Scene&) {
    Alteration out;
    const auto stays = [](const OperatorMember& member, const OperatorMember* other) { return other != nullptr && *other == member; };
    for (const auto& member : from.value.members)
        if (!stays(member, find(to.value, part_of(member)))) out.steps.push_back(member_step(to.id, member, Effect::destroys));
    for (const auto& member : to.value.members)
        if (!stays(member, find(from.value, part_of(member)))) out.steps.push_back(member_step(to.id, member, Effect::creates));
    return out;
}

Steps OperatorFamilyKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

std::optional<PartRebuild> OperatorFamilyKind::rebuild_part(const Subject<OperatorFamily>& from, const Subject<OperatorFamily>& to, std::string_view part,
                                                            const Scene&) {
    const auto* old = find(from.value, part);
    if (old == nullptr) return std::nullopt;
    PartRebuild out{.before = {member_step(to.id, *old, Effect::destroys)}, .after = {}};
    if (const auto* now = find(to.value, part)) out.after.push_back(member_step(to.id, *now, Effect::creates));
    return out;
}

std::vector<std::string> OperatorFamilyKind::occupies(const ObjectId& id) { return {phrases::slot("operator family", id) + id.arguments}; }

Fragment OperatorFamilyKind::spoken(const ObjectId& id) { return sql::fragment("OPERATOR FAMILY", Fragment{phrases::qualified(id).render() + id.arguments}); }

}  // namespace whimbrel::kinds
