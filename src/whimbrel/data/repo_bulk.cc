// SPDX-License-Identifier: Apache-2.0
// Many rows at once: COPY in binary form ("COPY", "Binary Format"), or statements of many rows.
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/constant.h"
#include "whimbrel/data/copy_format.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/data/selection.h"
#include "whimbrel/data/statement_text.h"

#include <algorithm>
#include <optional>
#include <set>

namespace whimbrel::data {

namespace {

constexpr std::size_t k_copy_from = 64;            ///< rows; below, one statement is as fast
constexpr std::size_t k_most_parameters = 65'535;  ///< of one statement
constexpr std::size_t k_most_rows = 1'000;         ///< of one statement

using At = std::function<const void*(std::size_t)>;

/// A column that the rows are sent with.
struct Sent {
    std::uint16_t column = 0;
    const NewColumn* member = nullptr;  ///< null where it is the same for all
    bool in_all = true;
    /// What stands where no value is given: in every row, or in those without one; absent: the scope's value, or DEFAULT.
    std::optional<sql::Keywords> filled_by{};
    std::string constant{};  ///< of one that is the same for all: its binary form, for COPY
};

struct Plan {
    std::vector<Sent> sent;
    bool is_uniform = true, is_binary = true;
};

/// Which columns are given: by all rows, by some, by none.
Plan plan_of(const RelationInfo& relation, std::size_t count, const At& at, bool is_scoped) {
    Plan plan;
    for (const auto& member : relation.fresh) {
        if (member.column == relation.scope && is_scoped) continue;
        std::size_t given = 0;
        for (std::size_t row = 0; row < count; ++row) given += std::size_t{member.is_given(at(row))};
        if (given == 0) continue;
        plan.sent.push_back({.column = member.column, .member = &member, .in_all = given == count});
        plan.is_uniform &= given == count;
        plan.is_binary &= relation.columns[member.column].form == Form::binary;
    }
    return plan;
}

sql::Fragment names_of(const RelationInfo& relation, const Plan& plan) {
    sql::Builder out;
    return out.list(plan.sent, [&](const Sent& one) { return name_of(relation.columns[one.column]); }).fragment();
}

Result<std::int64_t> copy(Connection& connection, const RelationInfo& relation, const Plan& plan, std::size_t count, const At& at) {
    const auto statement = sql::sql("COPY", name_of(relation), "(", names_of(relation, plan), ") FROM STDIN (FORMAT binary)");
    std::size_t row = 0;
    return connection.session().copy_in(statement.text, [&](std::string& buffer) -> Result<bool> {
        if (row == 0) buffer = copy_format::k_begin;
        for (; row < count && buffer.size() < copy_format::k_chunk_bytes; ++row) {
            const auto* fresh = at(row);
            copy_format::begin_row(plan.sent.size(), buffer);
            for (const auto& one : plan.sent)
                copy_format::append_field(
                    [&](std::string& out) {
                        if (one.member != nullptr) return one.member->write(fresh, out);
                        out += one.constant;
                        return true;
                    },
                    buffer);
        }
        if (row < count) return true;
        copy_format::end(buffer);
        return false;
    });
}

/// VALUES' list of one row.
void append_values(const RelationInfo& relation, const Plan& plan, const void* fresh, const std::optional<std::string>& scope, Request& request,
                   sql::Builder& sql) {
    auto& parameters = request.parameters;
    sql.list(plan.sent, [&](const Sent& one) -> sql::Fragment {
        if (one.member != nullptr && one.member->is_given(fresh)) {
            const bool is_binary = relation.columns[one.column].form == Form::binary;
            parameters.add_written([&](std::string& out) { return one.member->write(fresh, out); }, is_binary);
            return sql::placeholder(parameters.size());
        }
        if (one.filled_by) return sql::fragment(*one.filled_by);
        if (one.member != nullptr) return sql::fragment("DEFAULT");
        parameters.add_text(*scope);
        return sql::placeholder(parameters.size());
    });
}

Result<std::int64_t> insert_rows(Connection& connection, const RelationInfo& relation, const Plan& plan, std::size_t count, const At& at,
                                 const std::optional<std::string>& scope) {
    const auto batch = std::min(k_most_rows, k_most_parameters / plan.sent.size());
    std::int64_t inserted = 0;
    for (std::size_t first = 0; first < count; first += batch) {
        Request request;
        sql::Builder sql;
        sql.add("INSERT INTO").add(name_of(relation)).add("(").add(names_of(relation, plan)).add(") VALUES");
        for (std::size_t row = first; row < std::min(first + batch, count); ++row) {
            if (row > first) sql.add(",");
            sql.add("(");
            append_values(relation, plan, at(row), scope, request, sql);
            sql.add(")");
        }
        WHIMBREL_TRY(const auto rows, connection.run_once(sql.statement().text, request.parameters));
        inserted += rows.affected();
    }
    return inserted;
}

/// A column that some rows leave to the server is NULL there, where the server has nothing else for it: then COPY can send it.
Result<> settle_mixed(Connection& connection, const RelationInfo& relation, Plan& plan) {
    Parameters table;
    table.add_text(name_of(relation).render());
    WHIMBREL_TRY(const auto rows, connection.run("SELECT a.attname::text FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
                                                 "WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped "
                                                 "AND (a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL)",
                                                 table));
    std::set<std::string, std::less<>> filled;
    for (const auto& row : rows) filled.insert(row.string(0));
    const auto has_default = [&](std::string_view name) { return filled.contains(name); };
    const auto is_null = [&](const Sent& one) { return !one.filled_by && !has_default(relation.columns[one.column].name); };
    plan.is_uniform = std::ranges::all_of(plan.sent, [&](const Sent& one) { return one.in_all || is_null(one); });
    return {};
}

}  // namespace

Result<std::string> constant_of(Connection& connection, const sql::Fragment& expression, const Parameters& parameters, std::string_view type) {
    const auto statement = sql::sql("SELECT (", expression, ")::", sql::Fragment{std::string(type)});
    WHIMBREL_TRY(const auto rows, connection.run(statement.text, parameters));
    const auto value = rows[0].bytes(0);
    return std::string(value.data, static_cast<std::size_t>(value.size));
}

Result<std::int64_t> RepoCore::insert_all(const RelationInfo& relation, std::size_t count, const At& at) {
    if (count == 0) return 0;
    auto plan = plan_of(relation, count, at, scope_.has_value());
    const auto fill = [&](int column, sql::Keywords by) {
        const auto sent = std::ranges::find(plan.sent, static_cast<std::uint16_t>(column), &Sent::column);
        if (sent == plan.sent.end()) plan.sent.push_back({.column = static_cast<std::uint16_t>(column), .filled_by = by});
        else sent->filled_by = by;
    };
    for (const int stamp : {relation.inserted_at, relation.updated_at})
        if (stamp >= 0) fill(stamp, now_of(column_at(relation, stamp)));
    if (relation.version >= 0) fill(relation.version, "1");
    if (relation.scope >= 0 && scope_) plan.sent.push_back({.column = static_cast<std::uint16_t>(relation.scope)});
    if (plan.sent.empty() && !relation.fresh.empty()) {
        // Rows of nothing but defaults name one column all the same.
        const auto& first = relation.fresh.front();
        plan.sent.push_back({.column = first.column, .member = &first, .in_all = false});
        plan.is_uniform = plan.is_binary = false;
    }
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
            Parameters scope;
            if (!one.filled_by) scope.add_text(*scope_);
            const auto expression = one.filled_by ? sql::fragment(*one.filled_by) : sql::placeholder(1);
            WHIMBREL_TRY(one.constant, constant_of(connection, expression, scope, relation.columns[one.column].type));
        }
        WHIMBREL_TRY(inserted, copy(connection, relation, plan, count, at));
        return {};
    });
    if (!done) return std::unexpected(explain_violation(std::move(done).error(), relation, ChangesetCore::Act::write, all_constraints()));
    return inserted;
}

}  // namespace whimbrel::data
