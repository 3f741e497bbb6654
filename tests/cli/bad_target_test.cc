// SPDX-License-Identifier: Apache-2.0
// Histories and databases that are not as they should be: whole diagnostics, each with the object and the next step.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include "whimbrel/pg/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n";

class BadTarget : public ::testing::Test {
protected:
    BadTarget() : database(*shared_server().make()), url(database.url().render()) {
        folder.write("schema/users.sql", k_users);
        folder.expect(0, {"generate", "--name", "create_users"});
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }
    [[nodiscard]] Ran migrate(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"migrate", "--quiet", "-d", url});
        return folder.whimbrel(more);
    }
    [[nodiscard]] std::string described() const { return database.session().describe(); }

    Folder folder{"numbering = \"sequential\"\n"};
    mutable shadow::Database database;
    std::string url;
};

TEST_F(BadTarget, MigrationEditedAfterItWasApplied) {
    ASSERT_EQ(migrate().code, 0);
    edit(folder.path() / "migrations/0001_create_users.up.sql", "name text", "name varchar");
    expect_failure(migrate(), 2,
                   "error[W1801]: 0001_create_users was edited after it was applied\n"
                   "  --> migrations/0001_create_users.up.sql\n"
                   "HINT: Restore the file, and write what is missing as a new migration.\n");
}

TEST_F(BadTarget, FileMissingThatTheLedgerKnows) {
    ASSERT_EQ(migrate().code, 0);
    std::filesystem::remove(folder.path() / "migrations/0001_create_users.up.sql");
    std::filesystem::remove(folder.path() / "migrations/0001_create_users.down.sql");
    expect_failure(migrate(), 2,
                   "error[W1802]: 0001_create_users is not in the folder, but the ledger has it\n"
                   "  --> migrations\n"
                   "HINT: Restore its files from version control.\n");
    expect_failure(folder.whimbrel({"generate", "--name", "x"}), 2,
                   "error[W1802]: whimbrel.lock names migration 0001, and its file is not in migrations\n"
                   "HINT: Restore the file from version control.\n");
}

TEST_F(BadTarget, LedgerNewerThanTheFolder) {
    const ScratchFolder older;
    std::filesystem::copy(folder.path() / "migrations", older.path() / "migrations");
    folder.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_tags"});
    ASSERT_EQ(migrate().code, 0);
    std::filesystem::remove_all(folder.path() / "migrations");
    std::filesystem::copy(older.path() / "migrations", folder.path() / "migrations");
    expect_failure(migrate(), 2,
                   "error[W1803]: the database has migrations that this folder does not know: 0002_add_tags\n"
                   "  --> migrations\n"
                   "HINT: Update the checkout.\n"
                   "HINT: Run `whimbrel rollback` to go back instead; the ledger keeps the down scripts.\n");
    EXPECT_EQ(folder.expect(0, {"rollback", "--quiet", "-d", url}).out, "rolled back 0002\n");
    EXPECT_EQ(migrate().code, 0);
}

TEST_F(BadTarget, TwoHeadsAfterAMerge) {
    const Folder other{"numbering = \"sequential\"\n"};
    std::filesystem::copy(folder.path(), other.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    folder.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_groups"});
    other.write("whimbrel.toml", config_line());
    other.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    other.expect(0, {"generate", "--name", "add_tags"});
    const auto merge = [&](const std::string& lock) {
        folder.write("migrations/whimbrel.lock", lock);
        folder.write("migrations/snapshot.jsonl", other.read("migrations/snapshot.jsonl"));
        for (const auto& name : other.names("migrations"))
            if (name.find("add_tags") != std::string::npos) folder.write("migrations/" + name, other.read("migrations/" + name));
        folder.write("schema/tags.sql", other.read("schema/tags.sql"));
    };
    const auto ours = folder.read("migrations/whimbrel.lock");
    const auto theirs = other.read("migrations/whimbrel.lock");
    merge("<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> other\n");
    const std::string conflicted =
        "error[W1501]: whimbrel.lock holds conflict markers of a git merge\n"
        "  --> migrations/whimbrel.lock:1\n"
        "HINT: Run `whimbrel rebase`: it puts your migration on top of the merged one and writes the file anew.\n";
    expect_failure(migrate(), 2, conflicted);
    expect_failure(folder.whimbrel({"generate", "--name", "x"}), 2, conflicted);
    // With `merge=union` in .gitattributes, say, git leaves no marker.
    const auto last_row = [](const std::string& lock) { return lock.substr(lock.rfind('\n', lock.size() - 2) + 1); };
    merge(ours + last_row(theirs));
    auto ran = migrate();
    ran.err = std::regex_replace(ran.err, std::regex("20[0-9]{12}"), "VERSION");
    expect_failure(ran, 2,
                   "error[W1503]: the history has 2 heads: 0002_add_groups, VERSION_add_tags\n"
                   "  --> migrations/whimbrel.lock\n"
                   "HINT: Run `whimbrel rebase`: it puts your migration on top of the other one and proves it.\n");
}

TEST_F(BadTarget, DriftedBeforeMigrate) {
    ASSERT_EQ(migrate().code, 0);
    execute("ALTER TABLE users ADD hotfix int");
    folder.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_tags"});
    expect_failure(migrate(), 2,
                   "error[W1806]: " + described() +
                       " is not what the last migration left:\n"
                       "    table public.users: columns[hotfix] is not expected\n"
                       "HINT: Run `whimbrel verify` to see the whole difference, and undo it or put it into the declaration.\n"
                       "HINT: Give `--accept-drift` to migrate all the same.\n");
    EXPECT_EQ(migrate({"--accept-drift"}).code, 0);
}

TEST_F(BadTarget, NotNullColumnWithoutAFill) {
    ASSERT_EQ(migrate().code, 0);
    execute("INSERT INTO users VALUES (1, 'Ada')");
    edit(folder.path() / "schema/users.sql", "    name text\n", "    name text,\n    slug text NOT NULL\n");
    const auto ran = folder.whimbrel({"generate", "--name", "add_slug", "--quiet"});
    EXPECT_EQ(ran.code, 3);
    EXPECT_EQ(ran.out, R"({
  "questions": [
    {
      "id": "fill:table:public.users/column:slug",
      "question": "how do existing rows of public.users get a value for the new column slug?",
      "choices": [
        "write `-- @fill <expression>` beside the column slug in the declaration",
        "give the column a DEFAULT",
        "let the column be NULL"
      ]
    }
  ]
}
)");
    EXPECT_EQ(ran.err,
              "error[W1601]: 1 question is open; nothing was written:\n"
              "  fill:table:public.users/column:slug\n"
              "    how do existing rows of public.users get a value for the new column slug?\n"
              "    - write `-- @fill <expression>` beside the column slug in the declaration\n"
              "    - give the column a DEFAULT\n"
              "    - let the column be NULL\n"
              "HINT: Answer beside the declaration, by --answer ID=VALUE, or by --answers FILE.\n");
}

TEST_F(BadTarget, LossyDropWithoutPermission) {
    ASSERT_EQ(migrate().code, 0);
    execute("INSERT INTO users VALUES (1, 'Ada')");
    edit(folder.path() / "schema/users.sql", ",\n    name text", "");
    folder.expect(0, {"generate", "--name", "drop_name"});
    const std::string refused =
        "error[W1807]: ALTER TABLE public.users DROP COLUMN name would lose values of column name of table public.users\n"
        "  --> migrations/0002_drop_name.up.sql:11:1\n"
        "  while applying 0002_drop_name, step 1 of 1; nothing of it was applied\n"
        "HINT: Allow it with `--allow-lossy 'table:public.users/column:name'` if they are not needed.\n";
    expect_failure(migrate(), 2, refused);
    expect_failure(migrate({"--yes"}), 2, refused);
    execute("SELECT name FROM users");
    EXPECT_EQ(migrate({"--allow-lossy", "table:public.users/column:name"}).code, 0);
    EXPECT_FALSE(database.session().execute("SELECT name FROM users"));
}

TEST_F(BadTarget, LockHeldBySomeoneElse) {
    ASSERT_EQ(migrate().code, 0);
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "[timeouts]\nlock_timeout = \"200ms\"\nlock_attempts = 2\n");
    edit(folder.path() / "schema/users.sql", "    name text\n", "    name text,\n    age int\n");
    folder.expect(0, {"generate", "--name", "add_age"});
    auto holder = pg::Session::connect(database.url(), {.application_name = "backup"});
    ASSERT_TRUE(holder && holder->execute("BEGIN; LOCK TABLE users"));
    auto ran = migrate();
    const auto pid = std::to_string(holder->backend_pid());
    ran.err = std::regex_replace(ran.err, std::regex("for [0-9]+ s"), "for N s");
    expect_failure(ran, 2,
                   "error[W1808]: a lock was not to be had within 200 ms, 2 times; it is held by pid " + pid +
                       " (backup), idle in a transaction for N s\n"
                       "  --> migrations/0002_add_age.up.sql:9:1\n"
                       "  server: 55P03 canceling statement due to lock timeout\n"
                       "  while applying 0002_add_age, step 1 of 1; nothing of it was applied\n"
                       "HINT: Run the command again when the holder is done.\n"
                       "HINT: End the holder with `SELECT pg_terminate_backend(" +
                       pid + ")` if it must not go on.\n");
    // To a role that may not see others' sessions, who holds it is told, and not what it does. Its being the owner now is drift.
    ASSERT_TRUE(holder->execute("ROLLBACK"));
    execute("DROP ROLE IF EXISTS deployer");
    execute(
        "CREATE ROLE deployer LOGIN; ALTER TABLE users OWNER TO deployer; ALTER SCHEMA public OWNER TO deployer;"
        "GRANT ALL ON SCHEMA whimbrel TO deployer; GRANT ALL ON ALL TABLES IN SCHEMA whimbrel TO deployer");
    ASSERT_TRUE(holder->execute("BEGIN; LOCK TABLE users"));
    const auto separator = url.find('?') == std::string::npos ? "?" : "&";
    const auto plain = folder.whimbrel({"migrate", "--quiet", "--accept-drift", "-d", url + separator + "user=deployer"});
    expect_failure(plain, 2,
                   "error[W1808]: a lock was not to be had within 200 ms, 2 times; it is held by pid " + pid +
                       " (backup)\n"
                       "  --> migrations/0002_add_age.up.sql:9:1\n"
                       "  server: 55P03 canceling statement due to lock timeout\n"
                       "  while applying 0002_add_age, step 1 of 1; nothing of it was applied\n"
                       "HINT: Run the command again when the holder is done.\n"
                       "HINT: End the holder with `SELECT pg_terminate_backend(" +
                       pid + ")` if it must not go on.\n");
    ASSERT_TRUE(holder->execute("ROLLBACK"));
    execute("REASSIGN OWNED BY deployer TO CURRENT_USER; DROP OWNED BY deployer; DROP ROLE deployer");
    EXPECT_EQ(migrate({"--accept-drift"}).code, 0);
}

TEST_F(BadTarget, AnotherRunnerAtWork) {
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "[timeouts]\nrunner_wait = \"300ms\"\n");
    folder.write("migrations/0002_slow.up.sql", "SELECT pg_sleep(0.1);\n");
    folder.write("migrations/0002_slow.down.sql", "SELECT 1;\n");
    folder.expect(0, {"prove"});
    ASSERT_EQ(migrate({"--to", "0001"}).code, 0);
    // The first of the two is held up by a lock on its ledger.
    auto holder = pg::Session::connect(database.url());
    ASSERT_TRUE(holder && holder->execute("BEGIN; LOCK TABLE whimbrel.migration IN SHARE ROW EXCLUSIVE MODE"));
    const auto command = std::string(WHIMBREL_PROGRAM) + " migrate --quiet -d '" + url + "'";
    auto ran = run("sh", {"-c", command + " >first 2>&1 & sleep 1; " + command + "; code=$?; kill -INT $!; wait; exit $code"}, folder.path());
    ran.err = std::regex_replace(std::regex_replace(ran.err, std::regex("pid [0-9]+"), "pid N"), std::regex("[0-9]+ s "), "N s ");
    expect_failure(ran, 2,
                   "error[W1809]: another whimbrel works on this database: pid N (whimbrel/migrate), whose query began N s ago\n"
                   "  while waiting N s for it\n"
                   "HINT: Run the command again once it is done; its lock ends with its connection.\n");
}

TEST_F(BadTarget, NamesOfEverySort) {
    const std::string name = "it's a \"\"table\"\" 100% \\ $$ \xC3\xBCn\nline";
    folder.write("schema/names.sql", "CREATE TABLE \"" + name + "\" (\"a'b\"\"c%d\\e$$f\ng \xC3\xBC\" int, " + std::string(63, 'x') +
                                         " text);\nCOMMENT ON TABLE \"" + name +
                                         "\" IS 'it''s $$ % \\\n';\n"
                                         "CREATE FUNCTION \"f%s $1\"() RETURNS text LANGUAGE sql AS $f$ SELECT '$$' $f$;\n");
    folder.expect(0, {"generate", "--name", "names"});
    EXPECT_EQ(folder.expect(0, {"check"}).err, "clean: declaration, snapshot and 2 migrations agree\n");
    ASSERT_EQ(migrate().code, 0);
    const auto shown = "public.\"it's a \"\"table\"\" 100% \\ $$ \xC3\xBCn line\"";
    EXPECT_THAT(folder.expect(0, {"verify", "--quiet", "-d", url}).out, HasSubstr(std::string("  ✓ ") + shown + "\n"));
    execute("INSERT INTO \"" + name + "\" VALUES (1, 'x')");
    // The id of the hint has the line end as an escape, is quoted for the shell, and is taken as it stands there.
    const std::string id = "table:public.U&\"it'\\''s a \"\"table\"\" 100% \\\\ $$ \xC3\xBCn\\000Aline\"";
    expect_failure(folder.whimbrel({"rollback", "--quiet", "-d", url}), 2,
                   "error[W1807]: DROP TABLE public.\"it's a \"\"table\"\" 100% \\ $$ \xC3\xBCn … would lose the rows of table public.U&\"it's a \"\"table\"\" "
                   "100% \\\\ $$ \xC3\xBCn\\000Aline\"\n"
                   "  --> migrations/0002_names.down.sql:11:1\n"
                   "  while rolling back 0002_names, step 1 of 1; nothing of it was rolled back\n"
                   "HINT: Allow it with `--allow-lossy '" +
                       id + "'` if they are not needed.\n");
    EXPECT_EQ(run("sh", {"-c", std::string(WHIMBREL_PROGRAM) + " rollback --quiet -d '" + url + "' --allow-lossy '" + id + "'"}, folder.path()).out,
              "rolled back 0002\n");
    ASSERT_EQ(migrate().code, 0);
}

}  // namespace
}  // namespace whimbrel::testing
