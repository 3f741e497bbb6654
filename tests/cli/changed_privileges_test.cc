// SPDX-License-Identifier: Apache-2.0
// Privileges on what initdb and extensions made, on a target whose database, unlike that of a throwaway server, is not the owner's of those.
#include "tests/cli/folder.h"

#include "whimbrel/pg/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view k_schema =
    "CREATE EXTENSION pg_stat_statements;\n"
    "GRANT SELECT ON pg_stat_statements TO whimbrel_test_monitor;\n"
    "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;\n";

class ChangedPrivileges : public ::testing::Test {
protected:
    ChangedPrivileges() : database(*shared_server().make()), url(database.url().render()) {
        execute(
            "DO $$ BEGIN CREATE ROLE whimbrel_test_monitor; CREATE ROLE whimbrel_test_app SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
            " ALTER DATABASE \"" +
            database.session().database() + "\" OWNER TO whimbrel_test_app");
        folder.write("schema/privileges.sql", k_schema);
        folder.expect(0, {"generate", "--name", "start"});
        folder.expect(0, {"migrate", "-d", url});
    }
    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(ChangedPrivileges, AreVerifiedWhoeverOwnsTheDatabase) {
    const auto verified = folder.expect(0, {"verify", "-d", url}).out;
    EXPECT_THAT(verified, HasSubstr("Changed privileges\n"
                                    "  ✓ FUNCTION pg_catalog.pg_sleep(double precision): no execute to public\n"
                                    "  ✓ TABLE public.pg_stat_statements: select to whimbrel_test_monitor\n"));
    execute("GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC; REVOKE SELECT ON public.pg_stat_statements FROM whimbrel_test_monitor");
    const auto drifted = folder.expect(1, {"verify", "-d", url}).out;
    EXPECT_THAT(drifted, HasSubstr("  ✗ FUNCTION pg_catalog.pg_sleep(double precision): no execute to public is missing\n"
                                   "  ✗ TABLE public.pg_stat_statements: select to whimbrel_test_monitor is missing\n"));
}

TEST_F(ChangedPrivileges, OfTheOwnerNameWhoThatIs) {
    execute("REVOKE SELECT ON pg_catalog.pg_authid FROM CURRENT_USER");
    const auto diff = folder.expect(0, {"diff", "--from", "schema", "--to", url}).out;
    EXPECT_THAT(diff, HasSubstr("REVOKE SELECT ON TABLE pg_catalog.pg_authid FROM postgres;"));
}

TEST_F(ChangedPrivileges, AreLeftToWhoRunsTheServerByARule) {
    folder.write("whimbrel.toml",
                 folder.read("whimbrel.toml") + "[[ignore]]\nkind = \"changed_privileges\"\nname = \"pg_catalog.*\"\nreason = \"hardening\"\n");
    execute("GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC");
    folder.expect(0, {"verify", "-d", url});
    EXPECT_THAT(folder.expect(0, {"inventory", url}).out, HasSubstr("changed_privileges"));
}

TEST_F(ChangedPrivileges, ArePulled) {
    folder.expect(0, {"pull", "-d", url, "--output", "pulled"});
    EXPECT_EQ(folder.expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");
    EXPECT_THAT(folder.read("pulled/privileges.sql"), HasSubstr("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;"));
}

}  // namespace
}  // namespace whimbrel::testing
