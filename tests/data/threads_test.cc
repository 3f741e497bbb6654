// SPDX-License-Identifier: Apache-2.0
// Many threads on one pool while the server falls over in the middle and connections are terminated. Compiled under ThreadSanitizer too, so that it
// uses nothing but the data layer; DATABASE_URL names a server of its own (`whimbrel with-postgres`).
#include "whimbrel/data/repo.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace whimbrel::data;
using namespace std::chrono_literals;
using whimbrel::ErrorCode;
using whimbrel::Result;

int failures = 0;
void expect(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "FAILED: %s\n", what.c_str());
    ++failures;
}

/// What a thread may meet while the server is away.
bool is_outage(const whimbrel::Error& error) {
    return error.code == ErrorCode::connection_lost || error.code == ErrorCode::connection_failed || error.code == ErrorCode::authentication_failed;
}

Result<> record(Repo& repo, std::int64_t number) {
    return repo.transaction([&](Repo& inner) -> Result<> {
        WHIMBREL_CHECK(inner.sql("INSERT INTO work VALUES ($1, 'first')", Parameters().add(number)));
        WHIMBREL_CHECK(inner.sql("UPDATE work SET state = 'second' WHERE number = $1", Parameters().add(number)));
        return {};
    });
}

struct Outcome {
    std::set<std::int64_t> committed;
    int outages = 0;
};

/// Threads write numbers until all are through; meanwhile `disturb` is called.
Outcome run(Pool& pool, int threads, int each, std::int64_t first, const std::function<void()>& disturb) {
    std::vector<Outcome> outcomes(static_cast<std::size_t>(threads));
    std::atomic<int> done = 0;
    {
        std::vector<std::jthread> running;
        for (int thread = 0; thread < threads; ++thread)
            running.emplace_back([&, thread] {
                Repo repo(pool);
                auto& outcome = outcomes[static_cast<std::size_t>(thread)];
                for (int at = 0; at < each; ++at, ++done) {
                    const auto number = first + thread * each + at;
                    const auto written = record(repo, number);
                    if (written) {
                        outcome.committed.insert(number);
                    } else {
                        expect(is_outage(written.error()), written.error().render());
                        ++outcome.outages;
                        std::this_thread::sleep_for(5ms);
                    }
                }
            });
        while (done < threads * each / 3) std::this_thread::sleep_for(1ms);
        disturb();
    }
    Outcome all;
    for (auto& outcome : outcomes) {
        all.committed.merge(outcome.committed);
        all.outages += outcome.outages;
    }
    return all;
}

void check(Repo& repo, const Outcome& outcome, std::int64_t first, std::int64_t last) {
    const auto rows = repo.sql("SELECT number, state = 'second' FROM work WHERE number BETWEEN $1 AND $2", Parameters().add(first).add(last));
    if (!rows) return expect(false, rows.error().render());
    std::set<std::int64_t> found;
    for (const auto& row : *rows) {
        found.insert(wire::big_endian<std::int64_t>(row.bytes(0).data));
        expect(*row.bytes(1).data != 0, "half a transaction was committed");
    }
    // A COMMIT whose answer was lost may have happened; one that was answered has.
    for (const auto number : outcome.committed) expect(found.contains(number), "a row that was committed is gone");
    expect(found.size() <= outcome.committed.size() + static_cast<std::size_t>(outcome.outages), "there are rows of nobody");
}

}  // namespace

int main() {
    const char* url = std::getenv("DATABASE_URL");
    {
        // Throwaway servers do not wait for their log, and lose the last commits when they fall over.
        const auto first = Pool::open(url == nullptr ? "" : url, {.size = 1});
        if (!first || !Repo(**first).sql("ALTER ROLE CURRENT_USER SET synchronous_commit = on")) expect(false, "the server's log could not be waited for");
    }
    auto opened = Pool::open(url == nullptr ? "" : url, {.size = 6, .acquire_timeout = 60s, .application_name = "threads"});
    if (!opened) {
        std::fprintf(stderr, "%s", opened.error().render().c_str());
        return 1;
    }
    auto& pool = **opened;
    Repo repo(pool);
    expect(repo.sql("CREATE TABLE work (number bigint PRIMARY KEY, state text NOT NULL)").has_value(), "no table could be made");

    const auto quiet = run(pool, 12, 60, 0, [] {});
    expect(quiet.outages == 0 && quiet.committed.size() == 720, "work was lost without a reason");
    check(repo, quiet, 0, 999);

    const auto terminated = run(pool, 12, 60, 1'000, [&] {
        for (int at = 0; at < 5; ++at) {
            const auto done =
                repo.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'threads' AND pid <> pg_backend_pid()");
            expect(done || is_outage(done.error()), "terminating failed");
            std::this_thread::sleep_for(10ms);
        }
    });
    expect(terminated.outages > 0, "nobody noticed that connections were terminated");
    check(repo, terminated, 1'000, 1'999);

    // A backend that is killed makes the server end all others and start again from its log.
    const auto restarted = run(pool, 12, 60, 2'000, [&] {
        const auto done = repo.sql("COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'");
        expect(!done, "the server outlived its backend");
    });
    expect(restarted.outages > 0, "nobody noticed that the server fell over");
    for (int at = 0; at < 200 && !repo.sql("SELECT 1"); ++at) std::this_thread::sleep_for(50ms);
    check(repo, restarted, 2'000, 2'999);

    const auto statistics = pool.statistics();
    expect(statistics.in_use == 0 && statistics.waiting == 0, "connections were not given back");
    expect(pool.close(1s), "the pool did not close");
    std::printf("%zu and %zu of 720 committed around %d and %d failures\n", terminated.committed.size(), restarted.committed.size(), terminated.outages,
                restarted.outages);
    return failures == 0 ? 0 : 1;
}
