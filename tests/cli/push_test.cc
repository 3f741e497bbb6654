// SPDX-License-Identifier: Apache-2.0
// push proves its plan, and loses nothing that nobody allowed.
#include "tests/cli/folder.h"

#include "whimbrel/pg/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

class Push : public ::testing::Test {
protected:
    Push() : database(*shared_server().make()), url(database.url().render()) {
        declare("CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n");
        EXPECT_EQ(push().code, 0);
    }
    void declare(const std::string& sql) const { folder.write("schema/users.sql", sql); }
    [[nodiscard]] Ran push(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"push", "--confirm", database.name(), "--yes", "-d", url});
        return folder.whimbrel(more);
    }
    bool works(const std::string& sql) { return database.session().execute(sql).has_value(); }

    Folder folder;
    shadow::Database database;
    std::string url;
};

TEST_F(Push, ProvesBeforeItApplies) {
    declare(
        "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text,\n    nick varchar(10) CHECK (nick IN ('a', 'b'))\n);\nCREATE VIEW names AS SELECT "
        "name FROM users;\n");
    const auto ran = push();
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.err, HasSubstr("proving the plan\n"));
    EXPECT_THAT(push().err, HasSubstr("nothing to do"));
    // A function that cannot be made on the target's ground is found on the shadow already, and nothing was asked or applied.
    ASSERT_TRUE(works("INSERT INTO users VALUES (1, 'Ada')"));
}

TEST_F(Push, ARequiredColumnWithoutAFillIsTheTargetsToAccept) {
    const std::string with_slug = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text,\n    slug text NOT NULL\n);\n";
    ASSERT_TRUE(works("INSERT INTO users VALUES (1, 'Ada')"));
    declare(with_slug);
    const auto ran = push({"--quiet"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err,
              "error[W1106]: the server refused a statement\n"
              "  --> (push):7:1\n"
              "  server: 23502 column \"slug\" of relation \"users\" contains null values\n"
              "  while applying the plan, step 1 of 1; nothing of it was applied\n"
              "HINT: Correct the cause and run `whimbrel push` again.\n"
              "HINT: Write `-- @fill <expression>` beside the column in the declaration, or give it a DEFAULT.\n");
    ASSERT_TRUE(works("DELETE FROM users"));
    EXPECT_EQ(push().code, 0);
}

TEST_F(Push, LosesNoRowThatArrivesMeanwhile) {
    declare("CREATE TABLE users (\n    id bigint PRIMARY KEY\n);\n");
    auto other = pg::Session::connect(database.url());
    ASSERT_TRUE(other && other->execute("BEGIN; INSERT INTO users VALUES (1, 'Ada')"));
    auto pushed = std::async(std::launch::async, [&] { return push({"--quiet"}); });
    // When push waits for the table, its row comes to be seen.
    constexpr auto k_waits = "SELECT 1 / (count(*) > 0)::int FROM pg_locks WHERE relation = 'users'::regclass AND NOT granted";
    for (int i = 0; i < 600 && !works(k_waits) && pushed.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready; ++i) {}
    ASSERT_TRUE(other->execute("COMMIT"));
    const auto ran = pushed.get();
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err,
              "error[W1807]: ALTER TABLE public.users DROP COLUMN name would lose values of column name of table public.users\n"
              "  --> (push):8:1\n"
              "  while applying the plan, step 1 of 1; nothing of it was applied\n"
              "HINT: Allow it with `--allow-lossy 'table:public.users/column:name'` if they are not needed.\n");
    EXPECT_TRUE(works("SELECT 1 / (name = 'Ada')::int FROM users"));
    EXPECT_EQ(push({"--allow-lossy", "table:public.users/column:name"}).code, 0);
    EXPECT_FALSE(works("SELECT name FROM users"));
}

TEST_F(Push, IsRefusedWhereMigrationsAreApplied) {
    folder.expect(0, {"generate", "--name", "users"});
    folder.expect(0, {"adopt", "--baseline", "auto", "-d", url});
    declare("CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text,\n    age int\n);\n");
    expect_failure(push({"--quiet"}), 2,
                   "error[W1904]: " + database.session().describe() +
                       " has 1 applied migration, which push would leave behind\n"
                       "HINT: Run `whimbrel generate` and `whimbrel migrate` instead, or give --past-migrations.\n");
    EXPECT_FALSE(works("SELECT age FROM users"));
    EXPECT_EQ(push({"--past-migrations"}).code, 0);
    EXPECT_TRUE(works("SELECT age FROM users"));
}

TEST_F(Push, LeavesNoLedgerBehind) { EXPECT_FALSE(works("SELECT FROM whimbrel.migration")); }

TEST_F(Push, ADiffIsProvenOnDemand) {
    folder.write("to.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text, slug text NOT NULL);\n");
    const auto plain = folder.expect(0, {"diff", "--from", url, "--to", "to.sql"});
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "to.sql", "--prove"}).out, plain.out);
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "schema", "--to", "to.sql", "--prove"}).out, plain.out);
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "schema", "--to", url, "--prove"}).out, "");
}

}  // namespace
}  // namespace whimbrel::testing
