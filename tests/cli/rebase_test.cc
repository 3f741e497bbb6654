// SPDX-License-Identifier: Apache-2.0
// rebase: a chain of migrations on top of another branch's.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::ElementsAre;

/// Two branches of one project, ours and theirs; merge() is what git does to ours.
class RebaseChain : public ::testing::Test {
protected:
    RebaseChain() {
        ours.write("schema/users.sql", "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n");
        ours.expect(0, {"generate", "--name", "create_users"});
        std::filesystem::copy(ours.path(), theirs.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    }
    void merge() const {
        for (const auto* name : {"migrations/whimbrel.lock", "migrations/snapshot.jsonl"})
            ours.write(name, "<<<<<<< HEAD\n" + ours.read(name) + "=======\n" + theirs.read(name) + ">>>>>>> theirs\n");
        for (const auto* folder : {"migrations", "schema"})
            for (const auto& name : theirs.names(folder))
                if (const auto path = std::string(folder) + "/" + name; !ours.has(path)) ours.write(path, theirs.read(path));
    }
    [[nodiscard]] std::vector<std::string> up_files() const {
        std::vector<std::string> files;
        for (const auto& name : ours.names("migrations"))
            if (name.ends_with(".up.sql")) files.push_back(name);
        return files;
    }

    Folder ours{"numbering = \"sequential\"\n"};
    Folder theirs{"numbering = \"sequential\"\n"};
};

TEST_F(RebaseChain, MovesOneByOneAndKeepsNames) {
    ours.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_groups"});
    ours.write("schema/members.sql", "CREATE TABLE members (user_id bigint REFERENCES users, group_id bigint REFERENCES groups);\n");
    ours.expect(0, {"generate", "--name", "add_members"});
    ours.write("schema/names.sql", "CREATE VIEW names AS SELECT name FROM users;\n");
    ours.expect(0, {"generate", "--name", "add_names"});
    theirs.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    theirs.expect(0, {"generate", "--name", "add_tags"});
    merge();
    const auto ran = ours.expect(0, {"rebase", "0004"});
    EXPECT_EQ(ran.out,
              "took away 0002_add_groups\ntook away 0003_add_members\ntook away 0004_add_names\n"
              "wrote     0005_add_groups\nwrote     0006_add_members\nwrote     0007_add_names\n");
    EXPECT_THAT(up_files(),
                ElementsAre("0001_create_users.up.sql", "0002_add_tags.up.sql", "0005_add_groups.up.sql", "0006_add_members.up.sql", "0007_add_names.up.sql"));
    EXPECT_TRUE(ours.read("migrations/0005_add_groups.up.sql").starts_with("-- 0005_add_groups (up)\n"));
    EXPECT_EQ(ours.expect(0, {"check"}).err, "clean: declaration, snapshot and 5 migrations agree\n");
    auto database = *shared_server().make();
    const auto url = database.url().render();
    ours.expect(0, {"migrate", "-d", url});
    ours.expect(0, {"verify", "-d", url});
    ours.expect(0, {"rollback", "-d", url, "--steps", "5"});
    EXPECT_FALSE(database.session().execute("SELECT FROM users"));
}

TEST_F(RebaseChain, WritesTheTypesOfTheNewHead) {
    for (const auto* branch : {&ours, &theirs}) branch->write("whimbrel.toml", branch->read("whimbrel.toml") + "[codegen.cpp]\nout = \"src/database\"\n");
    ours.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_groups"});
    theirs.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    theirs.expect(0, {"generate", "--name", "add_tags"});
    merge();
    EXPECT_THAT(ours.expect(0, {"rebase"}).err, ::testing::HasSubstr("types: src/database/schema.h\ntypes: src/database/tag.h\n"));
    EXPECT_THAT(ours.read("src/database/schema.h"), ::testing::HasSubstr(".version = \"0003\","));
    ours.expect(0, {"check"});
}

TEST_F(RebaseChain, FoldsOnDemand) {
    ours.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_groups"});
    ours.write("schema/labels.sql", "CREATE TABLE labels (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_labels"});
    theirs.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    theirs.expect(0, {"generate", "--name", "add_tags"});
    merge();
    EXPECT_EQ(ours.expect(0, {"rebase", "0003", "--fold"}).out, "took away 0002_add_groups\ntook away 0003_add_labels\nwrote     0004_add_labels\n");
    EXPECT_EQ(ours.expect(0, {"check"}).err, "clean: declaration, snapshot and 3 migrations agree\n");
}

TEST_F(RebaseChain, OneThatNoLongerFitsSaysSo) {
    ours.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_groups"});
    ours.write("schema/labels.sql", "CREATE TABLE labels (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_labels"});
    // The other branch had the same idea.
    theirs.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    theirs.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    theirs.expect(0, {"generate", "--name", "make_groups"});
    merge();
    expect_failure(ours.whimbrel({"rebase", "0003", "--quiet"}), 2,
                   "error[W1106]: the server refused a statement\n"
                   "  --> migrations/0002_add_groups.up.sql:9:1\n"
                   "  server: 42P07 relation \"groups\" already exists\n"
                   "  while putting 0002_add_groups on top of the other head\n"
                   "HINT: Run `whimbrel rebase --fold` to generate one migration in the place of yours from the merged declaration.\n");
    EXPECT_EQ(ours.expect(0, {"rebase", "0003", "--fold"}).out, "took away 0002_add_groups\ntook away 0003_add_labels\nwrote     0004_add_labels\n");
    EXPECT_EQ(ours.expect(0, {"check"}).err, "clean: declaration, snapshot and 3 migrations agree\n");
}

TEST_F(RebaseChain, OneVersionAndNameOnBothBranches) {
    ours.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    ours.expect(0, {"generate", "--name", "add_tags"});
    theirs.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY, name text);\n");
    theirs.expect(0, {"generate", "--name", "add_tags"});
    merge();
    const std::string take_one =
        "HINT: Take the migrations folder of one branch whole (`git checkout --theirs migrations`, or --ours), and run `whimbrel generate` for what the other "
        "one added.\n";
    const std::string refused =
        "error[W1502]: both branches have a migration 0002_add_tags, and one file cannot be both\n"
        "  --> migrations/0002_add_tags.up.sql\n" +
        take_one;
    expect_failure(ours.whimbrel({"rebase", "--quiet"}), 2, refused);
    // As git leaves it: both texts in the one file.
    const std::string up = "migrations/0002_add_tags.up.sql";
    ours.write(up, "<<<<<<< HEAD\n" + ours.read(up) + "=======\n" + theirs.read(up) + ">>>>>>> theirs\n");
    expect_failure(ours.whimbrel({"rebase", "--quiet"}), 2, refused);
    // The hint followed.
    std::filesystem::remove_all(ours.path() / "migrations");
    std::filesystem::copy(theirs.path() / "migrations", ours.path() / "migrations");
    ours.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY, name text, color text);\n");
    ours.expect(0, {"generate", "--name", "color_tags"});
    EXPECT_EQ(ours.expect(0, {"check"}).err, "clean: declaration, snapshot and 3 migrations agree\n");
}

TEST_F(RebaseChain, TheSameMigrationOnBothBranches) {
    for (const auto& [folder, name] : {std::pair(&ours, "add_tags"), {&theirs, "make_tags"}}) {
        folder->write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
        folder->expect(0, {"generate", "--name", name});
    }
    merge();
    expect_failure(ours.whimbrel({"rebase", "--quiet"}), 2,
                   "error[W1502]: both branches made the same migration, and git left conflicts in migrations\n"
                   "HINT: Take the migrations folder of one branch whole (`git checkout --theirs migrations`, or --ours), and run `whimbrel generate` for what "
                   "the other one added.\n");
}

}  // namespace
}  // namespace whimbrel::testing
