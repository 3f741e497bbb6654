// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/connection.h"

#include "whimbrel/base/format.h"

#include <array>

namespace whimbrel::data {

namespace {

constexpr std::size_t k_most_prepared = 256;
constexpr std::string_view k_feature_not_supported = "0A000", k_invalid_statement_name = "26000";

/// As libpq takes them; few fit on the stack.
class Wired {
public:
    explicit Wired(const Parameters& parameters) {
        const auto& values = parameters.values();
        auto* at = few_.data();
        if (values.size() > few_.size()) {
            many_.resize(values.size());
            at = many_.data();
        }
        all = {at, values.size()};
        for (const auto& value : values)
            *at++ = {.bytes = parameters.bytes().data() + value.offset,
                     .size = value.size,
                     .type = value.oid,
                     .format = value.binary ? pg::Parameter::Format::binary : pg::Parameter::Format::text};
    }
    Wired(const Wired&) = delete;
    Wired& operator=(const Wired&) = delete;

private:
    std::array<pg::Parameter, 16> few_;
    std::vector<pg::Parameter> many_;

public:
    std::span<const pg::Parameter> all;
};

/// The plan cannot be used again, or the statement is gone: what prepares anew mends.
bool is_outdated(const Error& error) {
    if (error.code != ErrorCode::statement_failed || !error.server) return false;
    return error.server->sqlstate == k_invalid_statement_name ||
           (error.server->sqlstate == k_feature_not_supported && error.server->message == "cached plan must not change result type");
}

bool lets_go(std::string_view command_tag) { return command_tag == "DISCARD ALL" || command_tag == "DEALLOCATE ALL"; }

Failing nul_byte() { return fail(ErrorCode::request_invalid, "a value holds a NUL byte, which PostgreSQL's text cannot"); }

}  // namespace

Result<std::string> Connection::prepared(std::string_view text, const Parameters& parameters) {
    if (const auto found = by_text_.find(text); found != by_text_.end()) {
        recent_.splice(recent_.begin(), recent_, found->second);
        return found->second->name;
    }
    WHIMBREL_CHECK(make_room());
    std::vector<std::uint32_t> types;
    for (const auto& value : parameters.values()) types.push_back(value.oid);
    auto name = "whimbrel_" + std::to_string(++named_);
    // PgBouncer has one statement for one text, whatever its names: the text that is outdated there would be found again.
    const bool anew = pooler_ == Pooler::transaction_prepared && outdated_ > 0;
    WHIMBREL_CHECK(session_.prepare(name, anew ? format("{}\n-- {}", text, outdated_) : std::string(text), types));
    recent_.push_front({std::string(text), name});
    by_text_.emplace(recent_.front().text, recent_.begin());
    return name;
}

Result<> Connection::make_room() {
    if (recent_.size() < k_most_prepared) return {};
    if (pooler_ == Pooler::transaction_prepared) {
        // Of SQL, PgBouncer follows this alone; libpq closes a statement by message from version 17 on only.
        WHIMBREL_CHECK(session_.execute("DEALLOCATE ALL"));
        forget_all();
        return {};
    }
    ++forgotten_;
    const auto name = recent_.back().name;
    by_text_.erase(recent_.back().text);
    recent_.pop_back();
    WHIMBREL_CHECK(session_.execute(sql::sql("DEALLOCATE", sql::Identifier{name})));
    return {};
}

void Connection::forget_all() {
    ++forgotten_;
    by_text_.clear();
    recent_.clear();
}

void Connection::forget(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return;
    ++forgotten_;
    const auto position = found->second;
    by_text_.erase(found);
    recent_.erase(position);
}

Result<pg::Rows> Connection::run(std::string_view text, const Parameters& parameters, pg::Parameter::Format results) {
    if (!in_sandbox || depth != 1) return run_unguarded(text, parameters, results);
    WHIMBREL_CHECK(session_.execute("SAVEPOINT whimbrel_statement"));
    auto rows = run_unguarded(text, parameters, results);
    if (!rows && session_.alive()) WHIMBREL_CHECK(session_.execute("ROLLBACK TO SAVEPOINT whimbrel_statement"));
    if (session_.alive()) WHIMBREL_CHECK(session_.execute("RELEASE SAVEPOINT whimbrel_statement"));
    return rows;
}

Result<pg::Rows> Connection::run_kept(Kept& statement, std::span<const std::string> values) {
    std::array<pg::Parameter, 8> bound;
    if (statement.forgotten == forgotten_ && !in_sandbox && values.size() <= bound.size()) {
        for (std::size_t at = 0; at < values.size(); ++at) {
            if (values[at].find('\0') != std::string::npos) return nul_byte();
            bound[at] = {.bytes = values[at].c_str(), .size = static_cast<int>(values[at].size())};
        }
        const bool had_transaction = session_.in_transaction();
        recent_.splice(recent_.begin(), recent_, statement.position);
        auto rows = session_.execute_prepared(statement.position->name, std::span(bound).first(values.size()), pg::Parameter::Format::binary);
        if (rows || had_transaction || !is_outdated(rows.error())) return rows;
        // It is told once more below, and mended there.
    }
    Parameters parameters;
    for (const auto& value : values) parameters.add_text(value);
    auto rows = run(statement.text, parameters);
    if (const auto found = by_text_.find(statement.text); found != by_text_.end()) {
        statement.position = found->second;
        statement.forgotten = forgotten_;
    }
    return rows;
}

Result<pg::Rows> Connection::run_once(std::string_view text, const Parameters& parameters) {
    if (parameters.has_nul()) return nul_byte();
    return session_.query(text, Wired(parameters).all, pg::Parameter::Format::binary);
}

Result<pg::Rows> Connection::run_unguarded(std::string_view text, const Parameters& parameters, pg::Parameter::Format results) {
    if (parameters.has_nul()) return nul_byte();
    const Wired wired(parameters);
    if (pooler_ == Pooler::transaction) return session_.query(text, wired.all, results);
    for (bool again = false;; again = true) {
        const bool had_transaction = session_.in_transaction();
        WHIMBREL_TRY(const auto name, prepared(text, parameters));
        auto rows = session_.execute_prepared(name, wired.all, results);
        // PgBouncer ends the connection of who uses a statement that it has let go.
        if (rows && lets_go(rows->command_tag())) forget_all();
        if (rows || !is_outdated(rows.error())) return rows;
        forget(text);
        ++outdated_;
        if (again || had_transaction) return rows;
        if (pooler_ == Pooler::transaction_prepared) return session_.query(text, wired.all, results);
    }
}

}  // namespace whimbrel::data
