// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/connection.h"

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

Failing nul_byte() { return fail(ErrorCode::request_invalid, "a value holds a NUL byte, which PostgreSQL's text cannot"); }

}  // namespace

Result<std::string> Connection::prepared(std::string_view text, const Parameters& parameters) {
    if (const auto found = by_text_.find(text); found != by_text_.end()) {
        recent_.splice(recent_.begin(), recent_, found->second);
        return found->second->name;
    }
    if (recent_.size() >= k_most_prepared) {
        const auto name = recent_.back().name;
        by_text_.erase(recent_.back().text);
        recent_.pop_back();
        WHIMBREL_CHECK(session_.execute(sql::sql("DEALLOCATE", sql::Identifier{name})));
    }
    std::vector<std::uint32_t> types;
    for (const auto& value : parameters.values()) types.push_back(value.oid);
    auto name = "whimbrel_" + std::to_string(++named_);
    WHIMBREL_CHECK(session_.prepare(name, text, types));
    recent_.push_front({std::string(text), name});
    by_text_.emplace(recent_.front().text, recent_.begin());
    return name;
}

void Connection::forget(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return;
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
        if (rows || !is_outdated(rows.error())) return rows;
        forget(text);
        if (again || had_transaction) return rows;
    }
}

}  // namespace whimbrel::data
