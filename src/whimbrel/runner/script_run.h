// SPDX-License-Identifier: Apache-2.0
// Private to runner/: one migration's script, one way, on one target: journalled, resumed where an earlier run stopped.
#pragma once

#include "whimbrel/runner/holders.h"
#include "whimbrel/runner/ledger.h"
#include "whimbrel/runner/script.h"
#include "whimbrel/runner/values.h"
#include "whimbrel/runner/wire.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace whimbrel::runner {

struct Job {
    Direction direction = Direction::up;
    Applied migration;  ///< its row as it will be
    Script script;
    bool resumes = false;  ///< an earlier run began it
    enum class Record : std::uint8_t { ledger, nothing } record = Record::ledger;
    std::string again{};  ///< the command that goes on with it; empty: migrate or rollback, as the direction is
    [[nodiscard]] std::string title() const { return migration.name.empty() ? migration.version : migration.version + "_" + migration.name; }
};

class ScriptRun {
public:
    ScriptRun(Wire& wire, Ledger& ledger, const Job& job) : wire_(wire), ledger_(ledger), job_(job) {}

    /// Afterwards the migration is complete in the ledger (or gone from it), and the session as it was.
    Result<> run();

private:
    // script_run.cc
    Result<> run_units();
    Result<> take_journal();
    Result<> run_unit(const Unit& unit);
    Result<> doubt(const Unit& unit);
    Result<> drop_doubts();
    [[nodiscard]] Failing edited(int ordinal) const;
    Result<> skip(const Unit& unit);
    Result<> run_statement(const Unit& unit);
    void forget_refused(const Unit& unit, const Error& error);
    Result<> write_journal(const std::vector<std::string>& statements);
    [[nodiscard]] std::vector<std::string> journal(const Unit* unit, bool done) const;
    Result<> reset_session();
    [[nodiscard]] bool is_last(const Unit& unit) const { return unit.ordinal == job_.script.steps; }
    [[nodiscard]] const parse::SplitStatement& statement(std::size_t index) const { return job_.script.file.statements[index]; }
    [[nodiscard]] std::string filled_text(const parse::SplitStatement& statement) const { return filled(wire_, statement).text; }

    // transaction_run.cc
    Result<> run_transaction(const Unit& unit);
    Result<> try_transaction(const Unit& unit, HolderWatch* watch);
    Result<> send(const Unit& unit, std::size_t first, std::size_t end);
    Result<> refuse_losses(const parse::SplitStatement& statement);
    Result<> refuse_loss(const parse::SplitStatement& statement, const Lossy& lossy);
    void watch_interruption(HolderWatch* watch);

    // failure.cc
    /// An error of a statement: its place in the file, where the server named one.
    [[nodiscard]] Error in_file(Error error, const parse::SplitStatement& statement) const;
    /// What of the migration stays, and what to do.
    [[nodiscard]] Error with_standing(Error error, int ordinal) const;
    [[nodiscard]] Error lock_error(Error error, const HolderWatch& watch, int attempts) const;

    Wire& wire_;
    Ledger& ledger_;
    const Job& job_;
    std::vector<bool> done_;         ///< by ordinal - 1
    bool completed_ = false;         ///< the ledger says so
    std::map<int, StepRow> doubts_;  ///< statements that were begun and whose end nobody saw
};

}  // namespace whimbrel::runner
