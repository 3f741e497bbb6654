// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/repo_core.h"

#include "whimbrel/data/connection.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/selection.h"
#include "whimbrel/data/statement_text.h"
#include "whimbrel/pg/cells.h"

namespace whimbrel::data {

namespace {

/// Of the one row that the key's values, as text, find.
Selection by_key(const RelationInfo& relation, std::span<const std::string> key, RowLock lock) {
    Selection selection{.from = &relation, .lock = lock};
    Expression condition;
    for (std::size_t at = 0; at < key.size(); ++at) {
        if (at > 0) condition.add("AND");
        condition.add(ColumnRef{&relation, relation.primary_key[at]}).add("=").add_text(key[at]);
    }
    selection.where.emplace(std::move(condition));
    return selection;
}

}  // namespace

template <class Use>
auto RepoCore::with_connection(Use use) {
    if (connection_ != nullptr) return use(*connection_);
    auto lease = pool_->acquire();
    if (!lease) return decltype(use(*connection_))(std::unexpect, std::move(lease).error());
    return use(**lease);
}

Result<pg::Rows> RepoCore::run(std::string_view text, const Parameters& parameters, Form results) {
    return with_connection([&](Connection& connection) {
        return connection.run(text, parameters, results == Form::binary ? pg::Parameter::Format::binary : pg::Parameter::Format::text);
    });
}

Result<pg::Rows> RepoCore::run(const Request& request, Form results) { return run(request.statement.text, request.parameters, results); }

Result<pg::Rows> RepoCore::run(const StatementInfo& statement, const Parameters& parameters, const RelationInfo* shape) {
    // libpq asks for one format of all columns, and the code of a statement was generated for one.
    const bool as_text = shape != nullptr && !shape->columns.empty() && shape->columns.front().form == Form::text;
    auto rows = run(statement.text, parameters, as_text ? Form::text : Form::binary);
    if (rows) return rows;
    auto error = explain_violation(std::move(rows).error(), statement, all_constraints());
    error.context.push_back(format("running {} of {}", statement.name, statement.file));
    return std::unexpected(std::move(error));
}

Result<pg::Rows> RepoCore::sql(sql::Keywords text, const Parameters& parameters) { return run(text.text(), parameters); }

Result<pg::Rows> RepoCore::select(Selection selection) {
    selection.scope = scope_;
    WHIMBREL_TRY(const auto request, render_rows(selection));
    return run(request);
}

Result<std::int64_t> RepoCore::count(Selection selection) {
    selection.scope = scope_;
    selection.lock = RowLock::none;
    WHIMBREL_TRY(const auto request, render_count(selection));
    WHIMBREL_TRY(const auto rows, run(request));
    const auto value = rows[0].bytes(0);
    return wire::big_endian<std::int64_t>(value.data);
}

Result<std::optional<std::string>> RepoCore::aggregate(Selection selection, sql::Keywords function, ColumnRef column) {
    selection.scope = scope_;
    selection.lock = RowLock::none;
    WHIMBREL_TRY(const auto request, render_aggregate(selection, function, column));
    WHIMBREL_TRY(const auto rows, run(request));
    if (rows[0].is_null(0)) return std::nullopt;
    return rows[0].string(0);
}

Result<bool> RepoCore::exists(Selection selection) {
    selection.scope = scope_;
    WHIMBREL_TRY(const auto request, render_exists(selection));
    WHIMBREL_TRY(const auto rows, run(request));
    return *rows[0].bytes(0).data != 0;
}

Result<pg::Rows> RepoCore::select_key(const RelationInfo& relation, std::span<const std::string> key, RowLock lock) {
    if (relation.primary_key.empty() || key.size() != relation.primary_key.size())
        return fail(ErrorCode::key_missing,
                    format("the primary key of {} has {} columns, and {} values are given", relation.name, relation.primary_key.size(), key.size()));
    // The commonest of all statements is rendered once per connection.
    if (lock == RowLock::none && relation.scope < 0) return select_key_as_usual(relation, key);
    return select(by_key(relation, key, lock));
}

Result<pg::Rows> RepoCore::select_key_as_usual(const RelationInfo& relation, std::span<const std::string> key) {
    return with_connection([&](Connection& connection) -> Result<pg::Rows> {
        auto& statement = connection.by_key(&relation);
        if (statement.text.empty()) {
            WHIMBREL_TRY(auto request, render_rows(by_key(relation, key, RowLock::none)));
            statement.text = std::move(request.statement.text);
        }
        return connection.run_kept(statement, key);
    });
}

void RepoCore::read_key(const RelationInfo& relation, const std::string* key, std::size_t size, const detail::Wanted& wanted) {
    detail::read_one(select_key(relation, {key, size}, RowLock::none), relation.name, relation, wanted);
}

Result<std::vector<std::string>> RepoCore::key_of(const RelationInfo& relation, const void* row) {
    if (relation.primary_key.empty()) return fail(ErrorCode::key_missing, format("{} has no primary key", relation.name));
    std::vector<std::string> out;
    for (const auto column : relation.primary_key) out.push_back(relation.columns[column].render(row).value_or(""));
    return out;
}

namespace detail {

RowReader::RowReader(const RelationInfo& relation) : relation_(relation), cells_(relation.columns.size()) {
    members_.reserve(relation.columns.size());
    for (const auto& column : relation.columns) members_.push_back({column.does->read, 0});
}

bool RowReader::read_members(const pg::Rows& rows, int row, void* out) {
    auto* const begin = static_cast<char*>(out);
    if (!is_placed_) {
        // A member is as far from the beginning in every row.
        for (std::size_t at = 0; at < members_.size(); ++at) members_[at].offset = static_cast<char*>(relation_.columns[at].at(out)) - begin;
        is_placed_ = true;
    }
    pg::read_cells(rows, row, cells_);
    const auto* cell = cells_.data();
    for (const auto& member : members_) {
        if (!member.read(cell->data, cell->size, begin + member.offset)) [[unlikely]]
            return false;
        ++cell;
    }
    return true;
}

Result<> read_row(const RelationInfo& relation, const pg::Rows& rows, int row, void* out) {
    const auto from = rows[row];
    for (std::uint16_t at = 0; const auto& column : relation.columns) {
        const auto value = from.bytes(at);
        if (!column.read(value.data, value.size, out)) [[unlikely]]
            return not_as_generated({&relation, at}, value.size < 0 ? "a NULL" : "a value");
        ++at;
    }
    return {};
}

Failing not_as_generated(ColumnRef column, std::string_view what) {
    return fail(ErrorCode::value_invalid,
                format("{}.{} holds {} that the generated type of {} has no place for", column.relation->name, column.info().name, what, column.info().type))
        .hint("Run `whimbrel types` on the schema that the database has, and build again; `whimbrel verify` tells where they differ.");
}

namespace {

/// False where there is none.
Result<bool> read_into(Result<pg::Rows> rows, std::string_view what, const RelationInfo& shape, void* out) {
    if (!rows) return std::unexpected(std::move(rows).error());
    if (rows->empty()) return false;
    if (rows->size() > 1) return fail(ErrorCode::several_rows, format("one row of {} was asked for, and several are there", what));
    WHIMBREL_CHECK(read_row(shape, *rows, 0, out));
    return true;
}

}  // namespace

void read_one(Result<pg::Rows> rows, std::string_view what, const RelationInfo& shape, const Wanted& wanted) {
    const auto is_there = read_into(std::move(rows), what, shape, wanted.row);
    if (!is_there) wanted.give_up(wanted.out, &is_there.error());
    else if (!*is_there) wanted.give_up(wanted.out, nullptr);
}

Result<> read_only(Result<pg::Rows> rows, const RelationInfo& relation, void* out) {
    WHIMBREL_TRY(const bool is_there, read_into(std::move(rows), relation.name, relation, out));
    if (!is_there) return fail(ErrorCode::row_missing, "the row is not there any more");
    return {};
}

std::string render_key(std::string_view key) { return std::string(key); }
std::string render_key(std::int64_t key) { return std::to_string(key); }

}  // namespace detail

}  // namespace whimbrel::data
