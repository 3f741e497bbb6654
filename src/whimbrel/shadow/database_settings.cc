// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/database_settings.h"

#include "whimbrel/sql/setting.h"

#include <array>

namespace whimbrel::shadow {

namespace {

sql::Fragment subject(const std::string& database, const DatabaseSetting& setting) {
    const sql::Identifier name{database};
    return setting.role.empty() ? sql::fragment("ALTER DATABASE", name) : sql::fragment("ALTER ROLE", sql::Identifier{setting.role}, "IN DATABASE", name);
}

}  // namespace

Result<std::vector<DatabaseSetting>> read_settings(pg::Session& admin, const std::string& database) {
    const std::array<pg::Value, 1> values{database};
    WHIMBREL_TRY(const auto rows, admin.query("SELECT r.rolname, pg_catalog.split_part(e.entry, '=', 1),"
                                              " pg_catalog.substr(e.entry, pg_catalog.strpos(e.entry, '=') + 1)"
                                              " FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase"
                                              " LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole, pg_catalog.unnest(s.setconfig) e(entry)"
                                              " WHERE d.datname = $1",
                                              values));
    std::vector<DatabaseSetting> settings;
    for (const auto row : rows) settings.push_back({row.string(0), row.string(1), row.string(2)});
    return settings;
}

Result<> set_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings) {
    for (const auto& setting : settings)
        WHIMBREL_CHECK(
            admin.execute(sql::sql(subject(database, setting), "SET", sql::setting_name(setting.name), "TO", sql::setting_value(setting.name, setting.value))));
    return {};
}

Result<> reset_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings) {
    for (const auto& setting : settings) WHIMBREL_CHECK(admin.execute(sql::sql(subject(database, setting), "RESET", sql::setting_name(setting.name))));
    return {};
}

}  // namespace whimbrel::shadow
