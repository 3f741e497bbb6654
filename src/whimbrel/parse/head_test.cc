// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/head.h"

#include "whimbrel/parse/reach_names.h"

#include <gtest/gtest.h>

#include <string>

namespace whimbrel::parse {
namespace {

constexpr std::string_view k_reaches = " reaches:";

std::string render(std::string_view source) {
    constexpr std::string_view k_classes[] = {"definition", "setting", "transaction", "data", "block", "psql", "other"};
    const auto tokens = lex(source);
    const auto head = read_head(source, tokens);
    std::string out(k_classes[static_cast<std::size_t>(head.statement_class)]);
    out += " | " + head.verb + " | " + head.object + " | " + (head.schema.empty() ? "" : head.schema + ".") + head.name;
    if (!head.arguments.empty()) out += " (" + head.arguments + ")";
    if (head.or_replace) out += " or_replace";
    if (head.if_not_exists) out += " if_not_exists";
    if (head.outside_transaction) out += " outside_transaction";
    if (!head.reaches_outside.empty()) out += std::string(k_reaches) + head.reaches_outside;
    return out;
}

struct Case {
    std::string_view source, head;
};

void check(std::span<const Case> cases) {
    for (const auto& [source, head] : cases) {
        EXPECT_EQ(render(source), head) << source;
        const auto at = head.find(k_reaches);
        EXPECT_TRUE(at == head.npos || is_reach_name(head.substr(at + k_reaches.size()))) << source;
    }
}

TEST(Head, reads_what_is_created) {
    const Case cases[] = {
        {"create table Public.\"Group\" (a int)", "definition | CREATE | TABLE | public.Group"},
        {"CREATE /* c */ UNLOGGED TABLE IF NOT EXISTS t ()", "definition | CREATE | TABLE | t if_not_exists"},
        {"CREATE GLOBAL TEMP TABLE t ()", "definition | CREATE | TABLE | t"},
        {"CREATE OR REPLACE FUNCTION s.f(a  int,\n b text DEFAULT ')') RETURNS int",
         "definition | CREATE | FUNCTION | s.f (a int, b text DEFAULT ')') or_replace"},
        {"CREATE PROCEDURE p()", "definition | CREATE | PROCEDURE | p"},
        {"CREATE AGGREGATE s.a(*) (sfunc = x)", "definition | CREATE | AGGREGATE | s.a (*)"},
        {"CREATE OR REPLACE RECURSIVE VIEW v (a) AS SELECT 1", "definition | CREATE | VIEW | v or_replace"},
        {"CREATE MATERIALIZED VIEW IF NOT EXISTS s.m AS SELECT 1", "definition | CREATE | MATERIALIZED VIEW | s.m if_not_exists"},
        {"CREATE UNIQUE INDEX i ON s.t (a)", "definition | CREATE | INDEX | s.i"},
        {"CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY t (a)", "definition | CREATE | INDEX | i if_not_exists outside_transaction"},
        {"CREATE INDEX ON s.t (a)", "definition | CREATE | INDEX | s."},
        {"CREATE CONSTRAINT TRIGGER tr AFTER UPDATE OF a ON s.t FOR EACH ROW", "definition | CREATE | TRIGGER | tr (s.t)"},
        {"CREATE EVENT TRIGGER e ON ddl_command_end", "definition | CREATE | EVENT TRIGGER | e"},
        {"CREATE POLICY \"P 1\" ON t", "definition | CREATE | POLICY | P 1 (t)"},
        {"CREATE RULE r AS ON INSERT TO s.t DO NOTHING", "definition | CREATE | RULE | r (s.t)"},
        {"CREATE TYPE s.color AS ENUM ('a')", "definition | CREATE | TYPE | s.color"},
        {"CREATE SCHEMA IF NOT EXISTS AUTHORIZATION joe", "definition | CREATE | SCHEMA | joe if_not_exists"},
        {"CREATE STATISTICS ON a, b FROM t", "definition | CREATE | STATISTICS | "},
        {"CREATE CAST (text AS  s.x) WITH INOUT", "definition | CREATE | CAST | text AS s.x"},
        {"CREATE OPERATOR s.+ (LEFTARG = int, FUNCTION = f)", "definition | CREATE | OPERATOR | s.+ (LEFTARG = int, FUNCTION = f)"},
        {"CREATE OPERATOR CLASS c DEFAULT FOR TYPE x USING btree AS", "definition | CREATE | OPERATOR CLASS | c (btree)"},
        {"CREATE TEXT SEARCH CONFIGURATION s.c (PARSER = x)", "definition | CREATE | TEXT SEARCH CONFIGURATION | s.c"},
        {"CREATE FOREIGN DATA WRAPPER w", "definition | CREATE | FOREIGN DATA WRAPPER | w"},
        {"CREATE FOREIGN TABLE t () SERVER s OPTIONS (program 'x')", "definition | CREATE | FOREIGN TABLE | t reaches:OPTIONS (program)"},
        {"CREATE USER MAPPING FOR joe SERVER s", "definition | CREATE | USER MAPPING | joe (s)"},
        {"CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE l", "definition | CREATE | LANGUAGE | l or_replace"},
        {"CREATE DEFAULT CONVERSION c FOR 'a' TO 'b' FROM f", "definition | CREATE | CONVERSION | c"},
        {"CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA public", "definition | CREATE | EXTENSION | uuid-ossp if_not_exists"},
        {"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "definition | CREATE | SUBSCRIPTION | s outside_transaction reaches:CREATE SUBSCRIPTION"},
        {"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)", "definition | CREATE | SUBSCRIPTION | s"},
        {"DROP SUBSCRIPTION s", "definition | DROP | SUBSCRIPTION | s outside_transaction reaches:DROP SUBSCRIPTION"},
        {"ALTER SUBSCRIPTION s ENABLE", "definition | ALTER | SUBSCRIPTION | s reaches:ALTER SUBSCRIPTION … ENABLE"},
        {"ALTER SUBSCRIPTION s DISABLE", "definition | ALTER | SUBSCRIPTION | s"},
        {"ALTER SUBSCRIPTION s SET (slot_name = NONE)", "definition | ALTER | SUBSCRIPTION | s"},
        {"ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)", "definition | ALTER | SUBSCRIPTION | s"},
        {"ALTER SUBSCRIPTION s ADD PUBLICATION p", "definition | ALTER | SUBSCRIPTION | s outside_transaction reaches:ALTER SUBSCRIPTION … PUBLICATION"},
        {"ALTER SUBSCRIPTION s REFRESH PUBLICATION",
         "definition | ALTER | SUBSCRIPTION | s outside_transaction reaches:ALTER SUBSCRIPTION … REFRESH PUBLICATION"},
        {"ALTER SUBSCRIPTION s SET (failover = true)",
         "definition | ALTER | SUBSCRIPTION | s outside_transaction reaches:ALTER SUBSCRIPTION … SET (failover, two_phase)"},
        {"ALTER SUBSCRIPTION s SET (two_phase = true)", "definition | ALTER | SUBSCRIPTION | s"},
        {"ALTER SUBSCRIPTION s SET (two_phase = false)",
         "definition | ALTER | SUBSCRIPTION | s outside_transaction reaches:ALTER SUBSCRIPTION … SET (failover, two_phase)"},
        {"COMMENT ON SUBSCRIPTION s IS 'x'", "definition | COMMENT | SUBSCRIPTION | s"},
        {"CREATE TABLESPACE t LOCATION '/x'", "definition | CREATE | TABLESPACE | t outside_transaction reaches:CREATE TABLESPACE"},
        {"CREATE DATABASE d", "definition | CREATE | DATABASE | d outside_transaction"},
    };
    check(cases);
}

TEST(Head, reads_other_definitions) {
    const Case cases[] = {
        {"ALTER TABLE IF EXISTS ONLY s.t ADD COLUMN a int", "definition | ALTER | TABLE | s.t"},
        {"ALTER TABLE p DETACH PARTITION c CONCURRENTLY", "definition | ALTER | TABLE | p outside_transaction"},
        {"ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT ALL ON TABLES TO x", "definition | ALTER | DEFAULT PRIVILEGES | "},
        {"ALTER SYSTEM SET x = 1", "definition | ALTER | SYSTEM | set outside_transaction reaches:ALTER SYSTEM"},
        {"ALTER DATABASE d SET x = 1", "definition | ALTER | DATABASE | d"},
        {"DROP INDEX CONCURRENTLY IF EXISTS s.i", "definition | DROP | INDEX | s.i outside_transaction"},
        {"DROP FUNCTION s.f(int, text)", "definition | DROP | FUNCTION | s.f (int, text)"},
        {"DROP TRIGGER tr ON s.t", "definition | DROP | TRIGGER | tr (s.t)"},
        {"COMMENT ON COLUMN s.t.a IS 'x'", "definition | COMMENT | COLUMN | a (s.t)"},
        {"COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'x'", "definition | COMMENT | CONSTRAINT | c (s.d)"},
        {"COMMENT ON FUNCTION pg_read_file(text) IS 'x'", "definition | COMMENT | FUNCTION | pg_read_file (text)"},
        {"SECURITY LABEL FOR p ON TABLE s.t IS 'x'", "definition | SECURITY LABEL | TABLE | s.t"},
        {"GRANT SELECT, UPDATE (a) ON s.t TO joe", "definition | GRANT | TABLE | s.t"},
        {"GRANT ALL ON FUNCTION f(int) TO joe", "definition | GRANT | FUNCTION | f (int)"},
        {"GRANT USAGE ON FOREIGN SERVER s TO joe", "definition | GRANT | SERVER | s"},
        {"GRANT SELECT ON ALL TABLES IN SCHEMA s TO joe", "definition | GRANT | ALL TABLES | s"},
        {"GRANT a TO b", "definition | GRANT | ROLE | a"},
        {"REVOKE GRANT OPTION FOR ALL ON SCHEMA s FROM PUBLIC", "definition | REVOKE | SCHEMA | s"},
        {"REFRESH MATERIALIZED VIEW CONCURRENTLY s.m", "definition | REFRESH | MATERIALIZED VIEW | s.m"},
        {"IMPORT FOREIGN SCHEMA x FROM SERVER s INTO y", "definition | IMPORT | FOREIGN SCHEMA | x"},
    };
    check(cases);
}

TEST(Head, tells_classes_apart) {
    const Case cases[] = {
        {"", "other |  |  | "},
        {"SET search_path = x", "setting | SET |  | search_path"},
        {"SET LOCAL app.x TO 1", "setting | SET |  | app.x"},
        {"RESET ALL", "setting | RESET |  | all"},
        {"SELECT pg_catalog.set_config('search_path', '', false)", "setting | SELECT |  | search_path"},
        {"SELECT set_config('a', '', false), f()", "data | SELECT |  | "},
        {"SELECT f()", "data | SELECT |  | "},
        {"(SELECT 1)", "data | SELECT |  | "},
        {"WITH a AS (SELECT 1) SELECT 1", "data | WITH |  | "},
        {"INSERT INTO s.t VALUES (1)", "data | INSERT | TABLE | s.t"},
        {"UPDATE ONLY t SET a = 1", "data | UPDATE | TABLE | t"},
        {"DELETE FROM t", "data | DELETE | TABLE | t"},
        {"MERGE INTO t USING s ON true", "data | MERGE | TABLE | t"},
        {"TRUNCATE t", "data | TRUNCATE | TABLE | t"},
        {"CALL s.p(1)", "data | CALL | PROCEDURE | s.p"},
        {"begin isolation level serializable", "transaction | BEGIN |  | "},
        {"COMMIT PREPARED 'x'", "transaction | COMMIT |  |  outside_transaction"},
        {"PREPARE TRANSACTION 'x'", "transaction | PREPARE |  | "},
        {"PREPARE q AS SELECT 1", "other | PREPARE |  | "},
        {"DO $$ BEGIN END $$", "block | DO |  | "},
        {"\\connect app", "psql | \\connect |  | "},
        {"VACUUM t", "other | VACUUM |  |  outside_transaction"},
        {"REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "other | REINDEX |  |  outside_transaction"},
        {"REINDEX TABLE t", "other | REINDEX |  | "},
        {"CLUSTER", "other | CLUSTER |  |  outside_transaction"},
        {"CLUSTER t", "other | CLUSTER |  | "},
        {"LISTEN x", "other | LISTEN |  | "},
    };
    check(cases);
}

TEST(Head, sees_what_reaches_outside_the_database) {
    const Case cases[] = {
        {"LOAD 'auto_explain'", "other | LOAD |  |  reaches:LOAD"},
        {"COPY t FROM PROGRAM 'id'", "data | COPY | TABLE | t reaches:COPY … PROGRAM"},
        {"COPY (SELECT 1) TO PROGRAM 'id'", "data | COPY |  |  reaches:COPY … PROGRAM"},
        {"COPY t (a) FROM '/etc/passwd'", "data | COPY | TABLE | t reaches:COPY … FROM file"},
        {"COPY t TO '/tmp/x'", "data | COPY | TABLE | t reaches:COPY … TO file"},
        {"COPY t TO STDOUT", "data | COPY | TABLE | t"},
        {"CREATE FUNCTION f() RETURNS int AS 'x', 'y' LANGUAGE C STRICT", "definition | CREATE | FUNCTION | f reaches:LANGUAGE c"},
        {"CREATE FUNCTION f() RETURNS int LANGUAGE 'internal' AS 'x'", "definition | CREATE | FUNCTION | f reaches:LANGUAGE internal"},
        {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 'language c' $$", "definition | CREATE | FUNCTION | f"},
        {"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file('x') $$", "definition | CREATE | FUNCTION | f reaches:pg_read_file"},
        {"CREATE VIEW v AS SELECT pg_catalog.pg_ls_dir('.')", "definition | CREATE | VIEW | v reaches:pg_ls_dir"},
        {"SELECT \"lo_import\" ('x')", "data | SELECT |  |  reaches:lo_import"},
        {"CREATE TABLE pg_read_file (a int)", "definition | CREATE | TABLE | pg_read_file reaches:pg_read_file"},
        {"DO $x$ BEGIN COPY t FROM PROGRAM 'id'; END $x$", "block | DO |  |  reaches:COPY … PROGRAM"},
        {"DO $x$ BEGIN EXECUTE 'x'; ALTER SYSTEM SET a = 1; END $x$", "block | DO |  |  reaches:ALTER SYSTEM"},
        {"DO LANGUAGE plpython3u $$ import os $$", "block | DO |  |  reaches:DO LANGUAGE plpython3u"},
        {"DO LANGUAGE plpgsql $$ BEGIN PERFORM 1; END $$", "block | DO |  | "},
    };
    check(cases);
}

TEST(Head, names_of_what_reaches_outside_are_known) {
    for (const auto& name : reach_names()) EXPECT_TRUE(is_reach_name(name)) << name;
    for (const std::string_view name : {"", "COPY", "DO LANGUAGE ", "DO LANGUAGE plpgsql", "pg_read_files"}) EXPECT_FALSE(is_reach_name(name)) << name;
}

TEST(StoredName, is_what_the_catalogs_hold) {
    EXPECT_EQ(stored_name("FooÄ"), "fooÄ");
    EXPECT_EQ(stored_name("\"a\"\"B\""), "a\"B");
    EXPECT_EQ(stored_name("U&\"d\\0061t\\+000061\\\\\""), "data\\");
    EXPECT_EQ(stored_name("\"\""), "");
    EXPECT_EQ(stored_name(std::string(70, 'a')), std::string(63, 'a'));
    EXPECT_EQ(stored_name(std::string(62, 'a') + "öx"), std::string(62, 'a'));
}

}  // namespace
}  // namespace whimbrel::parse
