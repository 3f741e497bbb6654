// SPDX-License-Identifier: Apache-2.0
// Private to runner/: which sessions hold what we wait for.
#pragma once

#include "whimbrel/pg/session.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::runner {

struct Holder {
    std::int64_t pid = 0;
    std::string application;
    bool is_idle = false;               ///< idle in a transaction, since age_s
    std::optional<std::int64_t> age_s;  ///< of its query; absent where we may not know (pg_stat_activity: pg_read_all_stats)
};

/// "pid 4711 (psql), whose query began 12 s ago", joined by " and "; empty where there is none.
std::string describe(const std::vector<Holder>& holders);

/// Holders of an advisory lock of one 64-bit key in this database.
Result<std::vector<Holder>> read_advisory_holders(pg::Session& session, std::int64_t key);

/// Looks on from a second connection while a session waits, since afterwards nobody is blocked any more
/// (pg_blocking_pids). Without a second connection it sees nothing.
class HolderWatch {
public:
    explicit HolderWatch(const pg::Session& waiting) : url_(waiting.url()), pid_(waiting.backend_pid()) {}
    /// Call every now and then.
    void look();
    /// Those that were seen last.
    [[nodiscard]] const std::vector<Holder>& holders() const { return holders_; }

private:
    pg::Url url_;
    int pid_;
    bool tried_ = false;
    std::optional<pg::Session> session_;
    std::chrono::steady_clock::time_point looked_{};
    std::vector<Holder> holders_;
};

}  // namespace whimbrel::runner
