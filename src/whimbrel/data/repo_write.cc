// SPDX-License-Identifier: Apache-2.0
// INSERT, UPDATE and DELETE of one row.
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/data/statement_text.h"

#include <algorithm>

namespace whimbrel::data {

namespace {

/// An INSERT that is being put together; each column once.
class Insert {
public:
    explicit Insert(const RelationInfo& relation) : relation_(relation), named_(relation.columns.size(), false) {}

    void add(std::uint16_t column, std::string_view sql) {
        named_[column] = true;
        columns_ += (columns_.empty() ? "" : ", ") + quoted(relation_.columns[column].name);
        values_ += values_.empty() ? "" : ", ";
        values_ += sql;
    }
    void add_parameter(std::uint16_t column) { add(column, format("${}", request_.parameters.size())); }
    [[nodiscard]] bool names(int column) const { return named_[static_cast<std::size_t>(column)]; }
    Parameters& parameters() { return request_.parameters; }

    /// What the configuration says of the table's columns.
    void add_meanings(const std::optional<std::string>& scope) {
        for (const int stamp : {relation_.inserted_at, relation_.updated_at})
            if (stamp >= 0 && !names(stamp)) add(static_cast<std::uint16_t>(stamp), now_of(column_at(relation_, stamp)));
        if (relation_.version >= 0 && !names(relation_.version)) add(static_cast<std::uint16_t>(relation_.version), "1");
        if (relation_.scope >= 0 && scope) {
            parameters().add_text(*scope);
            add_parameter(static_cast<std::uint16_t>(relation_.scope));
        }
    }

    Result<Request> finish(const OnConflict* conflict) {
        auto& sql = request_.sql;
        sql = "INSERT INTO " + quoted_name(relation_) + " AS t ";
        sql += columns_.empty() ? "DEFAULT VALUES" : "(" + columns_ + ") VALUES (" + values_ + ")";
        if (conflict != nullptr) WHIMBREL_CHECK(add_conflict(*conflict));
        sql += " RETURNING " + column_list(relation_, "t");
        return std::move(request_);
    }

private:
    Result<> add_conflict(const OnConflict& conflict) {
        const auto found = std::ranges::find(relation_.constraints, conflict.constraint, &ConstraintInfo::name);
        using Sort = ConstraintInfo::Sort;
        if (found == relation_.constraints.end() || (found->sort != Sort::primary_key && found->sort != Sort::unique) || found->columns.empty())
            return fail(ErrorCode::request_invalid, format("{} has no unique constraint or index {} of plain columns", relation_.name, conflict.constraint));
        std::string target, changes;
        for (const auto& name : found->columns) target += (target.empty() ? "" : ", ") + quoted(name);
        request_.sql += " ON CONFLICT (" + target + ") DO ";
        const auto is_set = [&](const ColumnInfo& column) {
            const auto at = static_cast<int>(&column - relation_.columns.data());
            const bool in_key = std::ranges::find(found->columns, column.name) != found->columns.end();
            return named_[static_cast<std::size_t>(at)] && !in_key && at != relation_.inserted_at && at != relation_.scope && at != relation_.version &&
                   std::ranges::find(relation_.primary_key, at) == relation_.primary_key.end();
        };
        if (conflict.then == OnConflict::Then::update)
            for (const auto& column : relation_.columns)
                if (is_set(column)) changes += format("{}{} = EXCLUDED.{}", changes.empty() ? "" : ", ", quoted(column.name), quoted(column.name));
        if (relation_.version >= 0 && !changes.empty()) {
            const auto version = quoted(column_at(relation_, relation_.version).name);
            changes += format(", {} = t.{} + 1", version, version);
        }
        if (changes.empty() && conflict.then == OnConflict::Then::update)
            return fail(ErrorCode::request_invalid, format("an upsert of {} gives no column beside those of {}", relation_.name, conflict.constraint))
                .hint("Use OnConflict::Then::nothing.");
        request_.sql += changes.empty() ? "NOTHING" : "UPDATE SET " + changes;
        // Somebody else's row is not changed because a key is the same.
        if (!changes.empty() && relation_.scope >= 0) {
            const auto scope = quoted(column_at(relation_, relation_.scope).name);
            request_.sql += format(" WHERE t.{} = EXCLUDED.{}", scope, scope);
        }
        return {};
    }

    const RelationInfo& relation_;
    std::vector<bool> named_;
    std::string columns_, values_;
    Request request_;
};

/// WHERE of one row by its key, and its version where it has one.
Result<> append_key(const RelationInfo& relation, const void* row, const std::optional<std::string>& scope, std::string& sql, Parameters& parameters) {
    if (relation.primary_key.empty()) return fail(ErrorCode::key_missing, format("{} has no primary key", relation.name));
    std::string_view words = " WHERE ";
    const auto add = [&](int index) {
        const auto& column = column_at(relation, index);
        add_member(parameters, column, row);
        sql += format("{}t.{} = ${}", words, quoted(column.name), parameters.size());
        words = " AND ";
    };
    for (const auto column : relation.primary_key) add(column);
    if (relation.version >= 0) add(relation.version);
    if (relation.scope >= 0 && scope) {
        parameters.add_text(*scope);
        sql += format(" AND t.{} = ${}", quoted(column_at(relation, relation.scope).name), parameters.size());
    }
    return {};
}

/// Nothing is sent of a changeset that has errors already.
Result<> check(const Changes& changes) {
    const auto& errors = changes.core.errors(changes.to);
    if (errors.empty()) return {};
    return fail(ErrorCode::changes_invalid, format("{}: {} {}", changes.core.info().name, errors.front().field, errors.front().message));
}

using Act = ChangesetCore::Act;

Failing gone(const RelationInfo& relation) {
    if (relation.version >= 0)
        return fail(ErrorCode::row_changed, format("the row of {} was changed, or removed, since it was read", relation.name))
            .hint("Read it again, and apply the change to it.");
    return fail(ErrorCode::row_missing, format("the row of {} is not there any more", relation.name));
}

}  // namespace

Result<pg::Rows> RepoCore::insert(const RelationInfo& relation, const void* fresh, const OnConflict* conflict) {
    Insert insert(relation);
    for (const auto& member : relation.fresh) {
        if (member.column == relation.scope && scope_) continue;
        const auto& column = relation.columns[member.column];
        bool is_given = false;
        Parameters one;
        one.add_written([&](std::string& out) { return is_given = member.write(fresh, out); }, column.form == Form::binary);
        if (!is_given) continue;
        insert.parameters().append(one);
        insert.add_parameter(member.column);
    }
    insert.add_meanings(scope_);
    WHIMBREL_TRY(const auto request, insert.finish(conflict));
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), relation, Act::write, all_constraints()));
    return rows;
}

Result<pg::Rows> RepoCore::insert(const RelationInfo& relation, const Changes& changes, const OnConflict* conflict) {
    WHIMBREL_CHECK(check(changes));
    Insert insert(relation);
    for (std::uint16_t at = 0; at < relation.columns.size(); ++at) {
        if (!changes.core.has_change(at) || (at == relation.scope && scope_)) continue;
        add_member(insert.parameters(), relation.columns[at], changes.to);
        insert.add_parameter(at);
    }
    insert.add_meanings(scope_);
    WHIMBREL_TRY(const auto request, insert.finish(conflict));
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), changes.core, Act::write, all_constraints()));
    return rows;
}

Result<std::optional<pg::Rows>> RepoCore::update(const RelationInfo& relation, const Changes& changes) {
    WHIMBREL_CHECK(check(changes));
    Request request;
    std::string sets;
    for (std::uint16_t at = 0; at < relation.columns.size(); ++at) {
        if (!changes.core.has_change(at) || at == relation.version || (at == relation.scope && scope_)) continue;
        add_member(request.parameters, relation.columns[at], changes.to);
        sets += format("{}{} = ${}", sets.empty() ? "" : ", ", quoted(relation.columns[at].name), request.parameters.size());
    }
    if (sets.empty()) return std::nullopt;
    if (relation.updated_at >= 0 && !changes.core.has_change(static_cast<std::uint16_t>(relation.updated_at))) {
        const auto& column = column_at(relation, relation.updated_at);
        sets += format(", {} = {}", quoted(column.name), now_of(column));
    }
    if (relation.version >= 0) {
        const auto version = quoted(column_at(relation, relation.version).name);
        sets += format(", {} = t.{} + 1", version, version);
    }
    request.sql = "UPDATE " + quoted_name(relation) + " AS t SET " + sets;
    WHIMBREL_CHECK(append_key(relation, changes.from, scope_, request.sql, request.parameters));
    request.sql += " RETURNING " + column_list(relation, "t");
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), changes.core, Act::write, all_constraints()));
    if (rows->empty()) return gone(relation);
    return std::move(*rows);
}

Result<> RepoCore::remove(const RelationInfo& relation, const void* row, Removed removed) {
    Request request;
    const bool softly = relation.soft_delete >= 0 && removed == Removed::left_out;
    if (softly) {
        const auto& column = column_at(relation, relation.soft_delete);
        request.sql = format("UPDATE {} AS t SET {} = {}", quoted_name(relation), quoted(column.name), now_of(column));
        if (relation.version >= 0) {
            const auto version = quoted(column_at(relation, relation.version).name);
            request.sql += format(", {} = t.{} + 1", version, version);
        }
    } else {
        request.sql = "DELETE FROM " + quoted_name(relation) + " AS t";
    }
    WHIMBREL_CHECK(append_key(relation, row, scope_, request.sql, request.parameters));
    if (softly) request.sql += format(" AND t.{} IS NULL", quoted(column_at(relation, relation.soft_delete).name));
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), relation, Act::remove, all_constraints()));
    if (rows->affected() == 0) return gone(relation);
    return {};
}

Result<std::int64_t> RepoCore::remove_all(Selection selection, Removed removed) {
    WHIMBREL_CHECK(apply_scope(selection));
    const auto& relation = *selection.from;
    if (selection.limit || selection.offset)
        return fail(ErrorCode::request_invalid, format("rows of {} are removed by a condition, not by number", relation.name));
    Request request;
    if (relation.soft_delete >= 0 && removed == Removed::left_out) {
        const auto& column = column_at(relation, relation.soft_delete);
        request.sql = format("UPDATE {} AS t SET {} = {}", quoted_name(relation), quoted(column.name), now_of(column));
    } else {
        request.sql = "DELETE FROM " + quoted_name(relation) + " AS t";
    }
    WHIMBREL_CHECK(append_where(selection, request.sql, request.parameters));
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), relation, Act::remove, all_constraints()));
    return rows->affected();
}

}  // namespace whimbrel::data
