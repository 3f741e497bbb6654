// SPDX-License-Identifier: Apache-2.0
// Session: one connection to a server. Not thread-safe; move-only; closing is the destructor's.
// An error of code connection_lost means that the session is gone; after any other error it can be used on
// (a transaction in progress is then aborted until it is rolled back; see in_transaction()).
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/pg/rows.h"
#include "whimbrel/pg/server_version.h"
#include "whimbrel/pg/url.h"
#include "whimbrel/sql/statement.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct pg_conn;

namespace whimbrel::pg {

/// A bound parameter, NULL where absent.
using Value = std::optional<std::string>;

/// A bound parameter of the extended protocol; the bytes are the caller's and must live until the call returns.
/// Text is ended by a NUL byte that `size` does not count.
struct Parameter {
    enum class Format : std::uint8_t { text, binary };
    const char* bytes = nullptr;
    int size = -1;           ///< -1 is NULL
    std::uint32_t type = 0;  ///< its oid; 0: the server infers it
    Format format = Format::text;
};

struct SessionOptions {
    std::string application_name = "whimbrel";
    int connect_timeout_s = 10;
    /// Called with each NOTICE or WARNING; where empty they are dropped.
    std::function<void(const ServerReport&)> on_notice{};
};

class Session {
public:
    /// Errors: connection_failed, authentication_failed, database_missing, server_unsupported, each with a hint.
    static Result<Session> connect(const Url& url, const SessionOptions& options = {});

    /// A further connection to the same place, with the same parameters and application name. It drops notices, is not cancelled with
    /// this one, and gives up connecting after two seconds. Errors: those of connect().
    [[nodiscard]] Result<Session> another() const;

    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    /// Runs text that may hold several statements (simple protocol); the rows of the last one that has any.
    /// Errors: statement_failed with the server's report, connection_lost, interrupted.
    Result<Rows> execute(std::string_view text);
    Result<Rows> execute(const sql::Statement& statement) { return execute(statement.text); }

    /// Runs one statement with bound parameters ($1…); types are the server's to infer.
    Result<Rows> query(std::string_view text, std::span<const Value> values = {});

    /// Prepares a statement under a name ("" is the unnamed one, which the next takes the place of); parameters without a type are inferred.
    /// Errors: statement_failed with the server's report and position, connection_lost, interrupted.
    Result<> prepare(std::string_view name, std::string_view text, std::span<const std::uint32_t> types = {});
    /// Of a prepared statement. Errors as of prepare().
    Result<Description> describe(std::string_view name);
    /// Runs a prepared statement; all columns of the result come in the one format.
    Result<Rows> execute_prepared(std::string_view name, std::span<const Parameter> parameters, Parameter::Format results);
    /// Prepares and runs in one round trip, leaving nothing behind.
    Result<Rows> query(std::string_view text, std::span<const Parameter> parameters, Parameter::Format results);

    /// COPY … FROM STDIN: `fill` puts the next bytes into the buffer, which comes empty, and answers false where there are none. Returns the
    /// rows that the server counted; what it refuses is told after the last bytes, as libpq does not look before. Where `fill` fails, its error is returned and
    /// the COPY undone. Errors: statement_failed also where the text is no such statement.
    Result<std::int64_t> copy_in(std::string_view text, const std::function<Result<bool>(std::string& buffer)>& fill);

    /// Runs all statements in one round trip (pipeline mode). Any error is that of the first that failed.
    /// Statements must be able to run in one implicit transaction.
    Result<std::vector<Rows>> query_all(std::span<const std::string> statements);
    /// After query_all() failed: the index of the statement that did; that of the last where the connection was lost.
    [[nodiscard]] std::size_t failed_statement() const { return failed_statement_; }

    [[nodiscard]] ServerVersion version() const;
    /// The process that libpq was told of at connect (PQbackendPID); differs from pg_backend_pid() behind a pooler.
    [[nodiscard]] int backend_pid() const;
    [[nodiscard]] bool alive() const;
    /// Between statements: alive(), and the server has not closed its end meanwhile. Asks nothing of the server.
    [[nodiscard]] bool still_there();
    /// True inside BEGIN…COMMIT, aborted or not.
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] const Url& url() const { return url_; }
    /// Host (or socket folder), port and database in effect: "database app on /tmp:5432".
    [[nodiscard]] std::string describe() const;
    /// The database's name in effect.
    [[nodiscard]] std::string database() const;
    /// The host in effect; a socket's folder begins with '/'.
    [[nodiscard]] std::string host() const;
    [[nodiscard]] std::string user() const;

    /// For another thread or a signal handler's flag: while a statement runs, `asked` is polled (every 100 ms);
    /// once it answers true the statement is cancelled on the server and `interrupted` returned.
    void cancel_when(std::function<bool()> asked) { cancel_asked_ = std::move(asked); }

private:
    struct Finish {
        void operator()(pg_conn* connection) const;
    };
    Session() = default;
    [[nodiscard]] Error error_of(const pg_result* result) const;
    [[nodiscard]] Failing lost() const;
    Result<> send(std::string_view text, std::span<const Value> values);
    [[nodiscard]] Failing unsent() const;
    Result<> flush();
    Result<> wait_for_result();
    Result<> wait_for_socket();
    Result<> poll_socket(short events);
    Result<> end_copy(const pg_result* result);
    Result<Rows> collect();
    Result<std::vector<Rows>> collect_pipeline(std::size_t statements);

    std::unique_ptr<pg_conn, Finish> connection_;
    std::unique_ptr<SessionOptions> options_;  ///< its address is libpq's notice argument, so it must not move
    std::function<bool()> cancel_asked_;
    std::size_t failed_statement_ = 0;
    bool cancelled_ = false;  ///< a cancel was sent for the statement that runs
    Url url_;
};

/// Rolls back when it goes out of scope without commit().
class Transaction {
public:
    /// BEGIN with the given words: "ISOLATION LEVEL REPEATABLE READ READ ONLY".
    static Result<Transaction> begin(Session& session, sql::Keywords modes = "");
    Transaction(Transaction&& other) noexcept : session_(std::exchange(other.session_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<> commit();

private:
    explicit Transaction(Session& session) : session_(&session) {}
    Session* session_;
};

}  // namespace whimbrel::pg
