// SPDX-License-Identifier: Apache-2.0
// `whimbrel types`: files that are written, found stale, removed and left alone. What is in them is tested in TypeScript
// (tests/typescript).
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Types : public ::testing::Test {
protected:
    Types() { folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n"); }

    Folder folder{"[codegen.typescript]\nout = \"src/database\"\n"};
};

TEST_F(Types, AreWrittenByGenerateAndCheckedWithoutAServer) {
    const auto generated = folder.expect(0, {"generate", "--name", "users"});
    EXPECT_THAT(generated.err + generated.out, HasSubstr("types: src/database/tables/users.ts"));
    EXPECT_THAT(folder.names("src/database"), ElementsAre("database.ts", "enums.ts", "index.ts", "tables", "values.ts"));
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);
    EXPECT_THAT(folder.whimbrel({"types"}, without_server()).err, HasSubstr("nothing to do: the types are those of the schema"));
}

TEST_F(Types, AreFoundStale) {
    folder.expect(0, {"generate", "--name", "users"});
    edit(folder.path() / "src/database/tables/users.ts", "id: string;", "id: number;");
    const auto checked = folder.whimbrel({"check"}, without_server());
    EXPECT_EQ(checked.code, 1);
    EXPECT_EQ(checked.out, "✗ types: src/database/tables/users.ts is not what the schema gives\n    Run `whimbrel types`.\n");
    EXPECT_EQ(folder.whimbrel({"types", "--quiet"}, without_server()).out, "src/database/tables/users.ts\n");
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);
}

TEST_F(Types, OfATableThatIsGoneGoAndWhatIsYoursStays) {
    folder.write("schema/notes.sql", "CREATE TABLE notes (id bigint);\n");
    folder.write("src/database/pool.ts", "export {};\n");
    folder.expect(0, {"generate", "--name", "first"});
    std::filesystem::remove(folder.path() / "schema/notes.sql");
    const auto types = folder.expect(0, {"types", "--format", "json"});
    EXPECT_THAT(types.out, HasSubstr("\"removed\": [\n    \"src/database/tables/notes.ts\"\n  ]"));
    EXPECT_FALSE(folder.has("src/database/tables/notes.ts"));
    EXPECT_TRUE(folder.has("src/database/pool.ts"));
    EXPECT_THAT(folder.read("src/database/index.ts"), Not(HasSubstr("notes")));
}

TEST_F(Types, OfAConstraintThatIsNotValidMayBeNullInRowsFromBefore) {
    if (server_major() < 18) GTEST_SKIP() << "NOT NULL … NOT VALID is PostgreSQL 18's";
    folder.write("schema/notes.sql", "CREATE TABLE notes (text text);\nALTER TABLE notes ADD CONSTRAINT there NOT NULL text NOT VALID;\n");
    folder.expect(0, {"types"});
    EXPECT_THAT(folder.read("src/database/tables/notes.ts"), HasSubstr("export interface Note {\n  text: string | null;\n"));
    EXPECT_THAT(folder.read("src/database/tables/notes.ts"), HasSubstr("export interface NewNote {\n  text: string"));
}

TEST_F(Types, OverwriteNoFileOfYours) {
    folder.write("src/database/enums.ts", "export type Mine = 1;\n");
    expect_failure(folder.whimbrel({"types", "--quiet"}), 2,
                   "error[W2017]: src/database/enums.ts is in the way: it does not begin as generated files do\n"
                   "HINT: Move it elsewhere, or choose another folder in whimbrel.toml.\n");
    EXPECT_EQ(folder.read("src/database/enums.ts"), "export type Mine = 1;\n");
    EXPECT_FALSE(folder.has("src/database/index.ts"));
}

TEST_F(Types, NeedAFolder) {
    const Folder bare;
    bare.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
    expect_failure(bare.whimbrel({"types"}, without_server()), 2,
                   "error[W2015]: whimbrel.toml does not say where types go\n"
                   "HINT: Write out = \"src/database\" under [codegen.cpp] or [codegen.typescript].\n");
}

class CppTypes : public ::testing::Test {
protected:
    CppTypes() { folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, deleted_at timestamptz);\n"); }

    Folder folder{"[codegen.cpp]\nout = \"src/database\"\nnamespace = \"app\"\n[codegen]\nsoft_delete = \"deleted_at\"\n"};
};

TEST_F(CppTypes, SayWhichMigrationTheyAreOf) {
    folder.expect(0, {"types"});
    EXPECT_THAT(folder.names("src/database"), ElementsAre("composites.h", "constraints.h", "enums.h", "schema.h", "user.h"));
    EXPECT_THAT(folder.read("src/database/schema.h"), HasSubstr(".state = \"\",\n    .version = \"\","));
    EXPECT_THAT(folder.read("src/database/user.h"), HasSubstr(".soft_delete = 1"));
    const auto generated = folder.expect(0, {"generate", "--name", "users"});
    EXPECT_THAT(generated.err + generated.out, HasSubstr("types: src/database/schema.h"));
    const auto version = folder.names("migrations").front().substr(0, 14);
    EXPECT_THAT(folder.read("src/database/schema.h"), HasSubstr("\",\n    .version = \"" + version + "\","));
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);

    // What is declared, and not migrated to, is of no migration.
    folder.write("schema/notes.sql", "CREATE TABLE notes (id bigint);\n");
    folder.expect(0, {"types"});
    EXPECT_THAT(folder.read("src/database/schema.h"), HasSubstr(".state = \"\","));
    EXPECT_TRUE(folder.has("src/database/note.h"));
}

TEST_F(CppTypes, FollowTheMigrationsThatAreAdopted) {
    folder.write("queries/users.sql", "-- name: users :many\nSELECT id FROM users;\n-- name: nobody :many\nSELECT id FROM nobody;\n");
    folder.write("migrations/0001_users.up.sql", folder.read("schema/users.sql"));
    const auto broken = folder.expect(1, {"adopt"});
    EXPECT_THAT(broken.out, HasSubstr("0001_users: proven"));
    EXPECT_THAT(broken.err, HasSubstr("types: src/database/schema.h\n"));
    EXPECT_THAT(broken.err, HasSubstr("queries/users.sql:4:16"));
    EXPECT_THAT(folder.read("src/database/schema.h"), HasSubstr("\",\n    .version = \"0001\","));
    folder.write("queries/users.sql", "-- name: users :many\nSELECT id FROM users;\n");
    folder.write("migrations/0002_notes.up.sql", "CREATE TABLE notes (id bigint);\n");
    folder.write("schema/notes.sql", "CREATE TABLE notes (id bigint);\n");
    const auto adopted = folder.expect(0, {"adopt", "--format", "json"});
    EXPECT_THAT(adopted.out, HasSubstr("\"types_written\": [\n"));
    EXPECT_THAT(adopted.out, HasSubstr("\"src/database/note.h\""));
    EXPECT_EQ(folder.whimbrel({"check"}, without_server()).code, 0);
    // What is not declared has no types; the migrations are adopted all the same.
    std::filesystem::remove_all(folder.path() / "schema");
    folder.write("migrations/0003_tags.up.sql", "CREATE TABLE tags (id bigint);\n");
    folder.expect(0, {"adopt"});
}

TEST_F(CppTypes, AreFoundStaleAndOverwriteNoFileOfYours) {
    folder.expect(0, {"generate", "--name", "users"});
    edit(folder.path() / "src/database/user.h", "std::int64_t id = 0", "std::int32_t id = 0");
    const auto checked = folder.whimbrel({"check"}, without_server());
    EXPECT_EQ(checked.code, 1);
    EXPECT_EQ(checked.out, "✗ types: src/database/user.h is not what the schema gives\n    Run `whimbrel types`.\n");
    folder.write("src/database/user.h", "#pragma once\n");
    expect_failure(folder.whimbrel({"types", "--quiet"}, without_server()), 2,
                   "error[W2017]: src/database/user.h is in the way: it does not begin as generated files do\n"
                   "HINT: Move it elsewhere, or choose another folder in whimbrel.toml.\n");
}

TEST(CppNamespaces, ThatAreNoneAreRefused) {
    const Folder folder("[codegen.cpp]\nnamespace = \"my app\"\n");
    expect_failure(folder.whimbrel({"check"}), 2,
                   "error[W1004]: codegen.cpp.namespace is not a namespace of C++, such as \"app::database\"\n"
                   "  --> whimbrel.toml:3:13\n");
}

TEST(TypeNames, ThatAreNoneAreRefused) {
    const Folder spaced("[codegen.names]\n\"public.users\" = \"my user\"\n");
    expect_failure(spaced.whimbrel({"check"}), 2,
                   "error[W1004]: codegen.names.public.users is not a type's name, such as \"Person\"\n"
                   "  --> whimbrel.toml:3:18\n");
    const Folder bare("[codegen.names]\nusers = \"Person\"\n");
    expect_failure(bare.whimbrel({"check"}), 2,
                   "error[W1004]: \"users\" names no table: its schema is missing\n"
                   "  --> whimbrel.toml:3:1\n"
                   "HINT: Write \"public.users\" = \"Person\".\n");
}

}  // namespace
}  // namespace whimbrel::testing
