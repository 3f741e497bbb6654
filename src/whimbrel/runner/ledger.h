// SPDX-License-Identifier: Apache-2.0
// Private to runner/: the tables of the ledger's schema. See docs/formats/ledger.md.
#pragma once

#include "whimbrel/runner/wire.h"

#include <optional>
#include <string>
#include <vector>

namespace whimbrel::runner {

enum class Direction : std::uint8_t { up, down };

/// A row of `step`: a transaction that was committed, or a statement outside of one that was begun (intent) or is done.
struct StepRow {
    int ordinal = 0;
    bool done = false;
    std::string hash;
    std::string statement;  ///< of those outside of transactions: its text
};

/// The row of `state`.
struct StateRow {
    bool current = false;  ///< false while, and after, something was applied and the state not read again
    int model = 0;
    std::vector<std::string> kinds;
    int server_version = 0;
    std::string hash;
};

class Ledger {
public:
    Ledger(Wire& wire, std::string schema) : wire_(wire), schema_(std::move(schema)) {}

    /// Errors: ledger_broken (of a newer whimbrel).
    Result<bool> exists();
    Result<> create();
    Result<std::vector<Applied>> read();
    Result<std::vector<StepRow>> read_steps(const std::string& version, Direction direction);
    Result<std::optional<StateRow>> read_state();
    Result<std::string> read_state_lines();

    // Statements for the caller's own transaction.
    /// The migration's row as of now: begun, or complete. Adds the time since the transaction began.
    [[nodiscard]] std::vector<std::string> note(const Applied& migration) const;
    /// Its rollback was begun.
    [[nodiscard]] std::vector<std::string> note_rollback(const std::string& version) const;
    /// It was refused before anything of it happened.
    [[nodiscard]] std::vector<std::string> note_no_rollback(const std::string& version) const;
    [[nodiscard]] std::string note_step(const std::string& version, Direction direction, const StepRow& step) const;
    /// After a rollback: nothing of the migration stays.
    [[nodiscard]] std::vector<std::string> forget(const std::string& version) const;
    [[nodiscard]] std::string forget_step(const std::string& version, Direction direction, int ordinal) const;
    /// What the state says is no longer so.
    [[nodiscard]] std::string outdate_state() const;

    Result<> write_state(const StateRow& state, const std::string& lines);

private:
    [[nodiscard]] sql::QualifiedName table(const char* name) const { return {schema_, name}; }
    Wire& wire_;
    std::string schema_;
};

}  // namespace whimbrel::runner
