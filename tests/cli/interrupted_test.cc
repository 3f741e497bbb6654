// SPDX-License-Identifier: Apache-2.0
// Ctrl-C in the middle of every command that starts a server or changes a database: what it says, and that nothing is half done.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <cstdio>

namespace whimbrel::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n";
constexpr std::string_view k_sleep = "DO $$ BEGIN PERFORM pg_sleep(60); END $$;\n";

/// /proc/net/tcp has addresses and ports as hexadecimal numbers, and state 01 for a connection that stands.
bool has_connection_to(int port) {
    std::array<char, 16> wanted{};
    std::snprintf(wanted.data(), wanted.size(), ":%04X 01", static_cast<unsigned>(port));
    return read_text("/proc/net/tcp").find(wanted.data()) != std::string::npos;
}

class Interrupted : public ::testing::Test {
protected:
    Interrupted() : database(*shared_server().make()), url(database.url().render()) { folder.write("schema/users.sql", k_users); }

    /// Begins the command, waits until its own throwaway server sleeps, and interrupts it.
    [[nodiscard]] Ran interrupted_on_shadow(std::vector<std::string> words) const {
        words.emplace_back("--quiet");
        Running running(WHIMBREL_PROGRAM, words, folder.path());
        EXPECT_TRUE(running.has_server_at("DO")) << words.front();
        running.send(SIGINT);
        return running.wait();
    }
    /// The same for one that sleeps in the target.
    [[nodiscard]] Ran interrupted_on_target(std::vector<std::string> words, const std::string& query_like) {
        words.insert(words.end(), {"--quiet", "-d", url});
        Running running(WHIMBREL_PROGRAM, words, folder.path());
        EXPECT_TRUE(becomes_true([&] {
            return database.session()
                       .execute(
                           "SELECT FROM pg_stat_activity WHERE application_name LIKE 'whimbrel/%' AND state = 'active' AND "
                           "datname = current_database() AND query LIKE '" +
                           query_like + "'")
                       ->size() > 0;
        })) << words.front();
        running.send(SIGINT);
        return running.wait();
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }
    [[nodiscard]] std::string value(const std::string& sql) { return (*database.session().execute(sql))[0].string(0); }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(Interrupted, Generate) {
    folder.write("schema/slow.sql", k_sleep);
    expect_failure(interrupted_on_shadow({"generate", "--name", "x"}), 2,
                   "error[W1108]: interrupted while a statement ran; nothing was written\n  --> schema/slow.sql:1:1\n");
    EXPECT_THAT(folder.names("."), ElementsAre("schema", "whimbrel.toml"));
}

TEST_F(Interrupted, CheckAndDiff) {
    folder.expect(0, {"generate", "--name", "users"});
    folder.write("schema/slow.sql", k_sleep);
    expect_failure(interrupted_on_shadow({"check"}), 2, "error[W1108]: interrupted while a statement ran\n  --> schema/slow.sql:1:1\n");
    expect_failure(interrupted_on_shadow({"diff", "--from", "empty", "--to", "schema"}), 2,
                   "error[W1108]: interrupted while a statement ran\n  --> schema/slow.sql:1:1\n  while reading --to schema\n");
}

TEST_F(Interrupted, ProveAndAdopt) {
    folder.write("migrations/0001_slow.up.sql", "BEGIN;\n" + std::string(k_sleep) + "COMMIT;\n");
    folder.write("migrations/0001_slow.down.sql", "BEGIN;\nCOMMIT;\n");
    const auto before = folder.names("migrations");
    expect_failure(interrupted_on_shadow({"prove"}), 2,
                   "error[W1108]: interrupted while a statement ran; nothing was stamped\n  --> migrations/0001_slow.up.sql:2:1\n");
    expect_failure(interrupted_on_shadow({"adopt"}), 2, "error[W1108]: interrupted while a statement ran\n  --> migrations/0001_slow.up.sql:2:1\n");
    EXPECT_EQ(folder.names("migrations"), before);
}

TEST_F(Interrupted, Migrate) {
    folder.write("migrations/0001_sleep.up.sql",
                 "BEGIN;\nCREATE TABLE before (i int);\nSELECT pg_sleep(60 * (current_setting('whimbrel.sleep', true) IS NOT NULL)::int);\nCOMMIT;\n");
    folder.write("migrations/0001_sleep.down.sql", "BEGIN;\nDROP TABLE before;\nCOMMIT;\n");
    folder.expect(0, {"prove"});
    execute("ALTER ROLE postgres IN DATABASE " + database.name() + " SET whimbrel.sleep = 'yes'");
    expect_failure(interrupted_on_target({"migrate"}, "SELECT pg_sleep(60%"), 2,
                   "error[W1108]: interrupted while a statement ran\n"
                   "  --> migrations/0001_sleep.up.sql:3:1\n"
                   "  while applying 0001_sleep, step 1 of 1; nothing of it was applied\n"
                   "HINT: Run `whimbrel migrate` again to go on.\n");
    EXPECT_FALSE(database.session().execute("SELECT FROM before"));
    EXPECT_THAT(folder.expect(0, {"status", "-d", url}).out, HasSubstr("0001     sleep  pending"));
}

TEST_F(Interrupted, MigrateInCreateIndexConcurrently) {
    folder.expect(0, {"generate", "--name", "users"});
    folder.expect(0, {"migrate", "-d", url});
    folder.write("schema/index.sql", "CREATE INDEX users_name_idx ON users (name);\nCREATE INDEX users_lower_idx ON users (lower(name));\n");
    folder.expect(0, {"generate", "--name", "index", "--concurrently"});
    // The build waits for whoever has written to the table and not committed.
    auto writer = pg::Session::connect(database.url());
    ASSERT_TRUE(writer && writer->execute("BEGIN; INSERT INTO users VALUES (1)"));
    expect_failure(interrupted_on_target({"migrate"}, "CREATE INDEX CONCURRENTLY%"), 2,
                   "error[W1108]: interrupted while a statement ran\n"
                   "  --> migrations/0002_index.up.sql:8:1\n"
                   "  while applying 0002_index, step 1 of 2; nothing of it was applied\n"
                   "HINT: Run `whimbrel migrate` again to go on.\n");
    EXPECT_THAT(folder.expect(0, {"status", "-d", url}).out, HasSubstr("0002     index  incomplete"));
    ASSERT_TRUE(writer->execute("ROLLBACK"));
    EXPECT_EQ(folder.expect(0, {"migrate", "--quiet", "-d", url}).out, "applied 0002\n");
    EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid"), "3");
    folder.expect(0, {"verify", "-d", url});
}

TEST_F(Interrupted, Rollback) {
    folder.write("migrations/0001_sleep.up.sql", "BEGIN;\nCREATE TABLE before (i int);\nCOMMIT;\n");
    folder.write("migrations/0001_sleep.down.sql",
                 "BEGIN;\nSELECT pg_sleep(60 * (current_setting('whimbrel.sleep', true) IS NOT NULL)::int);\nDROP TABLE before;\nCOMMIT;\n");
    folder.expect(0, {"prove"});
    folder.expect(0, {"migrate", "-d", url});
    execute("ALTER ROLE postgres IN DATABASE " + database.name() + " SET whimbrel.sleep = 'yes'");
    expect_failure(interrupted_on_target({"rollback"}, "SELECT pg_sleep(60%"), 2,
                   "error[W1108]: interrupted while a statement ran\n"
                   "  --> migrations/0001_sleep.down.sql:2:1\n"
                   "  while rolling back 0001_sleep, step 1 of 1; nothing of it was rolled back\n"
                   "HINT: Run `whimbrel rollback` again to go on.\n");
    EXPECT_THAT(folder.expect(0, {"status", "-d", url}).out, HasSubstr("0001     sleep  applied"));
}

TEST_F(Interrupted, Push) {
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "[timeouts]\nlock_timeout = \"60s\"\n");
    execute("CREATE TABLE users (id bigint PRIMARY KEY)");
    auto holder = pg::Session::connect(database.url());
    ASSERT_TRUE(holder && holder->execute("BEGIN; LOCK TABLE users"));
    auto ran = interrupted_on_target({"push", "--yes", "--confirm", database.name()}, "ALTER TABLE%");
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err,
              "error[W1108]: interrupted while a statement ran\n"
              "  --> (push):6:1\n"
              "  while applying the plan, step 1 of 1; nothing of it was applied\n"
              "HINT: Run `whimbrel push` again to go on.\n");
    ASSERT_TRUE(holder->execute("ROLLBACK"));
    // Before it applies anything, it says that nothing was changed.
    folder.write("schema/slow.sql", k_sleep);
    expect_failure(interrupted_on_shadow({"push", "--yes", "--confirm", database.name(), "-d", url}), 2,
                   "error[W1108]: interrupted while a statement ran; nothing was changed\n  --> schema/slow.sql:1:1\n");
    EXPECT_EQ(value("SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0"), "1");
}

TEST_F(Interrupted, Setup) {
    folder.write("migrations/0001_sleep.up.sql", "BEGIN;\nSELECT pg_sleep(60 * (current_setting('whimbrel.sleep', true) IS NOT NULL)::int);\nCOMMIT;\n");
    folder.write("migrations/0001_sleep.down.sql", "BEGIN;\nCOMMIT;\n");
    folder.expect(0, {"prove"});
    execute("ALTER ROLE postgres SET whimbrel.sleep = 'yes'");
    const auto fresh = database.url().with_database("fresh_" + database.name());
    Running running(WHIMBREL_PROGRAM, {"setup", "--quiet", "-d", fresh.render()}, folder.path());
    EXPECT_TRUE(
        becomes_true([&] { return value("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60%' AND state = 'active'") == "1"; }));
    running.send(SIGINT);
    expect_failure(running.wait(), 2,
                   "error[W1108]: interrupted while a statement ran\n"
                   "  --> migrations/0001_sleep.up.sql:2:1\n"
                   "  while applying 0001_sleep, step 1 of 1; nothing of it was applied\n"
                   "  while setting up a new database, which stays\n"
                   "HINT: Run `whimbrel setup` again to go on.\n");
    execute("ALTER ROLE postgres RESET whimbrel.sleep");
    EXPECT_EQ(folder.expect(0, {"setup", "--quiet", "-d", fresh.render()}).out, fresh.describe() + ": was there, 1 migration applied, 0 seed files run\n");
    execute("DROP DATABASE \"fresh_" + database.name() + "\"");
}

TEST_F(Interrupted, Connecting) {
    const SilentServer server;
    Running running(WHIMBREL_PROGRAM, {"status", "-d", "postgresql://u@127.0.0.1:" + std::to_string(server.port()) + "/app"}, folder.path());
    EXPECT_TRUE(becomes_true([&] { return has_connection_to(server.port()); }));
    running.send(SIGINT);
    const auto ran = running.wait();
    EXPECT_EQ(ran.code, 128 + SIGINT);
    EXPECT_EQ(ran.all(), "error[W1108]: interrupted while connecting\n");
}

TEST_F(Interrupted, WithPostgres) {
    // SIGTERM is passed on to the command, whose end ends the server.
    Running running(WHIMBREL_PROGRAM, {"with-postgres", "--", "sh", "-c", "echo $PGHOST; exec sleep 60"}, folder.path());
    EXPECT_TRUE(becomes_true([&] { return !running.output().empty(); }));
    running.send(SIGTERM);
    const auto ran = running.wait();
    EXPECT_EQ(ran.code, 128 + SIGTERM);
    EXPECT_EQ(ran.err, "");
    EXPECT_FALSE(pg::Session::connect(pg::Url::parse("postgresql://postgres@/app?host=" + ran.out.substr(0, ran.out.size() - 1)).value()));
}

TEST_F(Interrupted, Seed) {
    execute("CREATE TABLE users (name text)");
    folder.write("seeds/1.sql", "INSERT INTO users VALUES ('a');\n");
    folder.write("seeds/2.sql", "INSERT INTO users VALUES ('b');\nSELECT pg_sleep(60);\n");
    auto ran = interrupted_on_target({"seed"}, "SELECT pg_sleep(60%");
    expect_failure(ran, 2,
                   "error[W1108]: interrupted while a statement ran\n"
                   "  --> seeds/2.sql:2:1\n"
                   "  while seeding from seeds/2.sql; nothing of it was kept\n"
                   "HINT: Seed again to have the rest.\n");
    EXPECT_EQ(value("SELECT string_agg(name, '') FROM users"), "a");
}

}  // namespace
}  // namespace whimbrel::testing
