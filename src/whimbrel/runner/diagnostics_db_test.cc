// SPDX-License-Identifier: Apache-2.0
// What the runner says when it stops, whole.
#include "whimbrel/base/format.h"
#include "whimbrel/runner/runner_lock.h"
#include "whimbrel/runner/test_pooler.h"
#include "whimbrel/runner/test_target.h"

#include <chrono>

namespace whimbrel::runner {
namespace {

class Diagnostics : public TargetTest {};

TEST_F(Diagnostics, a_statement_that_fails) {
    add("0001", "a",
        "SET search_path TO '';\nBEGIN;\nCREATE TABLE public.a (id integer);\nCREATE TABLE public.b (\n  id integer,\n  ä text, c nonsense\n);\nCOMMIT;\n");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1106]: the server refused a statement\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":6:13\n"
                  "  server: 42704 type \"nonsense\" does not exist\n"
                  "  while applying 0001_a, step 1 of 1; nothing of it was applied\n"
                  "HINT: Correct the cause and run `whimbrel migrate` again.\n");
}

TEST_F(Diagnostics, a_later_step_that_fails) {
    add("0001", "a",
        "CREATE TABLE public.a (id integer);\nCREATE INDEX CONCURRENTLY i ON public.a (id);\n"
        "INSERT INTO public.a VALUES (1), (1);\nVACUUM public.a;\nALTER TABLE public.a ADD UNIQUE (id);\n");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1106]: the server refused a statement\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":5:1\n"
                  "  server: 23505 could not create unique index \"a_id_key\"\n"
                  "  detail: Key (id)=(1) is duplicated.\n"
                  "  while applying 0001_a, step 5 of 5; steps 1 to 4 stay applied\n"
                  "HINT: Correct the cause and run `whimbrel migrate` again.\n");
}

TEST_F(Diagnostics, a_target_that_drifted) {
    add("0001", "a", "CREATE TABLE public.a (id integer); CREATE TABLE public.gone ();");
    ASSERT_TRUE(migrate());
    execute("DROP TABLE public.gone; CREATE TABLE public.hotfix (); ALTER TABLE public.a SET UNLOGGED");
    add("0002", "b", "SELECT 1;");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()), "error[W1806]: " + session().describe() +
                                            " is not what the last migration left:\n"
                                            "    table public.a: unlogged: false → true\n"
                                            "    table public.gone is missing\n"
                                            "    table public.hotfix is not expected\n"
                                            "HINT: Run `whimbrel verify` to see the whole difference, and undo it or put it into the declaration.\n"
                                            "HINT: Give `--accept-drift` to migrate all the same.\n");
}

TEST_F(Diagnostics, much_drift_is_cut_short) {
    add("0001", "a", "SELECT 1;");
    ASSERT_TRUE(migrate());
    for (int i = 10; i < 23; ++i) execute(format("CREATE TABLE public.t{} ()", i));
    add("0002", "b", "SELECT 1;");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().message, testing::EndsWith("\n    table public.t19 is not expected\n    and 3 more"));
}

TEST_F(Diagnostics, a_loss_without_permission) {
    add("0001", "a", "CREATE TABLE public.a (id integer, nick text); INSERT INTO public.a VALUES (1, 'x');");
    ASSERT_TRUE(migrate());
    add("0002", "b",
        "BEGIN;\nCREATE TABLE public.b ();\n-- @lossy table:public.a/column:nick when EXISTS (SELECT FROM public.a WHERE nick IS NOT NULL)\n"
        "ALTER TABLE public.a\n  DROP COLUMN nick;\nCOMMIT;\n");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1807]: ALTER TABLE public.a … would lose values of column nick of table public.a\n"
              "  --> " +
                  file("0002_b.up.sql") +
                  ":4:1\n"
                  "  while applying 0002_b, step 1 of 1; nothing of it was applied\n"
                  "HINT: Allow it with `--allow-lossy 'table:public.a/column:nick'` if they are not needed.\n");
    EXPECT_EQ(value("SELECT to_regclass('public.b')"), "");
    execute("UPDATE public.a SET nick = NULL");
    EXPECT_TRUE(migrate());
}

TEST_F(Diagnostics, a_loss_whose_condition_cannot_be_told) {
    add("0001", "a", "-- @lossy table:public.a when EXISTS (SELECT FROM public.a)\nDROP TABLE IF EXISTS public.a;");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1106]: the server refused a statement\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":2:1\n"
                  "  server: 42P01 relation \"public.a\" does not exist\n"
                  "  while looking whether data of table:public.a would be lost\n"
                  "  while applying 0001_a, step 1 of 1; nothing of it was applied\n"
                  "HINT: Correct the cause and run `whimbrel migrate` again.\n");
}

class Locks : public Diagnostics {
protected:
    void SetUp() override {
        Diagnostics::SetUp();
        add("0001", "a", "CREATE TABLE public.a ();");
        ASSERT_TRUE(migrate());
        add("0002", "b", "CREATE TABLE public.b ();\nALTER TABLE public.a ADD COLUMN n integer;");
        options.lock_timeout_ms = 200;
        options.lock_attempts = 2;
    }
    [[nodiscard]] std::string expected(const std::string& holder) const {
        return "error[W1808]: a lock was not to be had within 200 ms, 2 times; it is held by " + holder +
               "\n"
               "  --> " +
               file("0002_b.up.sql") +
               ":2:1\n"
               "  server: 55P03 canceling statement due to lock timeout\n"
               "  while applying 0002_b, step 1 of 1; nothing of it was applied\n"
               "HINT: Run the command again when the holder is done.\n"
               "HINT: End the holder with `SELECT pg_terminate_backend(N)` if it must not go on.\n";
    }
};

TEST_F(Locks, name_their_holder) {
    auto holder = pg::Session::connect(database->url(), {.application_name = "backup"}).value();
    ASSERT_TRUE(holder.execute("BEGIN; LOCK TABLE public.a;"));
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()), expected("pid N (backup), idle in a transaction N s"));
    EXPECT_EQ(value("SELECT to_regclass('public.b')"), "");
}

TEST_F(Locks, keep_the_holders_age_to_themselves_where_it_is_not_ours_to_see) {
    execute("DROP ROLE IF EXISTS whimbrel_test_plain");
    execute(
        "CREATE ROLE whimbrel_test_plain LOGIN; ALTER TABLE public.a OWNER TO whimbrel_test_plain; ALTER SCHEMA public OWNER TO whimbrel_test_plain;"
        "GRANT ALL ON SCHEMA whimbrel TO whimbrel_test_plain; GRANT ALL ON ALL TABLES IN SCHEMA whimbrel TO whimbrel_test_plain;");
    options.accept_drift = true;
    const auto separator = database->url().render().find('?') == std::string::npos ? "?" : "&";
    auto url = pg::Url::parse(database->url().render() + separator + "user=whimbrel_test_plain");
    ASSERT_TRUE(url) << url.error().render();
    auto plain = pg::Session::connect(*url);
    ASSERT_TRUE(plain) << plain.error().render();
    auto holder = pg::Session::connect(database->url(), {.application_name = "backup"}).value();
    ASSERT_TRUE(holder.execute("BEGIN; LOCK TABLE public.a;"));
    const auto report = runner::migrate(*plain, history::read(folder.path()).value(), {}, options, environment);
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()), expected("pid N (backup)"));
    ASSERT_TRUE(holder.execute("ROLLBACK"));
    execute("REASSIGN OWNED BY whimbrel_test_plain TO CURRENT_USER; DROP OWNED BY whimbrel_test_plain; DROP ROLE whimbrel_test_plain");
}

TEST_F(Diagnostics, another_runner) {
    add("0001", "a", "SELECT 1;");
    auto other = pg::Session::connect(database->url(), {.application_name = "whimbrel/migrate"}).value();
    ASSERT_TRUE(other.execute("BEGIN; SELECT pg_advisory_lock(" + std::to_string(runner_lock_key("whimbrel")) + ")"));
    options.advisory_wait_ms = 300;
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1809]: another whimbrel works on this database: pid N (whimbrel/migrate), whose query N s ago\n"
              "  while waiting 0 s for it\n"
              "HINT: Run the command again once it is done; its lock ends with its connection.\n");
}

TEST_F(Diagnostics, an_interruption) {
    add("0001", "a", "CREATE TABLE public.a ();\nVACUUM;\nBEGIN;\nCREATE TABLE public.b ();\nSELECT pg_sleep(30);\nCOMMIT;\n");
    const auto begin = std::chrono::steady_clock::now();
    options.interrupted = [&] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(700); };
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1108]: interrupted while a statement ran\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":5:1\n"
                  "  while applying 0001_a, step 3 of 3; steps 1 to 2 stay applied\n"
                  "HINT: Run `whimbrel migrate` again to go on.\n");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_EQ(value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
    EXPECT_FALSE(session().in_transaction());
}

TEST_F(Diagnostics, a_step_that_nobody_can_verify) {
    add("0001", "a", "CREATE TABLE public.a (id integer);\n-- @whimbrel no-transaction\nCALL public.backfill();\n");
    execute("CREATE PROCEDURE public.backfill() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.a VALUES (1); COMMIT; RAISE 'half way'; END $$");
    const auto first = migrate();
    ASSERT_FALSE(first);
    execute("CREATE OR REPLACE PROCEDURE public.backfill() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.a VALUES (2); COMMIT; END $$");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1811]: it is not known whether step 2 of 0001_a was executed: CALL public.backfill()\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":3:1\n"
                  "HINT: Look at the database and answer with `--step 2=done` or `--step 2=not-done`.\n");
    EXPECT_EQ(report.error().exit_code(), ExitCode::question);
    options.step_answers = {{2, "not-done"}};
    ASSERT_TRUE(migrate());
    EXPECT_EQ(value("SELECT count(*) FROM public.a"), "2");
}

TEST_F(Diagnostics, a_step_that_was_edited_after_it_was_executed) {
    add("0001", "a", "CREATE TABLE public.a ();\nVACUUM public.nowhere;\n");
    ASSERT_FALSE(migrate());
    folder.put("0001_a.up.sql", "CREATE TABLE public.other ();\nVACUUM;\n");
    prove("0001");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1801]: step 1 of 0001_a was edited after it was executed\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  "\n"
                  "HINT: Restore the steps that were executed; later ones may be corrected.\n");
}

TEST_F(Diagnostics, two_heads) {
    history::History history;
    history.folder = "migrations";
    for (const auto* version : {"0001", "0002"}) {
        history.stamps.push_back(
            {.version = version, .id = version, .up_hash = {}, .down_hash = {}, .parent = {}, .proof = {}, .answers = {}, .up_risks = {}, .down_risks = {}});
        history.heads.emplace_back(version);
    }
    const auto report = runner::migrate(session(), history, {}, options, environment);
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1503]: the history has 2 heads: 0001, 0002\n"
              "  --> migrations/whimbrel.lock\n"
              "HINT: Run `whimbrel rebase`: it puts your migration on top of the other one and proves it.\n");
}

TEST_F(Diagnostics, a_ledger_of_a_newer_whimbrel) {
    add("0001", "a", "SELECT 1;");
    ASSERT_TRUE(migrate());
    execute("UPDATE whimbrel.format SET version = 99");
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1816]: the ledger in schema whimbrel was written by a newer whimbrel (format 99; this one knows 1)\n"
              "HINT: Update whimbrel.\n");
}

TEST_F(Diagnostics, a_pooler) {
    add("0001", "a", "CREATE TABLE public.a ();");
    const TestPooler pooler(database->url());
    auto through = pg::Session::connect(pooler.url());
    ASSERT_TRUE(through) << through.error().render();
    const auto history = history::read(folder.path()).value();
    const auto report = runner::migrate(*through, history, {}, options, environment);
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()), "error[W1810]: the connection to " + through->describe() +
                                            " goes through a pooler\n"
                                            "HINT: Connect to the server itself.\n"
                                            "HINT: Give `--pooler=session` if the pooler keeps one server connection for a session.\n");
    options.session_pooler_accepted = true;
    EXPECT_TRUE(runner::migrate(*through, history, {}, options, environment));
}

}  // namespace
}  // namespace whimbrel::runner
