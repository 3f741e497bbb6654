// SPDX-License-Identifier: Apache-2.0
// What was generated of keys, constraints and columns with a meaning (tests/codegen/schema/keys.sql) is what the server does: associations lead
// to the rows that belong together, errors are on the fields that the constraints are about, a partition's too.
#include "audit_event.h"
#include "booking.h"
#include "follow.h"
#include "group.h"
#include "membership.h"
#include "named.h"
#include "nothing_at_all.h"
#include "profile.h"
#include "queries.h"
#include "schema.h"
#include "tenant.h"
#include "tests/data/db_fixture.h"
#include "user.h"
#include "whimbrel/data/association.h"
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace whimbrel::data {
namespace {

using namespace app::model;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class GeneratedKeys : public DataDb {
protected:
    void SetUp() override {
        DataDb::SetUp();
        std::ifstream in(std::string(WHIMBREL_SOURCE_DIR) + "/tests/codegen/schema/keys.sql");
        std::stringstream text;
        text << in.rdbuf();
        const auto done = session().execute(text.str());
        ASSERT_TRUE(done) << done.error().render();
        auto pool = Pool::open(url(), {.size = 1});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
        repo_.emplace(*pool_);
        tenant_ = repo_->insert<Tenant>({.name = "one"}).value().id;
    }
    auto tenants() { return repo_->scoped(tenant_); }
    User user(const std::string& name, std::optional<std::int64_t> manager = {}) {
        auto row = tenants().insert<User>({.name = name, .manager = manager});
        EXPECT_TRUE(row) << row.error().render();
        return *row;
    }
    template <class T>
    static std::string error_of(const Result<T>& result) {
        return result ? "no error" : result.error().render();
    }

    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
    Uuid tenant_;
};

TEST_F(GeneratedKeys, lead_to_the_rows_that_belong_together) {
    const auto boss = user("boss"), ada = user("ada", boss.id);
    ASSERT_TRUE(tenants().insert<Profile>({.user_id = ada.id, .status = Standing::in_use}));
    const auto chess = repo_->insert<Group>({.id = 1, .name = "chess"}).value(), go = repo_->insert<Group>({.id = 2, .name = "go", .parent_id = 1}).value();
    for (const auto group : {chess.id, go.id}) ASSERT_TRUE(tenants().insert<Membership>({.user_id = ada.id, .group_id = group, .during = {}}));
    ASSERT_TRUE(repo_->insert<Follow>({.follower_id = go.id, .followed_id = chess.id}));

    const std::vector<User> users{boss, ada};
    auto repo = tenants();
    EXPECT_THAT(repo.preload(users, app::model::user::groups).value().of(ada), SizeIs(2));
    EXPECT_THAT(repo.preload(users, app::model::user::groups).value().of(boss), SizeIs(0));
    EXPECT_THAT(repo.preload(users, app::model::user::profile).value().of(ada), SizeIs(1));
    EXPECT_EQ(repo.preload(users, app::model::user::manager_user).value().of(ada)[0].id, boss.id);
    EXPECT_EQ(repo.preload(users, app::model::user::users).value().of(boss)[0].id, ada.id);
    const std::vector<Group> groups{chess, go};
    EXPECT_EQ(repo.preload(groups, group::parent).value().of(go)[0], chess);
    EXPECT_EQ(repo.preload(groups, group::groups).value().of(chess)[0], go);
    EXPECT_EQ(repo.preload(groups, group::followed_groups).value().of(go)[0], chess);
    EXPECT_EQ(repo.preload(groups, group::follower_groups).value().of(chess)[0], go);
    EXPECT_THAT(repo.preload(groups, group::followed_groups).value().of(chess), SizeIs(0));
}

TEST_F(GeneratedKeys, lead_from_a_table_to_itself) {
    struct boss;
    struct second;
    const auto head = user("head"), ada = user("ada", head.id), eve = user("eve", ada.id), bob = user("bob");
    namespace column = app::model::user;
    auto repo = tenants();
    const auto names = [&](const Query<User>& query) {
        std::vector<std::string> out;
        const auto found = repo.all(query);
        EXPECT_TRUE(found) << error_of(found);
        for (const auto& row : found.value_or(std::vector<User>{})) out.push_back(row.name);
        return out;
    };
    EXPECT_THAT(names(query<User>().join_as<boss>(column::manager_user).where(as<boss>(column::name) == "head")), ElementsAre("ada"));
    EXPECT_THAT(names(query<User>().left_join_as<boss>(column::manager_user).where(as<boss>(column::id) == std::nullopt).order_by(asc(column::name))),
                ElementsAre("bob", "head"));
    EXPECT_THAT(names(query<User>().join_as<boss>(column::manager_user).order_by(desc(as<boss>(column::name))).where(column::name > as<boss>(column::name))),
                ElementsAre("eve"));
    const auto grandchildren =
        query<User>().join_as<boss>(column::manager_user).join_as<second, boss>(column::manager_user).where(as<second>(column::name) == "head");
    EXPECT_THAT(names(grandchildren), ElementsAre("eve"));
    EXPECT_EQ(repo.max(grandchildren, as<boss>(column::name)).value(), "ada");
    EXPECT_EQ(repo.count(query<User>().join_as<boss>(column::users)).value(), 2);
    EXPECT_THAT(error_of(repo.all(query<User>().where(as<boss>(column::name) == "head"))), HasSubstr("users"));
    // Whose manager is gone has none, and another tenant's are not there.
    ASSERT_TRUE(repo.remove(head));
    EXPECT_THAT(names(query<User>().join_as<boss>(column::manager_user)), ElementsAre("eve"));
    auto others = repo_->scoped(repo_->insert<Tenant>({.name = "two"}).value().id);
    EXPECT_EQ(others.count(query<User>().join_as<boss>(column::manager_user)).value(), 0);
    static_cast<void>(bob);
}

TEST_F(GeneratedKeys, name_the_field_that_an_error_is_on) {
    user("ada");
    EXPECT_THAT(error_of(tenants().insert<User>({.name = "ADA"})), HasSubstr("name has already been taken"));
    EXPECT_THAT(error_of(tenants().insert<User>({.name = "bob", .manager = 77})), HasSubstr("manager does not exist"));
    EXPECT_THAT(error_of(repo_->insert<Tenant>({.name = "one"})), HasSubstr("name has already been taken"));
    const auto day = Range<Timestamp>{.lower = Timestamp(std::chrono::hours(24)), .upper = {}};
    ASSERT_TRUE(repo_->insert<Booking>({.room = "a", .during = day}));
    EXPECT_THAT(error_of(repo_->insert<Booking>({.room = "a", .during = day})), HasSubstr("room "));
    ASSERT_TRUE(repo_->insert<Group>({.id = 1, .name = "chess"}));
    EXPECT_THAT(error_of(repo_->insert<Follow>({.follower_id = 1, .followed_id = 1})), HasSubstr("follower_id "));
    EXPECT_THAT(error_of(repo_->insert<Group>({.id = 2, .name = "CHESS"})), HasSubstr("name has already been taken"));
}

TEST_F(GeneratedKeys, of_a_partition_are_the_tables) {
    ASSERT_TRUE(repo_->insert<Group>({.id = 1, .name = "chess"}));
    EXPECT_THAT(error_of(repo_->insert<AuditEvent>({.what = "x", .group_id = 2})), HasSubstr("group does not exist"));
    ASSERT_TRUE(repo_->insert<AuditEvent>({.what = "x", .group_id = 1}));
    const std::vector<Group> groups{repo_->get<Group>(std::int64_t{1}).value().value()};
    EXPECT_THAT(repo_->preload(groups, group::audit_events).value().of(groups[0]), SizeIs(1));
    // The server names the partition's constraint.
    const auto refused = session().execute("INSERT INTO audit.events OVERRIDING SYSTEM VALUE SELECT * FROM audit.events");
    ASSERT_FALSE(refused);
    ASSERT_TRUE(refused.error().server);
    EXPECT_EQ(std::ranges::count(constraints, refused.error().server->constraint, &ConstraintInfo::name), 1);
}

TEST_F(GeneratedKeys, are_preloaded_for_more_rows_than_a_statement_has_parameters) {
    ASSERT_TRUE(repo_->insert<Group>({.id = 70'000, .name = "chess"}));
    ASSERT_TRUE(repo_->insert<AuditEvent>({.what = "x", .group_id = 70'000}));
    std::vector<Group> groups(100'000);
    for (std::size_t at = 0; at < groups.size(); ++at) groups[at].id = static_cast<std::int64_t>(at);
    const auto events = repo_->preload(groups, group::audit_events);
    ASSERT_TRUE(events) << error_of(events);
    EXPECT_THAT(events->of(groups[70'000]), SizeIs(1));
}

TEST_F(GeneratedKeys, of_a_table_without_columns_are_none) {
    ASSERT_TRUE(session().execute("CREATE TABLE nothing_at_all ()"));
    const auto inserted = repo_->insert<NothingAtAll>({});
    EXPECT_TRUE(inserted) << error_of(inserted);
    EXPECT_THAT(repo_->all(Query<NothingAtAll>()).value(), SizeIs(1));
    EXPECT_THAT(error_of(repo_->get<NothingAtAll>(1)), HasSubstr("the primary key of nothing_at_all has 0 columns"));
    const std::vector<NewNothingAtAll> many(3);
    EXPECT_THAT(error_of(repo_->insert_all<NothingAtAll>(many)), HasSubstr("and none gives a column"));
}

TEST_F(GeneratedKeys, come_with_columns_that_the_library_fills) {
    const auto ada = user("ada");
    EXPECT_NE(ada.inserted_at, TimestampTz{});
    EXPECT_EQ(ada.tenant_id, tenant_);
    Changeset<User> changes(ada), late(ada);
    changes.set(app::model::user::name, "Ada");
    late.set(app::model::user::name, "Adah");
    const auto updated = tenants().update(changes);
    ASSERT_TRUE(updated) << updated.error().render();
    EXPECT_EQ(updated->lock_version, ada.lock_version + 1);
    EXPECT_EQ(tenants().update(late).error().code, ErrorCode::row_changed);
    ASSERT_TRUE(tenants().remove(*updated));
    EXPECT_THAT(tenants().all(Query<User>()).value(), SizeIs(0));
    EXPECT_EQ(session().query("SELECT count(deleted_at)::text FROM users").value()[0].string(0), "1");
}

TEST_F(GeneratedKeys, take_names_that_are_none_to_another_language) {
    const auto cast = [](std::string_view json) {
        Changeset<Named> out;
        out.cast(Input::from_json(json).value(), {named::id, named::constructor, named::hasOwnProperty, named::toString, named::_proto_});
        return out;
    };
    auto changes = cast(R"({"id": 1, "toString": "a", "hasOwnProperty": "2", "__proto__": "p"})");
    const auto row = repo_->insert(changes);
    ASSERT_TRUE(row) << row.error().render();
    EXPECT_EQ(*row, (Named{.id = 1, .hasOwnProperty = 2, .toString = "a", ._proto_ = "p"}));
    auto refused = cast(R"({"id": 2, "toString": "abcd", "hasOwnProperty": 0})");
    EXPECT_FALSE(repo_->insert(refused));
    EXPECT_THAT(refused.render_errors(), HasSubstr("hasOwnProperty: must be greater than 0"));
    EXPECT_THAT(refused.render_errors(), HasSubstr("toString: should be at most 3 character(s)"));
}

/// The rows of a :copy have no member for it: nobody's but the repository's own can be given.
TEST_F(GeneratedKeys, copy_into_the_scope_of_the_repository_alone) {
    const auto ada = user("ada"), eve = user("eve");
    auto repo = tenants();
    const std::vector<CopyProfilesParameters> profiles{{.user_id = ada.id, .status = Standing::in_use}, {.user_id = eve.id, .status = Standing::new_}};
    EXPECT_EQ(copy_profiles(repo, profiles).value(), 2);
    EXPECT_THAT(std::string(statements::copy_profiles.text), HasSubstr("FORMAT binary"));
    EXPECT_THAT(repo.all(Query<Profile>()).value(), SizeIs(2));
    auto others = repo_->scoped(repo_->insert<Tenant>({.name = "two"}).value().id);
    EXPECT_THAT(error_of(copy_profiles(others, profiles)), HasSubstr("profiles_tenant_id_user_id_fkey"));
    // As text, since a time with a zone has no other form here.
    auto odd = repo_->scoped(std::string("a\tb\\N\n"));
    EXPECT_EQ(copy_readings(odd, std::vector<CopyReadingsParameters>{{.sensor = "one", .at = "12:00:00+02"}, {.sensor = "two"}}).value(), 2);
    EXPECT_EQ(copy_readings_of_all(*repo_, std::vector<CopyReadingsOfAllParameters>{{.tenant_id = "another", .sensor = "three"}}).value(), 1);
    EXPECT_THAT(sensors(odd).value(), ElementsAre(SensorsRow{.sensor = "one", .at = "12:00:00+02"}, SensorsRow{.sensor = "two"}));
    auto in_transaction =
        repo.transaction([&](auto& inner) -> Result<std::int64_t> { return copy_readings(inner, std::vector<CopyReadingsParameters>{{.sensor = "four"}}); });
    EXPECT_EQ(in_transaction.value(), 1);
    EXPECT_EQ(sensors(repo).value().front().sensor, "four");
}

TEST_F(GeneratedKeys, say_what_of_a_reference_a_query_breaks) {
    const auto pool = Pool::open(url(), {.size = 1, .schema = &schema}).value();
    Repo repo(*pool);
    ASSERT_TRUE(repo.sql("INSERT INTO groups VALUES (1, 'chess', NULL), (2, 'go', 1), (3, 'shogi', NULL)"));
    EXPECT_THAT(error_of(remove_group(repo, 1)), HasSubstr("groups: parent is still associated with this entry"));
    EXPECT_THAT(error_of(move_group(repo, {.to = 2, .parent = 7, .id = 2})), HasSubstr("groups: parent does not exist"));
    EXPECT_THAT(error_of(move_group(repo, {.to = 7, .id = 1})), HasSubstr("groups: parent is still associated with this entry"));
    EXPECT_THAT(error_of(follow_group(repo, {.id = 3, .follower = 2, .followed = 9})), HasSubstr("follows: followed does not exist"));
    EXPECT_THAT(error_of(follow_group(repo, {.id = 1, .follower = 2, .followed = 3})), HasSubstr("groups: parent is still associated with this entry"));
}

}  // namespace
}  // namespace whimbrel::data
