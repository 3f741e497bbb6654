// SPDX-License-Identifier: Apache-2.0
// Roles that a [[manage]] rule names, from the declaration to a target and back.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include "whimbrel/pg/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view k_rule = "numbering = \"sequential\"\n[[manage]]\nkind = \"role\"\nname = \"app_*\"\n";
constexpr std::string_view k_roles =
    "CREATE ROLE app_reader;\nCREATE ROLE app_api LOGIN CONNECTION LIMIT 20;\nALTER ROLE app_api SET statement_timeout = '5s';\n"
    "GRANT app_reader TO app_api;\nCOMMENT ON ROLE app_api IS 'the web application';\n";
constexpr std::string_view k_table = "CREATE TABLE t (id integer);\nGRANT SELECT ON t TO app_reader;\n";

/// A project, and a target on a server whose roles are nobody else's.
class Roles : public ::testing::Test {
protected:
    Roles() : shadow(environment, {.servers = shadow::ShadowOptions::Servers::one_each}), database(*shadow.make()), url(database.url().render()) {
        folder.write("schema/roles.sql", k_roles);
        folder.write("schema/t.sql", k_table);
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }
    std::string ask(const std::string& query) {
        const auto rows = database.session().execute(query);
        return rows ? (*rows)[0].string(0) : rows.error().render();
    }
    std::string roles() {
        return ask(
            "SELECT string_agg(rolname || CASE WHEN rolcanlogin THEN ' login' ELSE '' END || coalesce(rolconfig::text, ''), ', ' ORDER BY rolname)"
            " FROM pg_roles WHERE oid >= 16384");
    }

    Folder folder{k_rule};
    Environment environment = real_environment();
    shadow::Shadow shadow;
    shadow::Database database;
    std::string url;
};

TEST_F(Roles, ComeAndGoWithTheirMigration) {
    folder.expect(0, {"generate", "--name", "start"});
    EXPECT_THAT(folder.read("migrations/0001_start.up.sql"), HasSubstr("CREATE ROLE app_api LOGIN CONNECTION LIMIT 20;"));
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_EQ(roles(), "app_api login{statement_timeout=5s}, app_reader");
    const auto verified = folder.expect(0, {"verify", "-d", url}).out;
    EXPECT_THAT(verified, HasSubstr("app_api: login"));
    EXPECT_THAT(verified, HasSubstr("Memberships"));
    folder.expect(0, {"check"});
    folder.expect(0, {"generate", "--name", "nothing"});
    EXPECT_FALSE(folder.has("migrations/0002_nothing.up.sql"));
    folder.expect(0, {"rollback", "-d", url});
    EXPECT_EQ(roles(), "");
}

TEST_F(Roles, ChangedByHandAreFound) {
    folder.expect(0, {"generate", "--name", "start"});
    folder.expect(0, {"migrate", "-d", url});
    execute("ALTER ROLE app_api CREATEDB; CREATE ROLE app_more; CREATE ROLE bob; REVOKE app_reader FROM app_api; GRANT app_reader TO bob");
    const auto verified = folder.expect(1, {"verify", "-d", url}).out;
    EXPECT_THAT(verified, HasSubstr("createdb"));
    EXPECT_THAT(verified, HasSubstr("app_more"));
    EXPECT_THAT(verified, Not(HasSubstr("bob")));
    const auto diff = folder.expect(0, {"diff", "--from", url, "--to", "schema"}).out;
    EXPECT_THAT(diff, HasSubstr("ALTER ROLE app_api NOCREATEDB;"));
    EXPECT_THAT(diff, HasSubstr("DROP ROLE app_more;"));
    EXPECT_THAT(diff, HasSubstr("GRANT app_reader TO app_api;"));
}

TEST_F(Roles, OfAnotherDatabaseOfTheServerAreTakenAsTheyAre) {
    folder.expect(0, {"generate", "--name", "start"});
    folder.expect(0, {"migrate", "-d", url});
    execute("CREATE DATABASE second");
    const auto second = database.url().with_database("second").render();
    EXPECT_THAT(folder.expect(0, {"migrate", "-d", second}).err, HasSubstr("role app_api is there already, as it is declared"));
    folder.expect(0, {"verify", "-d", second});
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", second}).out, "");
    // The other database holds on to it.
    const auto back = folder.expect(2, {"rollback", "-d", second});
    EXPECT_THAT(back.err, HasSubstr("2BP01 role \"app_reader\" cannot be dropped because some objects depend on it"));
    EXPECT_THAT(back.err, HasSubstr("in each database of the server"));
    folder.expect(0, {"verify", "-d", second});
}

TEST_F(Roles, OfSomebodyElseStopTheMigration) {
    execute("CREATE ROLE app_api LOGIN SUPERUSER");
    folder.expect(0, {"generate", "--name", "start"});
    const auto ran = folder.expect(2, {"migrate", "-d", url});
    EXPECT_THAT(ran.err, HasSubstr("42710 role \"app_api\" already exists"));
    EXPECT_THAT(ran.err, HasSubstr("HINT: Roles belong to the whole server, and the one there has other attributes"));
    EXPECT_EQ(roles(), "app_api login");
}

TEST_F(Roles, ArePulledAndCounted) {
    folder.expect(0, {"generate", "--name", "start"});
    folder.expect(0, {"migrate", "-d", url});
    execute("CREATE ROLE bob");
    folder.expect(0, {"pull", "--from", url, "--output", "pulled"});
    const auto text = folder.read("pulled/roles.sql");
    EXPECT_THAT(text, HasSubstr("CREATE ROLE app_api LOGIN CONNECTION LIMIT 20;"));
    EXPECT_THAT(text, HasSubstr("GRANT app_reader TO app_api;"));
    EXPECT_THAT(text, HasSubstr("COMMENT ON ROLE app_api"));
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");
    const auto document = nlohmann::json::parse(folder.expect(0, {"inventory", url, "--format", "json"}).out);
    EXPECT_EQ(document["of_server"], nlohmann::json::parse(R"([{"kind": "role", "name": "bob"}])"));
    EXPECT_EQ(document["kinds"][0]["kind"], "role");
    EXPECT_EQ(document["kinds"][0]["managed"], 2);
    EXPECT_THAT(folder.expect(0, {"inventory", url}).out, HasSubstr("named by no [[manage]] rule:\n  role bob\n"));
}

TEST_F(Roles, OfARuleThatComesLateAreThereAlready) {
    folder.write("whimbrel.toml", "postgres = 15\nnumbering = \"sequential\"\n");
    folder.write("schema/roles.sql", "");
    folder.expect(0, {"generate", "--name", "start"});
    folder.write("whimbrel.toml", k_rule);
    folder.write("schema/roles.sql", k_roles);
    folder.expect(0, {"generate", "--name", "roles"});
    const auto up = folder.read("migrations/0002_roles.up.sql");
    EXPECT_THAT(up, Not(HasSubstr("CREATE ROLE app_reader")));
    EXPECT_THAT(up, HasSubstr("CREATE ROLE app_api LOGIN"));
    execute("CREATE ROLE app_reader");
    folder.expect(0, {"migrate", "-d", url});
    folder.expect(0, {"verify", "-d", url});
}

TEST_F(Roles, ThatConnectAreNeverManaged) {
    folder.expect(0, {"generate", "--name", "start"});
    execute("CREATE ROLE app_deployer LOGIN SUPERUSER");
    const auto as_deployer = url + (url.find('?') == std::string::npos ? "?" : "&") + "user=app_deployer";
    const auto ran = folder.whimbrel({"diff", "--from", as_deployer, "--to", "schema", "--quiet"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err,
                StartsWith("error[W1004]: a rule of [[manage]] covers the role that connects, app_deployer\n  while reading the catalogs of database "));
    EXPECT_THAT(ran.err, EndsWith("\n  while reading --from URL\n"
                                  "HINT: Name fewer roles in whimbrel.toml, or connect as a role that no rule covers.\n"));
}

TEST_F(Roles, ThatEveryServerHasAreNeverManaged) {
    folder.write("whimbrel.toml", "[[manage]]\nkind = \"role\"\nname = \"pg_*\"\n");
    expect_failure(folder.whimbrel({"generate", "--name", "start"}), 2,
                   "error[W1004]: manage.name names roles that every server has, and such are never managed\n"
                   "  --> whimbrel.toml:3:1\n"
                   "HINT: Name roles that the project makes.\n");
    folder.write("whimbrel.toml", "[[manage]]\nkind = \"role\"\nname = \"*\"\n");
    folder.write("schema/roles.sql", "ALTER ROLE postgres SET work_mem = '8MB';\n");
    expect_failure(folder.whimbrel({"generate", "--name", "start", "--quiet"}), 2,
                   "error[W1306]: ALTER ROLE postgres is about a role that every server has, and such are never managed\n"
                   "  --> schema/roles.sql:1:1\n"
                   "HINT: Remove it, or name fewer roles in the [[manage]] rules of whimbrel.toml.\n");
}

TEST_F(Roles, ThatARuleCoversMustBeDeclared) {
    folder.write("schema/roles.sql", "");
    expect_failure(folder.whimbrel({"generate", "--name", "start", "--quiet"}), 2,
                   "error[W1306]: GRANT ON TABLE t does not load\n"
                   "  --> schema/t.sql:2:22\n"
                   "  server: 42704 role \"app_reader\" does not exist\n"
                   "HINT: Declare it (CREATE ROLE app_reader;), for a [[manage]] rule of whimbrel.toml covers it, or name fewer roles there.\n");
}

TEST_F(Roles, NeedServersOfTheirOwn) {
    const auto ran = folder.whimbrel({"generate", "--name", "start", "--shadow-url", url, "--quiet"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("what is managed of the whole server is tried on private servers, and a shadow URL names another"));
}

TEST_F(Roles, OutlastAReset) {
    folder.expect(0, {"generate", "--name", "start"});
    folder.expect(0, {"migrate", "-d", url});
    database.close();
    folder.expect(0, {"reset", "-d", url, "--confirm", database.name()});
    folder.expect(0, {"verify", "-d", url});
    ASSERT_TRUE(database.reopen());
}

}  // namespace
}  // namespace whimbrel::testing
