// SPDX-License-Identifier: Apache-2.0
// One load of a declaration into one database, to a fixpoint.
#pragma once

#include "whimbrel/shadow/declaration.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::shadow {

/// A statement that PostgreSQL refused, and its report.
struct Refusal {
    std::size_t item = 0;
    ServerReport report;
    bool missing = false;  ///< for want of another object: it was tried again, and nothing helped
};

/// Keeps a session under the settings of the statement that is to run.
class SettingsTrack {
public:
    SettingsTrack(pg::Session& session, const Declaration& declaration) : session_(session), declaration_(declaration) {}
    /// Errors: of the first setting that is refused.
    Result<> reach(std::size_t chain);
    /// A chain's last setting was run by someone else.
    void stands_at(std::size_t chain) { at_ = chain; }
    /// Back to the session as it was opened.
    Result<> reset();

private:
    pg::Session& session_;
    const Declaration& declaration_;
    std::size_t at_ = 0;
};

class LoadRun {
public:
    LoadRun(Shadow& shadow, pg::Session& session, Declaration& declaration, std::function<void(const std::string&)> warn)
        : shadow_(shadow), session_(session), declaration_(declaration), warn_(std::move(warn)), track_(session, declaration) {}

    /// Runs the items in the order given, then what is left again until nothing changes. Refusals are collected; the
    /// errors returned are those after which there is no going on: connection_lost, role_missing, interrupted.
    Result<> run(const std::vector<std::size_t>& order);

    [[nodiscard]] const std::vector<Refusal>& refusals() const { return refusals_; }
    /// Items that were tried more than once.
    [[nodiscard]] const std::set<std::size_t>& retried() const { return retried_; }
    /// What each retried item waited for, by the names that the server gave.
    [[nodiscard]] const std::map<std::size_t, std::set<std::string>>& awaited() const { return awaited_; }
    /// Functions whose body was not checked when they were made.
    [[nodiscard]] const std::set<std::size_t>& unchecked_bodies() const { return unchecked_bodies_; }
    [[nodiscard]] SettingsTrack& track() { return track_; }

private:
    struct Waiting {
        ServerReport report;
        std::string name;  ///< what it waits for; empty where that is not known, or it is held back
    };

    Result<> run_to_fixpoint(const std::vector<std::size_t>& order);
    Result<> attempt(std::size_t item);
    Result<> execute(std::size_t item);
    Result<> run_setting(std::size_t item);
    void succeeded(std::size_t item);
    void failed(std::size_t item, const ServerReport& report);
    void refuse(std::size_t item, const ServerReport& report);
    void skip_drop(std::size_t item, const ServerReport& report);
    void wait_for(std::size_t item, ServerReport report, std::string name);
    [[nodiscard]] bool is_held_back(std::size_t item) const;
    enum class HeldBack : bool { wait, run };
    /// False where no statement got through.
    Result<bool> run_round(const std::set<std::size_t>& round, HeldBack held_back);
    [[nodiscard]] std::set<std::size_t> all_waiting() const;

    Shadow& shadow_;
    pg::Session& session_;
    Declaration& declaration_;
    std::function<void(const std::string&)> warn_;
    SettingsTrack track_;
    std::map<std::size_t, Waiting> waiting_;
    std::map<std::string, std::set<std::size_t>> waiting_by_own_name_;
    std::map<std::string, std::set<std::size_t>> waiting_by_missing_name_;
    std::set<std::size_t> woken_;
    std::set<std::size_t> retried_;
    std::map<std::size_t, std::set<std::string>> awaited_;
    std::set<std::size_t> unchecked_bodies_;
    std::vector<Refusal> refusals_;
};

/// False where the settings in effect say check_function_bodies = off, as pg_dump's do.
bool checks_bodies(const Declaration& declaration, std::size_t chain);
/// True for CREATE FUNCTION and CREATE PROCEDURE.
bool makes_routine(const parse::Head& head);

}  // namespace whimbrel::shadow
