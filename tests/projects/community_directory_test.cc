// SPDX-License-Identifier: Apache-2.0
// examples/community-directory on a real server, by introspection.
#include "tests/projects/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Project;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

struct CommunityDirectory : ::testing::Test {
    Project project{"community-directory"};
};

TEST_F(CommunityDirectory, migrates_a_clean_database) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.tables(),
                ElementsAre("community_invitations", "community_members", "member_daily_highlights", "member_participation", "member_relationships"));
    EXPECT_THAT(project.columns("community_invitations"),
                ElementsAre("invitation_id uuid! gen_random_uuid()", "invitation_code character varying(16)!", "created_by character varying(20)!",
                            "invited_telegram_username character varying(255)", "status character varying(20)! 'pending'::character varying",
                            "expires_at timestamp without time zone!", "accepted_by character varying(20)", "accepted_at timestamp without time zone",
                            "created_at timestamp without time zone! now()", "updated_at timestamp without time zone! now()"));
    EXPECT_THAT(project.columns("community_members"), SizeIs(23));
    EXPECT_THAT(project.indexes(),
                ElementsAre("highlight_member_date_idx: member_daily_highlights(member_id, highlight_date)",
                            "invitation_code_idx: community_invitations(invitation_code)", "invitation_created_by_idx: community_invitations(created_by)",
                            "invitation_status_idx: community_invitations(status)", "member_github_username_idx: community_members(github_username)",
                            "member_reputation_score_idx: community_members(reputation_score)", "member_status_idx: community_members(status)",
                            "member_telegram_id_idx: community_members(telegram_id)", "participation_event_type_idx: member_participation(event_type)",
                            "participation_member_id_idx: member_participation(member_id)", "participation_occurred_at_idx: member_participation(occurred_at)",
                            "relationship_entity_a_idx: member_relationships(entity_id_a)", "relationship_entity_b_idx: member_relationships(entity_id_b)",
                            "relationship_type_idx: member_relationships(relationship_type)"));
    EXPECT_THAT(project.foreign_keys(), ElementsAre("community_invitations(accepted_by) -> community_members(member_id) a",
                                                    "community_invitations(created_by) -> community_members(member_id) a",
                                                    "community_members(invited_by) -> community_members(member_id) a",
                                                    "member_daily_highlights(member_id) -> community_members(member_id) a",
                                                    "member_participation(member_id) -> community_members(member_id) a"));
}

TEST_F(CommunityDirectory, is_verified_item_by_item) {
    project.expect(0, {"migrate"});
    const auto report = project.json(0, {"verify"});
    EXPECT_TRUE(report.at("equal").get<bool>());
    std::map<std::string, int> items;
    for (const auto& item : report.at("items")) {
        EXPECT_EQ(item.at("state"), "same") << item;
        ++items[item.at("heading").get<std::string>()];
    }
    EXPECT_EQ(items["Tables"], 5);
    EXPECT_EQ(items["Columns"], 54);
    EXPECT_EQ(items["Primary keys"], 5);
    EXPECT_EQ(items["Unique constraints"], 3);
    EXPECT_EQ(items["Foreign keys"], 5);
    EXPECT_EQ(items["Checks"], 2);
    EXPECT_EQ(items["Indexes"], 14);
}

TEST_F(CommunityDirectory, takes_rows_in_every_table) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    for (const auto& table : project.tables()) EXPECT_THAT(project.query("SELECT FROM " + table), Not(IsEmpty())) << table;
    project.expect(0, {"seed"});
    EXPECT_THAT(project.query("SELECT count(*) FROM community_members"), ElementsAre("3"));
}

TEST_F(CommunityDirectory, rejects_unknown_references_and_values) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    const auto keys = project.query(
        "SELECT conrelid::regclass, a.attname, conname FROM pg_constraint JOIN pg_attribute a ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = "
        "'f'");
    ASSERT_THAT(keys, SizeIs(5));
    for (const auto& key : keys) {
        const auto first = key.find('|'), second = key.find('|', first + 1);
        const auto table = key.substr(0, first), column = key.substr(first + 1, second - first - 1);
        EXPECT_EQ(project.failure_of("UPDATE " + table + " SET " + column + " = '#none'"), "23503 " + key.substr(second + 1));
    }
    EXPECT_EQ(project.failure_of("UPDATE community_members SET status = 'gone'"), "23514 community_members_status_check");
    EXPECT_EQ(project.failure_of("UPDATE community_invitations SET status = 'gone'"), "23514 community_invitations_status_check");
}

/// Enough rows that reading a table whole is never the cheaper way.
void fill(Project& project) {
    project.execute(R"(
        INSERT INTO community_members (member_id, telegram_id, name, primary_role, github_username, status, reputation_score)
            SELECT '#' || n, 't' || n, 'n', 'r', 'g' || n, CASE WHEN n % 1000 = 0 THEN 'banned' ELSE 'active' END, n FROM generate_series(1, 20000) n;
        INSERT INTO community_invitations (invitation_code, created_by, status, expires_at)
            SELECT 'c' || n, '#' || n, CASE WHEN n % 1000 = 0 THEN 'expired' ELSE 'pending' END, now() FROM generate_series(1, 20000) n;
        INSERT INTO member_relationships (entity_id_a, entity_id_b, relationship_type, content) SELECT 'a' || n, 'b' || n, 't' || n % 1000, '{}' FROM generate_series(1, 20000) n;
        INSERT INTO member_participation (member_id, event_type, platform, room_id, occurred_at)
            SELECT '#' || n, 'e' || n % 1000, 'p', 'r', timestamp '2026-01-01' + n * interval '1 minute' FROM generate_series(1, 20000) n;
        INSERT INTO member_daily_highlights (member_id, highlight_date) SELECT '#' || n % 200 + 1, date '2026-01-01' + n / 200 FROM generate_series(1, 20000) n)");
    project.execute("ANALYZE");
}

TEST_F(CommunityDirectory, every_index_serves_the_query_it_was_made_for) {
    project.expect(0, {"migrate"});
    fill(project);
    const std::map<std::string, std::string> queries{
        {"member_github_username_idx", "SELECT * FROM community_members WHERE github_username = 'g77'"},
        {"member_status_idx", "SELECT * FROM community_members WHERE status = 'banned'"},
        {"member_reputation_score_idx", "SELECT * FROM community_members ORDER BY reputation_score DESC LIMIT 10"},
        {"invitation_status_idx", "SELECT * FROM community_invitations WHERE status = 'expired'"},
        {"invitation_created_by_idx", "SELECT * FROM community_invitations WHERE created_by = '#77'"},
        {"relationship_entity_a_idx", "SELECT * FROM member_relationships WHERE entity_id_a = 'a77'"},
        {"relationship_entity_b_idx", "SELECT * FROM member_relationships WHERE entity_id_b = 'b77'"},
        {"relationship_type_idx", "SELECT * FROM member_relationships WHERE relationship_type = 't77'"},
        {"participation_member_id_idx", "SELECT * FROM member_participation WHERE member_id = '#77'"},
        {"participation_event_type_idx", "SELECT * FROM member_participation WHERE event_type = 'e77'"},
        {"participation_occurred_at_idx", "SELECT * FROM member_participation WHERE occurred_at < timestamp '2026-01-01 01:00'"},
        {"highlight_member_date_idx", "SELECT * FROM member_daily_highlights WHERE member_id = '#77' AND highlight_date = date '2026-02-01'"},
    };
    for (const auto& [index, query] : queries) EXPECT_THAT(project.indexes_used(query), ElementsAre(index)) << project.plan_of(query);
}

TEST_F(CommunityDirectory, redundant_indexes_serve_once_their_rival_is_gone) {
    project.expect(0, {"migrate"});
    fill(project);
    struct Pair {
        const char *index, *rival, *table, *query;
    };
    for (const auto& pair :
         {Pair{"member_telegram_id_idx", "community_members_telegram_id_key", "community_members", "SELECT * FROM community_members WHERE telegram_id = 't77'"},
          Pair{"invitation_code_idx", "community_invitations_invitation_code_key", "community_invitations",
               "SELECT * FROM community_invitations WHERE invitation_code = 'c77'"}}) {
        project.execute("BEGIN");
        project.execute(std::string("ALTER TABLE ") + pair.table + " DROP CONSTRAINT " + pair.rival);
        EXPECT_THAT(project.indexes_used(pair.query), ElementsAre(pair.index));
        project.execute("ROLLBACK");
    }
    EXPECT_THAT(project.query("SELECT conname FROM pg_constraint WHERE contype = 'u' AND connamespace = 'public'::regnamespace"), SizeIs(3));
}

TEST_F(CommunityDirectory, check_reports_redundancy_that_a_rule_can_accept) {
    const auto accepted = project.json(0, {"check"});
    EXPECT_TRUE(accepted.at("clean").get<bool>());
    ASSERT_THAT(accepted.at("findings"), SizeIs(2));
    for (const auto& finding : accepted.at("findings")) EXPECT_EQ(finding.at("accepted"), "monitoring asks for it by name");

    auto text = testing::read_text(project.folder() / "whimbrel.toml");
    testing::write_text(project.folder() / "whimbrel.toml", text.substr(0, text.find("[[accept]]")));
    const auto found = project.json(1, {"check"});
    EXPECT_FALSE(found.at("clean").get<bool>());
    testing::Lines texts;
    for (const auto& finding : found.at("findings")) texts.push_back(finding.at("text").get<std::string>());
    EXPECT_THAT(
        texts,
        UnorderedElementsAre(
            "index public.invitation_code_idx is redundant: constraint public.community_invitations.community_invitations_invitation_code_key serves for it",
            "index public.member_telegram_id_idx is redundant: constraint public.community_members.community_members_telegram_id_key serves for it"));
}

TEST_F(CommunityDirectory, rolls_back_to_nothing_and_comes_again) {
    project.expect(0, {"migrate"});
    project.expect(0, {"rollback"});
    EXPECT_THAT(project.tables(), IsEmpty());
    EXPECT_THAT(project.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"), IsEmpty());
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.tables(), SizeIs(5));

    const auto again = project.json(0, {"migrate"});
    EXPECT_THAT(again.at("versions"), IsEmpty());
    project.expect(0, {"verify"});
    project.expect(0, {"status", "--exit-code"});
}

TEST_F(CommunityDirectory, rows_are_not_lost_by_a_rollback_unless_allowed) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    EXPECT_THAT(project.expect(2, {"rollback"}).err, HasSubstr("W1807"));
    EXPECT_THAT(project.tables(), SizeIs(5));
    EXPECT_THAT(project.query("SELECT member_id FROM community_members"), Contains("#247"));
    project.expect(0, {"rollback", "--allow-lossy", "*"});
    EXPECT_THAT(project.tables(), IsEmpty());
}

TEST_F(CommunityDirectory, nothing_is_left_to_generate) {
    EXPECT_EQ(project.json(0, {"generate", "--name", "more"}).at("outcome"), "nothing_to_do");
    testing::expect_generated_anew("community-directory", "create_community_directory");
}

}  // namespace
}  // namespace whimbrel
