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
                                              " WHERE d.datname = $1 AND e.entry NOT LIKE 'whimbrel.used=%'",
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

namespace {

/// All at once: what a grant rests on comes first.
Result<> copy_privileges(pg::Session& admin, const std::string& from, const sql::Identifier& to) {
    const std::array<pg::Value, 1> values{from};
    WHIMBREL_TRY(const auto entries,
                 admin.query("SELECT CASE WHEN e.grantee <> 0 THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable,"
                             " CASE WHEN e.grantor <> d.datdba THEN pg_catalog.pg_get_userbyid(e.grantor) END"
                             " FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) e WHERE d.datname = $1 ORDER BY e.grantor <> d.datdba",
                             values));
    WHIMBREL_CHECK(admin.execute(sql::sql("REVOKE ALL ON DATABASE", to, "FROM PUBLIC, CURRENT_USER")));
    for (const auto entry : entries) {
        const auto grantee = entry.is_null(0) ? sql::Fragment{"PUBLIC"} : sql::fragment(sql::Identifier{entry.string(0)});
        const auto grant =
            sql::sql("GRANT", sql::Fragment{entry.string(1)}, "ON DATABASE", to, "TO", grantee, sql::Fragment{entry.boolean(2) ? "WITH GRANT OPTION" : ""});
        if (!entry.is_null(3)) WHIMBREL_CHECK(admin.execute(sql::sql("SET ROLE", sql::Identifier{entry.string(3)})));
        WHIMBREL_CHECK(admin.execute(grant));
        if (!entry.is_null(3)) WHIMBREL_CHECK(admin.execute("RESET ROLE"));
    }
    return {};
}

}  // namespace

Result<> copy_attributes(pg::Session& admin, const std::string& from, const std::string& to) {
    const std::array<pg::Value, 1> values{from};
    WHIMBREL_TRY(const auto rows, admin.query("SELECT pg_catalog.shobj_description(oid, 'pg_database'), datconnlimit, datacl IS NOT NULL"
                                              " FROM pg_catalog.pg_database WHERE datname = $1",
                                              values));
    const sql::Identifier name{to};
    for (const auto row : rows) {
        if (!row.is_null(0)) WHIMBREL_CHECK(admin.execute(sql::sql("COMMENT ON DATABASE", name, "IS", sql::Literal{row.string(0)})));
        if (row.integer(1) != -1) WHIMBREL_CHECK(admin.execute(sql::sql("ALTER DATABASE", name, "CONNECTION LIMIT", row.integer(1))));
        if (row.boolean(2)) WHIMBREL_CHECK(copy_privileges(admin, from, name));
    }
    WHIMBREL_TRY(const auto labels, admin.query("SELECT l.provider, l.label FROM pg_catalog.pg_shseclabel l JOIN pg_catalog.pg_database d ON d.oid = l.objoid"
                                                " WHERE l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.datname = $1",
                                                values));
    for (const auto row : labels)
        WHIMBREL_CHECK(admin.execute(sql::sql("SECURITY LABEL FOR", sql::Identifier{row.string(0)}, "ON DATABASE", name, "IS", sql::Literal{row.string(1)})));
    return {};
}

Result<> reset_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings) {
    for (const auto& setting : settings) WHIMBREL_CHECK(admin.execute(sql::sql(subject(database, setting), "RESET", sql::setting_name(setting.name))));
    return {};
}

}  // namespace whimbrel::shadow
