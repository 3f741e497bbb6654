// SPDX-License-Identifier: Apache-2.0
// What a declaration says of the database it is of, and names of the whole server: settings, tablespaces, roles, labels.
#include "tests/cli/folder.h"

#include "whimbrel/pg/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view k_settings =
    "ALTER DATABASE app SET search_path TO app, public;\nALTER ROLE whimbrel_test_reader IN DATABASE app SET app.rate TO '5%';\n";

class Settings : public ::testing::Test {
protected:
    Settings() : database(*shared_server().make()), url(database.url().render()) {
        execute("DO $$BEGIN CREATE ROLE whimbrel_test_reader; EXCEPTION WHEN duplicate_object THEN NULL; END$$");
        folder.write("schema/settings.sql", k_settings);
        folder.expect(0, {"generate", "--name", "start"});
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }
    std::string of_database() {
        const auto rows = database.session().execute(
            "SELECT string_agg(setrole::regrole || ': ' || setconfig::text, '; ' ORDER BY setrole) FROM pg_db_role_setting s"
            " JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = current_database()");
        return rows ? (*rows)[0].string(0) : rows.error().render();
    }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

constexpr std::string_view k_there = "-: {\"search_path=app, public\"}; whimbrel_test_reader: {app.rate=5%}";

TEST_F(Settings, AreThoseOfTheDatabaseThatIsConnectedTo) {
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_EQ(of_database(), k_there);
    EXPECT_THAT(folder.expect(0, {"verify", "-d", url}).out, HasSubstr("app.rate"));
    folder.expect(0, {"rollback", "-d", url});
    EXPECT_EQ(of_database(), "");
    // As psql would run the file.
    execute(folder.read("migrations/0001_start.up.sql"));
    EXPECT_EQ(of_database(), k_there);
}

TEST_F(Settings, ChangedByHandAreDrift) {
    folder.expect(0, {"migrate", "-d", url});
    execute("DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem TO ''8MB''', current_database()); END$$");
    EXPECT_THAT(folder.expect(1, {"verify", "-d", url}).out, HasSubstr("work_mem"));
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "\n[[ignore]]\nkind = \"setting\"\nname = \"work_mem\"\nreason = \"the operators' own\"\n");
    folder.expect(0, {"verify", "-d", url});
}

TEST_F(Settings, TheDatabaseItselfHasACommentALimitAndPrivileges) {
    folder.write("schema/database.sql",
                 "COMMENT ON DATABASE app IS 'orders';\nALTER DATABASE app CONNECTION LIMIT 7;\nREVOKE CONNECT ON DATABASE app FROM PUBLIC;\n"
                 "GRANT CONNECT ON DATABASE app TO whimbrel_test_reader;\n");
    folder.expect(0, {"generate", "--name", "database"});
    folder.expect(0, {"check"});
    folder.expect(0, {"migrate", "-d", url});
    const auto is = [&] {
        const auto rows = database.session().execute(
            "SELECT shobj_description(oid, 'pg_database') || ' ' || datconnlimit || ' ' || datacl::text FROM pg_database WHERE datname = current_database()");
        return rows ? (*rows)[0].string(0) : rows.error().render();
    };
    EXPECT_EQ(is(), "orders 7 {=T/postgres,postgres=CTc/postgres,whimbrel_test_reader=c/postgres}");
    folder.expect(0, {"verify", "-d", url});
    folder.expect(0, {"pull", "--from", url, "--output", "pulled"});
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");
    execute("DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO whimbrel_test_reader', current_database()); END$$");
    EXPECT_THAT(folder.expect(1, {"verify", "-d", url}).out, HasSubstr("CREATE"));
    execute("DO $$BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM whimbrel_test_reader', current_database()); END$$");
    folder.expect(0, {"rollback", "-d", url});
    EXPECT_EQ(is(), "");
}

TEST_F(Settings, ArePulledAndLoadBack) {
    folder.expect(0, {"migrate", "-d", url});
    execute("CREATE TABLE t (id integer)");
    folder.expect(0, {"pull", "--from", url, "--output", "pulled"});
    EXPECT_THAT(folder.read("pulled/settings.sql"), HasSubstr("SET search_path TO"));
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");
}

TEST_F(Settings, OfADumpAreUnderstood) {
    folder.write("dump.sql",
                 "CREATE DATABASE app WITH TEMPLATE = template0 ENCODING = 'UTF8';\nALTER DATABASE app OWNER TO postgres;\n\\connect app\n"
                 "SET search_path = '';\nALTER DATABASE app SET search_path TO 'app', 'public';\n\\connect app\n"
                 "ALTER ROLE whimbrel_test_reader IN DATABASE app SET \"app.rate\" TO '5%';\n");
    const auto ran = folder.expect(0, {"diff", "--from", "dump.sql", "--to", "schema"});
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("CREATE DATABASE app was skipped: it concerns the server"));
    EXPECT_THAT(ran.err, Not(HasSubstr("SET")));
}

TEST_F(Settings, ATablespaceIsTheServersToMake) {
    folder.write("schema/old.sql", "CREATE TABLE public.old (id integer) TABLESPACE whimbrel_test_archive;\n");
    folder.expect(0, {"generate", "--name", "old"});
    const auto ran = folder.expect(2, {"migrate", "-d", url});
    EXPECT_THAT(ran.err, HasSubstr("server: 42704 tablespace \"whimbrel_test_archive\" does not exist\n"));
    EXPECT_THAT(ran.err, HasSubstr("HINT: Make it on this server first: CREATE TABLESPACE \"whimbrel_test_archive\" LOCATION"));
    execute("SET allow_in_place_tablespaces = on");
    execute("CREATE TABLESPACE whimbrel_test_archive LOCATION ''");
    folder.expect(0, {"migrate", "-d", url});
    folder.expect(0, {"verify", "-d", url});
    folder.expect(0, {"rollback", "-d", url});
    execute("DROP TABLESPACE whimbrel_test_archive");
}

TEST_F(Settings, ARoleIsSaidNotToBeManagedAndAPasswordIsRefused) {
    folder.write("schema/roles.sql", "CREATE ROLE whimbrel_test_writer LOGIN;\n");
    EXPECT_THAT(folder.expect(0, {"generate", "--name", "roles"}).err, HasSubstr("schema/roles.sql:1:1: CREATE ROLE whimbrel_test_writer is not managed"));
    folder.write("schema/roles.sql", "CREATE ROLE whimbrel_test_writer LOGIN\n  PASSWORD 'hunter2';\n");
    expect_failure(folder.whimbrel({"generate", "--name", "roles", "--quiet"}), 2,
                   "error[W1306]: CREATE ROLE whimbrel_test_writer sets a password, and a declaration holds none\n"
                   "  --> schema/roles.sql:2:3\n"
                   "HINT: Remove it, and set the password on each server with psql's \\password or by your secret store.\n");
}

TEST_F(Settings, ALabelNeedsItsProvider) {
    folder.write("schema/t.sql", "CREATE TABLE public.t (id integer);\nSECURITY LABEL FOR anon ON TABLE public.t IS 'x';\n");
    expect_failure(folder.whimbrel({"generate", "--name", "t", "--quiet"}), 2,
                   "error[W1306]: SECURITY LABEL ON TABLE public.t does not load\n"
                   "  --> schema/t.sql:2:1\n"
                   "  server: 22023 security label provider \"anon\" is not loaded\n"
                   "HINT: Install the module that is the provider for the throwaway server, and name it in the environment variable "
                   "WHIMBREL_SHADOW_PRELOAD.\n");
}

}  // namespace
}  // namespace whimbrel::testing
