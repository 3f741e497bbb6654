// SPDX-License-Identifier: Apache-2.0
// Transactions of a Repo, nested ones as savepoints.
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/repo_core.h"

namespace whimbrel::data {

namespace {

constexpr std::string_view k_serialization_failure = "40001", k_deadlock_detected = "40P01";

sql::Keywords begin_of(Isolation isolation) {
    switch (isolation) {
        case Isolation::server_default:
            return "BEGIN";
        case Isolation::read_committed:
            return "BEGIN ISOLATION LEVEL READ COMMITTED";
        case Isolation::repeatable_read:
            return "BEGIN ISOLATION LEVEL REPEATABLE READ";
        case Isolation::serializable:
            return "BEGIN ISOLATION LEVEL SERIALIZABLE";
    }
    return "BEGIN";
}

bool can_be_run_again(const Error& error) {
    return error.server && (error.server->sqlstate == k_serialization_failure || error.server->sqlstate == k_deadlock_detected);
}

/// Leaves the connection as it was, also where the application's function throws.
class Open {
public:
    Open(Connection& connection, std::string undo) : connection_(connection), undo_(std::move(undo)) { ++connection_.depth; }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open() {
        --connection_.depth;
        if (!undo_.empty() && connection_.session().alive() && connection_.session().in_transaction()) static_cast<void>(connection_.execute(undo_));
    }
    void keep() { undo_.clear(); }

private:
    Connection& connection_;
    std::string undo_;
};

}  // namespace

Result<> RepoCore::nested(Connection& connection, const std::function<Result<>(Connection&)>& work) {
    const sql::Identifier name{format("whimbrel_{}", connection.depth)};
    const auto release = sql::sql("RELEASE SAVEPOINT", name);
    WHIMBREL_CHECK(connection.execute(sql::sql("SAVEPOINT", name).text));
    Open open(connection, sql::sql("ROLLBACK TO SAVEPOINT", name, ";", release).text);
    WHIMBREL_CHECK(work(connection));
    WHIMBREL_CHECK(connection.execute(release.text));
    open.keep();
    return {};
}

Result<> RepoCore::transaction(const TransactionOptions& options, const std::function<Result<>(Connection&)>& work) {
    if (connection_ != nullptr) {
        if (options.isolation != Isolation::server_default || options.retries > 0)
            return fail(ErrorCode::request_invalid, "a transaction inside of another has no isolation level and no retries of its own");
        return nested(*connection_, work);
    }
    WHIMBREL_TRY(const auto lease, pool_->acquire());
    if (lease->in_sandbox) return nested(*lease, work);
    const auto once = [&]() -> Result<> {
        WHIMBREL_CHECK(lease->execute(sql::sql(begin_of(options.isolation)).text));
        Open open(*lease, "ROLLBACK");
        WHIMBREL_CHECK(work(*lease));
        WHIMBREL_TRY(const auto done, lease->execute("COMMIT"));
        open.keep();
        // PostgreSQL answers COMMIT of an aborted transaction with the tag ROLLBACK and no error.
        if (done.command_tag() == "ROLLBACK") return fail(ErrorCode::statement_failed, "the transaction was rolled back, because a statement in it had failed");
        return {};
    };
    for (int left = options.retries;; --left) {
        auto done = once();
        if (done || left <= 0 || !can_be_run_again(done.error())) return done;
    }
}

}  // namespace whimbrel::data
