// SPDX-License-Identifier: Apache-2.0
// libpq, "Asynchronous Command Processing" and "Pipeline Mode". The connection is nonblocking throughout: a
// blocking one could neither be cancelled nor take a large pipeline without both sides waiting on full buffers.
#include "whimbrel/pg/session.h"

#include "whimbrel/base/format.h"
#include "whimbrel/pg/report.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace whimbrel::pg {

namespace {

constexpr int k_cancel_tick_ms = 100;
constexpr std::string_view k_query_canceled = "57014";

struct FreeCancel {
    void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
};

bool is_error(const pg_result* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

/// Many short statements are as long as a long one.
Result<> go_on(const std::function<bool()>& interrupted) {
    if (interrupted && interrupted()) return fail(ErrorCode::interrupted, "interrupted");
    return {};
}

}  // namespace

Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

void Session::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }

Failing Session::lost() const {
    return fail(ErrorCode::connection_lost, format("the connection to {} was lost", describe()))
        .hint("Check that the server still runs, and run the command again.");
}

Error Session::error_of(const pg_result* result) const {
    auto report = report_of(result);
    // A cancel that came too late for one statement meets the next.
    const bool was_asked = cancelled_ || (cancel_asked_ && cancel_asked_());
    if (was_asked && report.sqlstate == k_query_canceled) return fail(ErrorCode::interrupted, "interrupted while a statement ran").take();
    if (report.message.empty()) {
        // libpq's own errors have no fields, only a text.
        report.message = PQresultErrorMessage(result);
        report.message.erase(report.message.find_last_not_of('\n') + 1);
    }
    // A backend that ends says FATAL first; libpq notices the closed socket only at the next read.
    const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const bool is_over = !alive() || (severity != nullptr && (std::string_view(severity) == "FATAL" || std::string_view(severity) == "PANIC"));
    Error error = is_over ? lost().take() : fail(ErrorCode::statement_failed, "the server refused a statement").take();
    error.server = std::move(report);
    return error;
}

/// Waits until the socket can be read, or written where something is left to send; asks `cancel_asked_` meanwhile.
Result<> Session::wait_for_socket() {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) {
        // The server may have said why before it closed; what it said is read with the result.
        if (PQconsumeInput(connection_.get()) == 0) return lost();
        return {};
    }
    return poll_socket(unsent == 1 ? static_cast<short>(POLLIN | POLLOUT) : static_cast<short>(POLLIN));
}

Result<> Session::poll_socket(short events) {
    pollfd socket{.fd = PQsocket(connection_.get()), .events = events, .revents = 0};
    const bool may_cancel = cancel_asked_ && !cancelled_;
    const int ready = ::poll(&socket, 1, may_cancel ? k_cancel_tick_ms : -1);
    if (ready < 0 && errno != EINTR) return lost();
    if (ready <= 0 && may_cancel && cancel_asked_()) {
        cancelled_ = true;
        const std::unique_ptr<PGcancel, FreeCancel> cancel(PQgetCancel(connection_.get()));
        std::array<char, 256> reason{};
        if (!cancel || PQcancel(cancel.get(), reason.data(), static_cast<int>(reason.size())) == 0) {
            // The statement cannot be reached any more, so the session is given up rather than waited for.
            connection_.reset();
            return fail(ErrorCode::interrupted, "interrupted, and the server could not be told to stop the statement");
        }
    }
    return {};
}

Result<> Session::wait_for_result() {
    while (PQisBusy(connection_.get()) != 0) {
        WHIMBREL_CHECK(wait_for_socket());
        // Its failure shows as an error result, with the server's last words where it had any.
        if (PQconsumeInput(connection_.get()) == 0) break;
    }
    return {};
}

/// Sends what libpq holds back. Where the server will not take more before its answers are read, they are. Once all is sent nothing is waited for:
/// a COPY has no answer before its end.
Result<> Session::flush() {
    for (;;) {
        const int unsent = PQflush(connection_.get());
        if (unsent == 0) return {};
        if (unsent < 0) {
            // The server may have said why before it closed; what it said is read with the result.
            if (PQconsumeInput(connection_.get()) == 0) return lost();
            return {};
        }
        WHIMBREL_CHECK(poll_socket(static_cast<short>(POLLIN | POLLOUT)));
        if (PQconsumeInput(connection_.get()) == 0) return {};
    }
}

Result<> Session::send(std::string_view text, std::span<const Value> values) {
    if (text.find('\0') != std::string_view::npos) return fail(ErrorCode::statement_failed, "the statement holds a NUL byte");
    const std::string terminated(text);
    std::vector<const char*> pointers;
    pointers.reserve(values.size());
    for (const auto& value : values) pointers.push_back(value ? value->c_str() : nullptr);
    const int sent = PQsendQueryParams(connection_.get(), terminated.c_str(), static_cast<int>(pointers.size()), nullptr, pointers.data(), nullptr, nullptr, 0);
    if (sent == 0) return unsent();
    return {};
}

Failing Session::unsent() const {
    if (!alive()) return lost();
    return fail(ErrorCode::statement_failed, format("the statement could not be sent: {}", PQerrorMessage(connection_.get())));
}

/// COPY FROM STDIN and TO STDOUT have no place in a statement run here; both must be ended, or the session hangs.
Result<> Session::end_copy(const pg_result* result) {
    if (PQresultStatus(result) == PGRES_COPY_IN) {
        int ended = 0;
        while ((ended = PQputCopyEnd(connection_.get(), "whimbrel sends no rows to COPY FROM STDIN")) == 0) WHIMBREL_CHECK(flush());
        if (ended < 0) return lost();
        return flush();
    }
    for (;;) {
        char* row = nullptr;
        const int size = PQgetCopyData(connection_.get(), &row, 1);
        if (row != nullptr) PQfreemem(row);
        if (size < 0) return {};
        if (size == 0) {
            WHIMBREL_CHECK(wait_for_socket());
            if (PQconsumeInput(connection_.get()) == 0) return lost();
        }
    }
}

/// Reads all results of what was sent; libpq takes nothing new before that.
Result<Rows> Session::collect() {
    Rows last;
    bool last_has_rows = false;
    std::optional<Error> first_error;
    for (;;) {
        WHIMBREL_CHECK(wait_for_result());
        pg_result* result = PQgetResult(connection_.get());
        if (result == nullptr) break;
        Rows rows(result);
        const auto status = PQresultStatus(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            WHIMBREL_CHECK(end_copy(result));
            if (status == PGRES_COPY_OUT && !first_error) first_error = fail(ErrorCode::statement_failed, "COPY TO STDOUT has nowhere to send its rows").take();
        } else if (is_error(result)) {
            if (!first_error) first_error = error_of(result);
            if (!alive()) break;
        } else if (status == PGRES_TUPLES_OK || !last_has_rows) {
            last = std::move(rows);
            last_has_rows = status == PGRES_TUPLES_OK;
        }
    }
    if (first_error) return std::unexpected(std::move(*first_error));
    if (!alive()) return lost();
    return last;
}

Result<Rows> Session::execute(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return fail(ErrorCode::statement_failed, "the statement holds a NUL byte");
    cancelled_ = false;
    WHIMBREL_CHECK(go_on(cancel_asked_));
    if (PQsendQuery(connection_.get(), std::string(text).c_str()) == 0) return lost();
    WHIMBREL_CHECK(flush());
    return collect();
}

Result<Rows> Session::query(std::string_view text, std::span<const Value> values) {
    cancelled_ = false;
    WHIMBREL_CHECK(go_on(cancel_asked_));
    WHIMBREL_CHECK(send(text, values));
    WHIMBREL_CHECK(flush());
    return collect();
}

Result<std::vector<Rows>> Session::collect_pipeline(std::size_t statements) {
    std::vector<Rows> all(statements);
    std::optional<Error> first_error;
    std::size_t at = 0;
    // Each statement gives its result and a null; the synchronisation point gives a result alone and comes last.
    for (bool synchronised = false; !synchronised;) {
        WHIMBREL_CHECK(wait_for_result());
        pg_result* result = PQgetResult(connection_.get());
        if (result == nullptr) {
            if (!alive()) return lost();
            ++at;
            continue;
        }
        Rows rows(result);
        const auto status = PQresultStatus(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            // libpq cannot end a COPY in a pipeline; newer ones drop the connection themselves.
            connection_.reset();
            return fail(ErrorCode::connection_lost, "the connection was given up, because COPY cannot run in a pipeline");
        }
        synchronised = status == PGRES_PIPELINE_SYNC;
        if (is_error(result) && !first_error) {
            first_error = error_of(result);
            failed_statement_ = std::min(at, statements - 1);
        }
        if (!alive()) break;
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
            if (at < statements) all[at] = std::move(rows);
        }
    }
    if (first_error) return std::unexpected(std::move(*first_error));
    if (!alive()) return lost();
    return all;
}

Result<std::vector<Rows>> Session::query_all(std::span<const std::string> statements) {
    if (statements.empty()) return std::vector<Rows>();
    cancelled_ = false;
    WHIMBREL_CHECK(go_on(cancel_asked_));
    failed_statement_ = statements.size() - 1;
    for (const auto& text : statements)
        if (text.find('\0') != std::string::npos) return fail(ErrorCode::statement_failed, "the statement holds a NUL byte");
    if (PQenterPipelineMode(connection_.get()) == 0) return lost();
    for (const auto& text : statements) WHIMBREL_CHECK(send(text, {}));
    if (PQpipelineSync(connection_.get()) == 0) return lost();
    WHIMBREL_CHECK(flush());
    auto all = collect_pipeline(statements.size());
    if (PQexitPipelineMode(connection_.get()) == 0 && all) return lost();
    return all;
}

ServerVersion Session::version() const { return {PQserverVersion(connection_.get())}; }

int Session::backend_pid() const { return PQbackendPID(connection_.get()); }

bool Session::alive() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

bool Session::still_there() {
    // What a server says of itself before it goes is read before the end of the stream is.
    for (pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0}; alive() && ::poll(&socket, 1, 0) > 0;)
        if (PQconsumeInput(connection_.get()) == 0) return false;
    return alive();
}

bool Session::in_transaction() const {
    const auto status = PQtransactionStatus(connection_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

std::string Session::database() const {
    const char* name = PQdb(connection_.get());
    return name == nullptr ? "" : name;
}

std::string Session::host() const {
    const char* name = PQhost(connection_.get());
    return name == nullptr ? "" : name;
}

std::string Session::user() const {
    const char* name = PQuser(connection_.get());
    return name == nullptr ? "" : name;
}

std::string Session::describe() const {
    const char* port = PQport(connection_.get());
    std::string place = host();
    if (place.find(':') != std::string::npos) place = "[" + place + "]";
    return format("database {} on {}:{}", database(), place, port == nullptr ? "" : port);
}

}  // namespace whimbrel::pg
