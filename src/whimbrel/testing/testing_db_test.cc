// SPDX-License-Identifier: Apache-2.0
// As an application's tests would be: on the net-auto example's migrations and generated types.
#include "whimbrel/testing/factory.h"

#include "whimbrel/data/changeset.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/query.h"
#include "whimbrel/testing/sandbox.h"
#include "whimbrel/testing/test_database.h"

#include "command_template.h"
#include "device.h"
#include "device_group.h"
#include "device_group_membership.h"
#include "run.h"
#include "run_chunk.h"
#include "schema.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace {

using namespace net_auto;
using ::testing::HasSubstr;
using whimbrel::data::change;
using whimbrel::data::Query;
using whimbrel::data::Repo;

template <class T>
std::string failure(const whimbrel::Result<T>& result) {
    return result ? "" : result.error().render();
}

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
        auto factory = whimbrel::testing::Factory::read(*database_, *pool_);
        ASSERT_TRUE(factory) << factory.error().render();
        factory_.emplace(std::move(*factory));
    }
    static void TearDownTestSuite() {
        factory_.reset();
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
    static inline std::optional<whimbrel::testing::Factory> factory_;
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

TEST_F(Inventory, has_rows_that_are_made_with_what_they_need) {
    const auto chunk = factory_->make<RunChunk>();
    ASSERT_TRUE(chunk) << chunk.error().render();
    EXPECT_EQ(devices(), 1);
    const auto made = factory_->make<net_auto::Run>([](auto& run) { run.set(run::status, RunStatus::ok).set(run::bytes, 7); });
    ASSERT_TRUE(made) << made.error().render();
    EXPECT_EQ(made->status, RunStatus::ok);
    EXPECT_EQ(made->bytes, 7);
    EXPECT_EQ(devices(), 2);
    const auto device = repo().get<Device>(made->device_id).value();
    ASSERT_TRUE(device);
    const auto second = factory_->make<net_auto::Run>([&](auto& run) { run.set(run::device_id, device->id); });
    ASSERT_TRUE(second) << second.error().render();
    EXPECT_EQ(second->device_id, device->id);
    EXPECT_EQ(devices(), 2);
    // Any table, any number of times.
    for (int times = 0; times < 30; ++times) {
        for (const auto& error :
             {failure(factory_->make<CommandTemplate>()), failure(factory_->make<DeviceGroup>()), failure(factory_->make<DeviceGroupMembership>())})
            EXPECT_EQ(error, "");
    }
}

/// Of every example project: three rows of each table, without a word on what is in them.
TEST(Rows, of_any_table) {
    for (const auto* project : {"net-auto", "huddlz", "todo-chat", "community-directory", "agency-reports"}) {
        auto server = whimbrel::testing::TestServer::start(std::filesystem::path(WHIMBREL_EXAMPLES) / project / "migrations");
        ASSERT_TRUE(server) << server.error().render();
        const auto database = (*server)->database().value();
        const auto pool = database.pool().value();
        auto factory = whimbrel::testing::Factory::read(database, *pool).value();
        const auto tables = pool->acquire().value()->execute(
            "SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND NOT relispartition "
            "AND nspname NOT IN ('pg_catalog', 'information_schema', 'whimbrel') ORDER BY 1, 2");
        ASSERT_TRUE(tables) << tables.error().render();
        EXPECT_GE(tables->size(), 3) << project;
        for (const auto table : *tables)
            for (int times = 0; times < 3; ++times) EXPECT_EQ(failure(factory.make_untyped(table.text(0), table.text(1))), "") << project;
    }
}

TEST(Rows, take_what_constraints_ask_for) {
    auto server = whimbrel::testing::TestServer::start(WHIMBREL_NET_AUTO "/migrations").value();
    const auto database = server->database().value();
    const auto pool = database.pool().value();
    const auto made = pool->acquire().value()->execute(R"(
        CREATE TABLE tricky (code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{3}$'), mail text NOT NULL CHECK (mail ~ '^[^@]+@[^@]+$'), starts date NOT NULL,
            ends date NOT NULL, CHECK (starts < ends), score integer NOT NULL CHECK (score BETWEEN 5 AND 9), share numeric(3,2) NOT NULL CHECK (share > 0 AND share < 1),
            level integer NOT NULL CHECK (level IN (10, 20)), tag varchar(3) NOT NULL, pad text NOT NULL CHECK (length(pad) >= 40),
            kind text NOT NULL CHECK (kind LIKE 'bb.%'), days daterange NOT NULL, address inet NOT NULL UNIQUE, born date NOT NULL CHECK (born < '2010-01-01'));
        CREATE TABLE tenants (id integer PRIMARY KEY);
        CREATE TABLE sites (tenant_id integer NOT NULL REFERENCES tenants, id integer, PRIMARY KEY (tenant_id, id));
        CREATE TABLE things (tenant_id integer NOT NULL REFERENCES tenants, site_id integer NOT NULL, FOREIGN KEY (tenant_id, site_id) REFERENCES sites);
        CREATE TABLE hens (id integer PRIMARY KEY, egg_id integer NOT NULL);
        CREATE TABLE eggs (id integer PRIMARY KEY, hen_id integer NOT NULL REFERENCES hens);
        ALTER TABLE hens ADD FOREIGN KEY (egg_id) REFERENCES eggs;
        CREATE TABLE odd (id text PRIMARY KEY CHECK (id ~ '^qq-[0-9]{4}-zz$')))");
    ASSERT_TRUE(made) << made.error().render();
    auto factory = whimbrel::testing::Factory::read(database, *pool).value();
    for (int times = 0; times < 40; ++times) {
        EXPECT_EQ(failure(factory.make_untyped("public", "tricky")), "");
        EXPECT_EQ(failure(factory.make_untyped("public", "things")), "");
    }
    EXPECT_THAT(failure(factory.make_untyped("public", "hens")), HasSubstr("its foreign keys ask for ever more rows"));
    EXPECT_THAT(failure(factory.make_untyped("public", "odd")), HasSubstr("no value for public.odd.id (text) can be thought of that its rules take"));
    EXPECT_THAT(failure(factory.make_untyped("public", "nowhere")), HasSubstr("the database has no table public.nowhere"));
}

TEST(Server, takes_a_declaration_without_migrations) {
    auto server = whimbrel::testing::TestServer::start(WHIMBREL_NET_AUTO "/schema");
    ASSERT_TRUE(server) << server.error().render();
    const auto database = (*server)->database().value();
    const auto pool = database.pool().value();
    auto factory = whimbrel::testing::Factory::read(database, *pool).value();
    EXPECT_EQ(failure(factory.make<net_auto::Run>()), "");
    EXPECT_EQ(Repo(*pool).count(Query<Device>()).value(), 1);
    // The types are those of a migration, and nothing says that this database is at it.
    EXPECT_THAT(failure(database.pool({.size = 1, .schema = &schema})), HasSubstr("has no ledger"));
}

TEST(Server, says_what_is_wrong_with_a_declaration) {
    const auto folder = std::filesystem::temp_directory_path() / ("whimbrel_testing_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "notes.sql") << "CREATE TABLE notes (\n    text txt\n);\n";
    EXPECT_THAT(failure(whimbrel::testing::TestServer::start(folder)), HasSubstr("notes.sql:2:10"));
    std::filesystem::remove_all(folder);
    EXPECT_THAT(failure(whimbrel::testing::TestServer::start(folder)), HasSubstr("no such file or folder"));
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
