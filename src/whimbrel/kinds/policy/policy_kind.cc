// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/policy/policy_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_policies = R"(
SELECT p.oid, n.nspname, c.relname, p.polname, p.polcmd, NOT p.polpermissive,
       ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY r.rolname),
       pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE p.oid >= 16384 AND c.relpersistence <> 't'
 ORDER BY p.oid)";

/// ACL_…_CHR in src/include/utils/acl.h; '*' is every command.
std::string command_word(char code) {
    switch (code) {
        case 'r':
            return "SELECT";
        case 'a':
            return "INSERT";
        case 'w':
            return "UPDATE";
        case 'd':
            return "DELETE";
        default:
            return "";
    }
}

void add_roles(const std::vector<std::string>& roles, Builder& builder) {
    builder.add("TO");
    if (roles.empty()) builder.add("PUBLIC");
    else builder.list(roles, [](const std::string& role) { return Identifier{role}; });
}

void add_using(const Policy& policy, Builder& builder) { builder.add("USING (").add(Fragment{policy.using_expression}).add(")"); }

void add_check(const Policy& policy, Builder& builder) { builder.add("WITH CHECK (").add(Fragment{policy.check_expression}).add(")"); }

Step policy_step(const ObjectId& id, sql::Statement statement, Effect effect) {
    return {.object = id, .statement = std::move(statement), .touches = {{"", effect}}, .lock = "ACCESS EXCLUSIVE"};
}

bool takes_away(const std::string& from, const std::string& to) { return !from.empty() && to.empty(); }

}  // namespace

std::vector<std::string> PolicyKind::queries(pg::ServerVersion) { return {std::string(k_policies)}; }

Result<> PolicyKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .parent = row.string(2), .name = row.string(3)},
                    Policy{.command = command_word(row.character(4)),
                           .restrictive = row.boolean(5),
                           .roles = row.array(6),
                           .using_expression = row.string(7),
                           .check_expression = row.string(8)},
                    {catalog_oid::pg_policy, row.oid(0)});
    return {};
}

Steps PolicyKind::create(const Subject<Policy>& to, const Scene&) {
    const auto& policy = to.value;
    Builder builder;
    builder.add("CREATE").add(spoken(to.id));
    if (policy.restrictive) builder.add("AS RESTRICTIVE");
    if (!policy.command.empty()) builder.add("FOR").add(Fragment{policy.command});
    if (!policy.roles.empty()) add_roles(policy.roles, builder);
    if (!policy.using_expression.empty()) add_using(policy, builder);
    if (!policy.check_expression.empty()) add_check(policy, builder);
    return {policy_step(to.id, builder.statement(), Effect::creates)};
}

Steps PolicyKind::drop(const Subject<Policy>& from, const Scene&) { return {policy_step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)}; }

Alteration PolicyKind::alter(const Subject<Policy>& from, const Subject<Policy>& to, const Scene&) {
    const auto& old = from.value;
    const auto& now = to.value;
    if (old.command != now.command || old.restrictive != now.restrictive || takes_away(old.using_expression, now.using_expression) ||
        takes_away(old.check_expression, now.check_expression))
        return {.way = Alteration::Way::recreate};
    Builder builder;
    builder.add("ALTER").add(spoken(to.id));
    if (old.roles != now.roles) add_roles(now.roles, builder);
    if (old.using_expression != now.using_expression) add_using(now, builder);
    if (old.check_expression != now.check_expression) add_check(now, builder);
    return {.steps = {policy_step(to.id, builder.statement(), Effect::touches)}};
}

Steps PolicyKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename_on_parent("POLICY", from, to);
}

std::vector<std::string> PolicyKind::occupies(const ObjectId& id) { return {phrases::slot_on_parent("policy", id)}; }

Fragment PolicyKind::spoken(const ObjectId& id) { return phrases::on_parent("POLICY", id); }

Policy PolicyKind::without_expressions(Policy policy) {
    for (auto* expression : {&policy.using_expression, &policy.check_expression})
        if (!expression->empty()) *expression = "(expression)";
    return policy;
}

std::vector<Entry> PolicyKind::entries(const Policy& policy) {
    std::string detail = policy.restrictive ? "restrictive, for " : "for ";
    detail += policy.command.empty() ? "all" : phrases::lower(policy.command);
    if (!policy.roles.empty()) detail += ", to " + phrases::in_parentheses(phrases::quoted(policy.roles));
    return {{.heading = "Policies", .detail = std::move(detail)}};
}

}  // namespace whimbrel::kinds
