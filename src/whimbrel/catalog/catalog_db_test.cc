// SPDX-License-Identifier: Apache-2.0
// What is put together from catalog columns must be what the server would render, and two connections must read what one does.
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/catalog/spread.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/shadow/shadow.h"
#include "whimbrel/sql/statement.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

namespace whimbrel::catalog {
namespace {

Environment environment_of_process() {
    Environment environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        const auto equals = text.find('=');
        environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    environment.working_folder = std::filesystem::current_path();
    environment.random = [engine = std::make_shared<std::mt19937_64>(std::random_device()())] { return (*engine)(); };
    return environment;
}

// Every clause of an index and of a constraint, plain and not, with names that must be quoted or need not be on some servers.
constexpr std::string_view k_everything = R"(
CREATE SCHEMA "Odd ""Schema";
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE DOMAIN short_text AS text COLLATE "C";
CREATE TABLE "Odd ""Schema"."Odd Table" (
    id bigint PRIMARY KEY, "order" text, "Mixed" varchar(20) COLLATE "C", json integer, "system_user" integer, "json_value" text, v varchar, c char(3),
    t text, n numeric, m mood, tags text[], doc jsonb, span int4range, at timestamptz, d short_text, "quote""d" text, ts tsvector,
    "select" integer UNIQUE, UNIQUE (json, "system_user", "json_value"), UNIQUE ("order") INCLUDE (t), UNIQUE ("Mixed", "quote""d") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT plain CHECK (n > 0), CONSTRAINT cased CHECK (CASE WHEN n > 1 THEN t <> '' ELSE v LIKE 'a''%' END), CHECK (n < 10) NO INHERIT,
    CONSTRAINT of_system CHECK (tableoid <> 0), CONSTRAINT whole_row CHECK ("Odd Table" IS NOT NULL), CONSTRAINT no_column CHECK (1 + 1 = 2),
    EXCLUDE USING gist (span WITH &&) WHERE (n > 3) DEFERRABLE);
CREATE TABLE "with" (a integer, b integer, json integer, "user" integer, PRIMARY KEY (a, b), UNIQUE (json, "user"));
CREATE TABLE child (
    x integer, y integer, z integer, "order" integer,
    CONSTRAINT plain FOREIGN KEY (x, y) REFERENCES "with", CONSTRAINT quoted FOREIGN KEY (z, "order") REFERENCES "with" (json, "user") ON DELETE CASCADE,
    CONSTRAINT two_ways FOREIGN KEY (y, x) REFERENCES "with" ON UPDATE SET NULL ON DELETE SET DEFAULT DEFERRABLE,
    CONSTRAINT whole FOREIGN KEY (x, y) REFERENCES "with" MATCH FULL ON UPDATE RESTRICT);
ALTER TABLE child ADD CONSTRAINT later CHECK (x > 0) NOT VALID;
CREATE INDEX i_plain ON "with" (json);
CREATE INDEX i_order ON "Odd ""Schema"."Odd Table" (json DESC, n DESC NULLS LAST, at NULLS FIRST, "order");
CREATE INDEX "Odd Index" ON "Odd ""Schema"."Odd Table" ("Mixed", "quote""d", "select");
CREATE UNIQUE INDEX i_types ON "Odd ""Schema"."Odd Table" (id, v, c, t, n, m, tags, doc, span, at, d);
CREATE INDEX i_pattern ON "Odd ""Schema"."Odd Table" (t text_pattern_ops, v varchar_pattern_ops, v);
CREATE INDEX i_collated ON "Odd ""Schema"."Odd Table" (t COLLATE "C", "Mixed" COLLATE "default", "Mixed");
CREATE INDEX i_call ON "Odd ""Schema"."Odd Table" (lower(t));
CREATE INDEX i_call_order ON "Odd ""Schema"."Odd Table" (lower("order") DESC);
CREATE INDEX i_call_collated ON "Odd ""Schema"."Odd Table" (lower(t) COLLATE "C");
CREATE INDEX i_call_other ON "Odd ""Schema"."Odd Table" (lower("Mixed"));
CREATE INDEX i_call_back ON "Odd ""Schema"."Odd Table" (lower("Mixed") COLLATE "default");
CREATE INDEX i_call_pattern ON "Odd ""Schema"."Odd Table" (lower(t) text_pattern_ops);
CREATE INDEX i_call_number ON "Odd ""Schema"."Odd Table" (abs(n));
CREATE INDEX i_call_of_call ON "Odd ""Schema"."Odd Table" (length(lower(t)));
CREATE INDEX i_call_gin ON "Odd ""Schema"."Odd Table" USING gin (to_tsvector('simple'::regconfig, t));
CREATE INDEX i_cast ON "Odd ""Schema"."Odd Table" ((n::text));
CREATE INDEX i_calls ON "Odd ""Schema"."Odd Table" (lower(t), upper(t), id);
CREATE INDEX i_case ON "Odd ""Schema"."Odd Table" ((CASE WHEN n > 1 THEN t ELSE 'x' END)) WHERE CASE WHEN n > 1 THEN t <> '' ELSE false END;
CREATE INDEX i_partial ON "Odd ""Schema"."Odd Table" (id) WHERE n > 1 AND t LIKE 'USING btree (%';
CREATE INDEX i_include ON "Odd ""Schema"."Odd Table" (id) INCLUDE ("order", json) WHERE id > 1;
CREATE INDEX i_options ON "Odd ""Schema"."Odd Table" (id, n) WITH (fillfactor = 70) WHERE id > 2;
CREATE INDEX i_gin ON "Odd ""Schema"."Odd Table" USING gin (doc);
CREATE INDEX i_gin_path ON "Odd ""Schema"."Odd Table" USING gin (doc jsonb_path_ops, tags);
CREATE INDEX i_gist ON "Odd ""Schema"."Odd Table" USING gist (span, ts tsvector_ops (siglen = 100));
CREATE INDEX i_hash ON "Odd ""Schema"."Odd Table" USING hash (v);
CREATE INDEX i_brin ON "Odd ""Schema"."Odd Table" USING brin (at, id) WITH (pages_per_range = 4);
ALTER INDEX "Odd ""Schema".i_calls ALTER COLUMN 2 SET STATISTICS 500;
CREATE MATERIALIZED VIEW mv AS SELECT id, t FROM "Odd ""Schema"."Odd Table";
CREATE UNIQUE INDEX i_mv ON mv (id);
CREATE INDEX i_mv_call ON mv (upper(t), "id" DESC);
CREATE TABLE parted (id integer, region text, PRIMARY KEY (id, region), CHECK (id > 0)) PARTITION BY LIST (region);
CREATE INDEX i_parted ON parted (region);
CREATE TABLE part_a PARTITION OF parted FOR VALUES IN ('a');
CREATE TABLE heir (extra integer CHECK (extra > 0)) INHERITS (child);
CREATE TABLE renamed (before integer PRIMARY KEY, gone text, after text UNIQUE);
CREATE INDEX i_renamed ON renamed (after, before);
ALTER TABLE renamed RENAME before TO "Now";
ALTER TABLE renamed DROP gone;
CREATE SEQUENCE s; CREATE VIEW w AS SELECT 1 AS one; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER tr BEFORE INSERT ON child FOR EACH ROW EXECUTE FUNCTION g();
CREATE TYPE pair AS (a integer, b text);
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
)";
constexpr std::string_view k_since_15 = R"(
CREATE UNIQUE INDEX i_nulls ON child (x) NULLS NOT DISTINCT;
ALTER TABLE child ADD CONSTRAINT nulls UNIQUE NULLS NOT DISTINCT (y, z), ADD CONSTRAINT nulls_usual UNIQUE (y, x, z),
    ADD CONSTRAINT set_some FOREIGN KEY (x, y) REFERENCES "with" ON DELETE SET NULL (y);
)";
constexpr std::string_view k_since_18 = R"(
CREATE TABLE times (room int4range, span tstzrange, PRIMARY KEY (room, span WITHOUT OVERLAPS));
CREATE TABLE visits (room int4range, span tstzrange, CONSTRAINT during FOREIGN KEY (room, PERIOD span) REFERENCES times (room, PERIOD span));
ALTER TABLE child ADD CONSTRAINT unenforced CHECK (y > 0) NOT ENFORCED, ADD CONSTRAINT loose FOREIGN KEY (y, x) REFERENCES "with" NOT ENFORCED;
)";

// A default operator class of a user's own takes the place of the one that varchar shares with text.
constexpr std::string_view k_own_default = R"(
CREATE FUNCTION public.compare_varchar(varchar, varchar) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT pg_catalog.bttextcmp($1, $2)';
CREATE OPERATOR CLASS public.own_ops DEFAULT FOR TYPE varchar USING btree AS
    OPERATOR 1 pg_catalog.< (text, text), OPERATOR 2 pg_catalog.<= (text, text), OPERATOR 3 pg_catalog.= (text, text),
    OPERATOR 4 pg_catalog.>= (text, text), OPERATOR 5 pg_catalog.> (text, text), FUNCTION 1 public.compare_varchar(varchar, varchar);
CREATE INDEX i_own ON "Odd ""Schema"."Odd Table" (v);
)";

class CatalogTest : public ::testing::Test {
protected:
    static shadow::Shadow& shadow() {
        static Environment environment = environment_of_process();
        static shadow::Shadow shadow{environment, {}};
        return shadow;
    }
    void SetUp() override {
        auto made = shadow().make();
        ASSERT_TRUE(made) << made.error().render();
        database_.emplace(std::move(*made));
        run(k_everything);
        if (session().version().major() >= 15) run(k_since_15);
        if (session().version().major() >= 18) run(k_since_18);
    }
    pg::Session& session() { return database_->session(); }
    void run(std::string_view text) {
        const auto done = session().execute(text);
        ASSERT_TRUE(done) << done.error().render();
    }
    Catalog read_all(const ReadOptions& options = {}) {
        auto catalog = read(session(), options);
        if (!catalog) throw std::runtime_error(catalog.error().render());
        return std::move(*catalog);
    }
    /// Definitions are compared with those that the server gives in the surroundings in which catalogs are read.
    void expect_the_servers_text() {
        const auto catalog = read_all();
        run("SET search_path TO ''");
        expect_indexes(catalog);
        expect_constraints(catalog);
        run("RESET search_path");
    }
    void expect_indexes(const Catalog& catalog) {
        const auto rows = session().query(R"(
SELECT n.nspname, x.relname, 'CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || pg_catalog.quote_ident(x.relname) || ' ON ',
       CASE WHEN x.reloptions IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid)
            ELSE pg_catalog.regexp_replace(pg_catalog.pg_get_indexdef(i.indexrelid), ' WITH \([^)]*\)', '') END,
       ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false) FROM pg_catalog.generate_series(1, i.indnkeyatts::integer) k)
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace
 WHERE i.indexrelid >= 16384 AND n.nspname <> 'pg_toast' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = i.indexrelid
       AND d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.deptype = 'i'))");
        ASSERT_TRUE(rows) << rows.error().render();
        EXPECT_GE(rows->size(), 30);
        for (const auto row : *rows) {
            const auto* object = catalog.find({.kind = "index", .schema = row.string(0), .name = row.string(1)});
            ASSERT_NE(object, nullptr) << row.text(1);
            EXPECT_EQ(row.string(2) + object->as<kinds::Index>().body, row.text(3));
            EXPECT_EQ(object->as<kinds::Index>().keys, row.array(4)) << row.text(1);
        }
    }
    void expect_constraints(const Catalog& catalog) {
        const auto rows = session().query(R"(
SELECT n.nspname, c.relname, k.conname,
       pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(k.oid), '( NOT VALID| NOT ENFORCED| INITIALLY DEFERRED| DEFERRABLE)+$', ''),
       ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.place)
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.oid >= 16384 AND k.conislocal AND k.conparentid = 0)");
        ASSERT_TRUE(rows) << rows.error().render();
        EXPECT_GE(rows->size(), 20);
        for (const auto row : *rows) {
            const auto* object = catalog.find({.kind = "constraint", .schema = row.string(0), .parent = row.string(1), .name = row.string(2)});
            ASSERT_NE(object, nullptr) << row.text(2);
            EXPECT_EQ(object->as<kinds::Constraint>().body, row.text(3));
            EXPECT_EQ(object->as<kinds::Constraint>().columns, row.array(4)) << row.text(2);
        }
    }
    std::optional<shadow::Database> database_;
};

TEST_F(CatalogTest, definitions_are_byte_for_byte_the_servers) { expect_the_servers_text(); }

TEST_F(CatalogTest, so_they_are_where_varchar_has_a_default_operator_class_of_its_own) {
    run(k_own_default);
    expect_the_servers_text();
}

TEST_F(CatalogTest, two_connections_read_what_one_does) {
    const auto alone = read_all({.second_connection = SecondConnection::never});
    const auto beside = read_all({.second_connection = SecondConnection::always});
    EXPECT_EQ(render_lines(beside), render_lines(alone));
    EXPECT_EQ(beside.not_managed(), alone.not_managed());
    EXPECT_FALSE(session().in_transaction());
}

TEST_F(CatalogTest, groups_of_queries_are_spread_over_two_processes_in_one_snapshot) {
    const QueryGroup group{.queries = {"SELECT pg_catalog.pg_backend_pid()", "SELECT pg_catalog.count(*) FROM pg_catalog.pg_class"}, .effort = 4};
    const std::vector<QueryGroup> groups{group, group, group};
    ASSERT_TRUE(session().query_all(opening_statements()));
    auto shared = share_snapshot(session());
    ASSERT_TRUE(shared) << shared.error().render();
    auto writer = session().another();
    ASSERT_TRUE(writer && writer->execute("CREATE TABLE unseen ()"));
    const auto distinct = [&](std::size_t query) {
        const auto rows = run_spread(session(), *shared, groups);
        std::set<std::string> values;
        if (rows)
            for (const auto& of_group : *rows) values.insert(of_group.at(query)[0].string(0));
        return values.size();
    };
    EXPECT_EQ(distinct(0), 2U);
    EXPECT_EQ(distinct(1), 1U);
    shared->identity = "another server";
    EXPECT_EQ(distinct(0), 1U);
    shared->name = "no such snapshot";
    EXPECT_EQ(distinct(0), 1U);
    ASSERT_TRUE(session().execute("ROLLBACK"));
}

TEST_F(CatalogTest, where_no_second_connection_is_to_be_had_one_reads_all) {
    // The limit is the database's own, as it is read.
    run("ALTER DATABASE \"" + session().database() + "\" CONNECTION LIMIT 2");
    const auto expected = render_lines(read_all({.second_connection = SecondConnection::never}));
    run("ALTER DATABASE \"" + session().database() + "\" CONNECTION LIMIT 1");
    run("DROP ROLE IF EXISTS catalog_reader; CREATE ROLE catalog_reader LOGIN");
    {
        auto parameters = session().url().parameters();
        parameters["user"] = "catalog_reader";
        std::string text;
        for (const auto& [key, value] : parameters) text += key + "='" + value + "' ";
        const auto url = pg::Url::parse(text);
        ASSERT_TRUE(url) << url.error().render();
        auto reader = pg::Session::connect(*url);
        // A superuser's connection counts, but is not refused.
        run("ALTER DATABASE \"" + session().database() + "\" CONNECTION LIMIT 2");
        // One that was closed counts until its process has ended.
        for (int i = 0; !reader && i < 500; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            reader = pg::Session::connect(*url);
        }
        ASSERT_TRUE(reader) << reader.error().render();
        ASSERT_FALSE(reader->another());
        const auto catalog = read(*reader, {.second_connection = SecondConnection::always});
        ASSERT_TRUE(catalog) << catalog.error().render();
        EXPECT_EQ(render_lines(*catalog), expected);
    }
    run("DROP ROLE catalog_reader");
}

TEST_F(CatalogTest, a_session_that_took_a_role_reads_as_that_role_alone) {
    const auto expected = render_lines(read_all());
    run("SET ROLE pg_monitor");
    EXPECT_EQ(render_lines(read_all({.second_connection = SecondConnection::always})), expected);
    run("RESET ROLE");
}

TEST_F(CatalogTest, kinds_without_objects_are_not_asked_and_those_with_one_are) {
    auto made = shadow().make();
    ASSERT_TRUE(made) << made.error().render();
    const auto empty = read(made->session());
    ASSERT_TRUE(empty) << empty.error().render();
    std::size_t kinds_found = 0;
    const auto full = read_all();
    for (const auto& kind : kinds::all_kinds()) {
        const auto is_of_kind = [&](const auto& entry) { return entry.first.kind == kind.name; };
        if (std::ranges::any_of(full.objects(), is_of_kind)) ++kinds_found;
        EXPECT_TRUE(kind.present == nullptr || std::ranges::none_of(empty->objects(), is_of_kind)) << kind.name;
    }
    EXPECT_GE(kinds_found, 14U);
}

// Time is no gate, but how many rows a plan handles is the same on every machine: joins in a bad order look at tables times indexes of them.
TEST_F(CatalogTest, no_query_handles_a_multiple_of_the_catalogs_rows_whether_they_were_analyzed_or_not) {
    run(R"(
DO $$ BEGIN EXECUTE (SELECT pg_catalog.string_agg(pg_catalog.format('CREATE TABLE many_%1$s (id integer PRIMARY KEY, a integer REFERENCES many_%1$s,
    b integer DEFAULT 0 CHECK (b > 0), c text); CREATE INDEX ON many_%1$s (b); CREATE INDEX ON many_%1$s (c, a); CREATE INDEX ON many_%1$s (lower(c));', n), '')
  FROM pg_catalog.generate_series(1, 200) n); END $$;
CREATE DOMAIN seldom AS integer; CREATE DOMAIN seldom_too AS seldom; CREATE TYPE seldom_pair AS (one seldom, other seldom_too[]);
CREATE FUNCTION handled(query text) RETURNS numeric LANGUAGE plpgsql AS $$ DECLARE plan jsonb; BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
    RETURN (SELECT pg_catalog.sum((node ->> 'Actual Loops')::numeric * ((node ->> 'Actual Rows')::numeric
                   + coalesce((node ->> 'Rows Removed by Filter')::numeric, 0) + coalesce((node ->> 'Rows Removed by Join Filter')::numeric, 0)))
              FROM pg_catalog.jsonb_path_query(plan, 'strict $.** ? (exists (@."Actual Loops"))') node); END $$;)");
    const auto expect_modest = [&](std::string_view state) {
        const auto size = session().query(
            "SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute) + (SELECT pg_catalog.count(*) FROM pg_catalog.pg_depend)"
            " + (SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc)");
        ASSERT_TRUE(size) << size.error().render();
        const auto expect_of = [&](std::string_view whose, const std::string& query) {
            const auto handled = session().query(sql::sql("SELECT public.handled(", sql::Literal{query}, ")").text);
            ASSERT_TRUE(handled) << whose << ": " << handled.error().render();
            EXPECT_LT(std::stod((*handled)[0].string(0)), 5.0 * static_cast<double>((*size)[0].integer(0))) << whose << ", " << state;
        };
        for (const auto& kind : kinds::all_kinds()) {
            for (const auto& query : kind.queries(session().version())) expect_of(kind.name, query);
            if (kind.present != nullptr) expect_of(kind.name, "SELECT " + kind.present(session().version()));
        }
        // A migration asks it before it drops a type.
        expect_of("is_stored", sql::sql("SELECT", kinds::phrases::is_stored({.kind = "domain", .schema = "public", .name = "seldom"})).text);
    };
    expect_modest("never analyzed");
    run("ANALYZE");
    expect_modest("analyzed");
}

}  // namespace
}  // namespace whimbrel::catalog
