// SPDX-License-Identifier: Apache-2.0
// Pool: a bounded number of connections to one database, lent to one thread at a time. Thread-safe, all of it.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/data/relation.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace whimbrel::data {

class Connection;  // connection.h, for whoever uses a lease himself

/// What stands between the application and the server.
enum class Pooler : std::uint8_t {
    none,
    transaction,           ///< PgBouncer and the like in transaction mode: statements are prepared and run in one go, and nothing is set for the session
    transaction_prepared,  ///< PgBouncer 1.22 and later with max_prepared_statements: prepared statements follow the client
};

struct PoolSettings {
    int size = 10;                                         ///< connections at most; 1 to 10,000
    std::chrono::milliseconds acquire_timeout{5'000};      ///< how long acquire() waits for one to become free; 0: not at all
    std::chrono::milliseconds idle_timeout{600'000};       ///< one that was not used for so long is closed; 0: never
    std::chrono::milliseconds lifetime{3'600'000};         ///< one that is so old is closed when it comes back; 0: never
    std::chrono::milliseconds health_check_after{30'000};  ///< one that was idle for so long is asked whether it lives before it is lent
    std::chrono::milliseconds statement_timeout{0};        ///< of the server's, per statement; 0: as the server has it
    std::chrono::seconds connect_timeout{10};
    enum class Queue : std::uint8_t { first_come, last_come } queue = Queue::first_come;  ///< who of those that wait is served next
    std::string application_name = "whimbrel";                                            ///< shown in pg_stat_activity
    Pooler pooler = Pooler::none;                                                         ///< ?pgbouncer=true of the URL means transaction
    /// Of generated code: every connection checks that the database's ledger has this state; null, or a schema without a state: no check.
    const SchemaInfo* schema = nullptr;
    std::string ledger_schema = "whimbrel";
};

struct PoolStatistics {
    int in_use = 0, idle = 0;
    int waiting = 0;             ///< threads inside acquire()
    std::uint64_t opened = 0;    ///< connections, ever
    std::uint64_t lent = 0;      ///< times
    std::uint64_t timeouts = 0;  ///< of acquire()
};

class Pool;

/// A connection that comes back when this ends. It must end before the pool does.
class Lease {
public:
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

private:
    friend class Pool;
    Lease(Pool& pool, std::unique_ptr<Connection> connection);
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
};

class Pool {
public:
    /// Opens the first connection, so that what is wrong with the URL is known at start-up. TLS and all else by libpq's own parameters.
    /// Errors: url_invalid, pool_settings_invalid, those of pg::Session::connect(), schema_mismatch.
    static Result<std::unique_ptr<Pool>> open(std::string_view url, const PoolSettings& settings = {});
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    /// Closes without waiting. No lease may be left.
    ~Pool();

    /// Errors: pool_exhausted, pool_closed, and those of open() where a new connection is made.
    Result<Lease> acquire();

    /// Hands out nothing more, and waits for what was lent; what did not come back in time is closed when it does.
    /// True where everything came back.
    bool close(std::chrono::milliseconds patience = std::chrono::seconds{30});

    [[nodiscard]] PoolStatistics statistics() const;
    [[nodiscard]] const PoolSettings& settings() const;

private:
    friend class Lease;
    struct State;
    explicit Pool(std::unique_ptr<State> state);
    Result<std::unique_ptr<Connection>> connect() const;
    Result<> enter();
    [[nodiscard]] bool is_at_hand(const Connection& connection, std::chrono::steady_clock::time_point now) const;
    std::unique_ptr<Connection> take_idle();
    void take_back(std::unique_ptr<Connection> connection);
    std::unique_ptr<State> state_;
};

}  // namespace whimbrel::data
