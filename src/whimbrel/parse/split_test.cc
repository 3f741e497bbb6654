// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace whimbrel::parse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string source) {
    const auto file = split("f.sql", std::move(source));
    if (!file) return {file.error().render()};
    std::vector<std::string> out;
    for (const auto& statement : file->statements) out.push_back(statement.text);
    return out;
}

TEST(Split, ends_statements_where_psql_does) {
    EXPECT_THAT(texts(""), IsEmpty());
    EXPECT_THAT(texts(" ;; -- only a comment;\n/* ; */ ;"), IsEmpty());
    EXPECT_THAT(texts("\xEF\xBB\xBF"
                      "a; b ;c"),
                ElementsAre("a", "b", "c"));
    EXPECT_THAT(texts("/* x */ a /* y */ b /* z */; -- w"), ElementsAre("a /* y */ b"));
    EXPECT_THAT(texts("select ';', \";\", $$;$$, E'\\';' ; x"), ElementsAre("select ';', \";\", $$;$$, E'\\';'", "x"));
    EXPECT_THAT(texts("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); x"),
                ElementsAre("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)", "x"));
    EXPECT_THAT(texts("a); b"), ElementsAre("a)", "b"));
}

TEST(Split, keeps_atomic_bodies_whole) {
    const std::string body =
        "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 1 AS end; "
        "SELECT (CASE a WHEN 1 THEN CASE WHEN true THEN 1 END END); END";
    EXPECT_THAT(texts(body + "; SELECT 2"), ElementsAre(body, "SELECT 2"));
    const std::string procedure = "create procedure begin() begin atomic insert into t values (1); end";
    EXPECT_THAT(texts(procedure + ";BEGIN; SELECT CASE WHEN true THEN 1 END; END;"),
                ElementsAre(procedure, "BEGIN", "SELECT CASE WHEN true THEN 1 END", "END"));
    EXPECT_THAT(texts("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1; x"), ElementsAre("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1", "x"));
    EXPECT_THAT(texts("CREATE TABLE atomic (begin int); BEGIN; x"), ElementsAre("CREATE TABLE atomic (begin int)", "BEGIN", "x"));
}

TEST(Split, says_where_a_statement_stands) {
    const auto file = split("f.sql", "-- ü\r\n\r\n  ä; b\r\n/* ö */ c;\rd").value();
    ASSERT_EQ(file.statements.size(), 3U);
    const auto place = [&](std::size_t i) { return std::pair(file.statements[i].line, file.statements[i].column); };
    EXPECT_EQ(place(0), std::pair(3, 3));
    EXPECT_EQ(place(1), std::pair(3, 6));
    EXPECT_EQ(file.statements[1].text, "b\r\n/* ö */ c");
    EXPECT_EQ(place(2), std::pair(5, 1));
}

TEST(SpanIn, maps_the_servers_characters_to_the_file) {
    const auto file = split("s/a.sql", "select 'ä';\n\n  select 'öö',\r\n x").value();
    EXPECT_EQ(span_in(file, file.statements[1], 1), (SourceSpan{"s/a.sql", 3, 3}));
    EXPECT_EQ(span_in(file, file.statements[1], 12), (SourceSpan{"s/a.sql", 3, 14}));
    EXPECT_EQ(span_in(file, file.statements[1], 16), (SourceSpan{"s/a.sql", 4, 2}));
}

struct Refusal {
    std::string source, rendered;
};

TEST(Split, refuses_with_the_place_and_the_way_out) {
    const Refusal cases[] = {
        {"a;\n 'b", "error[W1201]: a string is never closed\n  --> f.sql:2:2\nHINT: Close it with '.\n"},
        {"E'b\\'", "error[W1201]: a string is never closed\n  --> f.sql:1:1\nHINT: Close it with '.\n"},
        {"a \"it's", "error[W1201]: a quoted identifier is never closed\n  --> f.sql:1:3\nHINT: Close it with \".\n"},
        {"a /* /* */", "error[W1201]: a comment is never closed\n  --> f.sql:1:3\nHINT: Close it with */.\n"},
        {"DO $b$ x $c$", "error[W1201]: the dollar-quoted text $b$ is never closed\n  --> f.sql:1:4\nHINT: Close it with $b$.\n"},
        {"a (b (c); d", "error[W1201]: a parenthesis is never closed\n  --> f.sql:1:3\nHINT: Close it with ).\n"},
        {"CREATE FUNCTION f() BEGIN ATOMIC a; b;", "error[W1201]: a BEGIN ATOMIC body is never closed\n  --> f.sql:1:21\nHINT: Close it with END.\n"},
        {std::string("a\n\0b", 4), "error[W1202]: the file holds a NUL byte\n  --> f.sql:2:1\nHINT: Check that the file is SQL text, saved as UTF-8.\n"},
        {"a 'ä\xE4'", "error[W1202]: the file holds a byte that is not UTF-8\n  --> f.sql:1:5\nHINT: Save the file as UTF-8.\n"},
        {"\xED\xA0\x80", "error[W1202]: the file holds a byte that is not UTF-8\n  --> f.sql:1:1\nHINT: Save the file as UTF-8.\n"},
        {"\xFF\xFE"
         "a",
         "error[W1202]: the file is UTF-16, and SQL is read as UTF-8\n  --> f.sql:1:1\nHINT: Save the file as UTF-8.\n"},
        {"a;\n\\echo x",
         "error[W1204]: the psql command \\echo is not understood here\n  --> f.sql:2:1\nHINT: Remove it; files are read without psql, and only "
         "\\connect, \\restrict and \\unrestrict between statements are understood.\n"},
        {"select 1 \\gset\n",
         "error[W1204]: the psql command \\gset is not understood here\n  --> f.sql:1:10\nHINT: Remove it; files are read without psql, and only "
         "\\connect, \\restrict and \\unrestrict between statements are understood.\n"},
        {"CREATE TABLE a (b int);\nCOPY a (b) FROM stdin;\n1'\n\\.\n",
         "error[W1205]: a COPY block with data is not part of a declaration\n  --> f.sql:2:1\n"
         "HINT: Dump with `pg_dump --schema-only`, and put rows into seeds/.\n"},
    };
    for (const auto& [source, rendered] : cases) {
        const auto file = split("f.sql", source);
        ASSERT_FALSE(file) << source;
        EXPECT_EQ(file.error().render(), rendered);
    }
    EXPECT_EQ(split("f.sql", std::string(65U << 20U, ' ')).error().render(),
              "error[W1202]: the file has 65 MiB, more than a schema file can have\n  --> f.sql\nHINT: Move it elsewhere if it is not SQL; dump with `pg_dump "
              "--schema-only`, and put rows into seeds/.\n");
}

TEST(Split, reads_what_pg_dump_writes) {
    const auto file = split("dump.sql", R"(--
-- PostgreSQL database dump
--

\restrict aZ9

-- Dumped from database version 15.20

SET statement_timeout = 0;
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET default_table_access_method = heap;

CREATE DATABASE app WITH TEMPLATE = template0 ENCODING = 'UTF8';
\connect app

--
-- Name: add(integer, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.add(a integer, b integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT (add.a + add.b);
END;


CREATE TABLE public."Group" (
    id bigint NOT NULL,
    note text DEFAULT 'a;b'::text
);

ALTER TABLE ONLY public."Group" ALTER COLUMN id SET DEFAULT nextval('public.group_id_seq'::regclass);
CREATE RULE r AS
    ON INSERT TO public."Group" DO  NOTHING;

--
-- PostgreSQL database dump complete
--

\unrestrict aZ9
)")
                          .value();
    std::vector<std::string> heads;
    for (const auto& s : file.statements) heads.push_back(s.head.verb + " " + s.head.object + " " + s.head.schema + "." + s.head.name);
    EXPECT_THAT(heads, ElementsAre("\\restrict  .", "SET  .statement_timeout", "SET  .standard_conforming_strings", "SELECT  .search_path",
                                   "SET  .default_table_access_method", "CREATE DATABASE .app", "\\connect  .", "CREATE FUNCTION public.add",
                                   "CREATE TABLE public.Group", "ALTER TABLE public.Group", "CREATE RULE .r", "\\unrestrict  ."));
    EXPECT_EQ(file.statements[7].line, 21);
}

/// Pieces that hold semicolons, quotes and comment marks of which none may end a statement or hide its end.
TEST(Split, counts_what_was_put_in) {
    const std::vector<std::string> pieces{"'a;b'",   "\"c;\"", "$$;'$$", "$q$ $$ ; $q$", "E'\\';'",     "(x; y)", "/* ; /* ' */ */",
                                          "-- ;'\n", "1.5",    "@>",     "word",         "U&'\\003B;'", ":=",     "$1"};
    std::mt19937 random(20240607);  // NOLINT(cert-msc51-cpp): the same text each time
    std::string source;
    std::vector<std::string> expected;
    for (int i = 0; i < 2000; ++i) {
        std::string statement = "s" + std::to_string(i);
        for (auto left = random() % 8; left > 0; --left) statement += (random() % 2 == 0 ? " " : "\n") + pieces[random() % pieces.size()];
        statement += " e";
        expected.push_back(statement);
        source += statement + (random() % 2 == 0 ? ";" : " ;\n\n");
    }
    EXPECT_EQ(texts(source), expected);
}

TEST(Split, survives_any_bytes) {
    const std::string alphabet = "a;'\"$/*-\\\n(){}[]@E&U1. ,\r";
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same text each time
    for (int round = 0; round < 5000; ++round) {
        std::string source;
        for (auto left = random() % 60; left > 0; --left) source += alphabet[random() % alphabet.size()];
        if (round % 3 == 0) source = "CREATE TABLE t (" + source;
        if (round % 3 == 1) source = "CREATE FUNCTION f() BEGIN ATOMIC " + source;
        const auto file = split("f.sql", source);
        if (!file) {
            EXPECT_TRUE(file.error().span) << source;
            continue;
        }
        for (const auto& statement : file->statements) EXPECT_EQ(file->text.substr(statement.offset, statement.text.size()), statement.text);
    }
}

TEST(Split, takes_time_in_proportion_to_the_text) {
    const auto time_of = [](std::size_t statements) {
        std::string source;
        for (std::size_t i = 0; i < statements / 3 * 2; ++i) source += "CREATE TABLE t (a int); /* @renamed from=b */ ";
        for (std::size_t i = 0; i < statements / 3; ++i) source += "\nCREATE TABLE t (a int); -- @renamed from=b";
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(split("f.sql", source).value().statements.size(), statements);
        return std::chrono::steady_clock::now() - begin;
    };
    // Twenty times the text: in proportion to its square it would be four hundred times the time.
    const auto small = time_of(6'000);
    EXPECT_LT(time_of(120'000), small * 100);
}

}  // namespace
}  // namespace whimbrel::parse
