// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/shadow.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/shadow/server_programs.h"
#include "whimbrel/shadow/test_support.h"

#include <array>

namespace whimbrel::shadow {
namespace {

TEST(Shadow, starts_nothing_before_it_is_asked) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_PG_BIN"] = "/nowhere";
    Shadow shadow(environment, {});
    EXPECT_TRUE(shadow.is_private());
    EXPECT_EQ(shadow.make().error().code, ErrorCode::server_programs_missing);
}

TEST(Shadow, makes_databases_that_know_nothing_of_each_other) {
    auto a = test::shadow().make();
    auto b = test::shadow().make();
    ASSERT_EQ(test::rendered(a) + test::rendered(b), "");
    EXPECT_NE(a->name(), b->name());
    EXPECT_EQ(test::rendered(a->session().execute("CREATE TABLE t (a int)")), "");
    EXPECT_EQ(test::value(b->session(), "SELECT to_regclass('t') IS NULL"), "t");
    EXPECT_EQ(test::value(a->session(), "SELECT current_database()"), a->name());
}

TEST(Shadow, drops_a_database_when_it_is_destroyed) {
    auto kept = test::shadow().make();
    std::string name;
    {
        auto database = test::shadow().make();
        auto second = database->connect();
        name = database->name();
        Database moved = std::move(*database);
        EXPECT_EQ(test::value(moved.session(), "SELECT 1"), "1");
    }
    const std::string query = "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'";
    std::string left = "1";
    for (int i = 0; i < 500 && left == "1"; ++i) left = test::value(kept->session(), query + " AND " + std::to_string(i) + " >= 0");
    for (int i = 0; i < 100 && left == "1"; ++i) left = test::value(kept->session(), "SELECT pg_sleep(0.02)") + test::value(kept->session(), query);
    EXPECT_EQ(left, "0");
}

TEST(Shadow, drops_a_database_that_has_a_subscription_and_reaches_no_publisher) {
    auto kept = test::shadow().make();
    std::string name;
    {
        auto database = test::shadow().make();
        name = database->name();
        EXPECT_TRUE(database->session().execute("CREATE SUBSCRIPTION s CONNECTION 'host=publisher.invalid' PUBLICATION p WITH (connect = false)"));
    }
    const std::string query = "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'";
    std::string left = "1";
    for (int i = 0; i < 250 && left == "1"; ++i) left = test::value(kept->session(), "SELECT pg_sleep(0.02)") + test::value(kept->session(), query);
    EXPECT_EQ(left, "0");
    EXPECT_EQ(test::value(kept->session(), "SELECT count(*) FROM pg_subscription"), "0");
}

TEST(Shadow, copies_a_database_with_what_is_in_it) {
    auto original = test::shadow().make();
    ASSERT_EQ(test::rendered(original->session().execute("CREATE TABLE t AS SELECT 7 AS a")), "");
    auto copy = test::shadow().copy_of(*original);
    ASSERT_EQ(test::rendered(copy), "");
    EXPECT_EQ(test::value(copy->session(), "SELECT a FROM t"), "7");
    EXPECT_EQ(test::value(original->session(), "SELECT a FROM t"), "7");
}

TEST(Shadow, copies_the_settings_of_a_database_and_begins_no_session_under_them) {
    auto original = test::shadow().make();
    ASSERT_EQ(test::rendered(original), "");
    const auto settings = [](Database& database) {
        return test::value(database.session(),
                           "SELECT string_agg(s.setrole || s.setconfig::text, ' ' ORDER BY s.setrole) FROM pg_db_role_setting s JOIN pg_database d"
                           " ON d.oid = s.setdatabase WHERE d.datname = current_database()");
    };
    for (const std::string setting : {"default_transaction_read_only TO on", "search_path TO \"a b\", public"})
        ASSERT_EQ(test::rendered(original->session().execute("ALTER DATABASE " + original->name() + " SET " + setting)), "");
    ASSERT_EQ(test::rendered(original->session().execute("ALTER ROLE postgres IN DATABASE " + original->name() + " SET app.x TO 'a=b'")), "");
    const auto before = settings(*original);
    auto copy = test::shadow().copy_of(*original);
    ASSERT_EQ(test::rendered(copy), "");
    EXPECT_EQ(settings(*copy), before);
    EXPECT_EQ(settings(*original), before);
    EXPECT_EQ(test::rendered(copy->session().execute("CREATE TABLE t (a int)")), "");
    EXPECT_EQ(test::rendered(original->session().execute("CREATE TABLE t (a int)")), "");
    ASSERT_EQ(test::rendered(test::shadow().keep("with settings", *original)), "");
    EXPECT_EQ(test::rendered(original->session().execute("DROP TABLE t")), "");
    auto kept = test::shadow().cached("with settings");
    ASSERT_TRUE(kept && kept->has_value());
    EXPECT_EQ(settings(**kept), before);
}

TEST(Shadow, copies_subscriptions_which_belong_to_the_cluster) {
    auto original = test::shadow().make();
    ASSERT_TRUE(
        original->session().execute("CREATE SUBSCRIPTION s CONNECTION 'host=publisher.invalid' PUBLICATION p, \"Q\" WITH (connect = false, slot_name = NONE)"));
    ASSERT_TRUE(original->session().execute("COMMENT ON SUBSCRIPTION s IS 'said'"));
    auto copy = test::shadow().copy_of(*original);
    ASSERT_TRUE(copy) << test::rendered(copy);
    const std::string query =
        "SELECT s.subname || s.subpublications::text || (s.subslotname IS NULL)::text || pg_catalog.obj_description(s.oid, 'pg_subscription') "
        "FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()";
    EXPECT_EQ(test::value(copy->session(), query), "s{p,Q}truesaid");
    EXPECT_EQ(test::rendered(copy->session().execute("DROP SUBSCRIPTION s")), "");
    EXPECT_EQ(test::value(original->session(), query), "s{p,Q}truesaid");
}

TEST(Shadow, keeps_databases_from_run_to_run_and_the_sixteen_used_last) {
    Environment environment = test::environment();
    // A cache of its own: the shared shadow's instance is in use, and others come and go.
    environment.variables["WHIMBREL_CACHE"] = *environment.variable("WHIMBREL_CACHE") + "/kept";
    auto time = std::chrono::system_clock::time_point(std::chrono::hours(24 * 365 * 50));
    environment.now = [&] { return time += std::chrono::seconds(1); };
    {
        Shadow shadow(environment, {});
        auto database = shadow.make();
        ASSERT_EQ(test::rendered(database), "");
        ASSERT_EQ(test::rendered(database->session().execute("CREATE ROLE whimbrel_test_kept; CREATE TABLE t AS SELECT 7 AS a;"
                                                             " ALTER TABLE t OWNER TO whimbrel_test_kept")),
                  "");
        // Roles of which nothing but a setting or a privilege of the whole database is left.
        ASSERT_EQ(test::rendered(database->session().execute(
                      "CREATE ROLE whimbrel_test_set; CREATE ROLE whimbrel_test_granted; ALTER ROLE whimbrel_test_set IN DATABASE " + database->name() +
                      " SET work_mem TO '8MB'; GRANT CREATE ON DATABASE " + database->name() + " TO whimbrel_test_granted")),
                  "");
        ASSERT_EQ(test::rendered(shadow.keep("key", *database)), "");
        EXPECT_EQ(test::value(database->session(), "SELECT a FROM t"), "7");
    }
    Shadow shadow(environment, {});
    EXPECT_FALSE(shadow.cached("another")->has_value());
    {
        auto database = shadow.cached("key");
        ASSERT_EQ(test::rendered(database), "");
        ASSERT_TRUE(database->has_value());
        EXPECT_EQ(test::value((*database)->session(), "SELECT a || relowner::regrole::text FROM t, pg_class WHERE oid = 't'::regclass"), "7whimbrel_test_kept");
        EXPECT_EQ(test::value((*database)->session(),
                              "SELECT setrole::regrole || setconfig::text FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase"
                              " WHERE datname = current_database()"),
                  "whimbrel_test_set{work_mem=8MB}");
        EXPECT_EQ(test::value((*database)->session(), "SELECT has_database_privilege('whimbrel_test_granted', current_database(), 'CREATE')"), "t");
    }
    auto empty = shadow.make();
    for (int i = 0; i < 15; ++i) ASSERT_EQ(test::rendered(shadow.keep(format("{}", i), *empty)), "");
    EXPECT_TRUE(shadow.cached("key")->has_value());
    ASSERT_EQ(test::rendered(shadow.keep("one more", *empty)), "");
    EXPECT_EQ(test::value(empty->session(), "SELECT count(*) FROM pg_database WHERE datname LIKE 'whimbrel\\_t\\_%'"), "16");
    EXPECT_TRUE(shadow.cached("key")->has_value());
    EXPECT_FALSE(shadow.cached("0")->has_value());
}

TEST(Shadow, sweeps_what_an_earlier_run_left) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_CACHE"] = *environment.variable("WHIMBREL_CACHE") + "/swept";
    {
        Shadow shadow(environment, {});
        auto database = shadow.make();
        ASSERT_EQ(test::rendered(database), "");
        ASSERT_EQ(test::rendered(database->session().execute("CREATE ROLE whimbrel_test_left; CREATE TABLE t (); ALTER TABLE t OWNER TO whimbrel_test_left;"
                                                             " ALTER ROLE ALL SET search_path = nowhere; ALTER ROLE postgres SET jit = on")),
                  "");
        ASSERT_EQ(test::rendered(database->session().execute("CREATE DATABASE left_by_a_program")), "");
    }
    Shadow shadow(environment, {});
    auto database = shadow.make();
    ASSERT_EQ(test::rendered(database), "");
    EXPECT_EQ(test::value(database->session(), "SELECT count(*) FROM pg_roles WHERE oid >= 16384"), "0");
    EXPECT_EQ(test::value(database->session(), "SELECT string_agg(datname, ',') FROM pg_database WHERE oid >= 16384"), database->name());
    EXPECT_EQ(test::value(database->session(), "SHOW search_path"), "\"$user\", public");
}

TEST(Shadow, starts_afresh_after_a_declaration_made_the_instance_unfit) {
    Environment environment = test::environment();
    environment.variables["WHIMBREL_CACHE"] = *environment.variable("WHIMBREL_CACHE") + "/unfit";
    std::vector<std::string> deeds{"ALTER ROLE postgres NOLOGIN"};
    // PostgreSQL 16 lets nobody take the rights from the first superuser.
    if (test::shadow().version()->major() < 16) deeds.emplace_back("CREATE ROLE other SUPERUSER; ALTER ROLE postgres NOSUPERUSER");
    for (const auto& deed : deeds) {
        {
            Shadow shadow(environment, {});
            auto database = shadow.make();
            ASSERT_EQ(test::rendered(database), "");
            ASSERT_EQ(test::rendered(database->session().execute(deed)), "");
        }
        EXPECT_EQ(test::rendered(Shadow(environment, {}).make()), "") << deed;
    }
}

/// Packages of server programs may lack it.
bool has_pg_dump() { return choose_server_programs(test::environment(), test::shadow().version()->major())->has_pg_dump(); }

TEST(Shadow, reloads_a_database_by_way_of_pg_dump) {
    auto from = test::shadow().make();
    ASSERT_EQ(test::rendered(from->session().execute("CREATE SCHEMA app; CREATE TABLE app.t (a varchar(10) CHECK (a IN ('x', 'y')), b serial);"
                                                     " CREATE VIEW app.v AS SELECT a FROM app.t; COMMENT ON VIEW app.v IS 'it''s;'; DROP SCHEMA public;")),
              "");
    if (!has_pg_dump()) GTEST_SKIP() << "these server programs come without pg_dump";
    auto reloaded = test::shadow().reloaded(*from);
    ASSERT_EQ(test::rendered(reloaded), "");
    EXPECT_EQ(test::value(reloaded->session(), "SELECT obj_description('app.v'::regclass)"), "it's;");
    EXPECT_EQ(test::value(reloaded->session(), "SELECT to_regnamespace('public') IS NULL"), "t");
    EXPECT_EQ(test::value(reloaded->session(), "SHOW search_path"), "\"$user\", public");
}

/// A server of somebody else's: the shared shadow's, by its URL.
TEST(Shadow, on_a_server_of_others_leaves_nothing_and_makes_no_roles) {
    const auto url = test::shadow().server_url();
    ASSERT_EQ(test::rendered(url), "");
    auto witness = pg::Session::connect(*url);
    const std::string throwaways = "SELECT count(*) FROM pg_database WHERE datname ~ '^whimbrel_[0-9a-f]{16}$' AND datname > 'whimbrel_ff'";
    ASSERT_EQ(test::rendered(witness->execute("CREATE DATABASE whimbrel_0000000000000000")), "");
    Environment environment = test::environment();
    environment.now = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(0xffffffffL)); };
    {
        Shadow shadow(environment, {.url = url->render()});
        EXPECT_FALSE(shadow.is_private());
        auto database = shadow.make();
        ASSERT_EQ(test::rendered(database), "");
        auto second = database->connect();
        EXPECT_EQ(test::value(*witness, throwaways), "1");
        EXPECT_EQ(test::rendered(shadow.keep("key", *database)), "");
        EXPECT_FALSE(shadow.cached("key")->has_value());
        EXPECT_EQ(test::rendered(shadow.make_roles(database->session(), std::array<std::string, 2>{"postgres", "whimbrel_test_nobody"})),
                  "error[W1304]: the shadow server has no role whimbrel_test_nobody\n"
                  "HINT: Create it there (CREATE ROLE whimbrel_test_nobody), or give no shadow URL to have a private server with all roles made.\n");
        if (has_pg_dump()) {
            EXPECT_EQ(test::rendered(shadow.reloaded(*database)), "");
        }
    }
    EXPECT_EQ(test::value(*witness, throwaways), "0");
    EXPECT_EQ(test::value(*witness, "SELECT count(*) FROM pg_database WHERE datname = 'whimbrel_0000000000000000'"), "0");
}

TEST(Shadow, refuses_a_server_of_another_major) {
    const auto url = test::shadow().server_url();
    Shadow shadow(test::environment(), {.url = url->render(), .major = 99});
    EXPECT_EQ(test::rendered(shadow.make()),
              format("error[W1303]: the shadow server is PostgreSQL {}, and the project names PostgreSQL 99\n"
                     "HINT: Give a server of PostgreSQL 99 with --shadow-url, or none to have a private one started, or change `postgres` in "
                     "whimbrel.toml.\n",
                     test::shadow().version()->major()));
}

TEST(Shadow, says_that_pg_dump_is_missing) {
    Environment environment = test::environment();
    const auto programs = choose_server_programs(environment, 0);
    const auto folder = std::filesystem::path(*environment.variable("WHIMBREL_CACHE")) / "bin";
    std::filesystem::create_directory(folder);
    // postgres finds its own files beside its real place.
    for (const auto* name : {"initdb", "postgres"})
        ASSERT_EQ(test::rendered(write_file(folder / name, format("#!/bin/sh\nexec {}/{} \"$@\"\n", programs->folder.string(), name))), "");
    for (const auto* name : {"initdb", "postgres"}) std::filesystem::permissions(folder / name, std::filesystem::perms(0755));
    environment.variables["WHIMBREL_PG_BIN"] = folder.string();
    Shadow shadow(environment, {});
    auto database = shadow.make();
    ASSERT_EQ(test::rendered(database), "");
    EXPECT_EQ(test::rendered(shadow.reloaded(*database)),
              format("error[W1305]: {}/pg_dump is missing\n"
                     "HINT: Install it beside the server programs (on Debian and Ubuntu: apt-get install postgresql-client-{}).\n",
                     folder.string(), programs->version.major()));
}

}  // namespace
}  // namespace whimbrel::shadow
