// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/setting/setting_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/setting.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_settings = R"(
SELECT s.setrole, r.rolname, e.entry, e.place
  FROM pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole,
       pg_catalog.unnest(s.setconfig) WITH ORDINALITY e(entry, place)
 WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
 ORDER BY s.setrole, e.place)";

/// A row has no oid: its role's, and the place of the entry in it.
constexpr std::uint32_t k_pg_db_role_setting = 2964;

Step setting_step(const ObjectId& id, const Fragment& action, Effect effect) {
    const auto before = id.parent.empty() ? Fragment{"ALTER DATABASE"} : sql::fragment("ALTER ROLE", Identifier{id.parent}, "IN DATABASE");
    auto step = phrases::step(id, sql::in_this_database(before, action), effect);
    step.note = "holds for sessions that begin after it";
    return step;
}

Step set(const Subject<Setting>& to, Effect effect) {
    return setting_step(to.id, sql::fragment("SET", sql::setting_name(to.id.name), "TO", sql::setting_value(to.id.name, to.value.value)), effect);
}

}  // namespace

std::vector<std::string> SettingKind::queries(pg::ServerVersion) { return {std::string(k_settings)}; }

Result<> SettingKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const auto option = phrases::options_of({row.string(2)}).front();
        reading.add(ObjectId{.kind = std::string(name), .parent = row.string(1), .name = option.name}, Setting{option.value},
                    {k_pg_db_role_setting, row.oid(0), static_cast<std::int32_t>(row.integer(3))});
    }
    return {};
}

Steps SettingKind::create(const Subject<Setting>& to, const Scene&) { return {set(to, Effect::creates)}; }

Steps SettingKind::drop(const Subject<Setting>& from, const Scene&) {
    return {setting_step(from.id, sql::fragment("RESET", sql::setting_name(from.id.name)), Effect::destroys)};
}

Alteration SettingKind::alter(const Subject<Setting>&, const Subject<Setting>& to, const Scene&) { return {.steps = {set(to, Effect::touches)}}; }

std::vector<std::string> SettingKind::occupies(const ObjectId&) { return {}; }

Fragment SettingKind::spoken(const ObjectId& id) { return sql::setting_name(id.name); }

std::vector<Entry> SettingKind::entries(const Setting& setting) { return {{.heading = "Settings", .detail = setting.value}}; }

}  // namespace whimbrel::kinds
