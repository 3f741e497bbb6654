// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/test_target.h"

#include <thread>

namespace whimbrel::runner {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Runner : public TargetTest {
protected:
    /// From a second session, while the first is busy.
    std::string value_elsewhere(const std::string& query) {
        if (!elsewhere) elsewhere = database->connect().value();
        const auto rows = elsewhere->execute(query);
        return rows && !rows->empty() ? (*rows)[0].string(0) : std::string();
    }
    void TearDown() override { elsewhere.reset(); }
    std::optional<pg::Session> elsewhere;
};

constexpr auto k_up = "SET search_path TO '';\nBEGIN;\nCREATE TABLE public.a (id integer);\nCOMMIT;\n";
constexpr auto k_down = "BEGIN;\n-- @lossy table:public.a when EXISTS (SELECT FROM public.a)\nDROP TABLE public.a;\nCOMMIT;\n";

TEST_F(Runner, migrates_and_finds_nothing_more_to_do) {
    add("0001", "a", k_up, k_down);
    add("0002", "b", "CREATE TABLE public.b (id integer);\n");
    const auto first = migrate();
    ASSERT_TRUE(first) << first.error().render();
    EXPECT_THAT(first->versions, ElementsAre("0001", "0002"));
    EXPECT_FALSE(first->waited);
    const auto rows = ledger();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].name, "a");
    EXPECT_EQ(rows[0].down_script, k_down);
    EXPECT_EQ(rows[1].parent, rows[0].id);
    EXPECT_EQ(rows[0].applied_by, value("SELECT current_user"));
    EXPECT_EQ(rows[0].tool_version, "test");
    EXPECT_TRUE(rows[0].complete);
    EXPECT_EQ(value("SELECT current FROM whimbrel.state"), "t");
    const auto second = migrate();
    ASSERT_TRUE(second) << second.error().render();
    EXPECT_THAT(second->versions, IsEmpty());
}

TEST_F(Runner, writes_no_ledger_where_there_is_nothing_to_apply) {
    ASSERT_TRUE(migrate());
    EXPECT_EQ(value("SELECT to_regnamespace('whimbrel')"), "");
    EXPECT_THAT(ledger(), IsEmpty());
}

TEST_F(Runner, keeps_the_ledger_where_it_is_told_to) {
    options.ledger_schema = "My Ledger";
    add("0001", "a", k_up, k_down);
    ASSERT_TRUE(migrate());
    EXPECT_EQ(value("SELECT version FROM \"My Ledger\".migration"), "0001");
    ASSERT_TRUE(roll_back());
    EXPECT_THAT(ledger(), IsEmpty());
}

TEST_F(Runner, stops_at_the_version_or_the_number_that_was_asked_for) {
    for (const auto* version : {"0001", "0002", "0003"})
        add(version, "m", std::string("CREATE TABLE public.t") + version + " ();", "DROP TABLE public.t" + std::string(version) + ";");
    EXPECT_THAT(migrate({.version = {}, .steps = 1}).value().versions, ElementsAre("0001"));
    EXPECT_THAT(migrate({.version = "0002", .steps = {}}).value().versions, ElementsAre("0002"));
    EXPECT_THAT(migrate().value().versions, ElementsAre("0003"));
    EXPECT_THAT(roll_back({.version = "0001", .steps = {}}).value().versions, ElementsAre("0003", "0002"));
}

TEST_F(Runner, rolls_back_without_the_files) {
    add("0001", "a", k_up, k_down);
    ASSERT_TRUE(migrate());
    const auto report = runner::roll_back(session(), history::History{}, {}, options, environment);
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_THAT(report->versions, ElementsAre("0001"));
    EXPECT_EQ(value("SELECT to_regclass('public.a')"), "");
    EXPECT_THAT(ledger(), IsEmpty());
    EXPECT_EQ(value("SELECT count(*) FROM whimbrel.step"), "0");
    EXPECT_EQ(value("SELECT current FROM whimbrel.state"), "t");
}

TEST_F(Runner, says_that_the_folders_down_file_is_newer_and_takes_it_on_demand) {
    add("0001", "a", k_up, k_down);
    ASSERT_TRUE(migrate());
    folder.put("0001_a.down.sql", "BEGIN; DROP TABLE public.a; CREATE TABLE public.trace (); COMMIT;");
    prove("0001");
    std::vector<std::string> said;
    options.say = [&](const std::string& line) { said.push_back(line); };
    options.from_files = true;
    ASSERT_TRUE(roll_back());
    EXPECT_NE(value("SELECT to_regclass('public.trace')"), "");
    EXPECT_THAT(said, ElementsAre("rolling back 0001_a"));
    execute("DROP TABLE public.trace");
    options.accept_drift = true;
    ASSERT_TRUE(migrate());
    folder.put("0001_a.down.sql", k_down);
    prove("0001");
    options.from_files = false;
    said.clear();
    ASSERT_TRUE(roll_back());
    EXPECT_NE(value("SELECT to_regclass('public.trace')"), "");
    EXPECT_THAT(said, ElementsAre("the folder's down file of 0001_a is newer than the ledger's, which is taken; --from-files takes the folder's",
                                  "rolling back 0001_a"));
}

TEST_F(Runner, an_empty_table_may_go_and_an_allowed_one_too) {
    add("0001", "a", k_up, k_down);
    ASSERT_TRUE(migrate());
    ASSERT_TRUE(roll_back());
    ASSERT_TRUE(migrate());
    execute("INSERT INTO public.a VALUES (1)");
    EXPECT_FALSE(roll_back());
    options.allow_lossy = {"table:public.a"};
    const auto report = roll_back();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_EQ(value("SELECT to_regclass('public.a')"), "");
}

TEST_F(Runner, rows_that_a_policy_hides_are_not_taken_for_none) {
    add("0001", "a",
        "BEGIN; CREATE TABLE public.a (id integer); ALTER TABLE public.a ENABLE ROW LEVEL SECURITY; ALTER TABLE public.a FORCE ROW LEVEL SECURITY; COMMIT;\n",
        k_down);
    execute("CREATE ROLE whimbrel_test_owner; GRANT CREATE ON SCHEMA public TO whimbrel_test_owner");
    execute(
        "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO whimbrel_test_owner', current_database()); "
        "EXECUTE format('ALTER DATABASE %I SET role = whimbrel_test_owner', current_database()); END $$");
    auto owner = database->connect().value();
    const auto read = [&] { return history::read(folder.path()).value(); };
    ASSERT_TRUE(runner::migrate(owner, read(), {}, options, environment));
    execute("INSERT INTO public.a VALUES (1)");
    EXPECT_EQ(owner.execute("SELECT count(*) FROM public.a").value()[0].string(0), "0");
    const auto refused = runner::roll_back(owner, read(), {}, options, environment);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().render(), testing::HasSubstr("query would be affected by row-level security policy for table \"a\""));
    EXPECT_EQ(value("SELECT count(*) FROM public.a"), "1");
    execute("ALTER TABLE public.a NO FORCE ROW LEVEL SECURITY; DELETE FROM public.a");
    options.accept_drift = true;
    ASSERT_TRUE(runner::roll_back(owner, read(), {}, options, environment));
    EXPECT_EQ(owner.execute("SHOW row_security").value()[0].string(0), "on");
}

TEST_F(Runner, a_refused_transaction_leaves_nothing) {
    add("0001", "a", "BEGIN; CREATE TABLE public.a (); CREATE TABLE public.b (id nonsense); COMMIT;");
    EXPECT_FALSE(migrate());
    EXPECT_EQ(value("SELECT to_regclass('public.a')"), "");
    EXPECT_THAT(ledger(), IsEmpty());
    EXPECT_EQ(value("SELECT current FROM whimbrel.state"), "t");
}

TEST_F(Runner, a_corrected_file_goes_on_where_the_first_try_stopped) {
    add("0001", "a",
        "BEGIN; CREATE TABLE public.a (id integer); INSERT INTO public.a VALUES (1), (1); COMMIT;\n"
        "CREATE UNIQUE INDEX CONCURRENTLY a_id ON public.a (id);\n");
    const auto refused = migrate();
    ASSERT_FALSE(refused);
    EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0") << "the invalid index is cleared away at once";
    EXPECT_FALSE(ledger().at(0).complete);
    folder.put("0001_a.up.sql",
               "BEGIN; CREATE TABLE public.a (id integer); INSERT INTO public.a VALUES (1), (1); COMMIT;\n"
               "CREATE INDEX CONCURRENTLY a_id ON public.a (id);\n");
    prove("0001");
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_TRUE(ledger().at(0).complete);
    EXPECT_EQ(value("SELECT count(*) FROM public.a"), "2");
    EXPECT_EQ(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.a_id'::regclass"), "t");
}

TEST_F(Runner, a_file_may_lose_the_steps_that_never_happened) {
    add("0001", "a", "CREATE TABLE public.a (id integer);\nVACUUM public.nowhere;\n");
    EXPECT_FALSE(migrate());
    folder.put("0001_a.up.sql", "CREATE TABLE public.a (id integer);\n");
    prove("0001");
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_TRUE(ledger().at(0).complete);
}

TEST_F(Runner, a_first_statement_that_is_refused_leaves_no_trace) {
    add("0001", "a", "VACUUM public.nowhere;");
    EXPECT_FALSE(migrate());
    EXPECT_THAT(ledger(), IsEmpty());
    EXPECT_EQ(value("SELECT count(*) FROM whimbrel.step"), "0");
}

TEST_F(Runner, a_script_keeps_its_settings_to_itself) {
    add("0001", "a",
        "SET search_path TO 'nowhere'; SET ROLE pg_monitor; RESET ROLE; SET work_mem = '7MB';\n"
        "BEGIN; CREATE TEMP TABLE scratch (); SET ROLE pg_monitor; COMMIT;\n"
        "SELECT set_config('whimbrel_test.role', current_user, false);");
    add("0002", "b", "CREATE TABLE public.b AS SELECT current_setting('search_path') AS path, current_setting('work_mem') AS mem;");
    const auto before = value("SELECT current_setting('search_path') || current_setting('work_mem')");
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    EXPECT_EQ(value("SELECT path || mem FROM public.b"), before);
    EXPECT_EQ(value("SELECT current_setting('search_path') || current_setting('work_mem')"), before);
    EXPECT_EQ(value("SELECT session_user = current_user"), "t");
    EXPECT_EQ(value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
}

TEST_F(Runner, of_two_one_applies_and_the_other_waits_and_finds_nothing_to_do) {
    add("0001", "a", "BEGIN; SELECT pg_sleep(0.7); CREATE TABLE public.a (); COMMIT;");
    auto other = database->connect();
    ASSERT_TRUE(other) << other.error().render();
    const auto history = history::read(folder.path()).value();
    std::vector<Result<Report>> reports(2);
    const auto run = [&](pg::Session& session, std::size_t at) { reports[at] = runner::migrate(session, history, {}, options, environment); };
    {
        const std::jthread first([&] { run(session(), 0); });
        const std::jthread second([&] { run(*other, 1); });
    }
    ASSERT_TRUE(reports[0]) << reports[0].error().render();
    ASSERT_TRUE(reports[1]) << reports[1].error().render();
    EXPECT_EQ(reports[0]->versions.size() + reports[1]->versions.size(), 1U);
    EXPECT_NE(reports[0]->waited, reports[1]->waited);
    EXPECT_TRUE(reports[0]->waited ? reports[0]->versions.empty() : reports[1]->versions.empty());
}

TEST_F(Runner, tries_again_when_a_lock_was_not_to_be_had) {
    add("0001", "a", "CREATE TABLE public.a ();");
    ASSERT_TRUE(migrate());
    add("0002", "b", "CREATE TABLE public.b (); ALTER TABLE public.a ADD COLUMN n integer;");
    auto holder = database->connect().value();
    ASSERT_TRUE(holder.execute("BEGIN; LOCK TABLE public.a;"));
    options.lock_timeout_ms = 200;
    std::vector<std::string> said;
    options.say = [&](const std::string& line) {
        said.push_back(line);
        if (said.size() == 3) static_cast<void>(holder.execute("COMMIT"));
    };
    const auto report = migrate();
    ASSERT_TRUE(report) << report.error().render();
    ASSERT_EQ(said.size(), 3U);
    EXPECT_EQ(said[0], "applying 0002_b");
    EXPECT_EQ(said[1], "waiting for a lock (attempt 1 of 5)");
    EXPECT_THAT(said[2], testing::MatchesRegex("waiting for a lock that is held by pid [0-9]+ .*, idle in a transaction for [0-9]+ s \\(attempt 2 of 5\\)"));
}

TEST_F(Runner, goes_on_after_an_interrupted_concurrent_index) {
    add("0001", "a", "CREATE TABLE public.a (id integer);\nCREATE INDEX CONCURRENTLY a_id ON public.a (id);\n");
    auto blocker = database->connect().value();
    ASSERT_TRUE(blocker.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"));
    options.interrupted = [&] { return value_elsewhere("SELECT count(*) FROM pg_index WHERE NOT indisvalid") == "1"; };
    const auto report = migrate();
    ASSERT_FALSE(report);
    EXPECT_EQ(rendered(report.error()),
              "error[W1108]: interrupted while a statement ran\n"
              "  --> " +
                  file("0001_a.up.sql") +
                  ":2:1\n"
                  "  while applying 0001_a, step 2 of 2; step 1 stays applied\n"
                  "HINT: Run `whimbrel migrate` again to go on.\n");
    EXPECT_EQ(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.a_id'::regclass"), "f");
    ASSERT_TRUE(blocker.execute("COMMIT"));
    options.interrupted = {};
    ASSERT_TRUE(migrate());
    EXPECT_EQ(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.a_id'::regclass"), "t");
}

TEST_F(Runner, accepts_drift_when_told_and_records_it) {
    add("0001", "a", k_up);
    ASSERT_TRUE(migrate());
    execute("CREATE TABLE public.hotfix ()");
    EXPECT_THAT(find_drift(session(), options).value().lines, ElementsAre("table public.hotfix is not expected"));
    add("0002", "b", "CREATE TABLE public.b ();");
    EXPECT_FALSE(migrate());
    options.accept_drift = true;
    ASSERT_TRUE(migrate());
    EXPECT_THAT(find_drift(session(), options).value().lines, IsEmpty());
}

TEST_F(Runner, refuses_expressions_that_were_changed_and_lets_another_spelling_pass) {
    add("0001", "a",
        "CREATE TABLE public.a (id integer DEFAULT 1, s character varying CHECK (s IN ('x', 'y'))); CREATE VIEW public.v AS SELECT id FROM public.a WHERE id > "
        "0;");
    ASSERT_TRUE(migrate());
    // What a dump and reload makes of the check: the cast stands at each element.
    execute(
        "ALTER TABLE public.a DROP CONSTRAINT a_s_check, ADD CONSTRAINT a_s_check CHECK ((s)::text = ANY (ARRAY[('x'::character varying)::text, "
        "('y'::character varying)::text]))");
    const auto spelled = find_drift(session(), options).value();
    EXPECT_THAT(spelled.lines, IsEmpty());
    EXPECT_THAT(spelled.spellings, testing::SizeIs(1));
    add("0002", "b", "CREATE TABLE public.b ();");
    ASSERT_TRUE(migrate());

    execute("ALTER TABLE public.a ALTER id SET DEFAULT 2; CREATE OR REPLACE VIEW public.v AS SELECT id FROM public.a WHERE id > 1");
    add("0003", "c", "CREATE TABLE public.c ();");
    EXPECT_THAT(find_drift(session(), options).value().lines, testing::SizeIs(2));
    const auto refused = migrate();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::drifted);
    EXPECT_EQ(value("SELECT to_regclass('public.c')"), "");
    options.accept_drift = true;
    ASSERT_TRUE(migrate());
    options.accept_drift = false;
    EXPECT_THAT(find_drift(session(), options).value().lines, IsEmpty());
}

TEST_F(Runner, writes_a_baseline_without_running_it) {
    execute("CREATE TABLE public.a (id integer)");
    add("0001", "a", k_up, k_down);
    add("0002", "b", "CREATE TABLE public.b ();");
    const auto history = history::read(folder.path()).value();
    ASSERT_TRUE(baseline(session(), history, {"0001"}, options, environment));
    ASSERT_TRUE(baseline(session(), history, {"0001"}, options, environment));
    EXPECT_THAT(migrate().value().versions, ElementsAre("0002"));
    const auto unknown = baseline(session(), history, {"0003"}, options, environment);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().render(), "error[W1815]: the folder has no version 0003\nHINT: Run `whimbrel status` to see the versions.\n");
    EXPECT_EQ(ledger().size(), 2U);
}

}  // namespace
}  // namespace whimbrel::runner
