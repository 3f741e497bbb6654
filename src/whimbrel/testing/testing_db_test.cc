// SPDX-License-Identifier: Apache-2.0
// As an application's tests would be: on the net-auto example's migrations and generated types.
#include "whimbrel/testing/sandbox.h"
#include "whimbrel/testing/test_database.h"

#include "device.h"
#include "run.h"
#include "schema.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace net_auto;
using ::testing::HasSubstr;
using whimbrel::data::change;
using whimbrel::data::Query;
using whimbrel::data::Repo;

/// The server and the schema are made once for the program, the database and its pool for each suite, a transaction for each test.
class Inventory : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        auto server = whimbrel::testing::TestServer::start(WHIMBREL_NET_AUTO "/migrations");
        ASSERT_TRUE(server) << server.error().render();
        server_ = std::move(*server);
        auto database = server_->database();
        ASSERT_TRUE(database) << database.error().render();
        database_.emplace(std::move(*database));
        auto pool = database_->pool({.size = 1, .schema = &schema});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
    }
    static void TearDownTestSuite() {
        pool_.reset();
        database_.reset();
        server_.reset();
    }
    void SetUp() override {
        auto sandbox = whimbrel::testing::Sandbox::begin(*pool_);
        ASSERT_TRUE(sandbox) << sandbox.error().render();
        sandbox_.emplace(std::move(*sandbox));
    }
    void TearDown() override { sandbox_.reset(); }

    static Device add(const std::string& hostname) {
        auto repo = Inventory::repo();
        return add_to(repo, hostname);
    }
    static Device add_to(Repo& repo, const std::string& hostname) {
        return repo.insert<Device>({.hostname = hostname, .ip = "10.0.0.1", .cred_ref = "vault", .site = "ams"}).value();
    }
    static Repo repo() { return Repo(*pool_); }
    static std::int64_t devices() { return repo().count(Query<Device>()).value(); }

    static inline std::unique_ptr<whimbrel::testing::TestServer> server_;
    static inline std::optional<whimbrel::testing::TestDatabase> database_;
    static inline std::unique_ptr<whimbrel::data::Pool> pool_;
    std::optional<whimbrel::testing::Sandbox> sandbox_;
};

TEST_F(Inventory, sees_nothing_of_another_test) {
    EXPECT_EQ(devices(), 0);
    add("r1");
    EXPECT_EQ(devices(), 1);
}
TEST_F(Inventory, sees_nothing_of_this_one_either) {
    EXPECT_EQ(devices(), 0);
    add("r1");
    EXPECT_EQ(devices(), 1);
}

TEST_F(Inventory, goes_on_after_a_statement_that_failed) {
    add("r1");
    auto twice = change<Device>().set(device::hostname, "r1").set(device::ip, "1").set(device::cred_ref, "v").set(device::site, "ams");
    EXPECT_FALSE(repo().insert(twice));
    EXPECT_THAT(twice.render_errors(), HasSubstr("has already been taken"));
    add("r2");
    EXPECT_EQ(devices(), 2);
}

TEST_F(Inventory, has_transactions_of_the_applications) {
    auto repo = this->repo();
    const auto failed = repo.transaction([](Repo& inner) -> whimbrel::Result<int> {
        add_to(inner, "r1");
        return whimbrel::fail(whimbrel::ErrorCode::request_invalid, "no");
    });
    EXPECT_FALSE(failed);
    EXPECT_EQ(devices(), 0);
    const auto done = repo.transaction([](Repo& inner) -> whimbrel::Result<std::int64_t> { return add_to(inner, "r2").id; });
    EXPECT_TRUE(done);
    EXPECT_EQ(devices(), 1);
}

TEST_F(Inventory, leaves_nothing_in_the_database) {
    add("r1");
    sandbox_.reset();
    EXPECT_EQ(devices(), 0);
    EXPECT_EQ(pool_->statistics().opened, 1U);
}

TEST(Sandbox, needs_a_pool_of_one) {
    auto server = whimbrel::testing::TestServer::start(WHIMBREL_NET_AUTO "/migrations").value();
    const auto database = server->database().value();
    const auto pool = database.pool({.size = 2}).value();
    const auto refused = whimbrel::testing::Sandbox::begin(*pool);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().render(),
              "error[W2013]: a sandbox needs a pool of one connection, and this one has 2\nHINT: Open the test's pool with .size = 1.\n");
    // Another copy has the schema, and nothing of what was done to the first.
    ASSERT_TRUE(pool->acquire().value()->execute("CREATE TABLE left_behind ()"));
    const auto second = server->database().value().pool().value();
    EXPECT_FALSE(second->acquire().value()->execute("SELECT FROM left_behind"));
    EXPECT_TRUE(second->acquire().value()->execute("SELECT FROM devices"));
}

}  // namespace
