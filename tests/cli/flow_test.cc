// SPDX-License-Identifier: Apache-2.0
// What a user does, command by command, on real servers.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view k_users = "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    handle text NOT NULL\n);\n";

std::string version_of(const std::string& file) { return file.substr(0, file.find('_')); }

/// The newest migration's version.
std::string last_version(const Folder& folder) {
    std::string newest;
    for (const auto& name : folder.names("migrations"))
        if (name.ends_with(".up.sql")) newest = std::max(newest, version_of(name));
    return newest;
}

class Flow : public ::testing::Test {
protected:
    Flow() : database(*shared_server().make()), url(database.url().render()) { folder.write("schema/users.sql", k_users); }
    bool works(const std::string& sql) { return database.session().execute(sql).has_value(); }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(Flow, GenerateSaysNothingToDoWithoutAServer) {
    const auto ran = folder.expect(0, {"generate", "--name", "create users"});
    EXPECT_EQ(ran.out, "migrations/0001_create_users.up.sql\nmigrations/0001_create_users.down.sql\n");
    EXPECT_EQ(folder.expect(0, {"generate"}, without_server()).err, "nothing to do: the migrations produce what the declaration says\n");
    EXPECT_EQ(folder.expect(0, {"check"}, without_server()).err, "clean: declaration, snapshot and 1 migration agree\n");
    EXPECT_EQ(json::parse(folder.expect(0, {"generate", "--format", "json"}, without_server()).out)["outcome"], "nothing_to_do");
}

TEST_F(Flow, OtherWordsAreStampedOnce) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.write("schema/users.sql", "CREATE TABLE public.users (id int8 NOT NULL, handle text NOT NULL, PRIMARY KEY (id));\n");
    EXPECT_THAT(folder.expect(0, {"generate", "--name", "x"}).err, HasSubstr("means the same"));
    EXPECT_THAT(folder.names("migrations"), SizeIs(4));
    EXPECT_THAT(folder.expect(0, {"generate"}, without_server()).err, HasSubstr("nothing to do"));
}

TEST_F(Flow, DryRunWritesNothing) {
    const auto ran = folder.expect(0, {"generate", "--dry-run"});
    EXPECT_THAT(ran.out, HasSubstr("CREATE TABLE public.users"));
    EXPECT_FALSE(folder.has("migrations"));
}

TEST_F(Flow, ARenameIsAskedAndNeverGuessed) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.expect(0, {"migrate", "-d", url});
    ASSERT_TRUE(works("INSERT INTO users VALUES (1, 'ada')"));
    edit(folder.path() / "schema/users.sql", "handle", "nick");
    auto ran = folder.expect(3, {"generate", "--name", "rename", "--yes"});
    const auto questions = json::parse(ran.out)["questions"];
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0]["id"], "rename:table:public.users/column:nick");
    EXPECT_THAT(folder.names("migrations"), SizeIs(4));
    ran = folder.expect(0, {"generate", "--name", "rename", "--rename", "column:public.users.handle=nick"});
    EXPECT_THAT(ran.err, HasSubstr("\n  rename column handle to nick of table public.users\n"));
    const auto dry = folder.expect(0, {"migrate", "-d", url, "--dry-run"}).out;
    EXPECT_EQ(dry.find("-- 0002_rename"), dry.rfind("-- 0002_rename")) << dry;
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_TRUE(works("SELECT 1 / (nick = 'ada')::int FROM users"));
    folder.expect(0, {"verify", "-d", url});
    folder.expect(0, {"rollback", "-d", url});
    EXPECT_TRUE(works("SELECT 1 / (handle = 'ada')::int FROM users"));
}

TEST_F(Flow, AnswersByOptionAndFile) {
    folder.expect(0, {"generate", "--name", "create_users"});
    edit(folder.path() / "schema/users.sql", "handle", "nick");
    folder.write("answers.json", R"({"rename:table:public.users/column:nick": "handle"})");
    EXPECT_THAT(folder.expect(0, {"generate", "--dry-run", "--answers", "answers.json"}).out, HasSubstr("RENAME COLUMN handle TO nick"));
    EXPECT_THAT(folder
                    .expect(0, {"generate", "--dry-run", "--answer", "rename:table:public.users/column:nick=none", "--answer",
                                "fill:table:public.users/column:nick=''"})
                    .out,
                HasSubstr("DROP COLUMN handle"));
}

TEST_F(Flow, HandWrittenMigrationsAreProven) {
    folder.expect(0, {"generate", "--name", "create_users"});
    EXPECT_EQ(folder.expect(0, {"new", "Add a view"}).out, "migrations/0002_add_a_view.up.sql\nmigrations/0002_add_a_view.down.sql\n");
    edit(folder.path() / "migrations/0002_add_a_view.up.sql", "BEGIN;\n", "BEGIN;\nCREATE VIEW public.handles AS SELECT handle FROM public.users;");
    folder.expect(2, {"migrate", "-d", url});
    auto ran = folder.expect(2, {"prove"});
    EXPECT_THAT(ran.err, HasSubstr("error[W1701]: after down"));
    edit(folder.path() / "migrations/0002_add_a_view.down.sql", "BEGIN;\n", "BEGIN;\nDROP VIEW public.handles;");
    ran = folder.expect(0, {"prove"});
    EXPECT_EQ(ran.out, "0002_add_a_view: proven up and down\n");
    EXPECT_THAT(ran.err, HasSubstr("the declaration differs from the migrations"));
    folder.expect(0, {"migrate", "-d", url});
    ran = folder.expect(1, {"check"});
    EXPECT_THAT(ran.out, HasSubstr("declaration"));
    folder.write("schema/handles.sql", "CREATE VIEW handles AS SELECT handle FROM users;\n");
    folder.expect(0, {"generate"});
    folder.expect(0, {"check"});
    EXPECT_THAT(folder.expect(0, {"prove"}).err, HasSubstr("every migration is proven"));
}

TEST_F(Flow, CheckFindsAnEditedMigration) {
    folder.expect(0, {"generate", "--name", "create_users"});
    edit(folder.path() / "migrations/0001_create_users.up.sql", "handle text", "handle varchar");
    const auto report = json::parse(folder.expect(1, {"check", "--format", "json"}).out);
    EXPECT_EQ(report["findings"][0]["finding"], "edited");
    EXPECT_EQ(report["findings"][0]["mend"], "Run `whimbrel prove 0001`.");
    const auto ran = folder.expect(2, {"generate", "--name", "x"});
    EXPECT_EQ(ran.err, "error[W1914]: migration 0001_create_users was edited since it was proven\nHINT: Run `whimbrel prove 0001`.\n");
}

TEST_F(Flow, RebaseAfterAMerge) {
    folder.expect(0, {"generate", "--name", "create_users"});
    const Folder other{"numbering = \"sequential\"\n"};
    std::filesystem::copy(folder.path(), other.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    folder.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_groups"});
    other.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    other.write("whimbrel.toml", config_line());
    other.expect(0, {"generate", "--name", "add_tags"});
    // git merges the folders, and leaves the lock and the snapshot in conflict.
    const auto merged = [&](const std::string& name) {
        folder.write(name, "<<<<<<< HEAD\n" + folder.read(name) + "=======\n" + other.read(name) + ">>>>>>> other\n");
    };
    merged("migrations/whimbrel.lock");
    merged("migrations/snapshot.jsonl");
    for (const auto& name : other.names("migrations"))
        if (name.find("add_tags") != std::string::npos) folder.write("migrations/" + name, other.read("migrations/" + name));
    folder.write("schema/tags.sql", other.read("schema/tags.sql"));
    EXPECT_THAT(folder.expect(2, {"check"}).err, HasSubstr("whimbrel rebase"));
    const auto ran = folder.expect(0, {"rebase"});
    EXPECT_THAT(ran.out, HasSubstr("add_tags"));
    folder.expect(0, {"check"});
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_TRUE(works("SELECT FROM groups, tags"));
    EXPECT_THAT(folder.expect(0, {"rebase"}).err, HasSubstr("one head"));
}

/// What git leaves where `folder` (HEAD) and `other` were changed at once: both sides' files, lock and snapshot in conflict.
void merge(const Folder& folder, const Folder& other) {
    for (const auto* name : {"migrations/whimbrel.lock", "migrations/snapshot.jsonl"})
        folder.write(name, "<<<<<<< HEAD\n" + folder.read(name) + "=======\n" + other.read(name) + ">>>>>>> other\n");
    for (const auto* part : {"migrations", "schema"})
        for (const auto& name : other.names(part))
            if (!folder.has(std::string(part) + "/" + name)) folder.write(std::string(part) + "/" + name, other.read(std::string(part) + "/" + name));
}

TEST_F(Flow, RebaseRenumbersTheLocalOneOfTwo) {
    folder.expect(0, {"generate", "--name", "create_users"});
    const Folder other;
    std::filesystem::copy(folder.path(), other.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    folder.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_groups"});
    other.write("schema/tags.sql", "CREATE TABLE tags (id bigint PRIMARY KEY);\n");
    EXPECT_THAT(other.expect(0, {"generate", "--name", "add_tags"}).out, HasSubstr("0002_add_tags"));
    merge(folder, other);
    EXPECT_THAT(folder.expect(2, {"check"}).err, HasSubstr("whimbrel rebase"));
    EXPECT_THAT(folder.expect(0, {"rebase"}).out, HasSubstr("0003_add_groups"));
    EXPECT_THAT(folder.names("migrations"),
                ElementsAre("0001_create_users.down.sql", "0001_create_users.up.sql", "0002_add_tags.down.sql", "0002_add_tags.up.sql",
                            "0003_add_groups.down.sql", "0003_add_groups.up.sql", "snapshot.jsonl", "whimbrel.lock"));
    folder.expect(0, {"check"});
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_TRUE(works("SELECT FROM groups, tags"));
}

TEST_F(Flow, RebaseRenumbersTheOneOfTwoThatIsNamed) {
    folder.expect(0, {"generate", "--name", "create_users"});
    const Folder other;
    std::filesystem::copy(folder.path(), other.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    folder.expect(0, {"new", "ours"});
    edit(folder.path() / "migrations/0002_ours.up.sql", "BEGIN;\n", "BEGIN;\nCREATE TABLE public.a ();");
    edit(folder.path() / "migrations/0002_ours.down.sql", "BEGIN;\n", "BEGIN;\nDROP TABLE public.a;");
    folder.expect(0, {"prove"});
    other.expect(0, {"new", "theirs"});
    edit(other.path() / "migrations/0002_theirs.up.sql", "BEGIN;\n", "BEGIN;\nCREATE TABLE public.b ();");
    edit(other.path() / "migrations/0002_theirs.down.sql", "BEGIN;\n", "BEGIN;\nDROP TABLE public.b;");
    other.expect(0, {"prove"});
    merge(folder, other);
    EXPECT_THAT(folder.expect(0, {"rebase", "0002_theirs"}).out, HasSubstr("0003_theirs"));
    EXPECT_TRUE(folder.has("migrations/0002_ours.up.sql"));
    EXPECT_FALSE(folder.has("migrations/0002_theirs.up.sql"));
    folder.expect(0, {"migrate", "-d", url});
    EXPECT_TRUE(works("SELECT FROM a, b"));
}

TEST_F(Flow, WhatIsDeclaredAndIgnoredIsRefused) {
    folder.write("whimbrel.toml", config_line() +
                                      "numbering = \"sequential\"\n[[ignore]]\nkind = \"table\"\nname = \"public.audit_*\"\nreason = \"x\"\n"
                                      "[[ignore]]\nkind = \"replica identity without its index\"\nname = \"*\"\nreason = \"x\"\n");
    folder.expect(0, {"generate", "--name", "create_users"});
    const std::string without_index =
        "CREATE UNIQUE INDEX gone ON public.users (id); ALTER TABLE public.users REPLICA IDENTITY USING INDEX gone; DROP INDEX public.gone;";
    folder.write("schema/users_audit.sql", "CREATE TABLE audit_2024 (id bigint PRIMARY KEY);\n" + without_index + "\n");
    const std::string refused =
        "error[W1004]: the declaration holds 2 objects that whimbrel.toml tells whimbrel to ignore:\n"
        "  table public.audit_2024 ([[ignore]] kind = \"table\", name = \"public.audit_*\")\n"
        "  replica identity without its index table public.users ([[ignore]] kind = \"replica identity without its index\", name = \"*\")\n"
        "HINT: Take it out of the declaration, or remove the rule from whimbrel.toml.\n";
    EXPECT_EQ(folder.expect(2, {"generate", "--name", "x", "--quiet"}).err, refused);
    EXPECT_EQ(folder.expect(2, {"check", "--quiet"}).err, refused);
    EXPECT_EQ(folder.expect(2, {"push", "-d", url, "--confirm", database.name(), "--yes", "--quiet"}).err, refused);
    // What a migration written by hand makes is there: the declaration may show it.
    folder.expect(0, {"new", "by hand"});
    edit(folder.path() / "migrations/0002_by_hand.up.sql", "BEGIN;\n", "BEGIN;\nCREATE TABLE public.audit_2024 (id bigint PRIMARY KEY); " + without_index);
    edit(folder.path() / "migrations/0002_by_hand.down.sql", "BEGIN;\n",
         "BEGIN;\nDROP TABLE public.audit_2024; ALTER TABLE public.users REPLICA IDENTITY DEFAULT;");
    folder.expect(0, {"prove"});
    folder.write("schema/groups.sql", "CREATE TABLE groups (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "add_groups"});
    folder.expect(0, {"check"});
}

TEST_F(Flow, DiffBetweenAnyTwoSources) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.expect(0, {"migrate", "-d", url});
    const std::vector<std::string> sources{"schema", "schema/users.sql", url, "migrations/snapshot.jsonl", "migrations", "migrations@0001"};
    for (const auto& from : sources)
        for (const auto& to : sources) EXPECT_EQ(folder.expect(0, {"diff", "--from", from, "--to", to, "--exit-code"}).out, "") << from << " → " << to;
    EXPECT_THAT(folder.expect(1, {"diff", "--from", "empty", "--to", "schema", "--exit-code"}).out, HasSubstr("CREATE TABLE public.users"));
    EXPECT_THAT(folder.expect(0, {"diff", "--from", "empty", "--to", "schema", "--summary"}).out, HasSubstr("create table public.users\n"));
    EXPECT_EQ(folder.expect(64, {"diff", "--from", "nowhere", "--to", "schema"}).out, "");
}

TEST_F(Flow, VerifyFindsDrift) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.expect(0, {"migrate", "-d", url});
    ASSERT_TRUE(works("ALTER TABLE users ALTER handle DROP NOT NULL, ADD extra int"));
    const auto report = json::parse(folder.expect(1, {"verify", "-d", url, "--format", "json"}).out);
    EXPECT_FALSE(report["equal"]);
    std::vector<std::string> wrong;
    for (const auto& item : report["items"])
        if (item["state"] != "same") wrong.push_back(item["subject"].get<std::string>() + " " + item["state"].get<std::string>());
    EXPECT_THAT(wrong, ElementsAre("public.users.handle different", "public.users.extra unexpected"));
    EXPECT_THAT(folder.expect(1, {"verify", "-d", url, "--markdown", "--differences"}).out, HasSubstr("- ✗ public.users.extra: integer is not expected\n"));
}

TEST_F(Flow, PushIsForDevelopment) {
    folder.write("whimbrel.toml", config_line() + "[databases.dev]\nurl = \"${DEV_URL}\"\ndevelopment = true\n");
    const std::map<std::string, std::string> dev{{"DEV_URL", url}};
    EXPECT_THAT(folder.expect(2, {"push", "-d", url, "--yes"}).err, HasSubstr("error[W1903]: "));
    folder.write(".env", "DATABASE_URL='" + url + "'\n");
    EXPECT_THAT(folder.expect(2, {"push", "--yes"}).err, HasSubstr("error[W1903]: "));
    EXPECT_THAT(folder.expect(3, {"push", "-d", "dev"}, dev).err, HasSubstr("error[W1902]: "));
    EXPECT_THAT(folder.expect(0, {"push", "-d", "dev", "--yes"}, dev).out, HasSubstr("CREATE TABLE public.users"));
    EXPECT_EQ(folder.expect(0, {"push", "-d", "dev"}, dev).out, "");
    ASSERT_TRUE(works("INSERT INTO users VALUES (1, 'ada')"));
    folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
    EXPECT_THAT(folder.expect(2, {"push", "-d", "dev", "--yes"}, dev).err, HasSubstr("error[W1807]: "));
    EXPECT_TRUE(works("SELECT handle FROM users"));
}

TEST_F(Flow, PullLoadsBackEqual) {
    ASSERT_TRUE(works(
        "CREATE TYPE mood AS ENUM ('happy', 'sad'); CREATE TABLE a (id int PRIMARY KEY, m mood); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);"
        "ALTER TABLE a ADD b_id int REFERENCES b; CREATE VIEW v AS SELECT m FROM a; CREATE INDEX ON b (a_id); CREATE SCHEMA app; CREATE TABLE app.\"A b\" (x "
        "text);"
        "COMMENT ON TABLE a IS 'x'; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';"
        "CREATE MATERIALIZED VIEW stored AS SELECT id FROM a; CREATE UNIQUE INDEX stored_id ON stored (id); CREATE TYPE pair AS (x int)"));
    folder.expect(0, {"pull", "-d", url, "--output", "pulled"});
    EXPECT_THAT(folder.read("pulled/views/stored.sql"), HasSubstr("CREATE UNIQUE INDEX stored_id"));
    EXPECT_TRUE(folder.has("pulled/types/pair.sql"));
    EXPECT_TRUE(folder.has("pulled/tables/a.sql"));
    EXPECT_TRUE(folder.has("pulled/tables/app.A b.sql") || folder.has("pulled/tables/app.A_b.sql"));
    EXPECT_EQ(folder.expect(0, {"diff", "--from", url, "--to", "pulled"}).out, "");
    EXPECT_THAT(folder.expect(2, {"pull", "-d", url, "--output", "pulled"}).err, HasSubstr("error[W1908]: pulled holds SQL files already"));
}

TEST_F(Flow, AdoptANumberedFolder) {
    folder.write("migrations/000_create_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, handle text NOT NULL);\n");
    folder.write("migrations/001_create_tasks.sql",
                 "CREATE TABLE IF NOT EXISTS tasks (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE);\n");
    folder.write("schema/tasks.sql", "CREATE TABLE tasks (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE);\n");
    ASSERT_TRUE(works("CREATE TABLE users (id bigint PRIMARY KEY, handle text NOT NULL)"));
    const auto before = folder.read("migrations/001_create_tasks.sql");
    const auto ran = folder.expect(0, {"adopt", "--baseline", "auto", "-d", url});
    EXPECT_EQ(ran.out,
              "000_create_users: proven; wrote migrations/000_create_users.down.sql\n001_create_tasks: proven; wrote "
              "migrations/001_create_tasks.down.sql\nrecorded as applied: 000\n");
    EXPECT_EQ(folder.read("migrations/001_create_tasks.sql"), before);
    folder.expect(0, {"check"}, without_server());
    EXPECT_EQ(folder.expect(0, {"migrate", "-d", url}).out, "applied 001\n");
    folder.expect(0, {"verify", "-d", url});
    EXPECT_THAT(folder.expect(0, {"status", "--graph"}).out, HasSubstr("users\n→ tasks\n"));
    folder.expect(0, {"rollback", "-d", url});
    EXPECT_FALSE(works("SELECT FROM tasks"));
    EXPECT_THAT(folder.expect(0, {"adopt"}).err, HasSubstr("nothing to adopt"));
}

TEST_F(Flow, BaselineRefusesAnotherSchema) {
    folder.write("migrations/000_create_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, handle text NOT NULL);\n");
    ASSERT_TRUE(works("CREATE TABLE users (id bigint PRIMARY KEY)"));
    EXPECT_THAT(folder.expect(2, {"adopt", "--baseline", "000", "-d", url}).err, HasSubstr("error[W1806]: "));
}

TEST_F(Flow, SetupAndReset) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.write("seeds/1_users.sql", "INSERT INTO users VALUES (1, 'ada'), (2, 'bob');\n");
    const auto fresh = database.url().with_database(database.name() + "_x").render();
    EXPECT_THAT(folder.expect(0, {"setup", "-d", fresh}).out, HasSubstr("created, 1 migration applied, 1 seed file run\n"));
    EXPECT_THAT(folder.expect(0, {"setup", "-d", fresh}).out, HasSubstr("was there, 0 migrations applied, 0 seed files run\n"));
    EXPECT_THAT(folder.expect(2, {"reset", "-d", fresh, "--yes"}).err, HasSubstr("error[W1903]: "));
    EXPECT_THAT(folder.expect(2, {"reset", "-d", fresh, "--confirm", "other"}).err, HasSubstr("\"other\" is not its name"));
    EXPECT_THAT(folder.expect(0, {"reset", "-d", fresh, "--confirm", database.name() + "_x"}).out,
                HasSubstr("created, 1 migration applied, 1 seed file run\n"));
    ASSERT_TRUE(works("DROP DATABASE " + database.name() + "_x"));
}

TEST_F(Flow, ASeedThatFailsKeepsNothingOfItsFile) {
    folder.expect(0, {"generate", "--name", "create_users"});
    folder.expect(0, {"migrate", "-d", url});
    folder.write("seeds/1.sql", "INSERT INTO users VALUES (1, 'ada');\n\nINSERT INTO users VALUES (1, 'bob');\n");
    EXPECT_EQ(
        folder.expect(2, {"seed", "-d", url, "--quiet"}).err,
        "error[W1106]: the server refused a statement\n  --> seeds/1.sql:3:1\n  server: 23505 duplicate key value violates unique constraint \"users_pkey\"\n"
        "  detail: Key (id)=(1) already exists.\nHINT: Correct the file and seed again: nothing of it was kept.\n");
    EXPECT_TRUE(works("SELECT 1 / (count(*) = 0)::int FROM users"));
}

TEST_F(Flow, CheckReportsIndexesAsTheRulesSay) {
    folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE);\nCREATE INDEX idx_users_email ON users (email);\n");
    folder.write("whimbrel.toml", config_line() + "numbering = \"sequential\"\n[check]\nindex_name = \"{table}_{columns}_idx\"\n");
    folder.expect(0, {"generate", "--name", "create_users"});
    EXPECT_EQ(folder.expect(1, {"check"}, without_server()).out,
              "✗ redundant_index: index public.idx_users_email is redundant: constraint public.users.users_email_key serves for it\n"
              "    Drop it from the declaration, or add an [[accept]] rule with a reason.\n"
              "✗ index_name: index public.idx_users_email is not named users_email_idx\n"
              "    Rename it in the declaration with @renamed, or add an [[accept]] rule with a reason.\n");
    folder.write("whimbrel.toml", folder.read("whimbrel.toml") + "[[accept]]\nfinding = \"*\"\nname = \"*\"\nreason = \"x\"\n");
    EXPECT_THAT(folder.expect(2, {"check"}, without_server()).err, HasSubstr("accept.finding is not \"redundant_index\" or \"index_name\""));
    edit(folder.path() / "whimbrel.toml", "finding = \"*\"", "finding = \"redundant_index\"");
    folder.write("whimbrel.toml",
                 folder.read("whimbrel.toml") + "[[accept]]\nfinding = \"index_name\"\nname = \"public.idx_*\"\nreason = \"older than the rule\"\n");
    EXPECT_THAT(folder.expect(0, {"check"}, without_server()).out, HasSubstr("(accepted: older than the rule)"));
}

TEST(Json, EveryCommandSpeaksIt) {
    const Folder folder;
    folder.write("schema/users.sql", k_users);
    folder.write("seeds/1.sql", "SELECT 1;\n");
    auto database = *shared_server().make();
    const auto url = database.url().render();
    const std::vector<std::vector<std::string>> commands{{"init"},
                                                         {"generate", "--name", "x"},
                                                         {"check"},
                                                         {"diff", "--from", "empty", "--to", "schema"},
                                                         {"status"},
                                                         {"migrate", "--dry-run"},
                                                         {"migrate"},
                                                         {"verify"},
                                                         {"rollback", "--dry-run"},
                                                         {"setup"},
                                                         {"seed"},
                                                         {"reset", "--confirm", database.name()},
                                                         {"rollback"},
                                                         {"push", "--confirm", database.name(), "--yes"},
                                                         {"pull", "--output", "p"},
                                                         {"new", "y"},
                                                         {"prove"},
                                                         {"adopt"},
                                                         {"rebase"},
                                                         {"inventory"},
                                                         {"doctor"},
                                                         {"explain", "1101"},
                                                         {"explain"},
                                                         {"version"},
                                                         {"completion", "fish"},
                                                         {"help"},
                                                         {"help", "status"}};
    database.close();
    for (auto words : commands) {
        const auto name = words.front();
        words.insert(words.end(), {"--format", "json", "--database", url});
        const auto ran = folder.whimbrel(words);
        EXPECT_EQ(ran.code, 0) << name << "\n" << ran.all();
        EXPECT_FALSE(json::parse(ran.out, nullptr, false).is_discarded()) << name << "\n" << ran.out;
    }
    EXPECT_FALSE(last_version(folder).empty());
}

}  // namespace
}  // namespace whimbrel::testing
