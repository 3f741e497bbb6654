// SPDX-License-Identifier: Apache-2.0
// Private to runner/: the session as the runner uses it. Every statement goes through here, so that a test can count
// them and end the process after any.
#pragma once

#include "whimbrel/pg/session.h"
#include "whimbrel/runner/runner.h"

#include <span>
#include <string>

namespace whimbrel::runner {

class Wire {
public:
    Wire(pg::Session& session, const RunnerOptions& options, const Environment& environment)
        : session_(session), options_(options), environment_(environment) {}

    Result<pg::Rows> execute(const sql::Statement& statement);
    /// A statement as a file holds it.
    Result<pg::Rows> execute(const std::string& statement);
    Result<pg::Rows> query(const sql::Statement& statement, std::span<const pg::Value> values = {});
    /// In order, in few round trips. Where one fails, `failed` is its index and the error its.
    Result<> execute_all(std::span<const std::string> statements, std::size_t& failed);
    /// Ends a transaction that failed; the interruption that ended it must not end this too.
    void roll_back();

    [[nodiscard]] pg::Session& session() const { return session_; }
    [[nodiscard]] const RunnerOptions& options() const { return options_; }
    [[nodiscard]] const Environment& environment() const { return environment_; }
    void say(const std::string& line) const {
        if (options_.say) options_.say(line);
    }
    [[nodiscard]] bool interrupted() const { return options_.interrupted && options_.interrupted(); }
    /// Sleeps for `ms` plus up to half as much by chance; false where it was interrupted.
    [[nodiscard]] bool sleep(int ms) const;

private:
    void count(std::size_t statements = 1);
    pg::Session& session_;
    const RunnerOptions& options_;
    const Environment& environment_;
    int sent_ = 0;
};

}  // namespace whimbrel::runner
