// SPDX-License-Identifier: Apache-2.0
// A declaration that uses what this server lacks is refused with the feature, the line and the version that has it. Each runs on the
// versions that lack it: some on all but the newest (tests/matrix.sh).
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Newer {
    int since;
    std::string_view words, sql;
};
void PrintTo(const Newer& newer, std::ostream* out) { *out << newer.sql; }

constexpr auto k_newer = std::to_array<Newer>({
    {15, "NULLS NOT DISTINCT", "CREATE TABLE u (a int, UNIQUE NULLS NOT DISTINCT (a));"},
    {15, "NULLS NOT DISTINCT", "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;"},
    {15, "security_invoker", "CREATE VIEW v WITH (security_invoker = true) AS SELECT a FROM t;"},
    {15, "ON DELETE SET NULL with columns", "CREATE TABLE u (a int REFERENCES t ON DELETE SET NULL (a));"},
    {15, "a column list in a publication", "CREATE PUBLICATION p FOR TABLE t (a);"},
    {15, "a row filter in a publication", "CREATE PUBLICATION p FOR TABLE t WHERE (a > 0);"},
    {15, "FOR TABLES IN SCHEMA", "CREATE PUBLICATION p FOR TABLES IN SCHEMA public;"},
    {15, "MERGE", "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ MERGE INTO t USING t u ON t.a = u.a WHEN MATCHED THEN DELETE $$;"},
    {15, "an unlogged sequence", "CREATE UNLOGGED SEQUENCE s;"},
    {16, "STORAGE in a column definition", "CREATE TABLE u (a text STORAGE EXTERNAL);"},
    {16, "ICU rules", "CREATE COLLATION c (provider = icu, locale = 'und', rules = '&a < g');"},
    {17, "MAINTAIN", "GRANT MAINTAIN ON t TO PUBLIC;"},
    {17, "SET EXPRESSION", "ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a + 2);"},
    {18, "a virtual generated column", "CREATE TABLE u (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL);"},
    {18, "NOT NULL as a table constraint", "CREATE TABLE u (a int, CONSTRAINT there NOT NULL a);"},
    {18, "NOT NULL as a table constraint", "ALTER TABLE t ADD CONSTRAINT there NOT NULL c NOT VALID;"},
    {18, "NOT ENFORCED", "CREATE TABLE u (a int CHECK (a > 0) NOT ENFORCED);"},
    {18, "NOT ENFORCED", "CREATE TABLE u (a int REFERENCES t NOT ENFORCED);"},
    {18, "WITHOUT OVERLAPS", "CREATE TABLE u (a int4range, at tsrange, PRIMARY KEY (a, at WITHOUT OVERLAPS));"},
    {18, "PERIOD in a foreign key", "CREATE TABLE u (a int, at tsrange, FOREIGN KEY (a, PERIOD at) REFERENCES t (a, PERIOD c));"},
    {18, "publish_generated_columns", "CREATE PUBLICATION p FOR TABLE t WITH (publish_generated_columns = stored);"},
});

class NewerFeature : public ::testing::TestWithParam<Newer> {};

TEST_P(NewerFeature, IsRefusedWithItsLineAndVersion) {
    const auto& newer = GetParam();
    if (server_major() >= newer.since) GTEST_SKIP() << "PostgreSQL " << server_major() << " has it";
    const Folder folder;
    folder.write("schema/a.sql", "CREATE TABLE t (a int PRIMARY KEY, b int GENERATED ALWAYS AS (a + 1) STORED, c tsrange);\n");
    folder.write("schema/b.sql", "-- newer\n\n" + std::string(newer.sql) + "\n");
    const auto ran = folder.whimbrel({"generate", "--name", "x", "--quiet"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, StartsWith("error[W1306]: "));
    EXPECT_THAT(ran.err, HasSubstr("\n  --> schema/b.sql:3:"));
    EXPECT_THAT(ran.err, HasSubstr(with_major("\nHINT: Leave out " + std::string(newer.words) + ", which PostgreSQL has since " + std::to_string(newer.since) +
                                              ", or use a newer server: this shadow is PostgreSQL {major}.\n")));
    EXPECT_FALSE(folder.has("migrations"));
}

INSTANTIATE_TEST_SUITE_P(All, NewerFeature, ::testing::ValuesIn(k_newer));

TEST(OlderTarget, IsToldWhatItLacks) {
    if (server_major() >= 18) GTEST_SKIP() << "needs a server older than the newest";
    const Folder folder("numbering = \"sequential\"\n");
    const auto newest = run("sh", {"-c", std::string(WHIMBREL_SOURCE_DIR) + "/scripts/servers.sh --where 18"}, folder.path());
    if (newest.code != 0) GTEST_SKIP() << "needs the server programs of PostgreSQL 18 as well (scripts/servers.sh)";
    folder.write("whimbrel.toml", "postgres = 18\nnumbering = \"sequential\"\n");
    folder.write("schema/a.sql", "CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0) NOT ENFORCED);\n");
    folder.expect(0, {"generate", "--name", "x", "--quiet"}, {{"WHIMBREL_PG_BIN", newest.out.substr(0, newest.out.find('\n'))}});
    auto target = shared_server().make();
    ASSERT_TRUE(target) << target.error().render();
    expect_failure(folder.whimbrel({"migrate", "-d", target->url().render(), "--quiet"}), 2,
                   with_major("error[W1106]: the server refused a statement\n"
                              "  --> migrations/0001_x.up.sql:13:66\n"
                              "  server: 42601 syntax error at or near \"ENFORCED\"\n"
                              "  while applying 0001_x, step 1 of 1; nothing of it was applied\n"
                              "HINT: Leave out NOT ENFORCED, which PostgreSQL has since 18: this server is PostgreSQL {major}.\n"
                              "HINT: Set postgres = {major} in whimbrel.toml: what that version lacks is then refused when the migration is written.\n"
                              "HINT: Correct the cause and run `whimbrel migrate` again.\n"));
}

}  // namespace
}  // namespace whimbrel::testing
