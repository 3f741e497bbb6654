// SPDX-License-Identifier: Apache-2.0
// Connection: a session of the pool's with its prepared statements. Not thread-safe; whoever holds the lease uses it.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/data/parameters.h"
#include "whimbrel/data/pool.h"
#include "whimbrel/pg/session.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace whimbrel::data {

class Connection {
    struct Prepared {
        std::string text, name;
    };
    using Position = std::list<Prepared>::iterator;

public:
    Connection(pg::Session session, Pooler pooler) : session_(std::move(session)), pooler_(pooler), opened_(Clock::now()), used_(opened_) {}

    /// Runs one statement; its result comes in binary form. It is prepared once per connection (the 256 used last are kept), and once more where the
    /// server says that the plan or the statement is no more (0A000, 26000: the schema changed, or somebody ran DISCARD ALL).
    /// Inside of a transaction that failure has ended it, so that it is returned. Behind a pooler that follows prepared statements it is run once
    /// without a name then, and prepared as a statement of another text from then on. Errors: as of pg::Session.
    Result<pg::Rows> run(std::string_view text, const Parameters& parameters = {}, pg::Parameter::Format results = pg::Parameter::Format::binary);
    /// The same of one that will hardly come again: nothing of it is kept.
    Result<pg::Rows> run_once(std::string_view text, const Parameters& parameters);
    /// A statement that its user holds on to.
    struct Kept {
        std::string text;

    private:
        friend class Connection;
        Position position{};
        std::uint64_t forgotten = 0;  ///< Connection::forgotten_ when the position was good
    };
    /// Of a relation: the SELECT of a row by its primary key; its text is empty until whoever asks has rendered it.
    Kept& by_key(const void* relation) { return by_key_[relation]; }
    /// As run() with values in text form, without looking for the statement by its text.
    Result<pg::Rows> run_kept(Kept& statement, std::span<const std::string> values);
    /// Text without parameters that may hold several statements; nothing of it is prepared.
    Result<pg::Rows> execute(std::string_view text) { return session_.execute(text); }

    [[nodiscard]] pg::Session& session() { return session_; }
    [[nodiscard]] const pg::Session& session() const { return session_; }
    /// Of transaction(): 0 outside of any.
    int depth = 0;
    /// In a transaction that outlives its borrowers, who know nothing of it: theirs are savepoints, and a statement of theirs outside of any
    /// fails alone. See testing/sandbox.h.
    bool in_sandbox = false;

private:
    friend class Pool;
    using Clock = std::chrono::steady_clock;

    Result<pg::Rows> run_unguarded(std::string_view text, const Parameters& parameters, pg::Parameter::Format results);
    Result<std::string> prepared(std::string_view text, const Parameters& parameters);
    void forget(std::string_view text);
    void forget_all();
    Result<> make_room();

    pg::Session session_;
    Pooler pooler_;
    Clock::time_point opened_, used_;
    std::list<Prepared> recent_;                              ///< the one used last in front
    std::unordered_map<std::string_view, Position> by_text_;  ///< keys are in recent_
    std::unordered_map<const void*, Kept> by_key_;
    std::uint64_t forgotten_ = 1;  ///< counts up whenever a prepared statement goes
    std::size_t named_ = 0;
    std::size_t outdated_ = 0;  ///< how often a pooler's prepared statement was no more what the server has
};

}  // namespace whimbrel::data
