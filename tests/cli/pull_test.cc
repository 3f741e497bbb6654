// SPDX-License-Identifier: Apache-2.0
// What `pull` writes loads back to the same database, read by the judge that knows no kind.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"
#include "whimbrel/imprint/imprint.h"
#include "whimbrel/source/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace whimbrel::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Pull : public ::testing::Test {
protected:
    Pull() : database(*shared_server().make()), url(database.url().render()) {}

    void run(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }

    /// As it was pulled into the folder's "pulled".
    Result<source::Loaded> load_pulled() {
        source::Declaration declaration;
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "pulled"))
            if (entry.path().extension() == ".sql") files.push_back(entry.path());
        std::ranges::sort(files);
        for (const auto& file : files) {
            WHIMBREL_TRY(const auto text, read_file(file));
            WHIMBREL_TRY(auto split, parse::split(file.string(), text));
            declaration.files.push_back(std::move(split));
        }
        source::SourceOptions options;
        options.allowed_outside = {"LANGUAGE c", "LANGUAGE internal"};
        return source::load(shared_server(), declaration, shadow::DeclarationKind::project, options);
    }

    void expect_pulled_equal() {
        folder.expect(0, {"pull", "-d", url, "--output", "pulled"});
        EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "pulled"}).out, "");
        EXPECT_EQ(folder.expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");
        auto loaded = load_pulled();
        ASSERT_TRUE(loaded) << loaded.error().render();
        const auto was = imprint::read(database.session()), is = imprint::read(loaded->database.session());
        ASSERT_TRUE(was && is);
        const auto differences = imprint::compare(*was, *is);
        EXPECT_TRUE(differences.empty()) << imprint::render(differences, 20);
    }

    Folder folder{"[shadow]\nallow = [\"LANGUAGE c\", \"LANGUAGE internal\"]\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(Pull, KeepsParentsAndChildrenTogetherWhereTheirOrderMatters) {
    run("CREATE TABLE p (a int) PARTITION BY RANGE (a);"
        "CREATE TABLE h1 (a int); ALTER TABLE p ATTACH PARTITION h1 FOR VALUES FROM (0) TO (10);"
        "CREATE TABLE h2 PARTITION OF p FOR VALUES FROM (10) TO (20);"
        "CREATE INDEX p_a ON ONLY p (a); CREATE INDEX h1_a_idx ON h1 (a); ALTER INDEX p_a ATTACH PARTITION h1_a_idx;");
    run("CREATE TABLE whole (a int, b int) PARTITION BY LIST (a); CREATE TABLE part (a int PRIMARY KEY, b int);"
        "CREATE UNIQUE INDEX whole_a ON ONLY whole (a); ALTER TABLE whole ATTACH PARTITION part FOR VALUES IN (1);");
    run("CREATE TABLE parent (d date); CREATE TABLE child () INHERITS (parent);"
        "ALTER TABLE parent ADD CONSTRAINT d CHECK (d > '2001-01-01') NOT VALID;");
    run("CREATE TABLE plain (a int) PARTITION BY LIST (a); CREATE INDEX ON plain (a); CREATE TABLE plain_1 PARTITION OF plain FOR VALUES IN (1)");
    expect_pulled_equal();
    EXPECT_THAT(folder.read("pulled/tables/parent.sql"), HasSubstr("CREATE TABLE public.child"));
    EXPECT_THAT(folder.read("pulled/tables/p.sql"), HasSubstr("CREATE TABLE public.h1"));
    EXPECT_THAT(folder.read("pulled/tables/plain_1.sql"), HasSubstr("CREATE TABLE public.plain_1"));
}

TEST_F(Pull, IndexesAndKeysThatSomePartitionsLack) {
    run("CREATE TABLE p (a int, b int, c int, d int) PARTITION BY RANGE (a);"
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);"
        "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (20) TO (30) PARTITION BY RANGE (a); CREATE TABLE p3a PARTITION OF p3 FOR VALUES FROM (20) TO (25);");
    run("CREATE INDEX on_none ON ONLY p (a);"
        "CREATE INDEX on_some ON ONLY p (b); CREATE INDEX p1_b ON p1 (b); ALTER INDEX on_some ATTACH PARTITION p1_b;"
        "CREATE INDEX on_none_below ON ONLY p (c); CREATE INDEX p3_c ON ONLY p3 (c); ALTER INDEX on_none_below ATTACH PARTITION p3_c;"
        "CREATE INDEX p2_c ON p2 (c);"
        "CREATE INDEX for_later ON ONLY p (d); CREATE TABLE p4 PARTITION OF p FOR VALUES FROM (30) TO (40);");
    run("CREATE TABLE keyed (a int NOT NULL) PARTITION BY RANGE (a); CREATE TABLE keyed_1 PARTITION OF keyed FOR VALUES FROM (0) TO (10);"
        "CREATE TABLE keyed_2 PARTITION OF keyed FOR VALUES FROM (10) TO (20);"
        "ALTER TABLE ONLY keyed ADD CONSTRAINT keyed_key UNIQUE (a); ALTER TABLE keyed_2 ADD CONSTRAINT second UNIQUE (a);"
        "ALTER INDEX keyed_key ATTACH PARTITION second; ALTER TABLE ONLY keyed ADD PRIMARY KEY (a);"
        "CREATE TABLE without (a int) PARTITION BY LIST (a); CREATE INDEX whole ON ONLY without (a);");
    expect_pulled_equal();
    EXPECT_THAT(folder.read("pulled/tables/p.sql"), HasSubstr("CREATE INDEX on_none ON ONLY public.p"));
    EXPECT_THAT(folder.read("pulled/tables/keyed.sql"), HasSubstr("ALTER TABLE ONLY public.keyed ADD CONSTRAINT keyed_key UNIQUE (a)"));
}

TEST_F(Pull, RoutinesOfTheServersOwnCode) {
    run("CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';"
        "CREATE FUNCTION length_of(text) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'textlen';"
        "CREATE FUNCTION t_in(cstring) RETURNS t LANGUAGE internal IMMUTABLE STRICT AS 'int4in';"
        "CREATE FUNCTION t_out(t) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';"
        "CREATE TYPE t (INPUT = t_in, OUTPUT = t_out, LIKE = integer)");
    run("CREATE FUNCTION takes(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
        "CREATE FUNCTION of_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';"
        "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION of_sql(internal));"
        "CREATE FUNCTION takes_too(int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
    expect_pulled_equal();
    EXPECT_THAT(folder.read("pulled/functions/handler.sql"), HasSubstr("AS '$libdir/plpgsql', 'plpgsql_call_handler'"));
}

// The schema that PostgreSQL's own tests leave behind.
TEST_F(Pull, TheRegressionDatabase) {
    const auto file = real_environment().variable("WHIMBREL_REGRESSION_SCHEMA");
    if (!file) GTEST_SKIP() << "WHIMBREL_REGRESSION_SCHEMA names no file: pg_dump --schema-only of the database `regression`";
    const auto text = read_file(*file);
    ASSERT_TRUE(text) << text.error().render();
    source::Declaration declaration;
    auto split = parse::split(*file, *text);
    ASSERT_TRUE(split) << split.error().render();
    declaration.files.push_back(std::move(*split));
    source::SourceOptions options;
    options.allowed_outside = {"LANGUAGE c", "LANGUAGE internal"};
    auto loaded = source::load(shared_server(), declaration, shadow::DeclarationKind::dump, options);
    ASSERT_TRUE(loaded) << loaded.error().render();
    database = std::move(loaded->database);
    url = database.url().render();
    expect_pulled_equal();
}

}  // namespace
}  // namespace whimbrel::testing
