// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/operator/loose_member_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;

namespace {

/// An operator has one strategy in a family (pg_amop_opr_fam_index), and another one to order by.
std::vector<std::string> operator_slot(const LooseMember& of) {
    if (of.member.sort != "OPERATOR") return {};
    return {"operator in " + of.family + ": " + of.member.object + (of.member.order_by.empty() ? "" : " to order by")};
}

}  // namespace

std::vector<std::string> LooseMemberKind::queries(pg::ServerVersion) { return {operators::members_query(operators::Holder::foreign_family)}; }

Result<> LooseMemberKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        auto [member, address] = operators::found_member(row);
        auto family = row.string(operators::k_foreign);
        // PostgreSQL keeps no note of the types: a member whose operator or function is its own would stay when its type goes.
        std::vector<Need> needs;
        for (const int column : {operators::k_foreign + 1, operators::k_foreign + 2})
            if (const auto* type = reading.find({catalog_oid::pg_type, row.oid(column)})) needs.push_back({.object = *type});
        ObjectId id{.kind = std::string(name), .arguments = family + " " + member.slot()};
        reading.add(std::move(id), LooseMember{.family = std::move(family), .member = std::move(member)}, address, std::move(needs));
    }
    return {};
}

Steps LooseMemberKind::create(const Subject<LooseMember>& to, const Scene&) {
    const Fragment family{to.value.family};
    Steps steps{phrases::step(to.id, sql::sql("ALTER OPERATOR FAMILY", family, "ADD", operators::item(to.value.member)), Effect::creates)};
    steps.back().takes = operator_slot(to.value);
    return steps;
}

Steps LooseMemberKind::drop(const Subject<LooseMember>& from, const Scene&) {
    const Fragment family{from.value.family}, slot{from.value.member.slot()};
    Steps steps{phrases::step(from.id, sql::sql("ALTER OPERATOR FAMILY", family, "DROP", slot), Effect::destroys)};
    steps.back().frees = operator_slot(from.value);
    return steps;
}

Alteration LooseMemberKind::alter(const Subject<LooseMember>&, const Subject<LooseMember>&, const Scene&) { return {.way = Alteration::Way::recreate}; }

std::vector<std::string> LooseMemberKind::occupies(const ObjectId& id) { return {"operator family member:" + id.arguments}; }

Fragment LooseMemberKind::spoken(const ObjectId& id) { return sql::fragment("MEMBER OF OPERATOR FAMILY", Fragment{id.arguments}); }

}  // namespace whimbrel::kinds
