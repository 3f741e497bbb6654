// SPDX-License-Identifier: Apache-2.0
// Runner: applies and rolls back on a target, with ledger, lock, journal and resume. See DESIGN.md "Runner and ledger".
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/history/history.h"
#include "whimbrel/pg/session.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::runner {

struct RunnerOptions {
    std::string ledger_schema = "whimbrel";
    int lock_timeout_ms = 5000;  ///< per statement in a transaction; the transaction is retried with back-off
    int lock_attempts = 5;
    int advisory_wait_ms = 600000;            ///< how long to wait for another runner
    std::set<std::string> allow_lossy;        ///< "table:public.groups"; "*" for all (development databases)
    std::map<int, std::string> step_answers;  ///< --step N=done|not-done
    /// Values for variables of scripts, :'name', that the environment lacks: those of .env. Keys are names of environment variables.
    std::map<std::string, std::string, std::less<>> variables{};
    bool session_pooler_accepted = false;     ///< --pooler=session
    bool out_of_order = false;
    bool from_files = false;    ///< roll back by the folder's down files where they are newer
    bool accept_drift = false;  ///< --accept-drift: migrate a target that differs from the recorded state
    std::string tool_version;
    /// Takes out of a catalog what is no drift however it changes: what the project's ignore rules cover. Null: nothing.
    std::function<void(catalog::Catalog&)> leave_out{};
    /// Progress, a line each ("applying 20261120143000_create_groups"); never needed for correctness.
    std::function<void(const std::string&)> say{};
    std::function<bool()> interrupted{};
    /// Tests end the process here: called with the number of each statement that was sent, once it was answered.
    /// Where it is set, statements are sent one by one.
    std::function<void(int)> after_statement{};
};

/// A migration as the ledger has it.
struct Applied {
    std::string version, name, id, up_hash, down_hash, parent;
    std::string down_script;  ///< empty: none was stored
    std::string applied_at, applied_by, tool_version;
    std::int64_t duration_ms = 0;
    bool complete = true;       ///< false: it was begun and not finished
    bool rolling_back = false;  ///< with complete = false: which way
};

enum class Standing : std::uint8_t {
    applied,
    pending,
    edited,      ///< the file is not what was applied, or (pending) not what was proven
    missing,     ///< applied, and known to be one of this folder's, but its file is gone
    unknown,     ///< applied from a newer folder
    incomplete,  ///< begun, one way or the other, and not finished
};
struct StatusRow {
    std::string version, name;
    Standing standing;
    std::string applied_at, applied_by, note;
};

/// Reads the ledger, in the order of application; empty where the target has none. Creates nothing. Errors: ledger_broken.
Result<std::vector<Applied>> read_ledger(pg::Session& session, const RunnerOptions& options);
/// Both sides of every version: the folder's in its order, then what only the ledger knows.
std::vector<StatusRow> status(const history::History& history, const std::vector<Applied>& ledger);

/// What differs between the state that the ledger recorded and the target now; empty where nothing does, or where nothing can be
/// said: nothing is recorded, a run was cut off, or the server's major version is another since.
struct Drift {
    std::vector<std::string> lines;  ///< "table public.groups: unlogged: false → true", "table public.x is not expected"
    /// The same where expressions differ in nothing but parentheses, white space and casts, which is another spelling of one thing
    /// (the server renders some differently after a dump and reload). They do not stop a migration.
    std::vector<std::string> spellings;
};
Result<Drift> find_drift(pg::Session& session, const RunnerOptions& options);

struct Report {
    std::vector<std::string> versions;  ///< applied, or rolled back, in order
    std::int64_t duration_ms = 0;
    bool waited = false;  ///< for another runner
};

/// What to run: up to a version, or a number of them; neither: all.
struct Target {
    std::optional<std::string> version;
    std::optional<int> steps;
};

/// Applies pending migrations, in the order of the chain, one runner at a time. A migration that an earlier run began is finished
/// first. Errors: history_two_heads, migration_edited, migration_missing, migration_unproven, migration_unfinished (a rollback
/// was cut off), out_of_order, ledger_newer, ledger_broken, version_unknown, drifted, lossy_refused, lock_timeout (who holds
/// it), runner_busy, pooler_refused, script_refused, step_unknown (a question), interrupted, statement_failed with the
/// file's place.
Result<Report> migrate(pg::Session& session, const history::History& history, const Target& target, const RunnerOptions& options,
                       const Environment& environment);
/// Rolls back, newest first; neither version nor steps: one. A version stays, what was applied after it goes. Takes the down
/// scripts that the ledger stored. Errors: those of migrate(), no_down_script.
Result<Report> roll_back(pg::Session& session, const history::History& history, const Target& target, const RunnerOptions& options,
                         const Environment& environment);

/// Writes `versions` into the ledger as applied without running them (adopt's baseline); those that it has are left alone.
/// Errors: version_unknown, runner_busy, pooler_refused, ledger_broken.
Result<> baseline(pg::Session& session, const history::History& history, const std::vector<std::string>& versions, const RunnerOptions& options,
                  const Environment& environment);

}  // namespace whimbrel::runner
