// SPDX-License-Identifier: Apache-2.0
// What bad input gets: whole diagnostics, as a user sees them.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n";

void expect_failure(const Ran& ran, int code, const std::string& diagnostic) {
    EXPECT_EQ(ran.code, code);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, diagnostic);
}

TEST(Diagnostics, UnknownKey) {
    const Folder folder("migratoins = \"m\"\n");
    expect_failure(folder.whimbrel({"status"}), 2, "error[W1004]: there is no key \"migratoins\"\n  --> whimbrel.toml:2:1\nHINT: Write migrations, if that is what is meant.\n");
}

TEST(Diagnostics, AsJson) {
    const Folder folder("migratoins = \"m\"\n");
    const auto ran = folder.whimbrel({"status", "--format", "json"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out, R"({
  "error": {
    "code": "W1004",
    "name": "config_invalid",
    "message": "there is no key \"migratoins\"",
    "span": {
      "file": "whimbrel.toml",
      "line": 2,
      "column": 1
    },
    "hints": [
      "Write migrations, if that is what is meant."
    ],
    "exit_code": 2
  }
}
)");
}

TEST(Diagnostics, NoProject) {
    const ScratchFolder folder;
    expect_failure(run(WHIMBREL_PROGRAM, {"status"}, folder.path()), 2,
                   "error[W1003]: there is no whimbrel.toml in " + folder.path().string() + " or above it\nHINT: Run `whimbrel init` in the project's folder, or name the file with --config.\n");
}

TEST(Diagnostics, DatabaseMissing) {
    const Folder folder;
    auto url = shared_server().server_url()->with_database("no such");
    expect_failure(folder.whimbrel({"status", "--database", url.render()}), 2,
                   "error[W1104]: the server at " + url.host() + ":5432 has no database \"no such\" (user postgres)\nHINT: Create it with `whimbrel setup`, or correct the URL.\n");
}

TEST(Diagnostics, PasswordRefused) {
    const Folder folder;
    const RefusingServer server("28P01", "password authentication failed for user \"app\"");
    const auto place = "127.0.0.1:" + std::to_string(server.port());
    expect_failure(folder.whimbrel({"status", "--database", "postgresql://app:hunter2@" + place + "/shop?sslmode=disable&gssencmode=disable"}), 2,
                   "error[W1103]: the server at " + place + " refused user \"app\" for database \"shop\": password authentication failed for user \"app\"\n"
                   "HINT: Check the user and the password of the URL, and the server's pg_hba.conf.\n");
}

TEST(Diagnostics, Unreachable) {
    const Folder folder;
    const auto port = std::to_string(closed_port());
    const auto ran = folder.whimbrel({"status", "--database", "postgresql://app:hunter2@127.0.0.1:" + port + "/shop"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("error[W1102]: cannot connect to database \"shop\" at 127.0.0.1:" + port + " as user \"app\": Connection refused"));
    EXPECT_THAT(ran.err, HasSubstr("\nHINT: Check that the server runs at 127.0.0.1 port " + port + ", and the host and port of the URL.\n"));
    EXPECT_THAT(ran.all(), Not(HasSubstr("hunter2")));
}

TEST(Diagnostics, AnotherToolsParameter) {
    const Folder folder;
    const auto ran = folder.whimbrel({"status", "--database", "postgresql://app:hunter2@localhost/shop?frobnicate=1"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("error[W1101]: "));
    EXPECT_THAT(ran.err, HasSubstr("frobnicate"));
    EXPECT_THAT(ran.err, HasSubstr("  while reading the URL of --database\n"));
    EXPECT_THAT(ran.all(), Not(HasSubstr("hunter2")));
}

TEST(Diagnostics, UnknownDatabaseName) {
    const Folder folder("[databases.production]\nurl = \"postgresql://db/shop\"\n");
    expect_failure(folder.whimbrel({"status", "--database", "prodution"}), 64,
                   "error[W1005]: \"prodution\" is neither a URL nor a database of whimbrel.toml\nHINT: Write --database production, if that is what is meant.\n");
}

TEST(Diagnostics, NoServerPrograms) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    folder.write("whimbrel.toml", "postgres = 14\n");
    expect_failure(folder.whimbrel({"generate", "--name", "x", "--quiet"}, {{"PATH", "/nonexistent"}}), 2,
                   "error[W1301]: the server programs of PostgreSQL 14 were not found, only those of 15\n"
                   "HINT: Install them (on Debian and Ubuntu: apt-get install postgresql-14), name their folder in WHIMBREL_PG_BIN, or give a server with --shadow-url.\n");
}

TEST(Diagnostics, EmptySchemaFolder) {
    const Folder folder;
    const std::string diagnostic = "error[W1605]: schema holds no SQL statement\n"
                                   "HINT: Write CREATE TABLE and the like into .sql files in schema, or take over a database with `whimbrel pull`.\n";
    expect_failure(folder.whimbrel({"generate", "--name", "x"}), 2, diagnostic);
    folder.write("schema/later.sql", "-- nothing yet\n");
    expect_failure(folder.whimbrel({"check"}), 2, diagnostic);
}

TEST(Diagnostics, MissingSchemaFolder) {
    const Folder folder("schema = \"db\"\n");
    const auto ran = folder.expect(2, {"generate", "--name", "x"});
    EXPECT_THAT(ran.err, HasSubstr("error[W1605]: there is no file or folder db\n"));
}

TEST(Diagnostics, SyntaxErrorHasItsPlace) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    folder.write("schema/groups.sql", "CREATE TABLE groups (\n    id bigint PRIMARY KEY,\n    name txt NOT NULL,,\n    owner bigint\n);\n");
    const auto ran = folder.whimbrel({"generate", "--name", "x", "--quiet"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("error[W1306]: "));
    EXPECT_THAT(ran.err, HasSubstr("  --> schema/groups.sql:3:"));
    EXPECT_THAT(ran.err, HasSubstr("42601 syntax error at or near \",\""));
    EXPECT_FALSE(folder.has("migrations/whimbrel.lock"));
}

TEST(Diagnostics, HugeFileThatIsNotSql) {
    const Folder folder;
    std::string noise(100'000'000, '\0');
    for (std::size_t at = 0; at < noise.size(); ++at) noise[at] = static_cast<char>(at * 2654435761U >> 13U);
    folder.write("schema/noise.sql", noise);
    const auto ran = folder.whimbrel({"generate", "--name", "x"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("error[W1202]: "));
    EXPECT_THAT(ran.err, HasSubstr("schema/noise.sql"));
    EXPECT_LT(ran.err.size(), 1000U);
}

TEST(Diagnostics, ByteOrderMarkAndCrlfAreTaken) {
    const Folder folder;
    folder.write("schema/users.sql", "\xEF\xBB\xBF" "CREATE TABLE users (\r\n    id bigint PRIMARY KEY,\r\n    name text\r\n);\r\n");
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.write("schema/users.sql", k_users);
    EXPECT_THAT(folder.expect(0, {"generate", "--name", "x"}, without_server()).err, HasSubstr("nothing to do"));
}

TEST(Diagnostics, ReadOnlyFolder) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root, to run the program as another user on a folder that is not theirs";
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all | std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    const ScratchFolder cache;
    ASSERT_EQ(::chown(cache.path().c_str(), 65534, 65534), 0);
    const auto ran = run("setpriv", {"--reuid=65534", "--regid=65534", "--clear-groups", WHIMBREL_PROGRAM, "generate", "--name", "x", "--quiet"}, folder.path(), {{"WHIMBREL_CACHE", cache.path().string()}});
    EXPECT_EQ(ran.code, 2) << ran.all();
    EXPECT_THAT(ran.err, HasSubstr("error[W1002]: "));
    EXPECT_THAT(ran.err, HasSubstr("Permission denied"));
    EXPECT_FALSE(folder.has("migrations"));
}

TEST(Diagnostics, LossyDropIsRefusedUntilAllowed) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    auto database = *shared_server().make();
    const auto url = database.url().render();
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.expect(0, {"migrate", "-d", url});
    ASSERT_TRUE(database.session().execute("INSERT INTO users VALUES (1, 'Ada')"));
    edit(folder.path() / "schema/users.sql", ",\n    name text", "");
    folder.expect(0, {"generate", "--name", "drop_name"});
    auto ran = folder.expect(2, {"migrate", "-d", url, "--quiet"});
    EXPECT_THAT(ran.err, HasSubstr("error[W1807]: "));
    EXPECT_THAT(ran.err, HasSubstr("--allow-lossy"));
    EXPECT_TRUE(database.session().execute("SELECT name FROM users"));
    folder.expect(2, {"migrate", "-d", url, "--yes"});
    folder.expect(0, {"migrate", "-d", url, "--allow-lossy", "table:public.users/column:name"});
    EXPECT_FALSE(database.session().execute("SELECT name FROM users"));
}

TEST(Diagnostics, InterruptedInTheMiddle) {
    const Folder folder;
    folder.write("migrations/0001_sleep.up.sql", "BEGIN;\nCREATE TABLE before (i int);\nSELECT pg_sleep(0.1 * (SELECT count(*) FROM pg_database WHERE datname <> 'none') + 30 * (current_setting('whimbrel.sleep', true) IS NOT NULL)::int);\nCOMMIT;\n");
    folder.write("migrations/0001_sleep.down.sql", "BEGIN;\nDROP TABLE before;\nCOMMIT;\n");
    folder.expect(0, {"prove"});
    auto database = *shared_server().make();
    ASSERT_TRUE(database.session().execute("ALTER ROLE postgres IN DATABASE " + database.name() + " SET whimbrel.sleep = 'yes'"));
    const auto ran = run("timeout", {"--signal=INT", "--preserve-status", "2", WHIMBREL_PROGRAM, "migrate", "--quiet", "-d", database.url().render()}, folder.path());
    EXPECT_EQ(ran.code, 2) << ran.all();
    EXPECT_THAT(ran.err, HasSubstr("error[W1108]: "));
    EXPECT_FALSE(database.session().execute("SELECT FROM before"));
    const auto status = folder.expect(0, {"status", "-d", database.url().render()});
    EXPECT_THAT(status.out, HasSubstr("0001     sleep  pending"));
}

}  // namespace
}  // namespace whimbrel::testing
