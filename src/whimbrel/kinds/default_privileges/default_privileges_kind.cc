// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/default_privileges/default_privileges_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <array>
#include <map>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

// What is the role's own is so of whoever applies the declaration; where he has none, of the database's owner.
constexpr std::string_view k_entries = R"(
WITH me AS (
  SELECT coalesce((SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER AND r.oid IN (SELECT x.defaclrole FROM pg_catalog.pg_default_acl x)),
                  (SELECT b.datdba FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database())) AS oid)
SELECT a.oid, n.nspname, CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                                              WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' END,
       CASE WHEN a.defaclrole <> me.oid THEN pg_catalog.pg_get_userbyid(a.defaclrole) END, e.withheld,
       CASE WHEN e.grantee = 0 THEN 'public' WHEN e.grantee <> a.defaclrole THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable
  FROM (SELECT d.*, CASE WHEN d.defaclnamespace = 0 THEN
                 pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END AS usual
          FROM pg_catalog.pg_default_acl d) a CROSS JOIN me
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.defaclnamespace
 CROSS JOIN LATERAL (
    SELECT false, g.* FROM pg_catalog.aclexplode(a.defaclacl) g WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.usual) u
       WHERE u.grantee = g.grantee AND u.privilege_type = g.privilege_type AND u.is_grantable = g.is_grantable)
    UNION ALL
    SELECT true, u.* FROM pg_catalog.aclexplode(a.usual) u WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.defaclacl) g
       WHERE u.grantee = g.grantee AND u.privilege_type = g.privilege_type)
  ) e (withheld, grantor, grantee, privilege_type, is_grantable))";

std::string role_of(const ObjectId& id) { return id.arguments.empty() ? "" : id.arguments.substr(1, id.arguments.size() - 2); }

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

OwnerDefaults defaults_of(const ObjectId& id) { return id.schema.empty() ? OwnerDefaults::all : OwnerDefaults::none; }

void append_steps(const ObjectId& id, const std::vector<Act>& acts, Phase phase, Effect effect, Steps& steps) {
    const std::string role = role_of(id);
    const Fragment owner = role.empty() ? Fragment{"CURRENT_USER"} : Fragment{Identifier{role}.render()};
    for (const auto& act : acts) {
        const auto words = words_of(act, "", owner);
        steps.push_back({.object = id,
                         .statement = sql::sql("ALTER", DefaultPrivilegesKind::spoken(id), words.before, "ON", Fragment{upper(id.name)}, words.after),
                         .touches = {{"", effect}},
                         .phase = phase});
    }
}

/// What of a list is there before, while and after it is changed.
AccessList common(const AccessList& from, const AccessList& to) {
    AccessList out;
    for (auto grant : from.granted) {
        const auto it = std::ranges::find_if(to.granted, [&](const Grant& other) { return other.same_entry(grant); });
        if (it == to.granted.end()) continue;
        grant.grantable = grant.grantable && it->grantable;
        out.granted.push_back(std::move(grant));
    }
    std::ranges::set_intersection(from.withheld, to.withheld, std::back_inserter(out.withheld));
    return out;
}

struct Naming {
    std::string_view spoken, type;
};
constexpr auto k_namings = std::to_array<Naming>({{"TABLE ", "tables"},
                                                  {"VIEW ", "tables"},
                                                  {"MATERIALIZED VIEW ", "tables"},
                                                  {"FOREIGN TABLE ", "tables"},
                                                  {"SEQUENCE ", "sequences"},
                                                  {"FUNCTION ", "functions"},
                                                  {"PROCEDURE ", "functions"},
                                                  {"AGGREGATE ", "functions"},
                                                  {"TYPE ", "types"},
                                                  {"DOMAIN ", "types"},
                                                  {"SCHEMA ", "schemas"}});

/// What everybody has, and the owner: default privileges of a schema may grant it once more.
bool is_usual(const Grant& grant, std::string_view type) {
    if (grant.grantable) return false;
    return grant.grantee.empty() || (grant.grantee == k_public && (type == "functions" || type == "types"));
}

/// A schema's list is added to the one for everywhere (aclmerge()).
void add(const AccessList& in_schema, std::string_view type, AccessList& out) {
    for (const auto& grant : in_schema.granted) {
        const auto same = [&](const Grant& other) { return other.same_entry(grant); };
        const bool was_withheld = std::erase_if(out.withheld, same) != 0;
        if (is_usual(grant, type) || (was_withheld && !grant.grantable)) continue;
        const auto it = std::ranges::find_if(out.granted, same);
        if (it == out.granted.end()) out.granted.push_back(grant);
        else it->grantable = it->grantable || grant.grantable;
    }
    std::ranges::sort(out.granted);
}

}  // namespace

std::vector<std::string> DefaultPrivilegesKind::queries(pg::ServerVersion) { return {std::string(k_entries)}; }

Result<> DefaultPrivilegesKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    std::map<ObjectId, std::pair<Address, DefaultPrivileges>> found;
    for (const auto row : rows[0]) {
        const ObjectId id{
            .kind = std::string(name), .schema = row.string(1), .name = row.string(2), .arguments = row.is_null(3) ? "" : "(" + row.string(3) + ")"};
        auto& [address, value] = found[id];
        address = {catalog_oid::pg_default_acl, row.oid(0)};
        (row.boolean(4) ? value.list.withheld : value.list.granted).push_back({row.string(5), row.string(6), "", row.boolean(7)});
    }
    for (auto& [id, item] : found) {
        std::ranges::sort(item.second.list.granted);
        std::ranges::sort(item.second.list.withheld);
        reading.add(id, std::move(item.second), item.first);
    }
    return {};
}

Steps DefaultPrivilegesKind::create(const Subject<DefaultPrivileges>& to, const Scene&) {
    Steps steps;
    append_steps(to.id, change_access({}, to.value.list, defaults_of(to.id)).done, Phase::last, Effect::creates, steps);
    return steps;
}

Steps DefaultPrivilegesKind::drop(const Subject<DefaultPrivileges>& from, const Scene&) {
    Steps steps;
    append_steps(from.id, change_access(from.value.list, {}, defaults_of(from.id)).undone, Phase::first, Effect::destroys, steps);
    return steps;
}

Alteration DefaultPrivilegesKind::alter(const Subject<DefaultPrivileges>& from, const Subject<DefaultPrivileges>& to, const Scene&) {
    Alteration out;
    const auto change = change_access(from.value.list, to.value.list, defaults_of(to.id));
    append_steps(to.id, change.undone, Phase::first, Effect::touches, out.steps);
    append_steps(to.id, change.done, Phase::last, Effect::touches, out.steps);
    return out;
}

std::vector<std::string> DefaultPrivilegesKind::occupies(const ObjectId&) { return {}; }

Fragment DefaultPrivilegesKind::spoken(const ObjectId& id) {
    Builder builder;
    builder.add("DEFAULT PRIVILEGES");
    if (!id.arguments.empty()) builder.add("FOR ROLE").add(Identifier{role_of(id)});
    if (!id.schema.empty()) builder.add("IN SCHEMA").add(Identifier{id.schema});
    return builder.fragment();
}

AccessList DefaultPrivilegesKind::at_birth(const Fragment& spoken, const std::string& schema, const std::string& role, std::span<const Staying> in_force) {
    const auto naming = std::ranges::find_if(k_namings, [&](const Naming& n) { return spoken.text.starts_with(n.spoken); });
    if (naming == k_namings.end()) return {};
    const auto of_role = [&](const std::string& in) {
        for (const auto& [from, to] : in_force)
            if (from->id.name == naming->type && role_of(from->id) == role && from->id.schema == in)
                return common(from->as<DefaultPrivileges>().list, to->as<DefaultPrivileges>().list);
        return AccessList{};
    };
    AccessList out = of_role("");
    if (!schema.empty()) add(of_role(schema), naming->type, out);
    return out;
}

}  // namespace whimbrel::kinds
