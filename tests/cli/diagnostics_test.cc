// SPDX-License-Identifier: Apache-2.0
// What bad input gets: whole diagnostics, as a user sees them.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"
#include "whimbrel/shadow/server_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <set>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n";

TEST(Diagnostics, UnknownKey) {
    const Folder folder("migratoins = \"m\"\n");
    expect_failure(folder.whimbrel({"status"}), 2,
                   "error[W1004]: there is no key \"migratoins\"\n  --> whimbrel.toml:2:1\nHINT: Write migrations, if that is what is meant.\n");
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
                   "error[W1003]: there is no whimbrel.toml in " + folder.path().string() +
                       " or above it\nHINT: Run `whimbrel init` in the project's folder, or name the file with --config.\n");
}

TEST(Diagnostics, DatabaseMissing) {
    const Folder folder;
    auto url = shared_server().server_url()->with_database("no such");
    expect_failure(folder.whimbrel({"status", "--database", url.render()}), 2,
                   "error[W1104]: the server at " + url.host() +
                       ":5432 has no database \"no such\" (user postgres)\nHINT: Create it with `whimbrel setup`, or correct the URL.\n");
}

TEST(Diagnostics, PasswordRefused) {
    const Folder folder;
    const RefusingServer server("28P01", "password authentication failed for user \"app\"");
    const auto place = "127.0.0.1:" + std::to_string(server.port());
    expect_failure(folder.whimbrel({"status", "--database", "postgresql://app:hunter2@" + place + "/shop?sslmode=disable&gssencmode=disable"}), 2,
                   "error[W1103]: the server at " + place +
                       " refused user \"app\" for database \"shop\": password authentication failed for user \"app\"\n"
                       "HINT: Check the user and the password of the URL, and the server's pg_hba.conf.\n");
}

TEST(Diagnostics, Unreachable) {
    const Folder folder;
    const auto port = std::to_string(closed_port());
    expect_failure(folder.whimbrel({"status", "--database", "postgresql://app:hunter2@127.0.0.1:" + port + "/shop"}), 2,
                   "error[W1102]: cannot connect to database \"shop\" at 127.0.0.1:" + port +
                       " as user \"app\": Connection refused\n"
                       "HINT: Check that the server runs at 127.0.0.1 port " +
                       port + ", and the host and port of the URL.\n");
}

TEST(Diagnostics, AnotherToolsParameter) {
    const Folder folder;
    expect_failure(folder.whimbrel({"status", "--database", "postgresql+asyncpg://app:hunter2@localhost/shop?frobnicate=1"}), 2,
                   "error[W1101]: the URL has a parameter \"frobnicate\" that neither libpq nor whimbrel knows\n"
                   "  while reading the URL of --database\n"
                   "HINT: Remove it from the URL.\n");
}

TEST(Diagnostics, UnknownDatabaseName) {
    const Folder folder("[databases.production]\nurl = \"postgresql://db/shop\"\n");
    expect_failure(
        folder.whimbrel({"status", "--database", "prodution"}), 64,
        "error[W1005]: \"prodution\" is neither a URL nor a database of whimbrel.toml\nHINT: Write --database production, if that is what is meant.\n");
}

TEST(Diagnostics, NoServerPrograms) {
    std::set<int> found;
    for (const auto& programs : shadow::find_server_programs(real_environment())) found.insert(programs.version.major());
    int lacking = pg::k_oldest_major;
    while (found.contains(lacking)) ++lacking;
    if (lacking > pg::k_newest_major) GTEST_SKIP() << "every version is here";
    std::string others;
    for (const int major : found) others += (others.empty() ? "" : ", ") + std::to_string(major);
    const auto version = std::to_string(lacking);
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    folder.write("whimbrel.toml", "postgres = " + version + "\n");
    expect_failure(folder.whimbrel({"generate", "--name", "x", "--quiet"}, {{"PATH", "/nonexistent"}}), 2,
                   "error[W1301]: the server programs of PostgreSQL " + version + " were not found, only those of " + others +
                       "\nHINT: Install them (on Debian and Ubuntu: apt-get install postgresql-" + version +
                       "), name their folder in WHIMBREL_PG_BIN, or give a server with --shadow-url.\n");
}

TEST(Diagnostics, EmptySchemaFolder) {
    const Folder folder;
    const std::string diagnostic =
        "error[W1605]: schema holds no SQL statement\n"
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

TEST(Diagnostics, ByteOrderMarkAndCrlfAreTaken) {
    const Folder folder;
    folder.write("schema/users.sql",
                 "\xEF\xBB\xBF"
                 "CREATE TABLE users (\r\n    id bigint PRIMARY KEY,\r\n    name text\r\n);\r\n");
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.write("schema/users.sql", k_users);
    EXPECT_THAT(folder.expect(0, {"generate", "--name", "x"}, without_server()).err, HasSubstr("nothing to do"));
}

}  // namespace
}  // namespace whimbrel::testing
