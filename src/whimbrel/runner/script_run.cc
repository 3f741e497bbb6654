// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/script_run.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/runner/verifier.h"

#include <algorithm>

namespace whimbrel::runner {

namespace {

/// The settings that the session began with; application_name comes from the connection and stays.
/// RESET ALL leaves roles alone (guc_tables.c, GUC_NO_RESET_ALL).
constexpr const char* k_reset = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DISCARD TEMP";

bool is_local(const std::string& setting) {
    const auto tokens = parse::lex(setting);
    return tokens.size() > 1 && parse::is_word(tokens[1].text(setting), "LOCAL");
}

/// Brings what is half done to an end one way or the other.
Result<Verdict> look_again(Wire& wire, const parse::SplitFile& statement) {
    if (statement.statements.empty()) return Verdict::not_done;
    WHIMBREL_TRY(const auto verdict, verify(wire, statement.statements.front()));
    if (verdict == Verdict::half) return finish_half(wire, statement.statements.front());
    return verdict;
}

}  // namespace

Result<> ScriptRun::run() {
    WHIMBREL_CHECK(require_values(wire_, job_.script));
    WHIMBREL_CHECK(reset_session());
    watch_interruption(nullptr);
    auto done = run_units();
    wire_.roll_back();
    if (wire_.session().alive())
        if (auto reset = reset_session(); done && !reset) return reset;
    return done;
}

Result<> ScriptRun::reset_session() {
    WHIMBREL_CHECK(wire_.execute(std::string(k_reset)));
    return {};
}

Result<> ScriptRun::run_units() {
    done_.assign(static_cast<std::size_t>(job_.script.steps), false);
    WHIMBREL_CHECK(take_journal());
    for (const auto& unit : job_.script.units) WHIMBREL_CHECK(run_unit(unit));
    WHIMBREL_CHECK(drop_doubts());
    // There may be no step at all, or no longer one behind those that an earlier run did.
    return completed_ ? Result<>() : write_journal(journal(nullptr, true));
}

/// What an earlier run did.
Result<> ScriptRun::take_journal() {
    if (!job_.resumes) return {};
    WHIMBREL_TRY(auto steps, ledger_.read_steps(job_.migration.version, job_.direction));
    for (auto& step : steps) {
        if (!step.done) {
            doubts_.emplace(step.ordinal, std::move(step));
            continue;
        }
        const auto unit = std::ranges::find(job_.script.units, step.ordinal, &Unit::ordinal);
        if (unit == job_.script.units.end() || unit->hash != step.hash) return edited(step.ordinal);
        done_[static_cast<std::size_t>(step.ordinal - 1)] = true;
    }
    return {};
}

Failing ScriptRun::edited(int ordinal) const {
    return fail(ErrorCode::migration_edited, format("step {} of {} was edited after it was executed", ordinal, job_.title()))
        .at({job_.script.file.file, 0, 0})
        .hint("Restore the steps that were executed; later ones may be corrected.");
}

Result<> ScriptRun::run_unit(const Unit& unit) {
    if (unit.kind == UnitKind::setting) {
        const auto& setting = statement(unit.statements.front());
        if (auto set = wire_.execute(filled_text(setting)); !set) return std::unexpected(in_file(std::move(set).error(), setting));
        return {};
    }
    const auto at = static_cast<std::size_t>(unit.ordinal - 1);
    WHIMBREL_CHECK(doubt(unit));
    if (done_[at]) return skip(unit);
    auto done = wire_.interrupted()                  ? Result<>(fail(ErrorCode::interrupted, format("interrupted before step {}", unit.ordinal)))
                : unit.kind == UnitKind::transaction ? run_transaction(unit)
                                                     : run_statement(unit);
    if (!done) return std::unexpected(with_standing(std::move(done).error(), unit.ordinal));
    done_[at] = true;
    completed_ = is_last(unit);
    return {};
}

/// A statement that was begun and whose end nobody saw. Asked at its turn, when the settings that it ran with are in effect.
Result<> ScriptRun::doubt(const Unit& unit) {
    const auto doubted = doubts_.extract(unit.ordinal);
    if (doubted.empty()) return {};
    const StepRow& step = doubted.mapped();
    // It is judged by its text of then: the author may have corrected it since.
    WHIMBREL_TRY(const auto then, parse::split(job_.script.file.file, step.statement));
    WHIMBREL_TRY(auto verdict, look_again(wire_, then));
    if (verdict == Verdict::unknown) {
        const auto answer = wire_.options().step_answers.find(unit.ordinal);
        const std::string said = answer == wire_.options().step_answers.end() ? std::string() : answer->second;
        if (said != "done" && said != "not-done") {
            const auto& first = statement(unit.statements.front());
            return fail(ErrorCode::step_unknown,
                        format("it is not known whether step {} of {} was executed: {}", unit.ordinal, job_.title(), brief(step.statement)))
                .at({job_.script.file.file, first.line, first.column})
                .hint(format("Look at the database and answer with `--step {}=done` or `--step {}=not-done`.", unit.ordinal, unit.ordinal));
        }
        verdict = said == "done" ? Verdict::done : Verdict::not_done;
    }
    if (verdict == Verdict::not_done) return {};
    if (unit.hash != step.hash) return edited(unit.ordinal);
    WHIMBREL_CHECK(write_journal(journal(&unit, true)));
    completed_ = is_last(unit);
    done_[static_cast<std::size_t>(unit.ordinal - 1)] = true;
    return {};
}

/// Begun by an earlier run, and no longer in the file.
Result<> ScriptRun::drop_doubts() {
    for (const auto& [ordinal, step] : doubts_) {
        WHIMBREL_TRY(const auto then, parse::split(job_.script.file.file, step.statement));
        WHIMBREL_TRY(const auto verdict, look_again(wire_, then));
        if (verdict != Verdict::not_done) return edited(ordinal);
        WHIMBREL_CHECK(write_journal({ledger_.forget_step(job_.migration.version, job_.direction, ordinal)}));
    }
    return {};
}

/// What a step set for the session holds for the steps behind it.
Result<> ScriptRun::skip(const Unit& unit) {
    for (const auto index : unit.statements) {
        const auto& setting = statement(index);
        if (setting.head.statement_class != parse::StatementClass::setting || is_local(setting.text)) continue;
        if (auto set = wire_.execute(filled_text(setting)); !set) return std::unexpected(in_file(std::move(set).error(), setting));
    }
    return {};
}

/// Outside of a transaction nothing is atomic: the intent is noted before, the end after.
Result<> ScriptRun::run_statement(const Unit& unit) {
    const auto& only = statement(unit.statements.front());
    if (auto refused = refuse_losses(only); !refused) return std::unexpected(in_file(std::move(refused).error(), only));
    // Where its effect is there already, the server will refuse it or pass over it, and the effect would prove nothing later.
    WHIMBREL_TRY(const auto before, verify(wire_, only));
    if (before != Verdict::done) WHIMBREL_CHECK(write_journal(journal(&unit, false)));
    // A time-out in the middle of CREATE INDEX CONCURRENTLY would leave an invalid index.
    WHIMBREL_CHECK(wire_.execute(std::string("SET lock_timeout = 0")));
    watch_interruption(nullptr);
    auto done = wire_.execute(filled_text(only));
    wire_.session().cancel_when({});
    if (done) return write_journal(journal(&unit, true));
    auto error = in_file(std::move(done).error(), only);
    if (error.code == ErrorCode::statement_failed && failure_means_nothing_happened(only)) forget_refused(unit, error);
    return std::unexpected(std::move(error));
}

/// The server said no, so there is nothing to find out later; what the attempt left is cleared away at once. All of it is
/// best effort: what cannot be done now, the next run does.
void ScriptRun::forget_refused(const Unit& unit, const Error& error) {
    const auto& only = statement(unit.statements.front());
    constexpr std::string_view k_duplicate_table = "42P07";
    // An invalid index of that name that was there before is not ours.
    if (error.server && error.server->sqlstate != k_duplicate_table) {
        const auto verdict = verify(wire_, only);
        if (!verdict || (*verdict == Verdict::half && !finish_half(wire_, only))) return;
    }
    std::vector<std::string> statements{ledger_.forget_step(job_.migration.version, job_.direction, unit.ordinal)};
    if (std::ranges::find(done_, true) == done_.end()) {
        auto nothing = job_.direction == Direction::up ? ledger_.forget(job_.migration.version) : ledger_.note_no_rollback(job_.migration.version);
        std::ranges::move(nothing, std::back_inserter(statements));
    }
    static_cast<void>(write_journal(statements));
}

/// The rows that go with a step: its own, and the migration's.
std::vector<std::string> ScriptRun::journal(const Unit* unit, bool done) const {
    if (job_.record == Job::Record::nothing) return {};
    const bool completes = done && (unit == nullptr || is_last(*unit));
    // A script may have changed its role; the ledger is the connection's.
    std::vector<std::string> statements{"SET LOCAL SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE TO DEFAULT"};
    const auto add = [&](std::vector<std::string> more) { std::ranges::move(more, std::back_inserter(statements)); };
    if (completes && job_.direction == Direction::down) {
        add(ledger_.forget(job_.migration.version));
        return statements;
    }
    if (unit != nullptr) {
        StepRow step{.ordinal = unit->ordinal, .done = done, .hash = unit->hash, .statement = {}};
        if (unit->kind == UnitKind::statement) step.statement = statement(unit->statements.front()).text;
        statements.push_back(ledger_.note_step(job_.migration.version, job_.direction, step));
    }
    if (job_.direction == Direction::down) {
        add(ledger_.note_rollback(job_.migration.version));
    } else {
        Applied row = job_.migration;
        row.complete = completes;
        add(ledger_.note(row));
    }
    return statements;
}

Result<> ScriptRun::write_journal(const std::vector<std::string>& statements) {
    if (job_.record == Job::Record::nothing) return {};
    const auto write = [&]() -> Result<> {
        WHIMBREL_CHECK(wire_.execute(std::string("BEGIN")));
        std::size_t failed = 0;
        WHIMBREL_CHECK(wire_.execute_all(statements, failed));
        WHIMBREL_CHECK(wire_.execute(std::string("COMMIT")));
        return {};
    };
    auto written = write();
    if (!written) {
        if (wire_.session().alive() && wire_.session().in_transaction()) static_cast<void>(wire_.session().execute("ROLLBACK"));
        written.error().context.push_back("writing the ledger");
    }
    return written;
}

}  // namespace whimbrel::runner
