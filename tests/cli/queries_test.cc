// SPDX-License-Identifier: Apache-2.0
// Queries as files through the program: written, current without a server, broken, and broken by a change of the schema. What PostgreSQL says
// of them is tested in tests/queries, and that the functions work in tests/typescript and tests/data.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Queries : public ::testing::Test {
protected:
    Queries() {
        folder.write("schema/devices.sql", "CREATE TABLE devices (id bigint PRIMARY KEY, hostname text NOT NULL, site text);\n");
        folder.write("queries/devices.sql", "-- name: at_site :many\nSELECT id, hostname FROM devices WHERE site = @site;\n");
    }
    void generate() const { folder.expect(0, {"generate", "--name", "devices"}); }

    Folder folder{"[codegen.typescript]\nout = \"ts\"\n[codegen.cpp]\nout = \"cpp\"\nnamespace = \"app\"\n"};
};

TEST_F(Queries, AreWrittenInBothLanguagesAndCurrentWithoutAServer) {
    generate();
    EXPECT_THAT(folder.read("ts/queries.ts"), HasSubstr("export async function atSite(db: Queryable, parameters: AtSiteParameters): Promise<AtSiteRow[]>"));
    EXPECT_THAT(folder.read("ts/index.ts"), HasSubstr("export * from \"./queries.js\";"));
    EXPECT_THAT(folder.read("cpp/queries.h"), HasSubstr("at_site(whimbrel::data::BasicRepo<scoping>& repo, std::string_view site)"));
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);
    EXPECT_THAT(folder.whimbrel({"types"}, without_server()).err, HasSubstr("nothing to do"));
    EXPECT_EQ(folder.expect(0, {"generate"}, without_server()).code, 0);
}

TEST_F(Queries, ThatChangedAreStale) {
    generate();
    edit(folder.path() / "queries/devices.sql", "id, hostname", "hostname");
    EXPECT_EQ(folder.expect(1, {"check", "--quiet"}).out,
              "✗ types: ts/queries.ts is not what the schema gives\n    Run `whimbrel types`.\n"
              "✗ types: cpp/queries.h is not what the schema gives\n    Run `whimbrel types`.\n");
    EXPECT_EQ(folder.expect(0, {"types", "--quiet"}).out, "ts/queries.ts\ncpp/queries.h\n");
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);
}

TEST_F(Queries, EditedWhereTheyAreGeneratedAreStale) {
    generate();
    edit(folder.path() / "ts/queries.ts", "site: string;", "site: number;");
    EXPECT_THAT(folder.expect(1, {"check"}).out, HasSubstr("ts/queries.ts is not what the schema gives"));
    folder.expect(0, {"types"});
    EXPECT_THAT(folder.read("ts/queries.ts"), HasSubstr("site: string;"));
}

TEST_F(Queries, ThatAreRefusedAreAllSaidWithTheirPlaces) {
    generate();
    const auto before = folder.read("ts/queries.ts");
    folder.write("queries/more.sql",
                 "-- name: fine :many\nSELECT id FROM devices;\n\n-- name: misspelled :many\nSELECT id,\n    hostnam\nFROM devices;\n\n"
                 "-- name: at_site :one\nSELECT 1 AS one;\n\nSELECT 2;\n");
    expect_failure(folder.whimbrel({"types", "--quiet"}), 2,
                   "error[W2014]: PostgreSQL refuses query misspelled\n"
                   "  --> queries/more.sql:6:5\n"
                   "  server: 42703 column \"hostnam\" does not exist\n"
                   "  server hint: Perhaps you meant to reference the column \"devices.hostname\".\n"
                   "error[W2014]: there are two queries at_site\n"
                   "  --> queries/more.sql:9:1\n"
                   "HINT: Give one of them another name: the other is at queries/devices.sql:1.\n"
                   "error[W2014]: a statement has no name\n"
                   "  --> queries/more.sql:12:1\n"
                   "HINT: Write a line before it: -- name: search_devices :many.\n");
    EXPECT_EQ(folder.read("ts/queries.ts"), before);
    EXPECT_EQ(folder.expect(1, {"check", "--quiet"}).out,
              "✗ query: queries/more.sql:6:5: PostgreSQL refuses query misspelled: column \"hostnam\" does not exist\n"
              "    Perhaps you meant to reference the column \"devices.hostname\".\n"
              "✗ query: queries/more.sql:9:1: there are two queries at_site\n"
              "    Give one of them another name: the other is at queries/devices.sql:1.\n"
              "✗ query: queries/more.sql:12:1: a statement has no name\n"
              "    Write a line before it: -- name: search_devices :many.\n");
}

TEST_F(Queries, ThatAChangeOfTheSchemaBreaksAreSaidByNameAndTheMigrationIsWritten) {
    generate();
    edit(folder.path() / "schema/devices.sql", "hostname text", "name text");
    EXPECT_THAT(folder.expect(1, {"check"}).out, HasSubstr("PostgreSQL refuses query at_site"));
    const auto shown = folder.whimbrel({"generate", "--dry-run", "--rename", "column:public.devices.hostname=name", "--quiet"});
    EXPECT_EQ(shown.code, 1);
    EXPECT_THAT(shown.err, HasSubstr("PostgreSQL refuses query at_site"));
    const auto generated = folder.whimbrel({"generate", "--name", "renamed", "--rename", "column:public.devices.hostname=name", "--quiet"});
    EXPECT_EQ(generated.code, 1);
    EXPECT_THAT(generated.out, HasSubstr("_renamed.up.sql"));
    EXPECT_EQ(generated.err,
              "error[W2014]: PostgreSQL refuses query at_site\n"
              "  --> queries/devices.sql:2:12\n"
              "  server: 42703 column \"hostname\" does not exist\n");
    EXPECT_THAT(folder.read("ts/tables/devices.ts"), HasSubstr("name: string;"));
    edit(folder.path() / "queries/devices.sql", "hostname", "name");
    folder.expect(0, {"types"});
    folder.expect(0, {"check"});
}

TEST_F(Queries, AsJson) {
    folder.write("queries/more.sql", "-- name: misspelled :many\nSELECT i FROM devices;\n");
    const auto types = folder.whimbrel({"types", "--format", "json"});
    EXPECT_EQ(types.code, 2);
    EXPECT_THAT(types.out, HasSubstr("\"broken_queries\": [\n    {"));
    EXPECT_THAT(types.out, HasSubstr("queries/more.sql"));
}

TEST_F(Queries, ThatAreGoneGo) {
    generate();
    std::filesystem::remove_all(folder.path() / "queries");
    folder.expect(0, {"types"});
    EXPECT_FALSE(folder.has("ts/queries.ts"));
    EXPECT_FALSE(folder.has("cpp/queries.h"));
    EXPECT_THAT(folder.read("ts/index.ts"), Not(HasSubstr("queries")));
}

TEST_F(Queries, NeedANameOfTheirOwn) {
    generate();
    folder.write("queries/more.sql", "-- name: add_device :exec\nDELETE FROM devices;\n\n-- name: device :one\nSELECT 1 AS one;\n");
    expect_failure(folder.whimbrel({"types", "--quiet"}), 2,
                   "error[W2016]: query device and the columns of public.devices would both be device in C++\n"
                   "  --> queries/more.sql:4:1\n"
                   "HINT: Give the query another name.\n");
}

TEST_F(Queries, SayWhoseRowsTheyAreAbout) {
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "\n[codegen]\nscope = \"tenant_id\"\n");
    folder.write("schema/reports.sql", "CREATE TABLE reports (id int PRIMARY KEY, tenant_id int NOT NULL);\nCREATE VIEW ids AS SELECT id FROM reports;\n");
    folder.write("queries/reports.sql",
                 "-- name: reports :many\nSELECT id FROM reports WHERE tenant_id = @tenant_id;\n\n"
                 "-- name: one_report :one\nSELECT id FROM reports WHERE tenant_id = @tenant_id AND id = @id;\n\n"
                 "-- name: everybodys :many\n-- scope: all\n-- Of all tenants.\nSELECT id FROM reports;\n");
    generate();
    const auto header = folder.read("cpp/queries.h");
    EXPECT_THAT(header, HasSubstr("inline whimbrel::Result<std::vector<ReportsRow>> reports(whimbrel::data::ScopedRepo& repo) {"));
    EXPECT_THAT(header, HasSubstr("one_report(whimbrel::data::ScopedRepo& repo, std::int32_t id)"));
    EXPECT_THAT(header, HasSubstr("/// Of all tenants.\ntemplate <whimbrel::data::Scoping scoping>\n"));
    EXPECT_THAT(folder.read("ts/queries.ts"), HasSubstr("export interface ReportsParameters {\n  tenant_id: number;\n}"));
    edit(folder.path() / "queries/reports.sql", "-- scope: all\n", "");
    edit(folder.path() / "queries/reports.sql", "FROM reports;", "FROM ids;");
    expect_failure(folder.whimbrel({"types", "--quiet"}), 2,
                   "error[W2014]: query everybodys does not say whose rows of public.reports it is about\n"
                   "  --> queries/reports.sql:7:1\n"
                   "HINT: Add a condition on @tenant_id, or a line -- scope: all below its name, if it is meant to find everybody's.\n");
}

/// They are current by all else, and were not asked for it.
TEST_F(Queries, AreAskedWhoseRowsTheyAreAboutOnceThatIsSaid) {
    folder.write("schema/reports.sql", "CREATE TABLE reports (id int PRIMARY KEY, tenant_id int NOT NULL, owner_id int NOT NULL);\n");
    folder.write("queries/reports.sql", "-- name: all_reports :many\nSELECT id FROM reports WHERE owner_id = @owner_id;\n");
    generate();
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "\n[codegen]\nscope = \"owner_id\"\n");
    folder.expect(0, {"types"});
    EXPECT_EQ(folder.expect(0, {"check", "--quiet"}, without_server()).out, "");
    edit(folder.path() / "whimbrel.toml", "owner_id", "tenant_id");
    EXPECT_THAT(folder.expect(1, {"check", "--quiet"}).out, HasSubstr("✗ query: queries/reports.sql:1:1: query all_reports does not say whose rows"));
}

TEST_F(Queries, OfAnotherFolder) {
    folder.write("whimbrel.toml", "queries = \"sql\"\n" + folder.read("whimbrel.toml"));
    std::filesystem::rename(folder.path() / "queries", folder.path() / "sql");
    generate();
    EXPECT_THAT(folder.read("cpp/queries.h"), HasSubstr("\"sql/devices.sql:1\""));
    edit(folder.path() / "whimbrel.toml", "\"sql\"", "\"\"");
    folder.expect(0, {"types"});
    EXPECT_FALSE(folder.has("cpp/queries.h"));
}

TEST_F(Queries, SeenFromAFolderBelow) {
    generate();
    std::filesystem::create_directories(folder.path() / "src");
    EXPECT_EQ(run(WHIMBREL_PROGRAM, {"check"}, folder.path() / "src", without_server()).code, 0);
    edit(folder.path() / "queries/devices.sql", "hostname", "nix");
    EXPECT_THAT(run(WHIMBREL_PROGRAM, {"types", "--quiet"}, folder.path() / "src").err, HasSubstr("  --> ../queries/devices.sql:2:12\n"));
}

}  // namespace
}  // namespace whimbrel::testing
