// SPDX-License-Identifier: Apache-2.0
// examples/huddlz on a real server: its migrations in sequence, with rows present.
#include "tests/projects/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Lines;
using testing::Project;
using ::testing::SizeIs;

constexpr const char* k_ada = "'00000000-0000-4000-8000-000000000001'";

struct Huddlz : ::testing::Test {
    Project project{"huddlz"};

    void migrate_one() { project.expect(0, {"migrate", "--steps", "1"}); }
    /// The database before the feature, with rows.
    void begin() {
        migrate_one();
        project.execute(std::string("INSERT INTO users (id, email) VALUES (") + k_ada + ", 'ada@example.org')");
        project.execute(std::string("INSERT INTO huddlz (title, starts_at, ends_at, creator_id) VALUES ('Opening', now(), now(), ") + k_ada + ")");
    }
    void add_group(const std::string& name) {
        project.execute("INSERT INTO groups (name, description, owner_id) VALUES ('" + name + "', 'About " + name + "', " + k_ada + ")");
    }
    Lines standings() {
        Lines out;
        const auto status = project.json(0, {"status"});
        for (const auto& row : status.at("migrations")) out.push_back(row.at("standing").get<std::string>());
        return out;
    }
    std::string type_of(const std::string& column) {
        return project.query("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'groups'::regclass AND attname = '" + column + "'")
            .at(0);
    }
};

TEST_F(Huddlz, starts_with_users_huddlz_and_the_extension) {
    begin();
    EXPECT_THAT(project.tables(), ElementsAre("huddlz", "users"));
    EXPECT_THAT(project.query("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'"), ElementsAre("citext"));
    EXPECT_THAT(project.columns("users"), ElementsAre("id uuid! gen_random_uuid()", "email citext!", "display_name text", "role text! 'regular'::text"));
    EXPECT_THAT(project.indexes(), ElementsAre("users_unique_email_index: UNIQUE users(email)"));
    EXPECT_THAT(project.query("SELECT conname FROM pg_constraint WHERE contype = 'f'"), ElementsAre("huddlz_creator_id_fkey"));
    EXPECT_EQ(project.failure_of("INSERT INTO users (email) VALUES ('ADA@example.org')"), "23505 users_unique_email_index");
}

TEST_F(Huddlz, adds_groups_and_group_members_beside_rows) {
    begin();
    migrate_one();
    EXPECT_THAT(project.tables(), ElementsAre("group_members", "groups", "huddlz", "users"));
    EXPECT_THAT(project.columns("groups"), ElementsAre("id uuid! gen_random_uuid()", "name text!", "description text", "location text", "image_url text",
                                                       "is_public boolean! true", "created_at timestamp(6) without time zone! (now() AT TIME ZONE 'utc'::text)",
                                                       "updated_at timestamp(6) without time zone! (now() AT TIME ZONE 'utc'::text)", "owner_id uuid!"));
    EXPECT_THAT(project.columns("group_members"),
                ElementsAre("id uuid! gen_random_uuid()", "role text! 'member'::text",
                            "created_at timestamp(6) without time zone! (now() AT TIME ZONE 'utc'::text)", "group_id uuid!", "user_id uuid!"));
    EXPECT_THAT(project.indexes(), ElementsAre("group_members_unique_group_user_index: UNIQUE group_members(group_id, user_id)",
                                               "groups_unique_name_index: UNIQUE groups(name)", "users_unique_email_index: UNIQUE users(email)"));
    EXPECT_THAT(
        project.query("SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY conname"),
        ElementsAre("group_members_group_id_fkey", "group_members_user_id_fkey", "groups_owner_id_fkey", "huddlz_creator_id_fkey", "huddlz_group_id_fkey"));
    EXPECT_THAT(project.foreign_keys(),
                ElementsAre("group_members(group_id) -> groups(id) a", "group_members(user_id) -> users(id) a", "groups(owner_id) -> users(id) a",
                            "huddlz(creator_id) -> users(id) a", "huddlz(group_id) -> groups(id) a"));
    EXPECT_THAT(project.query("SELECT title, group_id IS NULL FROM huddlz"), ElementsAre("Opening|t"));
}

TEST_F(Huddlz, the_citext_change_fails_cleanly_where_names_collide) {
    begin();
    migrate_one();
    add_group("Chess");
    add_group("chess");
    const auto before = project.query("SELECT name FROM groups ORDER BY name COLLATE \"C\"");

    const auto failed = project.expect(2, {"migrate"});
    EXPECT_THAT(failed.err, AllOf(HasSubstr("23505"), HasSubstr("groups_unique_name_index"), HasSubstr("change_group_name_and_description_to_ci_string")));

    EXPECT_EQ(type_of("name"), "text");
    EXPECT_EQ(type_of("description"), "text");
    EXPECT_EQ(project.query("SELECT name FROM groups ORDER BY name COLLATE \"C\""), before);
    EXPECT_THAT(project.indexes(), Contains("groups_unique_name_index: UNIQUE groups(name)"));
    EXPECT_THAT(standings(), ElementsAre("applied", "applied", "pending", "pending", "pending"));
    EXPECT_EQ(project.expect(0, {"migrate", "--dry-run"}).code, 0);

    project.execute("UPDATE groups SET name = 'Checkers' WHERE name = 'chess'");
    migrate_one();
    EXPECT_EQ(type_of("name"), "citext");
    EXPECT_EQ(type_of("description"), "citext");
    EXPECT_THAT(project.query("SELECT name, description FROM groups ORDER BY name"), ElementsAre("Checkers|About chess", "Chess|About Chess"));
    EXPECT_EQ(project.failure_of(std::string("INSERT INTO groups (name, owner_id) VALUES ('CHESS', ") + k_ada + ")"), "23505 groups_unique_name_index");
}

TEST_F(Huddlz, the_slug_is_filled_for_rows_that_are_there) {
    begin();
    project.expect(0, {"migrate", "--steps", "2"});
    add_group("Chess & Tea");
    add_group("Running");
    migrate_one();
    EXPECT_THAT(project.query("SELECT regexp_replace(slug, '[0-9a-f]{8}$', '') FROM groups ORDER BY name"), ElementsAre("chess-tea-", "running-"));
    EXPECT_THAT(project.columns("groups"), Contains("slug text!"));
    EXPECT_THAT(project.indexes(), Contains("groups_unique_slug_index: UNIQUE groups(slug)"));
    EXPECT_EQ(project.failure_of(std::string("INSERT INTO groups (name, owner_id) VALUES ('Other', ") + k_ada + ")"), "23502");
}

TEST_F(Huddlz, cascades_change_without_dropping_data) {
    begin();
    project.expect(0, {"migrate", "--steps", "2"});
    add_group("Chess");
    migrate_one();
    project.execute(std::string("INSERT INTO group_members (group_id, user_id) SELECT id, ") + k_ada + " FROM groups");
    project.execute("UPDATE huddlz SET group_id = groups.id FROM groups");
    EXPECT_EQ(project.failure_of("DELETE FROM groups"), "23503 group_members_group_id_fkey");
    const auto counts =
        "SELECT (SELECT count(*) FROM groups), (SELECT count(*) FROM group_members), (SELECT count(*) FROM huddlz), (SELECT count(*) FROM users)";
    const auto tables = project.query("SELECT oid, relfilenode FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid");
    EXPECT_THAT(project.query(counts), ElementsAre("1|1|1|1"));

    migrate_one();
    EXPECT_THAT(project.query(counts), ElementsAre("1|1|1|1"));
    EXPECT_EQ(project.query("SELECT oid, relfilenode FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid"), tables)
        << "tables were rewritten";
    EXPECT_THAT(project.foreign_keys(),
                ElementsAre("group_members(group_id) -> groups(id) c", "group_members(user_id) -> users(id) c", "groups(owner_id) -> users(id) a",
                            "huddlz(creator_id) -> users(id) a", "huddlz(group_id) -> groups(id) c"));
    project.execute("DELETE FROM groups");
    EXPECT_THAT(project.query(counts), ElementsAre("0|0|0|1"));
}

TEST_F(Huddlz, running_again_finds_everything_up_to_date) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(standings(), ElementsAre("applied", "applied", "applied", "applied", "applied"));
    EXPECT_THAT(project.json(0, {"migrate"}).at("versions"), IsEmpty());
    EXPECT_EQ(project.json(0, {"generate", "--name", "more"}).at("outcome"), "nothing_to_do");
    EXPECT_TRUE(project.json(0, {"verify"}).at("equal").get<bool>());
    EXPECT_TRUE(project.json(0, {"check"}).at("clean").get<bool>());
}

TEST_F(Huddlz, each_step_back_leads_to_the_one_before) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    project.expect(0, {"rollback"});
    EXPECT_THAT(project.foreign_keys(), Contains("huddlz(group_id) -> groups(id) a"));
    EXPECT_THAT(project.expect(2, {"rollback"}).err, HasSubstr("--allow-lossy")) << "slugs would be lost";
    project.expect(0, {"rollback", "--allow-lossy", "table:public.groups/column:slug"});
    EXPECT_THAT(project.columns("groups"), SizeIs(9));
    project.expect(0, {"rollback"});
    EXPECT_EQ(type_of("name"), "text");
    EXPECT_THAT(project.query("SELECT name FROM groups"), ElementsAre("Chess"));
    project.expect(0, {"rollback", "--steps", "2", "--allow-lossy", "*"});
    EXPECT_THAT(project.tables(), IsEmpty());
    EXPECT_THAT(project.query("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'"), IsEmpty());
}

TEST_F(Huddlz, a_required_column_without_a_fill_is_a_question) {
    testing::edit(project.folder() / "schema/groups.sql", "    location    text,\n", "    location    text,\n    motto       text NOT NULL,\n");
    const auto asked = project.expect(3, {"generate", "--name", "add_motto"});
    const auto questions = nlohmann::json::parse(asked.out).at("questions");
    ASSERT_THAT(questions, SizeIs(1));
    EXPECT_EQ(questions[0].at("id"), "fill:table:public.groups/column:motto");
    project.expect(0, {"generate", "--name", "add_motto", "--answer", "fill:table:public.groups/column:motto='none yet'"});
    project.expect(0, {"migrate", "--steps", "5"});
    project.expect(0, {"seed"});
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.query("SELECT DISTINCT motto FROM groups"), ElementsAre("none yet"));
}

}  // namespace
}  // namespace whimbrel
