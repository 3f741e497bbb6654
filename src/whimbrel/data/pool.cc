// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/pool.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/schema_check.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <vector>

namespace whimbrel::data {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int k_most_connections = 10'000;
/// A connection used so lately is lent without a look at its socket: what was answered a moment ago is hardly gone, and who borrows it meets a server
/// that goes away in any case.
constexpr milliseconds k_just_used{1};
constexpr milliseconds k_longest{std::chrono::hours{24 * 24}};  ///< what an int of milliseconds, as the server takes them, holds

Result<> check(const PoolSettings& settings) {
    const auto wrong = [](std::string_view name, auto value, std::string_view bounds) {
        return fail(ErrorCode::pool_settings_invalid, format("the pool's {} is {}, and must be {}", name, value, bounds));
    };
    if (settings.size < 1 || settings.size > k_most_connections) return wrong("size", settings.size, "1 to 10000");
    struct Duration {
        std::string_view name;
        milliseconds value;
    };
    for (const auto& [name, value] :
         {Duration{"acquire_timeout", settings.acquire_timeout}, Duration{"idle_timeout", settings.idle_timeout}, Duration{"lifetime", settings.lifetime},
          Duration{"health_check_after", settings.health_check_after}, Duration{"statement_timeout", settings.statement_timeout}})
        if (value < milliseconds{0} || value > k_longest) return wrong(name, format("{} ms", value.count()), "0 to 2073600000 ms (24 days)");
    if (settings.connect_timeout < std::chrono::seconds{1} || settings.connect_timeout > std::chrono::hours{1})
        return wrong("connect_timeout", format("{} s", settings.connect_timeout.count()), "1 to 3600 s");
    if (settings.application_name.find('\0') != std::string::npos) return wrong("application_name", "a text with a NUL byte", "without one");
    if (settings.pooler != Pooler::none && settings.statement_timeout > milliseconds{0})
        return fail(ErrorCode::pool_settings_invalid, "the pool's statement_timeout cannot be set through a pooler in transaction mode")
            .hint("Set it for the role: ALTER ROLE … SET statement_timeout = '…'.");
    return {};
}

}  // namespace

struct Pool::State {
    PoolSettings settings;
    pg::Url url;

    mutable std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> idle;  ///< the one used last at the end
    int in_use = 0;
    bool closed = false;
    std::uint64_t opened = 0, lent = 0, timeouts = 0;
    std::condition_variable came_back;  ///< for close()

    /// Who waits; each has its own condition, so that the one whose turn it is wakes, and nobody else.
    struct Waiter {
        std::condition_variable called;
        bool is_called = false;
    };
    std::list<Waiter*> waiters;
    int promised = 0;  ///< to those who were called and have not woken yet

    [[nodiscard]] bool has_room() const { return in_use + promised < settings.size; }
    /// Those whose turn it is may go on. The lock is held.
    void call() {
        while (!waiters.empty() && (has_room() || closed)) {
            auto* next = settings.queue == PoolSettings::Queue::first_come ? waiters.front() : waiters.back();
            waiters.remove(next);
            next->is_called = true;
            ++promised;
            next->called.notify_one();
        }
    }
    /// The room for one connection is free again. The lock is held.
    void leave() {
        --in_use;
        call();
        came_back.notify_all();
    }
};

Pool::Pool(std::unique_ptr<State> state) : state_(std::move(state)) {}

Pool::~Pool() {
    if (state_) close(milliseconds{0});
}

Result<std::unique_ptr<Pool>> Pool::open(std::string_view url, const PoolSettings& settings) {
    WHIMBREL_CHECK(check(settings));
    auto state = std::make_unique<State>();
    WHIMBREL_TRY(state->url, pg::Url::parse(url));
    state->settings = settings;
    if (state->url.through_pooler() && settings.pooler == Pooler::none) {
        state->settings.pooler = Pooler::transaction;
        WHIMBREL_CHECK(check(state->settings));
    }
    std::unique_ptr<Pool> pool(new Pool(std::move(state)));
    WHIMBREL_TRY(auto first, pool->acquire());
    return pool;
}

Result<std::unique_ptr<Connection>> Pool::connect() const {
    const auto& settings = state_->settings;
    WHIMBREL_TRY(auto session, pg::Session::connect(state_->url, {.application_name = settings.application_name,
                                                                  .connect_timeout_s = static_cast<int>(settings.connect_timeout.count())}));
    if (settings.statement_timeout > milliseconds{0}) WHIMBREL_CHECK(session.execute(sql::sql("SET statement_timeout =", settings.statement_timeout.count())));
    auto connection = std::make_unique<Connection>(std::move(session), settings.pooler);
    if (settings.schema != nullptr && !settings.schema->state.empty())
        WHIMBREL_CHECK(check_schema(connection->session(), *settings.schema, settings.ledger_schema));
    return connection;
}

/// Waits for the right to one more connection, of which in_use is the count. Nobody passes those who wait already.
Result<> Pool::enter() {
    auto& state = *state_;
    std::unique_lock lock(state.mutex);
    if (!state.closed && (!state.has_room() || !state.waiters.empty())) {
        State::Waiter waiter;
        state.waiters.push_back(&waiter);
        if (!waiter.called.wait_until(lock, Clock::now() + state.settings.acquire_timeout, [&] { return waiter.is_called; })) {
            state.waiters.remove(&waiter);
            ++state.timeouts;
            return fail(ErrorCode::pool_exhausted, format("no connection became free in {} ms: all {} are in use, and {} more wait",
                                                          state.settings.acquire_timeout.count(), state.settings.size, state.waiters.size()))
                .hint("Make the pool larger, its transactions shorter, or acquire_timeout longer.");
        }
        --state.promised;
    }
    if (state.closed) return fail(ErrorCode::pool_closed, "the pool is closed");
    ++state.in_use;
    return {};
}

/// It may be lent without a further look.
bool Pool::is_at_hand(const Connection& connection, std::chrono::steady_clock::time_point now) const {
    const auto& settings = state_->settings;
    const auto idle_for = now - connection.used_;
    return idle_for < k_just_used && idle_for < settings.health_check_after &&
           (settings.lifetime == milliseconds{0} || now - connection.opened_ <= settings.lifetime);
}

/// One that is idle and fit for use; null where there is none.
std::unique_ptr<Connection> Pool::take_idle() {
    auto& state = *state_;
    const auto& settings = state.settings;
    for (;;) {
        std::unique_ptr<Connection> connection;
        {
            const std::scoped_lock lock(state.mutex);
            if (state.idle.empty()) return nullptr;
            connection = std::move(state.idle.back());
            state.idle.pop_back();
        }
        const auto now = Clock::now();
        const auto idle_for = now - connection->used_;
        const bool too_old = settings.lifetime > milliseconds{0} && now - connection->opened_ > settings.lifetime;
        const bool too_idle = settings.idle_timeout > milliseconds{0} && idle_for > settings.idle_timeout;
        if (too_old || too_idle) continue;
        if (idle_for >= settings.health_check_after && !connection->execute("")) continue;
        if (idle_for < k_just_used || connection->session().still_there()) return connection;
    }
}

Result<Lease> Pool::acquire() {
    auto& state = *state_;
    const auto now = Clock::now();
    {
        // Mostly nobody waits, and there is one that was used a moment ago.
        const std::scoped_lock lock(state.mutex);
        if (!state.closed && state.waiters.empty() && state.has_room() && !state.idle.empty() && is_at_hand(*state.idle.back(), now)) {
            ++state.in_use;
            ++state.lent;
            Lease lease(*this, std::move(state.idle.back()));
            state.idle.pop_back();
            return lease;
        }
    }
    WHIMBREL_CHECK(enter());
    auto connection = take_idle();
    const bool is_new = connection == nullptr;
    if (is_new) {
        auto made = connect();
        if (!made) {
            const std::scoped_lock lock(state.mutex);
            state.leave();
            return std::unexpected(std::move(made).error());
        }
        connection = std::move(*made);
    }
    const std::scoped_lock lock(state.mutex);
    ++state.lent;
    if (is_new) ++state.opened;
    return Lease(*this, std::move(connection));
}

void Pool::take_back(std::unique_ptr<Connection> connection) {
    auto& state = *state_;
    const auto& settings = state.settings;
    const bool in_sandbox = connection->in_sandbox;
    // A transaction that was left open would be the next borrower's.
    if (!in_sandbox && connection->session().alive() && connection->session().in_transaction()) static_cast<void>(connection->execute("ROLLBACK"));
    connection->depth = in_sandbox ? 1 : 0;
    const auto now = Clock::now();
    connection->used_ = now;
    const bool too_old = settings.lifetime > milliseconds{0} && now - connection->opened_ > settings.lifetime;
    const bool keep = connection->session().alive() && (in_sandbox || !too_old);
    std::vector<std::unique_ptr<Connection>> expired;  // closed when the lock is open again
    const std::scoped_lock lock(state.mutex);
    if (settings.idle_timeout > milliseconds{0}) {
        // Those in front were not used for longest.
        const auto fresh = std::ranges::find_if(state.idle, [&](const auto& one) { return now - one->used_ <= settings.idle_timeout; });
        expired.assign(std::move_iterator(state.idle.begin()), std::move_iterator(fresh));
        state.idle.erase(state.idle.begin(), fresh);
    }
    if (keep && !state.closed) state.idle.push_back(std::move(connection));
    state.leave();
}

bool Pool::close(milliseconds patience) {
    auto& state = *state_;
    std::vector<std::unique_ptr<Connection>> idle;
    std::unique_lock lock(state.mutex);
    state.closed = true;
    state.call();
    idle.swap(state.idle);
    return state.came_back.wait_for(lock, patience, [&] { return state.in_use == 0; });
}

PoolStatistics Pool::statistics() const {
    const std::scoped_lock lock(state_->mutex);
    return {.in_use = state_->in_use,
            .idle = static_cast<int>(state_->idle.size()),
            .waiting = static_cast<int>(state_->waiters.size()),
            .opened = state_->opened,
            .lent = state_->lent,
            .timeouts = state_->timeouts};
}

const PoolSettings& Pool::settings() const { return state_->settings; }

Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
Lease::Lease(Lease&& other) noexcept = default;

Lease& Lease::operator=(Lease&& other) noexcept {
    if (this != &other) {
        if (connection_) pool_->take_back(std::move(connection_));
        pool_ = other.pool_;
        connection_ = std::move(other.connection_);
    }
    return *this;
}

Lease::~Lease() {
    if (connection_) pool_->take_back(std::move(connection_));
}

}  // namespace whimbrel::data
