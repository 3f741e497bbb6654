// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/runner.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/token_hash.h"
#include "whimbrel/runner/order.h"
#include "whimbrel/runner/runner_lock.h"
#include "whimbrel/runner/script_run.h"
#include "whimbrel/runner/state.h"

#include <algorithm>
#include <chrono>

namespace whimbrel::runner {

namespace {

using history::History;
using history::Migration;

class Stopwatch {
public:
    [[nodiscard]] std::int64_t ms() const { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin_).count(); }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Applied row_of(const Migration& migration, const RunnerOptions& options) {
    return {.version = migration.version,
            .name = migration.name,
            .id = migration.stamp ? migration.stamp->id : std::string(),
            .up_hash = migration.up_hash,
            .down_hash = migration.down_hash,
            .parent = migration.stamp ? migration.stamp->parent : std::string(),
            .down_script = migration.down,
            .applied_at = {},
            .applied_by = {},
            .tool_version = options.tool_version,
            .complete = true};
}

/// Where nothing is half done and the recorded state is outdated (a run was cut off, or part of it refused), it is recorded.
Result<> record_if_settled(Wire& wire, Ledger& ledger) {
    WHIMBREL_TRY(const auto rows, ledger.read());
    if (!std::ranges::all_of(rows, &Applied::complete)) return {};
    WHIMBREL_TRY(const auto state, ledger.read_state());
    if (state && state->current) return {};
    return record_state(wire, ledger);
}

/// After a failure: the state is recorded where that is sensible; its own failure adds nothing to the first.
void settle_after_failure(Wire& wire, Ledger& ledger, const Error& error) {
    if (error.code != ErrorCode::interrupted && wire.session().alive()) static_cast<void>(record_if_settled(wire, ledger));
}

Result<> apply(Wire& wire, Ledger& ledger, const Migration& migration, bool resumes) {
    wire.say((resumes ? "finishing " : "applying ") + migration.title());
    Job job{.direction = Direction::up, .migration = row_of(migration, wire.options()), .script = {}, .resumes = resumes};
    WHIMBREL_TRY(job.script, cut(migration.up_path.string(), migration.up));
    return ScriptRun(wire, ledger, job).run();
}

Result<> revert(Wire& wire, Ledger& ledger, const Applied& migration, const History& history) {
    const auto title = migration.version + "_" + migration.name;
    WHIMBREL_TRY(const auto down, down_script(history, migration, wire.options()));
    if (down.folder_is_newer)
        wire.say(format("the folder's down file of {} is newer than the ledger's, which is taken; --from-files takes the folder's", title));
    wire.say((migration.complete ? "rolling back " : "finishing the rollback of ") + title);
    Job job{.direction = Direction::down, .migration = migration, .script = {}, .resumes = !migration.complete};
    WHIMBREL_TRY(job.script, cut(down.file, down.text));
    return ScriptRun(wire, ledger, job).run();
}

/// Known before the first statement of the first: a run that stops half way for want of a password helps nobody.
Result<> require_values_of(const Wire& wire, const std::string& file, const std::string& text) {
    WHIMBREL_TRY(const auto script, cut(file, text));
    return require_values(wire, script);
}

Result<Report> migrate_locked(Wire& wire, const History& history, const Target& target) {
    Report report;
    Ledger ledger(wire, wire.options().ledger_schema);
    WHIMBREL_TRY(const bool exists, ledger.exists());
    std::vector<Applied> rows;
    if (exists) {
        WHIMBREL_TRY(rows, ledger.read());
    }
    WHIMBREL_TRY(const auto pending, to_apply(history, rows, target, wire.options()));
    if (pending.empty()) {
        if (exists) WHIMBREL_CHECK(record_if_settled(wire, ledger));
        return report;
    }
    for (const Migration* migration : pending) WHIMBREL_CHECK(require_values_of(wire, migration->up_path.string(), migration->up));
    if (!exists) WHIMBREL_CHECK(ledger.create());
    if (!wire.options().accept_drift) WHIMBREL_CHECK(refuse_drift(wire, ledger));
    for (const Migration* migration : pending) {
        const bool resumes = std::ranges::find(rows, migration->version, &Applied::version) != rows.end();
        if (auto applied = apply(wire, ledger, *migration, resumes); !applied) {
            settle_after_failure(wire, ledger, applied.error());
            return std::unexpected(std::move(applied).error());
        }
        report.versions.push_back(migration->version);
    }
    WHIMBREL_CHECK(record_state(wire, ledger));
    return report;
}

Result<Report> roll_back_locked(Wire& wire, const History& history, const Target& target) {
    Report report;
    Ledger ledger(wire, wire.options().ledger_schema);
    WHIMBREL_TRY(const bool exists, ledger.exists());
    std::vector<Applied> rows;
    if (exists) {
        WHIMBREL_TRY(rows, ledger.read());
    }
    WHIMBREL_TRY(const auto chosen, to_roll_back(rows, target));
    // Known before the first statement: a rollback that stops half way at a missing script helps nobody.
    for (const Applied* migration : chosen) {
        WHIMBREL_TRY(const auto down, down_script(history, *migration, wire.options()));
        WHIMBREL_CHECK(require_values_of(wire, down.file, down.text));
    }
    for (const Applied* migration : chosen) {
        if (auto reverted = revert(wire, ledger, *migration, history); !reverted) {
            settle_after_failure(wire, ledger, reverted.error());
            return std::unexpected(std::move(reverted).error());
        }
        report.versions.push_back(migration->version);
    }
    if (exists) WHIMBREL_CHECK(record_if_settled(wire, ledger));
    return report;
}

/// Under the runner's lock, with the session given back as it was.
template <class Act>
Result<Report> alone(Wire& wire, Act act) {
    const Stopwatch stopwatch;
    WHIMBREL_CHECK(refuse_pooler(wire));
    WHIMBREL_TRY(const auto lock, RunnerLock::take(wire));
    Result<Report> report = act();
    wire.roll_back();
    // A script says itself what of it stays.
    if (!report && report.error().code == ErrorCode::interrupted && report.error().context.empty())
        report.error().context.emplace_back("looking at the database; nothing was changed");
    if (!report) return report;
    report->waited = lock.waited();
    report->duration_ms = stopwatch.ms();
    return report;
}

}  // namespace

Result<std::vector<Applied>> read_ledger(pg::Session& session, const RunnerOptions& options) {
    const Environment none;
    Wire wire(session, options, none);
    Ledger ledger(wire, options.ledger_schema);
    WHIMBREL_TRY(const bool exists, ledger.exists());
    if (!exists) return std::vector<Applied>();
    return ledger.read();
}

Result<Report> migrate(pg::Session& session, const History& history, const Target& target, const RunnerOptions& options, const Environment& environment) {
    WHIMBREL_CHECK(history.one_head());
    Wire wire(session, options, environment);
    return alone(wire, [&] { return migrate_locked(wire, history, target); });
}

Result<Report> roll_back(pg::Session& session, const History& history, const Target& target, const RunnerOptions& options, const Environment& environment) {
    Wire wire(session, options, environment);
    return alone(wire, [&] { return roll_back_locked(wire, history, target); });
}

Result<> baseline(pg::Session& session, const History& history, const std::vector<std::string>& versions, const RunnerOptions& options,
                  const Environment& environment) {
    Wire wire(session, options, environment);
    const auto write = [&]() -> Result<Report> {
        Ledger ledger(wire, options.ledger_schema);
        WHIMBREL_TRY(const bool exists, ledger.exists());
        if (!exists) WHIMBREL_CHECK(ledger.create());
        WHIMBREL_TRY(const auto rows, ledger.read());
        WHIMBREL_TRY(auto transaction, pg::Transaction::begin(session));
        for (const auto& version : versions) {
            const Migration* migration = history.find(version);
            if (migration == nullptr)
                return fail(ErrorCode::version_unknown, format("the folder has no version {}", version)).hint("Run `whimbrel status` to see the versions.");
            if (std::ranges::find(rows, version, &Applied::version) != rows.end()) continue;
            std::size_t failed = 0;
            WHIMBREL_CHECK(wire.execute_all(ledger.note(row_of(*migration, options)), failed));
        }
        WHIMBREL_CHECK(transaction.commit());
        WHIMBREL_CHECK(record_state(wire, ledger));
        return Report{};
    };
    WHIMBREL_CHECK(alone(wire, write));
    return {};
}

}  // namespace whimbrel::runner
