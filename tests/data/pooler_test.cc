// SPDX-License-Identifier: Apache-2.0
// The pool behind PgBouncer in transaction mode; DATABASE_URL names the pooler, which has two connections to the server.
#include "whimbrel/data/repo.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
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

}  // namespace

int main() {
    const std::string url = std::getenv("DATABASE_URL");
    const auto told = Pool::open(url + "&pgbouncer=true", {.size = 8, .acquire_timeout = 60s});
    if (!told) {
        std::fprintf(stderr, "%s", told.error().render().c_str());
        return 1;
    }
    Repo repo(**told);
    if (!repo.sql("CREATE TABLE work (number bigint)")) return 1;
    Tally tally;
    work(**told, tally);
    const auto rows = repo.sql("SELECT count(*) FROM work");
    if (tally.failed != 0 || !rows || wire::big_endian<std::int64_t>((*rows)[0].bytes(0).data) != 800) {
        std::fprintf(stderr, "%d of 800 failed: %s\n", tally.failed.load(), tally.last.c_str());
        return 1;
    }
    // The same without being told goes wrong: what this test is about is there.
    const auto untold = Pool::open(url, {.size = 8, .acquire_timeout = 60s});
    if (!untold) return 1;
    Tally others;
    work(**untold, others);
    if (others.failed == 0) {
        std::fprintf(stderr, "prepared statements work behind this pooler, so that nothing was tested\n");
        return 1;
    }
    std::printf("800 of 800 transactions; without being told %d of 800 failed\n", others.failed.load());
    return 0;
}
