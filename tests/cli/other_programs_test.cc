// SPDX-License-Identifier: Apache-2.0
// What PostgreSQL's own programs write is read, and what is written is run by them: pg_dump and psql.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"
#include "whimbrel/shadow/server_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

class OtherPrograms : public ::testing::Test {
protected:
    OtherPrograms() : database(*shared_server().make()), url(database.url().render()) {}

    /// What pg_dump of the server's version prints; empty where it is not there.
    [[nodiscard]] std::string dumped(std::vector<std::string> words) const {
        for (const auto& programs : shadow::find_server_programs(real_environment())) {
            if (programs.version.major() != server_major() || !programs.has_pg_dump()) continue;
            words.insert(words.end(), {"-d", url});
            const auto ran = run(programs.folder / "pg_dump", words, folder.path());
            EXPECT_EQ(ran.code, 0) << ran.err;
            return ran.out;
        }
        return {};
    }
    void run_by_psql(const std::string& file) const {
        const auto ran = run("psql", {"-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", file}, folder.path());
        EXPECT_EQ(ran.all(), "") << file;
        EXPECT_EQ(ran.code, 0) << file;
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(OtherPrograms, WhatPgDumpPrintsIsADeclaration) {
    execute(
        "CREATE SCHEMA app; CREATE EXTENSION citext SCHEMA app; CREATE TYPE app.mood AS ENUM ('ok', 'it''s; bad'); CREATE SEQUENCE app.numbers;"
        "CREATE TABLE app.people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name app.citext UNIQUE, mood app.mood DEFAULT 'ok', n int DEFAULT "
        "nextval('app.numbers'), CHECK (n > 0));"
        "CREATE FUNCTION app.shout(t text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT upper(t); END;"
        "CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := 1; -- ; \\restrict\n RETURN NEW; END $$;"
        "CREATE TRIGGER stamp BEFORE INSERT ON app.people FOR EACH ROW EXECUTE FUNCTION app.stamp();"
        "CREATE VIEW app.shouted AS SELECT app.shout(name::text) FROM app.people; COMMENT ON VIEW app.shouted IS 'it''s $$loud$$'");
    const auto dump = dumped({"--schema-only"});
    if (dump.empty()) GTEST_SKIP() << "there is no pg_dump of the server's version";
    ASSERT_THAT(dump, HasSubstr("set_config('search_path', ''"));
    // Newer ones write it themselves.
    folder.write("dump.sql", dump.find("\\restrict") != std::string::npos ? dump : "\\restrict abc\n" + dump + "\\unrestrict abc\n");
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "dump.sql", "--exit-code"}).out, "");
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "dump.sql", "--to", url, "--exit-code"}).out, "");
    EXPECT_THAT(folder.expect(0, {"diff", "--from", "empty", "--to", "dump.sql", "--prove"}).out, HasSubstr("CREATE TABLE app.people"));
}

TEST_F(OtherPrograms, ADumpWithRowsIsRefusedWithWhatToDo) {
    execute("CREATE TABLE people (id bigint PRIMARY KEY); INSERT INTO people VALUES (1)");
    const auto dump = dumped({});
    if (dump.empty()) GTEST_SKIP() << "there is no pg_dump of the server's version";
    folder.write("dump.sql", dump);
    const auto before = dump.substr(0, dump.find("COPY public.people"));
    expect_failure(folder.whimbrel({"diff", "--from", "empty", "--to", "dump.sql", "--quiet"}), 2,
                   "error[W1205]: a COPY block with data is not part of a declaration\n"
                   "  --> dump.sql:" +
                       std::to_string(std::ranges::count(before, '\n') + 1) +
                       ":1\n"
                       "  while reading --to dump.sql\n"
                       "HINT: Dump with `pg_dump --schema-only`, and put rows into seeds/.\n");
}

TEST_F(OtherPrograms, PsqlRunsTheMigrationsWithTheSameEffect) {
    folder.write("schema/people.sql", "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (id bigint PRIMARY KEY, mood mood DEFAULT 'ok');\n");
    folder.expect(0, {"generate", "--name", "people"});
    // A value that is used in the same migration ends a transaction, and an index that is built beside writers stands outside of any.
    folder.write(
        "schema/people.sql",
        "CREATE TYPE mood AS ENUM ('ok', 'sad');\nCREATE TABLE people (id bigint PRIMARY KEY, mood mood DEFAULT 'sad', name text NOT NULL -- @fill id\n"
        ");\nCREATE INDEX people_mood ON people (mood);\n");
    folder.expect(0, {"generate", "--name", "moods", "--concurrently"});
    run_by_psql("migrations/0001_people.up.sql");
    execute("INSERT INTO people VALUES (1)");
    run_by_psql("migrations/0002_moods.up.sql");
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "schema", "--exit-code"}).out, "");
    run_by_psql("migrations/0002_moods.down.sql");
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "migrations@0001", "--exit-code"}).out, "");
    run_by_psql("migrations/0001_people.down.sql");
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "empty", "--exit-code"}).out, "");
}

}  // namespace
}  // namespace whimbrel::testing
