// SPDX-License-Identifier: Apache-2.0
// The process is killed after every statement that it sends; the next run ends where an undisturbed one does, and the
// ledger says what happened.
#include "whimbrel/runner/test_target.h"

#include <sys/wait.h>

#include <csignal>
#include <thread>

namespace whimbrel::runner {
namespace {

constexpr auto k_up = R"(SET search_path TO '';
SET check_function_bodies TO off;
BEGIN;
CREATE SCHEMA app;
CREATE TABLE app.t (id integer, mood text);
CREATE TYPE app.mood AS ENUM ('ok');
INSERT INTO app.t VALUES (1, 'ok');
COMMIT;
ALTER TYPE app.mood ADD VALUE 'sad';
ALTER TABLE app.t ALTER COLUMN mood TYPE app.mood USING mood::app.mood;
INSERT INTO app.t VALUES (2, 'sad');
CREATE UNIQUE INDEX CONCURRENTLY t_id ON app.t (id);
SET search_path TO 'app';
BEGIN;
ALTER TABLE t ADD COLUMN n integer;
COMMIT;
CREATE INDEX CONCURRENTLY t_n ON t (n);
DROP INDEX CONCURRENTLY t_id;
VACUUM t;
)";
constexpr auto k_down = R"(SET search_path TO '';
DROP INDEX CONCURRENTLY app.t_n;
BEGIN;
ALTER TABLE app.t DROP COLUMN n;
COMMIT;
CREATE INDEX CONCURRENTLY t_last ON app.t (id);
BEGIN;
-- @lossy table:app.t
DROP TABLE app.t;
DROP TYPE app.mood;
DROP SCHEMA app;
COMMIT;
)";

class Killed : public TargetTest {
protected:
    void SetUp() override {
        TargetTest::SetUp();
        add("0001", "app", k_up, k_down);
        add("0002", "more", "BEGIN; CREATE TABLE app.more (id integer PRIMARY KEY); COMMIT;", "BEGIN; DROP TABLE app.more; COMMIT;");
        options.allow_lossy = {"table:app.t"};
    }

    /// Everything that a reader of the database sees: objects, rows, enum values, and what the ledger says but for times.
    std::string everything() {
        auto all = catalog::render_lines(catalog::read(session()).value());
        if (value("SELECT to_regclass('app.t')").empty()) return all + ledger_text();
        all += value("SELECT string_agg(id || '=' || mood, ',' ORDER BY id) FROM app.t");
        all += value("SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum");
        all += value(
            "SELECT string_agg(relname || indisvalid, ',' ORDER BY relname) FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
            "WHERE relnamespace = 'app'::regnamespace");
        return all + ledger_text();
    }
    std::string ledger_text() {
        auto text = value(
            "SELECT string_agg(concat_ws(' ', position, version, name, id, up_hash, direction, complete), E'\\n' ORDER BY position) "
            "FROM whimbrel.migration");
        text += value(
            "SELECT string_agg(concat_ws(' ', version, direction, ordinal, kind, state, hash), E'\\n' ORDER BY version, direction, ordinal) "
            "FROM whimbrel.step");
        EXPECT_EQ(value("SELECT current FROM whimbrel.state"), "t");
        EXPECT_EQ(value("SELECT hash FROM whimbrel.state"), catalog::hash(catalog::read(session()).value()));
        return text;
    }

    static bool migrate_on(pg::Session& own, const history::History& history, const RunnerOptions& in_child) {
        return runner::migrate(own, history, {}, in_child, environment).has_value();
    }
    static bool roll_back_on(pg::Session& own, const history::History& history, const RunnerOptions& in_child) {
        return runner::roll_back(own, history, {}, in_child, environment).has_value();
    }

    void clear() { execute("SET client_min_messages TO error; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA IF EXISTS whimbrel CASCADE"); }

    /// Runs `act` with a session of its own in a child process that is killed after statement `n`; false where it came to its end.
    template <class Act>
    bool killed_after(int n, Act act) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto own = pg::Session::connect(database->url());
            RunnerOptions in_child = options;
            in_child.after_statement = [n](int sent) {
                if (sent == n) ::raise(SIGKILL);
            };
            const bool done = own && act(*own, in_child);
            ::_exit(done ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "the run itself failed, statement " << n;
        return WIFSIGNALED(status);
    }
};

TEST_F(Killed, after_any_statement_of_migrate_the_next_one_ends_in_the_same_state) {
    const auto history = history::read(folder.path()).value();
    ASSERT_TRUE(migrate());
    const auto expected = everything();
    int n = 1;
    for (bool killed = true; killed; ++n) {
        clear();
        killed = killed_after(n, [&](pg::Session& own, const RunnerOptions& in_child) { return migrate_on(own, history, in_child); });
        const auto report = migrate();
        ASSERT_TRUE(report) << "killed after statement " << n << ":\n" << report.error().render();
        ASSERT_EQ(everything(), expected) << "killed after statement " << n;
    }
    EXPECT_GT(n, 60) << "a migration of this size takes more statements";
}

TEST_F(Killed, after_any_statement_of_rollback_the_next_one_ends_in_the_same_state) {
    const auto history = history::read(folder.path()).value();
    ASSERT_TRUE(migrate({.version = "0001", .steps = {}}));
    ASSERT_TRUE(roll_back());
    const auto expected = everything();
    int n = 1;
    for (bool killed = true; killed; ++n) {
        ASSERT_TRUE(migrate({.version = "0001", .steps = {}}));
        killed = killed_after(n, [&](pg::Session& own, const RunnerOptions& in_child) { return roll_back_on(own, history, in_child); });
        const auto report = roll_back();
        ASSERT_TRUE(report) << "killed after statement " << n << ":\n" << report.error().render();
        ASSERT_EQ(everything(), expected) << "killed after statement " << n;
    }
    EXPECT_GT(n, 25) << "a rollback of this size takes more statements";
}

/// The client dies while the server builds an index, and the server's build is ended as well: an invalid index is left.
TEST_F(Killed, in_the_middle_of_a_concurrent_index_that_stays_invalid) {
    ASSERT_TRUE(migrate());
    const auto expected = everything();
    clear();
    const auto history = history::read(folder.path()).value();
    // The build waits for every transaction that could see the table without the index.
    auto blocker = database->connect().value();
    ASSERT_TRUE(blocker.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"));
    const pid_t child = ::fork();
    if (child == 0) {
        auto own = pg::Session::connect(database->url());
        const bool done = own && migrate_on(*own, history, options);
        ::_exit(done ? 0 : 1);
    }
    for (int i = 0; i < 200 && value("SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indisready") != "1"; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ASSERT_EQ(value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "1");
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND pid <> pg_backend_pid()");
    ASSERT_TRUE(blocker.execute("ROLLBACK"));
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_EQ(everything(), expected);
}

/// The client dies, but the server's build goes on: the next run waits for its lock and finds the index there.
TEST_F(Killed, in_the_middle_of_a_concurrent_index_that_the_server_finishes) {
    ASSERT_TRUE(migrate());
    const auto expected = everything();
    clear();
    const auto history = history::read(folder.path()).value();
    auto blocker = database->connect().value();
    ASSERT_TRUE(blocker.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"));
    const pid_t child = ::fork();
    if (child == 0) {
        auto own = pg::Session::connect(database->url());
        const bool done = own && migrate_on(*own, history, options);
        ::_exit(done ? 0 : 1);
    }
    for (int i = 0; i < 200 && value("SELECT count(*) FROM pg_index WHERE NOT indisvalid") != "1"; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    bool waited = false;
    options.say = [&](const std::string& line) {
        if (!line.starts_with("waiting for another whimbrel: pid ")) return;
        waited = true;
        static_cast<void>(blocker.execute("ROLLBACK"));
    };
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_TRUE(waited);
    EXPECT_TRUE(report->waited);
    EXPECT_EQ(everything(), expected);
}

}  // namespace
}  // namespace whimbrel::runner
