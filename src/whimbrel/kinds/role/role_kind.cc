// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/role/role_kind.h"

#include "whimbrel/sql/setting.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;
using sql::Literal;

namespace {

// 'infinity' is what NULL means, and ALTER ROLE cannot go back to NULL.
constexpr std::string_view k_roles = R"(
SELECT r.oid, r.rolname, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolinherit, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
       CASE WHEN r.rolvaliduntil = '-infinity' THEN '-infinity' WHEN r.rolvaliduntil < 'infinity'
            THEN pg_catalog.regexp_replace(pg_catalog.to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '\.?0{1,6}$', '') || '+00' END,
       r.rolconfig, r.rolname = session_user
  FROM pg_catalog.pg_roles r WHERE r.oid >= 16384
 ORDER BY r.rolname)";

/// An attribute that is there or not.
struct Attribute {
    bool Role::* member;
    Keywords yes, no;
};
constexpr auto k_attributes = std::to_array<Attribute>({
    {&Role::superuser, "SUPERUSER", "NOSUPERUSER"},
    {&Role::createdb, "CREATEDB", "NOCREATEDB"},
    {&Role::createrole, "CREATEROLE", "NOCREATEROLE"},
    {&Role::inherit, "INHERIT", "NOINHERIT"},
    {&Role::login, "LOGIN", "NOLOGIN"},
    {&Role::replication, "REPLICATION", "NOREPLICATION"},
    {&Role::bypassrls, "BYPASSRLS", "NOBYPASSRLS"},
});

/// The words of CREATE and ALTER ROLE that lead from one to the other: what is given, and what is taken away.
struct Words {
    std::vector<Fragment> given, taken;
};

Words words_between(const Role& from, const Role& to) {
    Words out;
    for (const auto& attribute : k_attributes) {
        if (from.*attribute.member == to.*attribute.member) continue;
        if (to.*attribute.member) out.given.push_back(sql::fragment(attribute.yes));
        else out.taken.push_back(sql::fragment(attribute.no));
    }
    if (from.connection_limit != to.connection_limit) out.given.push_back(sql::fragment("CONNECTION LIMIT", to.connection_limit));
    if (from.valid_until != to.valid_until) out.given.push_back(sql::fragment("VALID UNTIL", Literal{to.valid_until.empty() ? "infinity" : to.valid_until}));
    return out;
}

Step role_step(const ObjectId& id, const Fragment& action, std::string part) {
    return {.object = id, .statement = sql::sql("ALTER", RoleKind::spoken(id), action), .touches = {{std::move(part), Effect::touches}}};
}

Fragment joined(const std::vector<Fragment>& words) {
    Builder builder;
    for (const auto& word : words) builder.add(word);
    return builder.fragment();
}

Step set(const ObjectId& id, const Option& setting) {
    auto step =
        role_step(id, sql::fragment("SET", sql::setting_name(setting.name), "TO", sql::setting_value(setting.name, setting.value)), "setting:" + setting.name);
    step.note = "holds for sessions that begin after it";
    return step;
}

Step take_away(const ObjectId& id, const std::vector<Fragment>& words) {
    const auto text = joined(words);
    auto step = role_step(id, text, "rights");
    step.phase = Phase::closing;
    step.risk = {.verdict = Verdict::lossy,
                 .reason = "takes rights from the role that applies the migration",
                 .when = sql::fragment("session_user =", Literal{id.name})};
    return step;
}

}  // namespace

std::vector<std::string> RoleKind::queries(pg::ServerVersion) { return {std::string(k_roles)}; }

Result<> RoleKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        ObjectId id{.kind = std::string(name), .name = row.string(1)};
        if (!reading.manages(id)) continue;
        if (row.boolean(12))
            return fail(ErrorCode::config_invalid, "a rule of [[manage]] covers the role that connects, " + Identifier{id.name}.render())
                .hint("Name fewer roles in whimbrel.toml, or connect as a role that no rule covers.");
        Role role{.superuser = row.boolean(2),
                  .createdb = row.boolean(3),
                  .createrole = row.boolean(4),
                  .inherit = row.boolean(5),
                  .login = row.boolean(6),
                  .replication = row.boolean(7),
                  .bypassrls = row.boolean(8),
                  .connection_limit = static_cast<int>(row.integer(9)),
                  .valid_until = row.string(10),
                  .settings = phrases::options_of(row.array(11))};
        std::ranges::sort(role.settings, {}, &Option::name);
        reading.add(std::move(id), std::move(role), {catalog_oid::pg_authid, row.oid(0)});
    }
    return {};
}

Steps RoleKind::create(const Subject<Role>& to, const Scene&) {
    const auto words = words_between({}, to.value);
    auto all = words.given;
    all.insert(all.end(), words.taken.begin(), words.taken.end());
    Steps steps{{.object = to.id, .statement = sql::sql("CREATE", spoken(to.id), joined(all)), .touches = {{"", Effect::creates}}}};
    if (to.value.login) steps.front().note = "has no password yet";
    for (const auto& setting : to.value.settings) steps.push_back(set(to.id, setting));
    for (auto& step : steps) step.phase = Phase::opening;
    return steps;
}

Steps RoleKind::drop(const Subject<Role>& from, const Scene&) {
    Step step = phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys);
    step.phase = Phase::closing;
    step.note = "is refused while anything in another database of the server is the role's; its password is gone for good";
    return {step};
}

Alteration RoleKind::alter(const Subject<Role>& from, const Subject<Role>& to, const Scene&) {
    Alteration out;
    const auto words = words_between(from.value, to.value);
    if (!words.given.empty()) {
        out.steps.push_back(role_step(to.id, joined(words.given), "attributes"));
        out.steps.back().phase = Phase::opening;
    }
    for (const auto& setting : from.value.settings)
        if (phrases::find(to.value.settings, setting.name) == nullptr)
            out.steps.push_back(role_step(to.id, sql::fragment("RESET", sql::setting_name(setting.name)), "setting:" + setting.name));
    for (const auto& setting : to.value.settings) {
        const auto* old = phrases::find(from.value.settings, setting.name);
        if (old == nullptr || *old != setting) out.steps.push_back(set(to.id, setting));
    }
    if (!words.taken.empty()) out.steps.push_back(take_away(to.id, words.taken));
    return out;
}

Steps RoleKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    auto steps = phrases::rename("ROLE", from, to);
    for (auto& step : steps) step.note = "clears a password that is kept as MD5";
    return steps;
}

std::vector<std::string> RoleKind::occupies(const ObjectId& id) { return {phrases::slot("role", id)}; }

Fragment RoleKind::spoken(const ObjectId& id) { return sql::fragment("ROLE", Identifier{id.name}); }

std::vector<Entry> RoleKind::entries(const Role& role) {
    std::string detail;
    for (const auto& attribute : k_attributes)
        if (role.*attribute.member != Role{}.*attribute.member)
            detail += (detail.empty() ? "" : ", ") + phrases::lower(std::string((role.*attribute.member ? attribute.yes : attribute.no).text()));
    return {{.heading = "Roles", .detail = std::move(detail)}};
}

}  // namespace whimbrel::kinds
