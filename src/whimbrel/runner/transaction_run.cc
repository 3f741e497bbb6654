// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/runner/role_there.h"
#include "whimbrel/runner/script_run.h"

#include <algorithm>

namespace whimbrel::runner {

namespace {

constexpr std::string_view k_lock_not_available = "55P03";
constexpr std::string_view k_deadlock_detected = "40P01";
constexpr int k_first_pause_ms = 250;
constexpr int k_longest_pause_ms = 8000;

bool failed_with(const Error& error, std::string_view sqlstate) { return error.server && error.server->sqlstate == sqlstate; }

bool is_worth_another_try(const Error& error) { return failed_with(error, k_lock_not_available) || failed_with(error, k_deadlock_detected); }

/// "table:public.groups/column:nick" → "public.groups": the names in an id are quoted as in SQL. Empty for other kinds.
std::string table_of(const std::string& id) {
    constexpr std::string_view k_table = "table:";
    if (!id.starts_with(k_table)) return {};
    bool quoted = false;
    std::size_t end = k_table.size();
    for (; end < id.size() && (quoted || id[end] != '/'); ++end)
        if (id[end] == '"') quoted = !quoted;
    return id.substr(k_table.size(), end - k_table.size());
}

std::string what_is_lost(const std::string& id) {
    const auto table = table_of(id);
    if (table.empty()) return "what depends on " + id;
    const std::size_t end = std::string_view("table:").size() + table.size();
    if (end == id.size()) return "the rows of table " + table;
    std::string part = id.substr(end + 1);
    if (const auto colon = part.find(':'); colon != std::string::npos) part[colon] = ' ';
    return "values of " + part + " of table " + table;
}

}  // namespace

void ScriptRun::watch_interruption(HolderWatch* watch) {
    wire_.session().cancel_when([this, watch] {
        if (watch != nullptr) watch->look();
        return wire_.interrupted();
    });
}

/// A lock that is not to be had in time is given up, so that nobody queues up behind us, and tried again later.
Result<> ScriptRun::run_transaction(const Unit& unit) {
    const int attempts = std::max(wire_.options().lock_attempts, 1);
    HolderWatch watch(wire_.session());
    for (int attempt = 1, pause = k_first_pause_ms;; ++attempt, pause = std::min(pause * 2, k_longest_pause_ms)) {
        // The first wait is not watched: most transactions wait for nobody, and a watch is a connection more.
        auto done = try_transaction(unit, attempt > 1 || attempts == 1 ? &watch : nullptr);
        wire_.roll_back();
        if (done) return {};
        if (!is_worth_another_try(done.error()) || !wire_.session().alive()) return done;
        if (attempt >= attempts && !failed_with(done.error(), k_lock_not_available)) return done;
        if (attempt >= attempts) return std::unexpected(lock_error(std::move(done).error(), watch, attempts));
        const auto holders = describe(watch.holders());
        wire_.say(format("waiting for a lock{} (attempt {} of {})", holders.empty() ? std::string() : " that is held by " + holders, attempt, attempts));
        if (!wire_.sleep(pause)) return fail(ErrorCode::interrupted, "interrupted while waiting for a lock");
    }
}

Result<> ScriptRun::try_transaction(const Unit& unit, HolderWatch* watch) {
    watch_interruption(watch);
    WHIMBREL_CHECK(wire_.execute(unit.begin));
    WHIMBREL_CHECK(wire_.execute(sql::sql("SET LOCAL lock_timeout =", wire_.options().lock_timeout_ms)));
    // Statements go out many at a time; what may lose data, and COPY, which a pipeline cannot take, stand alone.
    std::size_t sent = 0;
    for (std::size_t i = 0; i < unit.statements.size(); ++i) {
        const auto& next = statement(unit.statements[i]);
        const bool is_copy = next.head.verb == "COPY";
        const bool is_role = makes_plain_role(next);
        if (lossy_of(next).empty() && !is_copy && !is_role) continue;
        WHIMBREL_CHECK(send(unit, sent, i));
        sent = i;
        if (auto refused = refuse_losses(next); !refused) return std::unexpected(in_file(std::move(refused).error(), next));
        if (is_role) {
            WHIMBREL_TRY(const bool alike, is_there_alike(wire_, next));
            if (!alike) continue;
            wire_.say(format("role {} is there already, as it is declared", sql::Identifier{next.head.name}.render()));
            sent = i + 1;
        }
        if (!is_copy) continue;
        if (auto copied = wire_.execute(filled_text(next)); !copied) return std::unexpected(in_file(std::move(copied).error(), next));
        sent = i + 1;
    }
    WHIMBREL_CHECK(send(unit, sent, unit.statements.size()));
    std::size_t failed = 0;
    if (const auto rows = journal(&unit, true); !rows.empty()) WHIMBREL_CHECK(wire_.execute_all(rows, failed));
    const auto committed = wire_.execute(std::string("COMMIT"));
    // Constraints that are checked last fail here, and with them the transaction as a whole.
    if (!committed) return std::unexpected(in_file(committed.error(), statement(unit.statements.front())));
    if (committed->command_tag() == "ROLLBACK") return fail(ErrorCode::statement_failed, "the transaction was rolled back by one of its own statements");
    return {};
}

Result<> ScriptRun::send(const Unit& unit, std::size_t first, std::size_t end) {
    std::vector<std::string> texts;
    texts.reserve(end - first);
    for (std::size_t i = first; i < end; ++i) texts.push_back(filled_text(statement(unit.statements[i])));
    std::size_t failed = 0;
    auto sent = wire_.execute_all(texts, failed);
    if (!sent) return std::unexpected(in_file(std::move(sent).error(), statement(unit.statements[first + failed])));
    return {};
}

Result<> ScriptRun::refuse_losses(const parse::SplitStatement& statement) {
    const auto& allowed = wire_.options().allow_lossy;
    for (const auto& lossy : lossy_of(statement))
        if (!allowed.contains("*") && !allowed.contains(lossy.object)) WHIMBREL_CHECK(refuse_loss(statement, lossy));
    return {};
}

Result<> ScriptRun::refuse_loss(const parse::SplitStatement& statement, const Lossy& lossy) {
    if (!lossy.when.empty()) {
        // The statement takes this lock anyway; taken first, no row arrives between the look and the loss.
        const auto table = table_of(lossy.object);
        const auto look = [&]() -> Result<bool> {
            if (!table.empty() && wire_.session().in_transaction())
                WHIMBREL_CHECK(wire_.execute(sql::sql("LOCK TABLE", sql::Fragment{table}, "IN ACCESS EXCLUSIVE MODE")));
            // Rows that a policy hides from this role (FORCE ROW LEVEL SECURITY) are rows; PostgreSQL then refuses to answer.
            WHIMBREL_TRY(const auto security, wire_.query(sql::sql("SHOW row_security")));
            WHIMBREL_CHECK(wire_.execute(sql::sql("SET row_security TO off")));
            WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT (", sql::Fragment{lossy.when}, ")")));
            WHIMBREL_CHECK(wire_.execute(sql::sql("SET row_security TO", sql::Literal{security[0].string(0)})));
            return rows.size() == 1 && rows[0].boolean(0);
        };
        auto bites = look();
        if (!bites) {
            auto error = std::move(bites).error();
            // Its position counts in our statement, not in the file's.
            if (error.server) error.server->position = 0;
            error.context.push_back("looking whether data of " + lossy.object + " would be lost");
            return std::unexpected(std::move(error));
        }
        if (!*bites) return {};
    }
    return fail(ErrorCode::lossy_refused, format("{} would lose {}", brief(statement.text), what_is_lost(lossy.object)))
        .hint(format("Allow it with `--allow-lossy {}` if they are not needed.", shell_quoted(lossy.object)));
}

}  // namespace whimbrel::runner
