// SPDX-License-Identifier: Apache-2.0
// Many rows at once: COPY in binary form ("COPY", "Binary Format"), or statements of many rows.
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/data/statement_text.h"

#include <algorithm>
#include <set>

namespace whimbrel::data {

namespace {

constexpr std::size_t k_copy_from = 64;            ///< rows; below, one statement is as fast
constexpr std::size_t k_most_parameters = 65'535;  ///< of one statement
constexpr std::size_t k_most_rows = 1'000;         ///< of one statement
constexpr std::size_t k_chunk_bytes = 256 * 1024;
constexpr std::string_view k_signature("PGCOPY\n\xFF\r\n\0", 11);

using At = std::function<const void*(std::size_t)>;

/// A column that the rows are sent with.
struct Sent {
    std::uint16_t column = 0;
    const NewColumn* member = nullptr;  ///< null where it is the same for all
    bool in_all = true;
    std::string constant;                   ///< its binary form, for COPY
    std::string_view sql;                   ///< for statements: now(); empty for the scope's parameter
    std::string_view left_out = "DEFAULT";  ///< what stands in a row that does not give it
};

struct Plan {
    std::vector<Sent> sent;
    bool is_uniform = true, is_binary = true;
    [[nodiscard]] bool names(int column) const {
        return std::ranges::any_of(sent, [&](const Sent& one) { return one.column == column; });
    }
};

/// Which columns are given: by all rows, by some, by none.
Plan plan_of(const RelationInfo& relation, std::size_t count, const At& at, bool is_scoped) {
    Plan plan;
    std::string scratch;
    for (const auto& member : relation.fresh) {
        if (member.column == relation.scope && is_scoped) continue;
        std::size_t given = 0;
        for (std::size_t row = 0; row < count; ++row) {
            scratch.clear();
            if (member.write(at(row), scratch)) ++given;
            // Required ones are in every row.
            if (given == 1 && relation.columns[member.column].given == Given::required) given = count;
            if (given == count) break;
        }
        if (given == 0) continue;
        plan.sent.push_back({.column = member.column, .member = &member, .in_all = given == count});
        plan.is_uniform &= given == count;
        plan.is_binary &= relation.columns[member.column].form == Form::binary;
    }
    return plan;
}

std::string names_of(const RelationInfo& relation, const Plan& plan) {
    std::string out;
    for (const auto& one : plan.sent) out += (out.empty() ? "" : ", ") + quoted(relation.columns[one.column].name);
    return out;
}

Result<std::int64_t> copy(Connection& connection, const RelationInfo& relation, const Plan& plan, std::size_t count, const At& at) {
    const auto text = format("COPY {} ({}) FROM STDIN (FORMAT binary)", quoted_name(relation), names_of(relation, plan));
    std::size_t row = 0;
    return connection.session().copy_in(text, [&](std::string& buffer) -> Result<bool> {
        if (row == 0) {
            buffer = k_signature;
            wire::append(std::int32_t{0}, buffer);
            wire::append(std::int32_t{0}, buffer);
        }
        for (; row < count && buffer.size() < k_chunk_bytes; ++row) {
            const auto* fresh = at(row);
            wire::append(static_cast<std::int16_t>(plan.sent.size()), buffer);
            for (const auto& one : plan.sent) {
                const auto length_at = buffer.size();
                wire::append(std::int32_t{-1}, buffer);
                if (one.member == nullptr) buffer += one.constant;
                else if (!one.member->write(fresh, buffer)) continue;
                wire::patch_length(buffer, length_at);
            }
        }
        if (row < count) return true;
        wire::append(std::int16_t{-1}, buffer);
        return false;
    });
}

Result<std::int64_t> insert_rows(Connection& connection, const RelationInfo& relation, const Plan& plan, std::size_t count, const At& at,
                                 const std::optional<std::string>& scope) {
    const auto columns = std::max<std::size_t>(plan.sent.size(), 1);
    const auto batch = std::min(k_most_rows, k_most_parameters / columns);
    const auto head = format("INSERT INTO {} ({}) VALUES ", quoted_name(relation), names_of(relation, plan));
    std::int64_t inserted = 0;
    for (std::size_t first = 0; first < count; first += batch) {
        Parameters parameters;
        std::string sql = head;
        for (std::size_t row = first; row < std::min(first + batch, count); ++row) {
            sql += row == first ? "(" : ", (";
            for (std::size_t index = 0; index < plan.sent.size(); ++index) {
                const auto& one = plan.sent[index];
                if (index > 0) sql += ", ";
                if (one.member == nullptr && !one.sql.empty()) {
                    sql += one.sql;
                    continue;
                }
                bool is_given = true;
                if (one.member == nullptr) {
                    parameters.add_text(*scope);
                } else {
                    const auto& column = relation.columns[one.column];
                    Parameters value;
                    value.add_written([&](std::string& out) { return is_given = one.member->write(at(row), out); }, column.form == Form::binary);
                    if (is_given) parameters.append(value);
                }
                sql += is_given ? format("${}", parameters.size()) : std::string(one.left_out);
            }
            sql += ")";
        }
        if (parameters.has_nul()) return fail(ErrorCode::request_invalid, "a value holds a NUL byte, which PostgreSQL's text cannot");
        std::vector<pg::Parameter> wired;
        for (const auto& value : parameters.values())
            wired.push_back({.bytes = parameters.bytes().data() + value.offset,
                             .size = value.size,
                             .type = value.oid,
                             .format = value.binary ? pg::Parameter::Format::binary : pg::Parameter::Format::text});
        WHIMBREL_TRY(const auto rows, connection.session().query(sql, wired, pg::Parameter::Format::binary));
        inserted += rows.affected();
    }
    return inserted;
}

/// A column that some rows leave to the server is NULL there, where the server has nothing else for it: then COPY can send it.
Result<> settle_mixed(Connection& connection, const RelationInfo& relation, Plan& plan) {
    Parameters table;
    table.add_text(quoted_name(relation));
    WHIMBREL_TRY(const auto rows, connection.run("SELECT a.attname::text FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
                                                 "WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped "
                                                 "AND (a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL)",
                                                 table));
    std::set<std::string, std::less<>> filled;
    for (const auto& row : rows) filled.insert(row.string(0));
    const auto has_default = [&](std::string_view name) { return filled.contains(name); };
    const auto is_null = [&](const Sent& one) { return one.left_out == "DEFAULT" && !has_default(relation.columns[one.column].name); };
    plan.is_uniform = std::ranges::all_of(plan.sent, [&](const Sent& one) { return one.in_all || is_null(one); });
    return {};
}

/// What now() is in this transaction, in the binary form of the column's type.
Result<std::string> constant_of(Connection& connection, std::string_view sql, std::string_view type) {
    WHIMBREL_TRY(const auto rows, connection.run(format("SELECT ({})::{}", sql, type)));
    const auto value = rows[0].bytes(0);
    return std::string(value.data, static_cast<std::size_t>(value.size));
}

}  // namespace

Result<std::int64_t> RepoCore::insert_all(const RelationInfo& relation, std::size_t count, const At& at) {
    if (count == 0) return 0;
    auto plan = plan_of(relation, count, at, scope_.has_value());
    const auto fill = [&](int column, std::string_view sql) {
        if (column < 0) return;
        const auto sent = std::ranges::find(plan.sent, static_cast<std::uint16_t>(column), &Sent::column);
        if (sent == plan.sent.end()) plan.sent.push_back({.column = static_cast<std::uint16_t>(column), .sql = sql});
        else sent->left_out = sql;
    };
    for (const int stamp : {relation.inserted_at, relation.updated_at})
        if (stamp >= 0) fill(stamp, now_of(column_at(relation, stamp)));
    fill(relation.version, "1");
    if (relation.scope >= 0 && scope_) plan.sent.push_back({.column = static_cast<std::uint16_t>(relation.scope)});
    if (plan.sent.empty()) return fail(ErrorCode::request_invalid, format("{} rows of {} are to be inserted, and none gives a column", count, relation.name));
    std::int64_t inserted = 0;
    auto done = transaction({}, [&](Connection& connection) -> Result<> {
        if (count >= k_copy_from && plan.is_binary && !plan.is_uniform) WHIMBREL_CHECK(settle_mixed(connection, relation, plan));
        if (count < k_copy_from || !plan.is_uniform || !plan.is_binary) {
            WHIMBREL_TRY(inserted, insert_rows(connection, relation, plan, count, at, scope_));
            return {};
        }
        for (auto& one : plan.sent) {
            if (one.member != nullptr) continue;
            const auto& column = relation.columns[one.column];
            if (!one.sql.empty()) {
                WHIMBREL_TRY(one.constant, constant_of(connection, one.sql, column.type));
                continue;
            }
            Parameters scope;
            scope.add_text(*scope_);
            WHIMBREL_TRY(const auto rows, connection.run(format("SELECT $1::{}", column.type), scope));
            const auto value = rows[0].bytes(0);
            one.constant.assign(value.data, static_cast<std::size_t>(value.size));
        }
        WHIMBREL_TRY(inserted, copy(connection, relation, plan, count, at));
        return {};
    });
    if (!done) return std::unexpected(explain_violation(std::move(done).error(), relation, ChangesetCore::Act::write, all_constraints()));
    return inserted;
}

}  // namespace whimbrel::data
