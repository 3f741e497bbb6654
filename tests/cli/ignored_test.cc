// SPDX-License-Identifier: Apache-2.0
// What only hand-written migrations make and ignore rules cover is no business of the other migrations.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view k_rules = R"(numbering = "sequential"
[[ignore]]
kind = "table"
name = "public.audit_*"
reason = "written by triggers"
[[ignore]]
kind = "*"
name = "public.users_stat"
reason = "made by hand"
[[ignore]]
kind = "publication"
name = "changes"
reason = "made by hand, and its tables with it"
)";

class IgnoredObjects : public ::testing::Test {
protected:
    IgnoredObjects() : database(*shared_server().make()), url(database.url().render()) {
        folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);\n");
        folder.expect(0, {"generate", "--name", "create_users"});
        folder.write(
            "migrations/0002_audit.up.sql",
            "BEGIN;\n"
            "CREATE TABLE public.audit_log (id bigserial PRIMARY KEY, who bigint REFERENCES public.users (id), what text DEFAULT 'x' CHECK (what <> ''));\n"
            "CREATE INDEX audit_who ON public.audit_log (who);\nCOMMENT ON TABLE public.audit_log IS 'log';\n"
            "CREATE STATISTICS public.users_stat ON name, email FROM public.users;\nCREATE PUBLICATION changes FOR TABLE public.users;\nCOMMIT;\n");
        folder.write("migrations/0002_audit.down.sql",
                     "BEGIN;\nDROP PUBLICATION changes;\nDROP STATISTICS public.users_stat;\nDROP TABLE public.audit_log;\nCOMMIT;\n");
        EXPECT_EQ(folder.expect(0, {"prove"}).err, "proving 0002_audit\n");
    }
    bool works(const std::string& sql) { return database.session().execute(sql).has_value(); }
    void generate(const std::string& table) const {
        folder.write("schema/" + table + ".sql", "CREATE TABLE " + table + " (id bigint PRIMARY KEY);\n");
        folder.expect(0, {"generate", "--name", table});
    }

    Folder folder{k_rules};
    shadow::Database database;
    std::string url;
};

TEST_F(IgnoredObjects, LeaveOtherMigrationsAlone) {
    generate("tags");
    EXPECT_EQ(folder.expect(0, {"check"}).err, "clean: declaration, snapshot and 3 migrations agree\n");
    EXPECT_EQ(folder.expect(0, {"migrate", "-d", url}).out, "applied 0001\napplied 0002\napplied 0003\n");
    EXPECT_EQ(folder.expect(0, {"verify", "-d", url}).out.find("audit"), std::string::npos);
    // Somebody makes another of them past whimbrel: that is no drift.
    ASSERT_TRUE(works("CREATE TABLE audit_2027 (i int); ALTER TABLE audit_log ADD COLUMN at timestamptz"));
    generate("labels");
    EXPECT_EQ(folder.expect(0, {"migrate", "-d", url}).out, "applied 0004\n");
    EXPECT_EQ(folder.expect(0, {"rollback", "-d", url, "--steps", "3"}).out, "rolled back 0004\nrolled back 0003\nrolled back 0002\n");
    EXPECT_FALSE(works("SELECT FROM audit_log"));
    EXPECT_TRUE(works("SELECT FROM audit_2027"));
}

// Renames are done on a copy of a database, which has the ignored objects as well.
TEST_F(IgnoredObjects, AreLeftAloneWhereSomethingIsRenamed) {
    folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY,\n  full_name text, -- @renamed from=\"name\"\n  email text);\n");
    folder.expect(0, {"generate", "--name", "full_name"});
    const auto up = folder.read("migrations/0003_full_name.up.sql"), down = folder.read("migrations/0003_full_name.down.sql");
    EXPECT_THAT(up, HasSubstr("RENAME COLUMN name TO full_name"));
    EXPECT_EQ((up + down).find("DROP"), std::string::npos) << up << down;
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_TRUE(works("SELECT FROM audit_log"));

    folder.write("a.sql", "CREATE TABLE audit_x (id integer);\nCREATE TABLE t (id integer);\n");
    folder.write("b.sql", "CREATE TABLE audit_x (id integer);\n-- @renamed from=\"t\"\nCREATE TABLE u (id integer);\n");
    const auto plan = folder.expect(0, {"diff", "--from", "a.sql", "--to", "b.sql"}).out;
    EXPECT_THAT(plan, HasSubstr("ALTER TABLE public.t RENAME TO u;"));
    EXPECT_EQ(plan.find("audit_x"), std::string::npos) << plan;
}

TEST_F(IgnoredObjects, CoverNothingElse) {
    generate("tags");
    folder.expect(0, {"migrate", "-d", url});
    ASSERT_TRUE(works("CREATE TABLE hotfix (i int)"));
    generate("labels");
    EXPECT_THAT(folder.expect(2, {"migrate", "-d", url}).err, HasSubstr("    table public.hotfix is not expected\n"));
    // What no rule covers is the declaration's to say, whoever made it.
    folder.write("migrations/0005_more.up.sql", "CREATE TABLE public.by_hand (id bigint);\nCREATE TABLE public.audit_more (id bigint);\n");
    folder.write("migrations/0005_more.down.sql", "DROP TABLE public.by_hand;\nDROP TABLE public.audit_more;\n");
    folder.expect(0, {"prove"});
    const auto planned = folder.expect(0, {"generate", "--dry-run"}).out;
    EXPECT_THAT(planned, HasSubstr("DROP TABLE public.by_hand;"));
    EXPECT_EQ(planned.find("audit_more"), std::string::npos);
}

TEST_F(IgnoredObjects, AreNotAllThatIsInTheLedgersSchema) {
    folder.expect(0, {"migrate", "-d", url});
    folder.expect(0, {"verify", "-d", url});
    ASSERT_TRUE(works("CREATE TABLE whimbrel.notes (i int)"));
    EXPECT_THAT(folder.expect(4, {"verify", "-d", url}).out, HasSubstr("table whimbrel.notes"));
    folder.write("schema/notes.sql", "CREATE SCHEMA whimbrel;\nCREATE TABLE whimbrel.notes (i int);\nCREATE VIEW whimbrel.state AS SELECT 1;\n");
    EXPECT_THAT(folder.expect(4, {"generate", "--name", "notes"}).err, HasSubstr("table whimbrel.notes"));
}

}  // namespace
}  // namespace whimbrel::testing
