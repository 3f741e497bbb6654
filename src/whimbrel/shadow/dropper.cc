// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/dropper.h"

#include "whimbrel/base/signals.h"
#include "whimbrel/shadow/subscriptions.h"
#include "whimbrel/sql/statement.h"

#include <array>
#include <chrono>

namespace whimbrel::shadow {

namespace {

constexpr int k_polls = 2000;
constexpr std::string_view k_object_in_use = "55006";

}  // namespace

Result<> wait_until_unused(pg::Session& admin, const std::string& database) {
    const std::array<pg::Value, 1> name{database};
    for (int poll = 0; poll < k_polls; ++poll) {
        WHIMBREL_TRY(const auto users, admin.query("SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = $1 LIMIT 1", name));
        if (users.empty()) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return {};  // the statement that follows says who is there
}

Result<> drop_database(pg::Session& admin, const std::string& database) {
    const auto statement = sql::sql("DROP DATABASE IF EXISTS", sql::Identifier{database}, "WITH (FORCE)");
    auto dropped = admin.execute(statement);
    // Subscriptions of a database keep it, since they belong to the cluster.
    if (!dropped && dropped.error().server && dropped.error().server->sqlstate == k_object_in_use && forget_subscriptions(admin, database))
        dropped = admin.execute(statement);
    if (!dropped) return std::unexpected(std::move(dropped).error());
    return {};
}

Dropper::~Dropper() {
    thread_.request_stop();
    changed_.notify_all();
}

void Dropper::add(std::string database) {
    {
        const std::scoped_lock held(mutex_);
        names_.push_back(std::move(database));
    }
    changed_.notify_all();
    if (thread_.joinable()) return;
    const SignalsHeldBack held_back;
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Dropper::work(const std::stop_token& stop) {
    auto session = pg::Session::connect(url_);
    while (session) {
        std::string name;
        {
            std::unique_lock held(mutex_);
            if (!changed_.wait(held, stop, [this] { return !names_.empty(); }) || stop.stop_requested()) return;
            name = std::move(names_.front());
            names_.pop_front();
        }
        // A failed drop is the next start's to repeat.
        if (const auto unused = wait_until_unused(*session, name); !unused) return;
        if (const auto dropped = drop_database(*session, name); !dropped && dropped.error().code != ErrorCode::statement_failed) return;
    }
}

}  // namespace whimbrel::shadow
