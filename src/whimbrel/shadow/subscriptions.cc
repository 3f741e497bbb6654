// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/subscriptions.h"

#include <array>
#include <string_view>

namespace whimbrel::shadow {

namespace {

constexpr std::string_view k_any = R"(
SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = $1 LIMIT 1)";

constexpr std::string_view k_forget = R"(
WITH gone AS (DELETE FROM pg_catalog.pg_subscription s USING pg_catalog.pg_database d WHERE d.oid = s.subdbid AND d.datname = $1 RETURNING s.oid)
DELETE FROM pg_catalog.pg_shdepend p USING gone WHERE p.classid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND p.objid = gone.oid)";

constexpr std::string_view k_copy = R"(
INSERT INTO pg_catalog.pg_subscription
SELECT r.* FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
  JOIN pg_catalog.pg_database here ON here.datname = pg_catalog.current_database(),
       LATERAL pg_catalog.jsonb_populate_record(NULL::pg_catalog.pg_subscription, pg_catalog.to_jsonb(s) || pg_catalog.jsonb_build_object('subdbid', here.oid,
         'oid', pg_catalog.pg_nextoid('pg_catalog.pg_subscription', 'oid', 'pg_catalog.pg_subscription_oid_index'))) r
 WHERE d.datname = $1)";

// Comments came along with the copy, on the original's number.
constexpr std::string_view k_comments = R"(
UPDATE pg_catalog.pg_description c SET objoid = copied.oid
  FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid JOIN pg_catalog.pg_subscription copied ON copied.subname = s.subname
  JOIN pg_catalog.pg_database here ON here.oid = copied.subdbid AND here.datname = pg_catalog.current_database()
 WHERE d.datname = $1 AND c.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND c.objoid = s.oid)";

}  // namespace

Result<> forget_subscriptions(pg::Session& admin, const std::string& database) {
    const std::array<pg::Value, 1> name{database};
    WHIMBREL_CHECK(admin.execute("SET allow_system_table_mods TO on"));
    WHIMBREL_CHECK(admin.query(k_forget, name));
    WHIMBREL_CHECK(admin.execute("RESET allow_system_table_mods"));
    return {};
}

Result<> copy_subscriptions(pg::Session& copy, const std::string& original) {
    const std::array<pg::Value, 1> name{original};
    WHIMBREL_CHECK(copy.execute("SET allow_system_table_mods TO on"));
    WHIMBREL_CHECK(copy.query(k_copy, name));
    WHIMBREL_CHECK(copy.query(k_comments, name));
    WHIMBREL_CHECK(copy.execute("RESET allow_system_table_mods"));
    return {};
}

Result<bool> has_subscriptions(pg::Session& admin, const std::string& database) {
    const std::array<pg::Value, 1> name{database};
    WHIMBREL_TRY(const auto rows, admin.query(k_any, name));
    return !rows.empty();
}

}  // namespace whimbrel::shadow
