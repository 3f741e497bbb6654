// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/wire.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace whimbrel::runner {

namespace {
constexpr std::size_t k_batch = 256;  ///< statements a round trip: enough to hide it, few enough to keep memory small
constexpr int k_tick_ms = 50;
}  // namespace

void Wire::count(std::size_t statements) {
    sent_ += static_cast<int>(statements);
    if (options_.after_statement) options_.after_statement(sent_);
}

Result<pg::Rows> Wire::execute(const sql::Statement& statement) { return execute(statement.text); }

Result<pg::Rows> Wire::execute(const std::string& statement) {
    auto rows = session_.execute(statement);
    count();
    return rows;
}

Result<pg::Rows> Wire::query(const sql::Statement& statement, std::span<const pg::Value> values) {
    auto rows = session_.query(statement.text, values);
    count();
    return rows;
}

Result<> Wire::execute_all(std::span<const std::string> statements, std::size_t& failed) {
    const std::size_t batch = options_.after_statement ? 1 : k_batch;
    for (std::size_t at = 0; at < statements.size(); at += batch) {
        const auto part = statements.subspan(at, std::min(batch, statements.size() - at));
        if (auto done = session_.query_all(part); !done) {
            failed = at + session_.failed_statement();
            return std::unexpected(std::move(done).error());
        }
        count(part.size());
    }
    return {};
}

void Wire::roll_back() {
    session_.cancel_when({});
    if (session_.alive() && session_.in_transaction()) static_cast<void>(session_.execute("ROLLBACK"));
}

bool Wire::sleep(int ms) const {
    const auto extra = environment_.random ? static_cast<int>(environment_.random() % static_cast<std::uint64_t>(ms / 2 + 1)) : 0;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms + extra);
    while (std::chrono::steady_clock::now() < until) {
        if (interrupted()) return false;
        std::this_thread::sleep_for(
            std::min<std::chrono::steady_clock::duration>(std::chrono::milliseconds(k_tick_ms), until - std::chrono::steady_clock::now()));
    }
    return !interrupted();
}

}  // namespace whimbrel::runner
