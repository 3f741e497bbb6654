// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/shadow/load_report.h"
#include "whimbrel/shadow/test_support.h"

namespace whimbrel::shadow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Loader, needs_no_order_of_files_or_statements) {
    auto loaded = test::load_files({
        {"schema/a.sql", "CREATE VIEW active AS SELECT * FROM people WHERE is_active(people);\nCOMMENT ON VIEW active IS 'seen lately';"},
        {"schema/b.sql", "CREATE FUNCTION is_active(people) RETURNS boolean LANGUAGE sql AS 'SELECT $1.seen > now() - interval ''1 day''';"},
        {"schema/c.sql",
         "ALTER TABLE people ADD COLUMN mood mood;\nCREATE INDEX ON people (team);\n"
         "ALTER TABLE people ADD FOREIGN KEY (team) REFERENCES teams (id);"},
        {"schema/d.sql", "CREATE TABLE people (name text, seen timestamptz, team int);\nCREATE TYPE mood AS ENUM ('sad', 'happy');"},
        {"schema/e.sql", "CREATE TABLE teams (id int);\nALTER TABLE teams ADD PRIMARY KEY (id);"},
    });
    ASSERT_EQ(loaded.error, "");
    EXPECT_EQ(loaded.compared, 2);
    EXPECT_EQ(test::value(loaded.database->session(),
                          "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute"
                          " WHERE attrelid = 'active'::regclass"),
              "name,seen,team,mood");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT obj_description('active'::regclass)"), "seen lately");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"), "1");
}

TEST(Loader, makes_a_view_of_all_columns_after_the_table_has_them_all) {
    auto loaded = test::load_files({{"schema/a.sql", "CREATE VIEW v AS SELECT * FROM t;"},
                                    {"schema/b.sql", "ALTER TABLE t ADD COLUMN b late;"},
                                    {"schema/c.sql", "CREATE TABLE t (a int);\nCREATE TYPE late AS ENUM ();"}});
    ASSERT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT string_agg(attname, ',') FROM pg_attribute WHERE attrelid = 'v'::regclass"), "a,b");
}

TEST(Loader, takes_a_shell_type_that_a_function_made_before) {
    auto loaded = test::load_files({{"schema/a.sql", "CREATE FUNCTION t_in(cstring) RETURNS t LANGUAGE internal IMMUTABLE STRICT AS 'int4in';"},
                                    {"schema/b.sql", "CREATE FUNCTION t_out(t) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';"},
                                    {"schema/c.sql", "CREATE TYPE t;\nCREATE TYPE t (INPUT = t_in, OUTPUT = t_out, LIKE = integer);"}},
                                   {.allowed_outside = {"LANGUAGE internal"}});
    ASSERT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT typisdefined FROM pg_type WHERE typname = 't'"), "t");
}

TEST(Loader, drops_nothing_later_than_it_says) {
    EXPECT_EQ(test::load_files({{"schema/a.sql", "DROP TABLE t;\nCREATE TABLE t (a int);"}}).error,
              "error[W1306]: DROP TABLE t does not load\n"
              "  --> schema/a.sql:1:12\n"
              "  server: 42P01 table \"t\" does not exist\n"
              "HINT: Remove the DROP: what the schema does not declare is not there.\n");
}

TEST(Loader, loads_once_what_stands_in_order) {
    auto loaded = test::load_files({{"schema/a.sql", "CREATE TABLE t (a int);\nCREATE VIEW v AS SELECT a FROM t;"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(loaded.compared, 0);
}

TEST(Loader, resolves_a_long_chain_in_reverse) {
    std::string text;
    for (int i = 400; i > 0; --i) text += "CREATE VIEW v" + std::to_string(i) + " AS SELECT * FROM v" + std::to_string(i - 1) + ";\n";
    auto loaded = test::load_files({{"schema/a.sql", text + "CREATE TABLE v0 (a int);"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT a FROM v400"), "no row");
}

TEST(Loader, runs_each_statement_under_the_settings_of_its_place) {
    auto loaded = test::load_files({
        {"schema/a.sql", "SET search_path = one;\nCREATE VIEW v AS SELECT 1 AS a FROM t;\nSET search_path = two;\nCREATE VIEW v AS SELECT 2 AS b FROM t;"},
        {"schema/b.sql", "CREATE TABLE in_public (a int);\nCREATE SCHEMA one;\nCREATE SCHEMA two;\nCREATE TABLE one.t ();\nCREATE TABLE two.t ();"},
        {"schema/c.sql", "BEGIN;\nSET LOCAL search_path = one;\nCREATE TABLE local ();\nCOMMIT;\nCREATE TABLE after_commit ();"},
    });
    ASSERT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(),
                          "SELECT string_agg(name, ' ' ORDER BY name) FROM (SELECT relnamespace::regnamespace"
                          " || '.' || relname AS name FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'v')) c"),
              "one.local one.t one.v public.after_commit public.in_public two.t two.v");
    EXPECT_EQ(test::value(loaded.database->session(), "SHOW search_path"), "\"$user\", public");
}

TEST(Loader, says_which_name_was_meant) {
    EXPECT_EQ(test::load_files(
                  {{"schema/a.sql", "CREATE TABLE users (id int, email text);"}, {"schema/b.sql", "-- people\n\nCREATE VIEW v AS\n  SELECT * FROM usres;"}})
                  .error,
              "error[W1306]: CREATE VIEW v does not load\n"
              "  --> schema/b.sql:4:17\n"
              "  server: 42P01 relation \"usres\" does not exist\n"
              "HINT: Did you mean \"users\"?\n");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE TABLE users (id int, email text);"}, {"schema/b.sql", "CREATE VIEW v AS\n  SELECT emial FROM users;"}})
                  .error,
              "error[W1306]: CREATE VIEW v does not load\n"
              "  --> schema/b.sql:2:10\n"
              "  server: 42703 column \"emial\" does not exist\n"
              "  server hint: Perhaps you meant to reference the column \"users.email\".\n");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE TABLE users (id int, email text, PRIMARY KEY (idd));"}}).error,
              "error[W1306]: CREATE TABLE users does not load\n"
              "  --> schema/a.sql:1:41\n"
              "  server: 42703 column \"idd\" named in key does not exist\n"
              "HINT: Did you mean \"id\"?\n");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE TABLE users (id int, email txt);"}}).error,
              "error[W1306]: CREATE TABLE users does not load\n"
              "  --> schema/a.sql:1:35\n"
              "  server: 42704 type \"txt\" does not exist\n"
              "HINT: Did you mean \"text\"?\n");
}

TEST(Loader, reports_every_error_with_causes_before_what_follows_from_them) {
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE VIEW v AS SELECT * FROM t;\nCREATE VIEW w AS SELECT * FROM nothing_like_it;"},
                                {"schema/b.sql", "CREATE TABLE t (a int b int);\nCREATE INDEX ON t (a);"}})
                  .error,
              "error[W1306]: CREATE TABLE t does not load\n"
              "  --> schema/b.sql:1:23\n"
              "  server: 42601 syntax error at or near \"b\"\n"
              "  while loading schema/a.sql:2:32: relation \"nothing_like_it\" does not exist\n"
              "  while loading schema/a.sql:1:32: relation \"t\" does not exist\n"
              "  while loading schema/b.sql:2:17: relation \"t\" does not exist\n"
              "HINT: Correct the SQL there or just before it: the server names the first word that does not fit.\n");
}

TEST(Loader, names_both_places_of_a_duplicate) {
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE TABLE groups (id int);"}, {"schema/b.sql", "\nCREATE TABLE public.groups (id int);"}}).error,
              "error[W1307]: table public.groups is declared twice, at schema/a.sql:1:1 and at schema/b.sql:2:1\n"
              "  --> schema/b.sql:2:1\n"
              "HINT: Remove one of the two.\n");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE SCHEMA public;\nCREATE SCHEMA app;\nCREATE SCHEMA app;"}}).error,
              "error[W1307]: schema app is declared twice, at schema/a.sql:2:1 and at schema/a.sql:3:1\n"
              "  --> schema/a.sql:3:1\n"
              "HINT: Remove one of the two.\n");
}

TEST(Loader, refuses_what_declares_nothing) {
    EXPECT_EQ(test::load_files({{"schema/a.sql", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nVACUUM t;\nROLLBACK;\nCREATE DATABASE other;"}}).error,
              "error[W1308]: INSERT is not a definition, and a declaration holds definitions only\n"
              "  --> schema/a.sql:2:1\n"
              "  while loading schema/a.sql:3:1: VACUUM does not declare a part of a database\n"
              "  while loading schema/a.sql:4:1: ROLLBACK takes back a part of the declaration\n"
              "  while loading schema/a.sql:5:1: CREATE DATABASE other does not declare a part of a database\n"
              "HINT: Move it to seeds/, or into a migration made with `whimbrel new`.\n");
}

TEST(Loader, refuses_to_reach_outside_unless_allowed) {
    const std::string text = "CREATE TABLE t (a text);\nCOPY t FROM PROGRAM 'echo 1';";
    EXPECT_EQ(test::load_files({{"dump.sql", text}}, {.kind = DeclarationKind::dump}).error,
              "error[W1309]: COPY … PROGRAM reaches outside the database\n"
              "  --> dump.sql:2:1\n"
              "HINT: Remove it; if you trust it, write allow = [\"COPY … PROGRAM\"] under [shadow] in whimbrel.toml.\n");
    auto loaded = test::load_files({{"dump.sql", text}}, {.kind = DeclarationKind::dump, .allowed_outside = {"COPY … PROGRAM"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT a FROM t"), "1");
}

TEST(Loader, makes_functions_of_a_dump_whose_code_came_with_the_server) {
    const std::string internal = "CREATE FUNCTION half(float8) RETURNS float8 LANGUAGE internal AS 'dsqrt';";
    const std::string library = "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE c AS '$libdir/autoinc', 'autoinc';";
    const std::string elsewhere = "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE c AS '$libdir/../autoinc', 'autoinc';";
    auto loaded = test::load_files({{"dump.sql", internal + "\n" + library}}, {.kind = DeclarationKind::dump});
    EXPECT_EQ(loaded.error, "");
    EXPECT_THAT(loaded.warnings, ElementsAre("dump.sql:1:1: functions of LANGUAGE internal are made on the shadow; nothing checks that they are declared as "
                                             "their code expects"));
    EXPECT_THAT(test::load_files({{"dump.sql", elsewhere}}, {.kind = DeclarationKind::dump}).error,
                testing::HasSubstr("LANGUAGE c reaches outside the database"));
    for (const auto& text : {internal, library})
        EXPECT_THAT(test::load_files({{"schema/a.sql", text}}).error, testing::HasSubstr("reaches outside the database"));
}

TEST(Loader, runs_the_rows_of_a_dump_with_one_warning_a_file) {
    auto loaded = test::load_files({{"dump.sql",
                                     "CREATE DATABASE app;\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\n"
                                     "DROP TABLE missing;\nALTER TABLE missing DROP CONSTRAINT c;"}},
                                   {.kind = DeclarationKind::dump});
    EXPECT_EQ(loaded.error, "");
    EXPECT_THAT(loaded.warnings, ElementsAre("dump.sql:1:1: CREATE DATABASE app was skipped: it concerns the server",
                                             "dump.sql:3:1: INSERT is run on the shadow; rows are not compared",
                                             "dump.sql:5:1: DROP TABLE missing was skipped: table \"missing\" does not exist",
                                             "dump.sql:6:1: ALTER TABLE missing was skipped: relation \"missing\" does not exist"));
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT count(*) FROM t"), "2");
}

TEST(Loader, makes_the_roles_that_are_named) {
    auto loaded = test::load_files({{"schema/a.sql",
                                     "CREATE TABLE t (a int);\nGRANT SELECT ON t TO whimbrel_test_reader, \"Whimbrel Writer\";\n"
                                     "ALTER TABLE t OWNER TO whimbrel_test_owner;\nCREATE POLICY p ON t TO whimbrel_test_reader;\n"
                                     "CREATE ROLE whimbrel_test_reader NOLOGIN;\nSET ROLE whimbrel_test_setter;\nRESET ROLE;\n"
                                     "CREATE TABLE u (a int);"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(), "SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolname ~* '^whimbrel'"),
              "Whimbrel Writer,whimbrel_test_owner,whimbrel_test_reader,whimbrel_test_setter");
}

TEST(Loader, takes_any_name_for_the_database_that_is_declared) {
    auto loaded = test::load_files({{"schema/a.sql",
                                     "ALTER DATABASE /* ours */ \"App\" SET work_mem TO '8MB';\nALTER DATABASE \"App\" RESET ALL;\n"
                                     "alter user postgres in database \"App\" set app.x to 'y';\nALTER DATABASE \"App\" SET jit = off;"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(),
                          "SELECT string_agg(setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting s JOIN pg_database d"
                          " ON d.oid = s.setdatabase WHERE d.datname = current_database()"),
              "{jit=off} {app.x=y}");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "ALTER DATABASE app SET nonsense TO 1;"}}).error,
              "error[W1306]: ALTER DATABASE app does not load\n  --> schema/a.sql:1:1\n"
              "  server: 42704 unrecognized configuration parameter \"nonsense\"\n");
    EXPECT_EQ(test::load_files({{"schema/a.sql", "ALTER DATABASE app SET TABLESPACE fast;"}}).error,
              "error[W1306]: ALTER DATABASE app does not declare a part of a database\n  --> schema/a.sql:1:1\n"
              "HINT: Remove it, or move it into a migration made with `whimbrel new`.\n");
}

TEST(Loader, makes_the_tablespaces_that_are_named) {
    auto loaded = test::load_files({{"schema/a.sql",
                                     "SET default_tablespace = whimbrel_test_fast;\nCREATE TABLE t (a int);\nRESET default_tablespace;\n"
                                     "CREATE TABLE u (a int) TABLESPACE \"Whimbrel \"\"test\"\"\";"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_EQ(test::value(loaded.database->session(),
                          "SELECT string_agg(spcname, ',' ORDER BY relname) FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE relkind = 'r'"
                          " AND c.oid > 16383"),
              "whimbrel_test_fast,Whimbrel \"test\"");
    Shadow others(test::environment(), {.url = test::shadow().server_url()->render()});
    auto database = others.make();
    ASSERT_EQ(test::rendered(database), "");
    const auto contents = [](Database&) -> Result<std::string> { return ""; };
    const std::vector<parse::SplitFile> files{*parse::split("schema/a.sql", "CREATE TABLE t (a int) TABLESPACE whimbrel_test_other;")};
    EXPECT_EQ(test::rendered(load(others, *database, files, {}, contents)),
              "error[W1306]: CREATE TABLE t does not load\n  --> schema/a.sql:1:35\n"
              "  server: 42704 tablespace \"whimbrel_test_other\" does not exist\n"
              "HINT: Create it on the shadow's server (CREATE TABLESPACE whimbrel_test_other LOCATION …), or give no shadow URL to have a private server "
              "with it made.\n");
}

TEST(Loader, makes_no_roles_on_a_server_of_others) {
    Shadow others(test::environment(), {.url = test::shadow().server_url()->render()});
    auto database = others.make();
    ASSERT_EQ(test::rendered(database), "");
    const auto contents = [](Database&) -> Result<std::string> { return ""; };
    const std::vector<parse::SplitFile> grant{*parse::split("schema/a.sql", "CREATE TABLE t (a int);\nGRANT SELECT ON t TO whimbrel_test_other;")};
    const std::string hint = "HINT: Create it there (CREATE ROLE whimbrel_test_other), or give no shadow URL to have a private server with all roles made.\n";
    EXPECT_EQ(test::rendered(load(others, *database, grant, {}, contents)),
              "error[W1304]: the shadow server has no role whimbrel_test_other\n  --> schema/a.sql:2:1\n" + hint);
    const std::vector<parse::SplitFile> create{*parse::split("schema/a.sql", "CREATE ROLE whimbrel_test_other;")};
    EXPECT_EQ(test::rendered(load(others, *database, create, {}, contents)),
              "error[W1304]: the shadow server has no role whimbrel_test_other\n  --> schema/a.sql:1:1\n" + hint);
}

TEST(Loader, checks_bodies_at_the_end) {
    const std::string text =
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT a FROM later\n$$;\n"
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$\n  SELECT b FROM never\n$$;\n"
        "CREATE FUNCTION h() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETRUN 1;\nEND $$;\nCREATE TABLE later (a int);";
    EXPECT_EQ(test::load_files({{"schema/a.sql", text}}).error,
              "error[W1306]: CREATE FUNCTION h does not load\n"
              "  --> schema/a.sql:9:3\n"
              "  server: 42601 syntax error at or near \"RETRUN\"\n"
              "  while loading schema/a.sql:5:17: relation \"never\" does not exist\n"
              "HINT: Correct the SQL there or just before it: the server names the first word that does not fit.\n");
    auto dump = test::load_files({{"dump.sql", "SET check_function_bodies = false;\n" + text}}, {.kind = DeclarationKind::dump});
    EXPECT_EQ(dump.error, "");
    EXPECT_THAT(dump.warnings, ElementsAre("dump.sql:6:17: the body of CREATE FUNCTION g is broken: relation \"never\" does not exist",
                                           "dump.sql:10:3: the body of CREATE FUNCTION h is broken: syntax error at or near \"RETRUN\""));
}

TEST(Loader, trusts_bodies_that_a_dump_with_an_empty_search_path_leaves_unqualified) {
    auto loaded = test::load_files({{"schema/dump.sql",
                                     "SELECT pg_catalog.set_config('search_path', '', false);\nSET check_function_bodies = false;\n"
                                     "CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';\n"
                                     "CREATE TABLE public.t (a int);"}});
    EXPECT_EQ(loaded.error, "");
    EXPECT_THAT(loaded.warnings, IsEmpty());
}

TEST(Loader, refuses_an_order_that_changes_what_an_overload_means) {
    EXPECT_EQ(test::load_files({{"schema/a.sql",
                                 "CREATE FUNCTION f(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
                                 "CREATE FUNCTION f(int, VARIADIC late[] DEFAULT '{}') RETURNS int LANGUAGE sql AS 'SELECT 2';\n"
                                 "CREATE VIEW v AS SELECT f(1::int);\nCREATE TYPE late AS ENUM ('x');"}})
                  .error,
              "error[W1311]: the declaration means one thing in the order of its files and another in the order of its needs\n"
              "  --> schema/a.sql:2:1\n"
              "  while loading schema/a.sql:2:1: CREATE FUNCTION f(int, VARIADIC late[] DEFAULT '{}') had to wait\n"
              "HINT: Put the statements that had to wait behind those that they need.\n");
}

TEST(Loader, says_how_to_install_an_extension) {
    const auto major = std::to_string(test::shadow().version()->major());
    const auto error = test::load_files({{"schema/a.sql", "CREATE EXTENSION IF NOT EXISTS whimbrel_nowhere;\nCREATE TABLE t (a nowhere);"}}).error;
    EXPECT_THAT(error,
                ::testing::StartsWith("error[W1310]: extension whimbrel_nowhere is not installed on the shadow's server\n  --> schema/a.sql:1:1\n  server: "));
    // What the server says of it is another sentence in each of 14, 15 and 18.
    EXPECT_THAT(error, ::testing::EndsWith("\n  while loading schema/a.sql:2:19: type \"nowhere\" does not exist\n"
                                           "HINT: Install its files for PostgreSQL " +
                                           major + " (on Debian and Ubuntu: apt-get install postgresql-" + major +
                                           "-whimbrel-nowhere), or name a server that has them with --shadow-url.\n"));
    EXPECT_EQ(extension_package("postgis", 16), "postgresql-16-postgis-3");
}

TEST(Loader, says_which_version_has_a_feature) {
    if (test::shadow().version()->major() >= 18) GTEST_SKIP() << "this server has it";
    EXPECT_THAT(test::load_files({{"schema/a.sql", "CREATE TABLE t (\n    a int,\n    CHECK (a > 0) NOT ENFORCED\n);"}}).error,
                testing::HasSubstr(format("HINT: Leave out NOT ENFORCED, which PostgreSQL has since 18, or use a newer server: this shadow is PostgreSQL {}.\n",
                                          test::shadow().version()->major())));
}

TEST(Loader, lets_a_view_and_its_function_share_a_name) {
    auto loaded =
        test::load_files({{"schema/a.sql", "CREATE VIEW active AS SELECT active();\nCREATE FUNCTION active() RETURNS int LANGUAGE sql AS 'SELECT 1';"}});
    EXPECT_EQ(loaded.error, "");
}

}  // namespace
}  // namespace whimbrel::shadow
