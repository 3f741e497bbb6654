// SPDX-License-Identifier: Apache-2.0
// Drops throwaway databases of a private cluster beside the work, on a connection of its own: a drop takes some
// milliseconds and nobody waits for its end. What is not dropped when the cluster stops, the next start sweeps.
#pragma once

#include "whimbrel/pg/session.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace whimbrel::shadow {

/// Waits until no session is in the database any more: a closed session's server process lives on for a
/// millisecond, and CREATE and DROP DATABASE would sleep 100 ms for it (server source: CountOtherDBBackends()).
Result<> wait_until_unused(pg::Session& admin, const std::string& database);

/// DROP DATABASE … WITH (FORCE). Errors: those of the session.
Result<> drop_database(pg::Session& admin, const std::string& database);

class Dropper {
public:
    /// Connects to `url` with the first database to drop.
    explicit Dropper(pg::Url url) : url_(std::move(url)) {}
    Dropper(const Dropper&) = delete;
    Dropper& operator=(const Dropper&) = delete;
    ~Dropper();  ///< ends after the drop that is going on
    void add(std::string database);

private:
    void work(const std::stop_token& stop);

    pg::Url url_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::string> names_;
    std::jthread thread_;
};

}  // namespace whimbrel::shadow
