// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/role/membership_kind.h"

#include "whimbrel/kinds/role/role_kind.h"

#include <algorithm>
#include <map>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr int k_with_options = 16;  ///< the first major with INHERIT and SET of a membership, and one for each grantor

// The bootstrap superuser (oid 10) stands for whoever is a superuser: select_best_grantor() in server source user.c.
constexpr std::string_view k_memberships = R"(
SELECT m.roleid, g.rolname, m.member, u.rolname, CASE WHEN m.grantor <> 10 AND b.rolname <> session_user THEN b.rolname END, m.admin_option, )";
constexpr std::string_view k_options = "m.inherit_option, m.set_option, m.oid";
constexpr std::string_view k_no_options = "true, true, 0::oid";
constexpr std::string_view k_from = R"(
  FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid JOIN pg_catalog.pg_roles u ON u.oid = m.member
  LEFT JOIN pg_catalog.pg_roles b ON b.oid = m.grantor
 WHERE m.member >= 16384
 ORDER BY u.rolname, g.rolname, b.rolname)";

ObjectId id_of(std::string member, std::string role) {
    return {.kind = std::string(MembershipKind::name), .parent = std::move(member), .name = std::move(role)};
}
ObjectId role_id(std::string name) { return {.kind = std::string(RoleKind::name), .name = std::move(name)}; }

const MembershipGrant* find(const std::vector<MembershipGrant>& grants, const std::string& grantor) {
    const auto it = std::ranges::find(grants, grantor, &MembershipGrant::grantor);
    return it == grants.end() ? nullptr : &*it;
}

std::string part_of(const MembershipGrant& grant) { return "grant:" + grant.grantor; }

Fragment granted_by(const MembershipGrant& grant) { return grant.grantor.empty() ? Fragment{} : sql::fragment("GRANTED BY", Identifier{grant.grantor}); }

/// Without a word about it, a membership inherits as its member does.
bool inherits_by_default(const ObjectId& id, const Scene& scene) {
    const auto* member = scene.around == nullptr ? nullptr : scene.around->find(Surroundings::Side::to, role_id(id.parent));
    return member == nullptr || member->as<Role>().inherit;
}

/// WITH ADMIN OPTION, INHERIT FALSE: what differs between the two.
Fragment options_between(const MembershipGrant& from, const MembershipGrant& to, const Scene& scene) {
    std::vector<Fragment> options;
    if (from.admin != to.admin) options.push_back(sql::fragment(sql::Keywords(to.admin ? sql::Keywords("ADMIN OPTION") : sql::Keywords("ADMIN FALSE"))));
    if (scene.version.major() >= k_with_options) {
        if (from.inherit != to.inherit) options.push_back(to.inherit ? Fragment{"INHERIT TRUE"} : Fragment{"INHERIT FALSE"});
        if (from.set != to.set) options.push_back(to.set ? Fragment{"SET TRUE"} : Fragment{"SET FALSE"});
    }
    if (options.empty()) return {};
    Builder builder;
    return builder.add("WITH").list(options, [](const Fragment& option) { return option; }).fragment();
}

Step grant_step(const ObjectId& id, const MembershipGrant& from, const MembershipGrant& to, const Scene& scene, std::string part, Effect effect) {
    const Identifier role{id.name}, member{id.parent};
    // Before PostgreSQL 16 nothing but REVOKE takes the option back.
    const bool revokes = from.admin && !to.admin && scene.version.major() < k_with_options;
    auto statement = revokes ? sql::sql("REVOKE ADMIN OPTION FOR", role, "FROM", member, granted_by(to))
                             : sql::sql("GRANT", role, "TO", member, options_between(from, to, scene), granted_by(to));
    return {.object = id, .statement = std::move(statement), .touches = {{std::move(part), effect}}};
}

Step revoke_step(const ObjectId& id, const MembershipGrant& grant, const Scene& scene, std::string part, Effect effect) {
    const Fragment by = scene.version.major() >= k_with_options ? granted_by(grant) : Fragment{};
    Step step{.object = id, .statement = sql::sql("REVOKE", Identifier{id.name}, "FROM", Identifier{id.parent}, by), .touches = {{std::move(part), effect}}};
    step.phase = Phase::closing;
    step.risk = {.verdict = Verdict::lossy,
                 .reason = "takes rights from the role that applies the migration",
                 .when = sql::fragment("session_user =", sql::Literal{id.parent})};
    return step;
}

}  // namespace

std::vector<std::string> MembershipKind::queries(pg::ServerVersion version) {
    const auto options = version.major() >= k_with_options ? k_options : k_no_options;
    return {std::string(k_memberships) + std::string(options) + std::string(k_from)};
}

Result<> MembershipKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        Membership value{};
        Address address;
        std::vector<Need> needs{};
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        const auto* member = reading.find({catalog_oid::pg_authid, row.oid(2)});
        if (member == nullptr) continue;
        const std::uint32_t oid = row.oid(8) != 0 ? row.oid(8) : row.oid(2);
        auto& item = found[id_of(row.string(3), row.string(1))];
        item.address = {catalog_oid::pg_auth_members, oid, row.oid(8) != 0 ? 0 : static_cast<std::int32_t>(row.oid(0))};
        item.needs.push_back({.object = *member, .automatic = true});
        if (const auto* role = reading.find({catalog_oid::pg_authid, row.oid(0)}); role != nullptr) item.needs.push_back({.object = *role, .automatic = true});
        MembershipGrant grant{.grantor = row.string(4), .admin = row.boolean(5), .inherit = row.boolean(6), .set = row.boolean(7)};
        auto& grants = item.value.grants;
        const auto same = std::ranges::find(grants, grant.grantor, &MembershipGrant::grantor);
        if (same == grants.end()) {
            grants.push_back(std::move(grant));
            continue;
        }
        // Granted by the bootstrap superuser and by who reads: what holds is the sum.
        same->admin = same->admin || grant.admin;
        same->inherit = same->inherit || grant.inherit;
        same->set = same->set || grant.set;
    }
    for (auto& [id, item] : found) {
        for (const auto& grant : item.value.grants)
            // Who grants must have been given the role with the option to do so.
            if (const auto of_grantor = id_of(grant.grantor, id.name); !grant.grantor.empty() && found.contains(of_grantor))
                item.needs.push_back({.object = of_grantor});
        std::ranges::sort(item.value.grants, {}, &MembershipGrant::grantor);
    }
    for (auto& [id, item] : found) reading.add(id, std::move(item.value), item.address, std::move(item.needs));
    return {};
}

Steps MembershipKind::create(const Subject<Membership>& to, const Scene& scene) {
    Steps steps;
    for (const auto& grant : to.value.grants) {
        steps.push_back(grant_step(to.id, {.inherit = inherits_by_default(to.id, scene)}, grant, scene, "", Effect::creates));
        steps.back().phase = Phase::opening;
    }
    return steps;
}

Steps MembershipKind::drop(const Subject<Membership>& from, const Scene& scene) {
    Steps steps;
    for (const auto& grant : from.value.grants) steps.push_back(revoke_step(from.id, grant, scene, "", Effect::destroys));
    return steps;
}

Alteration MembershipKind::alter(const Subject<Membership>& from, const Subject<Membership>& to, const Scene& scene) {
    Alteration out;
    if (scene.version.major() < k_with_options && from.value.grants.size() == 1 && to.value.grants.size() == 1 &&
        from.value.grants.front().grantor != to.value.grants.front().grantor) {
        // There is one, and GRANT leaves it to the grantor it has.
        out.steps.push_back(revoke_step(to.id, from.value.grants.front(), scene, "grant", Effect::touches));
        out.steps.push_back(grant_step(to.id, {}, to.value.grants.front(), scene, "grant", Effect::touches));
        for (auto& step : out.steps) step.phase = Phase::usual;
        return out;
    }
    for (const auto& grant : to.value.grants) {
        const auto* old = find(from.value.grants, grant.grantor);
        if (old != nullptr && *old == grant) continue;
        const MembershipGrant blank{.inherit = inherits_by_default(to.id, scene)};
        out.steps.push_back(grant_step(to.id, old == nullptr ? blank : *old, grant, scene, part_of(grant), Effect::touches));
    }
    for (const auto& grant : from.value.grants)
        if (find(to.value.grants, grant.grantor) == nullptr) out.steps.push_back(revoke_step(to.id, grant, scene, part_of(grant), Effect::touches));
    return out;
}

Membership MembershipKind::as_told_by(Membership read, const Membership& other, Told told) {
    const bool left_open = find(other.grants, "") != nullptr && find(read.grants, "") == nullptr;
    if (told == Told::by_target && left_open && read.grants.size() == 1) read.grants.front().grantor.clear();
    return read;
}

std::vector<std::string> MembershipKind::occupies(const ObjectId&) { return {}; }

Fragment MembershipKind::spoken(const ObjectId& id) { return sql::fragment("ROLE", Identifier{id.name}); }

std::vector<Entry> MembershipKind::entries(const Membership& membership) {
    const bool admin = std::ranges::any_of(membership.grants, &MembershipGrant::admin);
    return {{.heading = "Memberships", .detail = admin ? "with admin option" : ""}};
}

}  // namespace whimbrel::kinds
