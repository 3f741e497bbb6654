// Members are never deleted, and left out unless they are asked for; the client as the application starts it.
#include "community_invitation.h"
#include "community_member.h"
#include "schema.h"
#include "tests/data/example_db.h"

namespace community {
namespace {

namespace data = whimbrel::data;
using ::testing::HasSubstr;
using whimbrel::ErrorCode;
using whimbrel::testing::error_of;

class Members : public ::testing::Test {
protected:
    CommunityMember member(const std::string& id) {
        return repo_.insert<CommunityMember>({.member_id = id, .telegram_id = "t" + id, .name = "Member " + id, .primary_role = "guest"}).value();
    }
    whimbrel::testing::ExampleDb db_{"community-directory", schema};
    data::Repo repo_ = db_.repo();
};

TEST_F(Members, are_left_out_once_they_are_removed) {
    const auto one = member("#1"), two = member("#2");
    ASSERT_TRUE(repo_.remove(one));
    EXPECT_EQ(repo_.remove(one).error().code, ErrorCode::row_missing);
    EXPECT_EQ(repo_.count(data::query<CommunityMember>()).value(), 1);
    EXPECT_EQ(repo_.get<CommunityMember>(one.id).value(), std::nullopt);
    EXPECT_FALSE(repo_.exists(data::query<CommunityMember>().where(community_member::member_id == "#1")).value());
    const auto all = repo_.all(data::query<CommunityMember>().with_removed().order_by(asc(community_member::member_id))).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_NE(all[0].deleted_at, std::nullopt);
    EXPECT_EQ(db_.project.query("SELECT count(*) FROM community_members"), whimbrel::testing::Lines{"2"});
    // Those who were invited by one that is removed are found without an inviter.
    auto invited = data::change(two).set(community_member::invited_by, "#1");
    const std::vector changed{repo_.update(invited).value()};
    EXPECT_EQ(repo_.preload(changed, community_member::invited_by_community_member).value().one_of(changed[0]), nullptr);
    EXPECT_EQ(repo_.remove_all(data::query<CommunityMember>()).value(), 1);
    ASSERT_TRUE(repo_.remove_for_good(changed[0]));
    EXPECT_EQ(db_.project.query("SELECT count(*) FROM community_members"), whimbrel::testing::Lines{"1"});
}

TEST_F(Members, are_found_by_an_upsert_once_they_are_removed_and_stay_so_until_they_are_brought_back) {
    ASSERT_TRUE(repo_.remove(member("#1")));
    const auto put = repo_
                         .upsert<CommunityMember>({.member_id = "#1", .telegram_id = "t1", .name = "Again", .primary_role = "guest"},
                                                  {.constraint = "community_members_member_id_key"})
                         .value()
                         .value();
    EXPECT_EQ(put.name, "Again");
    EXPECT_NE(put.deleted_at, std::nullopt);
    EXPECT_EQ(repo_.count(data::query<CommunityMember>()).value(), 0);
    auto back = data::change(put).set(community_member::deleted_at, std::nullopt);
    ASSERT_TRUE(repo_.update(back));
    EXPECT_EQ(repo_.one(data::query<CommunityMember>()).value()->name, "Again");
}

TEST_F(Members, are_validated_by_what_the_schema_says) {
    const auto form = data::change<CommunityMember>().cast(
        data::Input::from_json(
            R"({"member_id": "#1234567890123456789012", "telegram_id": "", "name": "Ada", "primary_role": "guest", "status": "king", "reputation_score": 1e3,
                                   "profile_data": {"a": [1, null]}, "created_at": "yesterday"})")
            .value(),
        {community_member::member_id, community_member::telegram_id, community_member::name, community_member::primary_role, community_member::status,
         community_member::reputation_score, community_member::profile_data, community_member::created_at});
    EXPECT_EQ(
        form.render_errors(),
        "telegram_id: can't be blank\nmember_id: should be at most 20 character(s)\nstatus: is invalid\nreputation_score: is invalid\ncreated_at: is invalid");
}

TEST_F(Members, errors_of_the_server_are_on_their_fields) {
    member("#1");
    auto twice = data::change<CommunityMember>()
                     .set(community_member::member_id, "#1")
                     .set(community_member::telegram_id, "t2")
                     .set(community_member::name, "x")
                     .set(community_member::primary_role, "guest");
    EXPECT_FALSE(repo_.insert(twice));
    EXPECT_EQ(twice.render_errors(), "member_id: has already been taken");
    auto invitation = data::change<CommunityInvitation>()
                          .set(community_invitation::invitation_code, "code")
                          .set(community_invitation::created_by, "#9")
                          .set(community_invitation::expires_at, data::Timestamp::max());
    EXPECT_FALSE(repo_.insert(invitation));
    EXPECT_THAT(invitation.render_errors(), HasSubstr("does not exist"));
    invitation = data::change<CommunityInvitation>()
                     .set(community_invitation::invitation_code, "code")
                     .set(community_invitation::created_by, "#1")
                     .set(community_invitation::expires_at, data::Timestamp::max());
    EXPECT_EQ(repo_.insert(invitation).value().expires_at, data::Timestamp::max());
    EXPECT_EQ(db_.project.query("SELECT expires_at FROM community_invitations"), whimbrel::testing::Lines{"infinity"});
}

TEST_F(Members, the_client_tells_at_start_up_what_is_wrong) {
    const auto open = [&](const data::PoolSettings& settings, const std::string& url) { return error_of(data::Pool::open(url, settings)); };
    EXPECT_EQ(open({.size = 20, .statement_timeout = std::chrono::seconds{5}, .application_name = "community", .schema = &schema}, db_.project.url()),
              "no error");
    EXPECT_THAT(open({.size = 0}, db_.project.url()), HasSubstr("the pool's size is 0"));
    EXPECT_THAT(open({}, "postgres://nobody@127.0.0.1:1/none?connect_timeout=2"), HasSubstr("cannot connect to database \"none\""));
    db_.pool.reset();
    db_.project.expect(0, {"rollback", "--allow-lossy", "*"});
    EXPECT_THAT(open({.schema = &schema}, db_.project.url()), HasSubstr("and the code was generated from migration"));
}

}  // namespace
}  // namespace community
