// SPDX-License-Identifier: Apache-2.0
// The pool behind PgBouncer in transaction mode; DATABASE_URL names the pooler, which has two connections to the server. With the argument
// "prepared" the pooler follows prepared statements.
#include "whimbrel/data/connection.h"
#include "whimbrel/data/repo.h"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace whimbrel::data;
using namespace std::chrono_literals;

/// How many statements of many threads failed, and how the last of them did.
struct Tally {
    std::atomic<int> failed = 0;
    std::string last;
};

void work(Pool& pool, Tally& tally) {
    std::mutex mutex;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            Repo repo(pool);
            for (int at = 0; at < 100; ++at) {
                const auto done = repo.transaction([&](Repo& inner) -> whimbrel::Result<> {
                    WHIMBREL_CHECK(inner.sql("INSERT INTO work VALUES ($1)", Parameters().add(std::int64_t{thread * 1000 + at})));
                    WHIMBREL_CHECK(inner.sql("SELECT count(*) FROM work WHERE number = $1", Parameters().add(std::int64_t{at})));
                    return {};
                });
                if (done) continue;
                ++tally.failed;
                const std::scoped_lock lock(mutex);
                tally.last = done.error().render();
            }
        });
}

[[noreturn]] void give_up(std::string_view why) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(why.size()), why.data());
    std::exit(1);
}

/// What was asked for, or the end of the test.
template <class T>
T need(whimbrel::Result<T> result, std::string_view what) {
    if (!result) give_up(std::string(what) + ": " + result.error().render());
    return std::move(*result);
}

void demand(bool holds, std::string_view what) {
    if (!holds) give_up(what);
}

std::int64_t number(const whimbrel::pg::Rows& rows) { return wire::big_endian<std::int64_t>(rows[0].bytes(0).data); }

/// All transactions of eight threads are made, each with statements of its own.
void expect_work(Pool& pool, Repo& repo) {
    need(repo.sql("CREATE TABLE work (number bigint)"), "create");
    Tally tally;
    work(pool, tally);
    demand(tally.failed == 0, tally.last);
    demand(number(need(repo.sql("SELECT count(*) FROM work"), "count")) == 800, "not all rows are there");
}

/// The pool's settings are needed: what works with them goes wrong without.
int expect_failures(const std::string& url) {
    const auto pool = need(Pool::open(url, {.size = 8, .acquire_timeout = 60s}), "open");
    Tally tally;
    work(*pool, tally);
    demand(tally.failed > 0, "prepared statements work behind this pooler, so that nothing was tested");
    return tally.failed;
}

/// Runs the text on the one and then on the other of the server's two connections; the columns of each result.
std::vector<int> on_both(Pool& pool, std::string_view text) {
    std::vector<int> columns;
    const auto first = need(pool.acquire(), "acquire"), second = need(pool.acquire(), "acquire"), runs = need(pool.acquire(), "acquire");
    const auto run = [&] { columns.push_back(need(runs->run(text), text).columns()); };
    need(first->execute("BEGIN"), "begin");
    run();
    need(second->execute("BEGIN"), "begin");
    need(first->execute("COMMIT"), "commit");
    run();
    need(second->execute("COMMIT"), "commit");
    return columns;
}

/// Each connection of the server has the statement under the pooler's name, and a plan that a change of the schema ends.
void expect_schema_changes(const std::string& url, const PoolSettings& settings, Pool& pool, Repo& repo) {
    constexpr std::string_view k_text = "SELECT * FROM shape";
    using Columns = std::vector<int>;
    need(repo.sql("CREATE TABLE shape (one int)"), "create");
    demand(on_both(pool, k_text) == Columns{1, 1}, "before the change");
    demand(number(need(repo.sql("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%shape'"), "prepared")) == 1, "nothing is prepared");
    for (int columns = 2; columns < 6; ++columns) {
        need(need(pool.acquire(), "acquire")->execute("ALTER TABLE shape ADD \"" + std::to_string(columns) + "\" int"), "alter");
        demand(on_both(pool, k_text) == Columns{columns, columns}, "after a change");
        // Who comes anew asks for what all others asked for before the changes.
        const auto other = need(Pool::open(url, settings), "open");
        demand(on_both(*other, k_text) == Columns{columns, columns}, "another client after a change");
    }
    // In a transaction the first statement of the old plan ends it, and the next transaction has a new one.
    need(repo.sql("ALTER TABLE shape DROP one"), "alter");
    int failed = 0;
    for (int at = 0; at < 20; ++at) {
        const auto lease = need(pool.acquire(), "acquire");
        need(lease->execute("BEGIN"), "begin");
        const auto rows = lease->run(k_text);
        if (!rows) demand(rows.error().server && rows.error().server->sqlstate == "0A000", rows.error().render());
        failed += rows ? 0 : 1;
        need(lease->execute("COMMIT"), "commit");
    }
    demand(failed < 10, "a transaction finds an old plan again and again");
}

void expect_lost_statements(Pool& pool, Repo& repo) {
    constexpr std::string_view k_text = "SELECT 1 AS lost";
    on_both(pool, k_text);
    // What the pooler does not see: the server has lost them, and the pooler believes that they are there.
    on_both(pool, "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$");
    on_both(pool, k_text);
    // What it sees.
    for (const auto* text : {"DISCARD ALL", "DEALLOCATE ALL"}) {
        const auto lease = need(pool.acquire(), "acquire");
        need(lease->run(k_text), k_text);
        need(lease->run(text), text);
        need(lease->run(k_text), text);
    }
    // One that could not be prepared is not held for prepared when it could be.
    demand(!repo.sql("SELECT * FROM later"), "there is no such table yet");
    need(repo.sql("CREATE TABLE later (one int)"), "create");
    on_both(pool, "SELECT * FROM later");
}

/// More statements than a connection keeps.
void expect_many_statements(Pool& pool) {
    const auto lease = need(pool.acquire(), "acquire");
    for (int at = 0; at < 1300; ++at) {
        const auto value = at % 650;
        const auto rows = need(lease->run("SELECT " + std::to_string(value) + "::bigint"), "one of many");
        demand(number(rows) == value, "another statement's result");
    }
}

}  // namespace

int main(int count, char** arguments) {
    const bool is_prepared = count > 1 && std::string_view(arguments[1]) == "prepared";
    const std::string url = std::getenv("DATABASE_URL");
    if (!is_prepared) {
        const auto pool = need(Pool::open(url + "&pgbouncer=true", {.size = 8, .acquire_timeout = 60s}), "open");
        Repo repo(*pool);
        expect_work(*pool, repo);
        std::printf("800 of 800 transactions; without being told %d of 800 failed\n", expect_failures(url));
        return 0;
    }
    const PoolSettings settings{.size = 8, .acquire_timeout = 60s, .pooler = Pooler::transaction_prepared};
    const auto pool = need(Pool::open(url, settings), "open");
    Repo repo(*pool);
    expect_work(*pool, repo);
    expect_schema_changes(url, settings, *pool, repo);
    expect_lost_statements(*pool, repo);
    expect_many_statements(*pool);
    std::printf("prepared statements follow their client\n");
    return 0;
}
