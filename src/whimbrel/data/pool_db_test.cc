// SPDX-License-Identifier: Apache-2.0
#include "db_fixture.h"
#include "whimbrel/data/connection.h"

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <thread>

namespace whimbrel::data {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class PoolDb : public DataDb {
protected:
    [[nodiscard]] std::unique_ptr<Pool> open(const PoolSettings& settings) const {
        auto pool = Pool::open(url(), settings);
        EXPECT_TRUE(pool) << pool.error().render();
        return std::move(*pool);
    }
};

TEST_F(PoolDb, refuses_settings_out_of_bounds) {
    EXPECT_EQ(Pool::open(url(), {.size = 0}).error().render(), "error[W2005]: the pool's size is 0, and must be 1 to 10000\n");
    EXPECT_EQ(Pool::open(url(), {.lifetime = -1ms}).error().render(), "error[W2005]: the pool's lifetime is -1 ms, and must be 0 to 2073600000 ms (24 days)\n");
    EXPECT_EQ(Pool::open(url(), {.connect_timeout = 0s}).error().code, ErrorCode::pool_settings_invalid);
    EXPECT_EQ(Pool::open(url(), {.statement_timeout = 1s, .pooler = Pooler::transaction}).error().code, ErrorCode::pool_settings_invalid);
    EXPECT_EQ(Pool::open("postgresql://h/d?nonsense=1").error().code, ErrorCode::url_invalid);
    EXPECT_EQ(Pool::open("postgresql:///d?host=/nowhere/at/all").error().code, ErrorCode::connection_failed);
}

TEST_F(PoolDb, lends_and_counts) {
    const auto pool = open({.size = 2, .acquire_timeout = 50ms, .application_name = "counting"});
    {
        auto one = pool->acquire().value();
        auto two = pool->acquire().value();
        EXPECT_EQ(one->run("SHOW application_name", {}, pg::Parameter::Format::text).value()[0].text(0), "counting");
        EXPECT_EQ(pool->statistics().in_use, 2);
        const auto third = pool->acquire();
        EXPECT_EQ(third.error().render(),
                  "error[W2003]: no connection became free in 50 ms: all 2 are in use, and 0 more wait\n"
                  "HINT: Make the pool larger, its transactions shorter, or acquire_timeout longer.\n");
    }
    const auto statistics = pool->statistics();
    EXPECT_EQ(statistics.in_use, 0);
    EXPECT_EQ(statistics.idle, 2);
    EXPECT_EQ(statistics.opened, 2U);
    EXPECT_EQ(statistics.timeouts, 1U);
}

TEST_F(PoolDb, serves_in_the_order_of_the_queue) {
    for (const auto queue : {PoolSettings::Queue::first_come, PoolSettings::Queue::last_come}) {
        const auto pool = open({.size = 1, .queue = queue});
        std::vector<int> served;
        std::vector<std::jthread> threads;
        {
            auto held = pool->acquire().value();
            for (int number = 0; number < 4; ++number) {
                threads.emplace_back([&, number] {
                    auto lease = pool->acquire();
                    served.push_back(number);  // one at a time holds the only connection
                });
                while (pool->statistics().waiting != number + 1) std::this_thread::sleep_for(1ms);
            }
        }
        threads.clear();
        const bool first = queue == PoolSettings::Queue::first_come;
        EXPECT_EQ(served, first ? (std::vector{0, 1, 2, 3}) : (std::vector{3, 2, 1, 0}));
    }
}

TEST_F(PoolDb, many_threads_share_few_connections) {
    ASSERT_TRUE(session().execute("CREATE TABLE hits (n bigint NOT NULL)"));
    const auto pool = open({.size = 4, .acquire_timeout = 30s});
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 16; ++number)
            threads.emplace_back([&] {
                for (int at = 0; at < 50; ++at) {
                    auto lease = pool->acquire();
                    if (!lease || !(*lease)->run("INSERT INTO hits VALUES ($1)", Parameters().add(std::int64_t{at}))) ++failed;
                }
            });
    }
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(session().query("SELECT count(*) FROM hits").value()[0].integer(0), 800);
    EXPECT_LE(pool->statistics().opened, 4U);
    EXPECT_EQ(pool->statistics().lent, 801U);  // one by open()
}

TEST_F(PoolDb, replaces_connections_that_were_terminated) {
    const auto pool = open({.size = 3});
    {
        auto one = pool->acquire().value();
        auto two = pool->acquire().value();
        ASSERT_TRUE(
            session().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'whimbrel' AND pid <> pg_backend_pid() "
                              "AND datname = current_database()"));
        EXPECT_EQ(one->run("SELECT 1").error().code, ErrorCode::connection_lost);
    }
    while (session()
               .query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'whimbrel' AND pid <> pg_backend_pid() AND datname = current_database()")
               .value()[0]
               .integer(0) > 0)
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(100ms);  // a backend is off the list before its socket is closed
    // The one that was noticed is gone, the other is found out before it is lent.
    for (int at = 0; at < 3; ++at) {
        auto lease = pool->acquire().value();
        EXPECT_TRUE(lease->run("SELECT 1"));
    }
}

TEST_F(PoolDb, asks_what_was_idle_for_long_whether_it_lives) {
    const auto pool = open({.size = 1, .health_check_after = 0ms});
    for (std::uint64_t times = 1; times <= 5; ++times) {
        const auto pid = pool->acquire().value()->session().backend_pid();
        ASSERT_TRUE(session().execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 10000)"));
        EXPECT_TRUE(pool->acquire().value()->run("SELECT 1"));
        EXPECT_EQ(pool->statistics().opened, 1 + times);
    }
}

TEST_F(PoolDb, closes_what_is_old_and_idle) {
    const auto pool = open({.size = 2, .idle_timeout = 20ms, .lifetime = 60ms, .health_check_after = 0ms});
    const auto pid = [&] {
        auto lease = pool->acquire().value();
        return lease->session().backend_pid();
    };
    const auto first = pid();
    EXPECT_EQ(pid(), first);
    std::this_thread::sleep_for(40ms);
    const auto second = pid();
    EXPECT_NE(second, first);
}

TEST_F(PoolDb, closes_what_has_lived_long_enough) {
    const auto pool = open({.size = 1, .idle_timeout = 0ms, .lifetime = 50ms});
    const auto first = pool->acquire().value()->session().backend_pid();
    EXPECT_EQ(pool->acquire().value()->session().backend_pid(), first);
    {
        // One that grows old while it is lent is closed when it comes back.
        auto lease = pool->acquire().value();
        std::this_thread::sleep_for(60ms);
        EXPECT_EQ(lease->session().backend_pid(), first);
    }
    EXPECT_EQ(pool->statistics().idle, 0);
    EXPECT_NE(pool->acquire().value()->session().backend_pid(), first);
}

TEST_F(PoolDb, ends_what_takes_too_long) {
    const auto pool = open({.size = 1, .statement_timeout = 30ms});
    const auto slow = pool->acquire().value()->run("SELECT pg_sleep(30)");
    ASSERT_FALSE(slow);
    EXPECT_EQ(slow.error().server->sqlstate, "57014");
    EXPECT_TRUE(pool->acquire().value()->run("SELECT 1"));
    EXPECT_EQ(pool->statistics().opened, 1U);
}

/// A socket that takes connections and never answers, as a server that hangs.
TEST_F(PoolDb, waits_for_a_server_no_longer_than_it_may) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::listen(socket, 4), 0);
    ASSERT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    const auto start = std::chrono::steady_clock::now();
    const auto opened = Pool::open("postgresql://u@127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/d", {.connect_timeout = 2s});
    const auto took = std::chrono::steady_clock::now() - start;
    ::close(socket);
    EXPECT_EQ(opened.error().code, ErrorCode::connection_failed);
    EXPECT_LT(took, 10s);
}

TEST_F(PoolDb, ends_a_transaction_that_was_left_open) {
    const auto pool = open({.size = 1});
    ASSERT_TRUE(pool->acquire().value()->execute("BEGIN; CREATE TABLE left_open ()"));
    auto lease = pool->acquire().value();
    EXPECT_FALSE(lease->session().in_transaction());
    EXPECT_FALSE(lease->run("SELECT FROM left_open"));
}

TEST_F(PoolDb, closes_gracefully) {
    const auto pool = open({.size = 1});
    auto lease = std::make_optional(pool->acquire().value());
    auto waiting = std::async(std::launch::async, [&] { return pool->acquire().error().code; });
    while (pool->statistics().waiting == 0) std::this_thread::sleep_for(1ms);
    EXPECT_FALSE(pool->close(10ms));
    EXPECT_EQ(waiting.get(), ErrorCode::pool_closed);
    EXPECT_TRUE((*lease)->run("SELECT 1"));
    auto closing = std::async(std::launch::async, [&] { return pool->close(30s); });
    lease.reset();
    EXPECT_TRUE(closing.get());
    EXPECT_EQ(pool->acquire().error().code, ErrorCode::pool_closed);
    EXPECT_EQ(pool->statistics().idle, 0);
}

TEST_F(PoolDb, prepares_again_after_the_schema_changed) {
    ASSERT_TRUE(session().execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)"));
    const auto pool = open({.size = 1});
    auto lease = pool->acquire().value();
    ASSERT_EQ(lease->run("SELECT * FROM t").value().columns(), 1);
    ASSERT_TRUE(session().execute("ALTER TABLE t ADD COLUMN b int"));
    EXPECT_EQ(lease->run("SELECT * FROM t").value().columns(), 2);
    ASSERT_TRUE(lease->execute("DISCARD ALL"));
    EXPECT_EQ(lease->run("SELECT * FROM t").value().columns(), 2);
    // In a transaction the failure has ended it already.
    ASSERT_TRUE(session().execute("ALTER TABLE t ADD COLUMN c int"));
    ASSERT_TRUE(lease->execute("BEGIN"));
    EXPECT_EQ(lease->run("SELECT * FROM t").error().server->sqlstate, "0A000");
    ASSERT_TRUE(lease->execute("ROLLBACK"));
    EXPECT_EQ(lease->run("SELECT * FROM t").value().columns(), 3);
}

TEST_F(PoolDb, keeps_no_more_statements_than_it_may) {
    const auto pool = open({.size = 1});
    auto lease = pool->acquire().value();
    for (int number = 0; number < 300; ++number) ASSERT_TRUE(lease->run("SELECT " + std::to_string(number)));
    EXPECT_EQ(session().query("SELECT 1").value().size(), 1);
    const auto held = lease->run("SELECT count(*)::text FROM pg_prepared_statements", {}, pg::Parameter::Format::text).value();
    EXPECT_EQ(held[0].text(0), "256");
}

TEST_F(PoolDb, leaves_no_statement_behind_a_pooler_in_transaction_mode) {
    const auto pool = open({.size = 1, .pooler = Pooler::transaction});
    auto lease = pool->acquire().value();
    const auto rows = lease->run("SELECT $1::int8", Parameters().add(std::int64_t{7})).value();
    EXPECT_EQ(wire::big_endian<std::int64_t>(rows[0].bytes(0).data), 7);
    EXPECT_EQ(lease->run("SELECT count(*)::text FROM pg_prepared_statements", {}, pg::Parameter::Format::text).value()[0].text(0), "0");
}

TEST_F(PoolDb, tells_when_the_schema_is_not_the_one_generated_from) {
    const SchemaInfo schema{.state = "abc", .version = "20260102"};
    const auto fails = [&] { return Pool::open(url(), {.schema = &schema}).error().render(); };
    EXPECT_THAT(fails(), HasSubstr("has no ledger, and the code was generated from migration 20260102"));
    ASSERT_TRUE(session().execute("CREATE SCHEMA whimbrel; CREATE TABLE whimbrel.migration (version text, position int, id text, complete bool)"));
    EXPECT_THAT(fails(), HasSubstr("has no migration applied"));
    ASSERT_TRUE(session().execute("INSERT INTO whimbrel.migration VALUES ('20260101', 1, 'xyz', true)"));
    EXPECT_THAT(fails(), HasSubstr("is at migration 20260101, and the code was generated from migration 20260102"));
    ASSERT_TRUE(session().execute("INSERT INTO whimbrel.migration VALUES ('20260102', 2, 'abc', true)"));
    EXPECT_TRUE(Pool::open(url(), {.schema = &schema}));
    ASSERT_TRUE(session().execute("INSERT INTO whimbrel.migration VALUES ('20260103', 3, 'def', true)"));
    EXPECT_THAT(fails(), HasSubstr("is ahead, at migration 20260103, and the code was generated from migration 20260102"));
}

}  // namespace
}  // namespace whimbrel::data
