// SPDX-License-Identifier: Apache-2.0
// INSERT, UPDATE and DELETE of one row.
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/data/selection.h"
#include "whimbrel/data/statement_text.h"

#include <algorithm>

namespace whimbrel::data {

namespace {

/// What SET has: "a = $1, b = now()".
class Assignments {
public:
    template <class Value>
    void add(const ColumnInfo& column, const Value& value) {
        if (!empty()) sql_.add(",");
        sql_.add(name_of(column)).add("=").add(value);
    }
    /// The version, where the table has one.
    void count_up(const RelationInfo& relation) {
        if (relation.version < 0) return;
        const auto& version = column_at(relation, relation.version);
        add(version, sql::fragment(own(version), "+ 1"));
    }
    [[nodiscard]] bool empty() const { return sql_.fragment().empty(); }
    [[nodiscard]] sql::Fragment fragment() const { return sql_.fragment(); }

private:
    sql::Builder sql_;
};

/// Of the row that could not be inserted. EXCLUDED is no schema, but its columns are named as if it were one.
sql::Fragment excluded(const ColumnInfo& column) { return {"EXCLUDED." + name_of(column).render()}; }

/// An INSERT that is being put together; each column once.
class Insert {
public:
    explicit Insert(const RelationInfo& relation) : relation_(relation), named_(relation.columns.size(), false) {}

    template <class Value>
    void add(std::uint16_t column, const Value& value) {
        if (!is_empty()) {
            names_.add(",");
            values_.add(",");
        }
        names_.add(name_of(relation_.columns[column]));
        values_.add(value);
        named_[column] = true;
    }
    void add_parameter(std::uint16_t column) { add(column, sql::placeholder(request_.parameters.size())); }
    [[nodiscard]] bool names(int column) const { return named_[static_cast<std::size_t>(column)]; }
    Parameters& parameters() { return request_.parameters; }

    /// What the configuration says of the table's columns.
    void add_meanings(const std::optional<std::string>& scope) {
        for (const int stamp : {relation_.inserted_at, relation_.updated_at})
            if (stamp >= 0 && !names(stamp)) add(static_cast<std::uint16_t>(stamp), now_of(column_at(relation_, stamp)));
        if (relation_.version >= 0 && !names(relation_.version)) add(static_cast<std::uint16_t>(relation_.version), sql::Keywords("1"));
        if (relation_.scope >= 0 && scope) {
            parameters().add_text(*scope);
            add_parameter(static_cast<std::uint16_t>(relation_.scope));
        }
    }

    Result<Request> finish(const OnConflict* conflict) {
        sql::Builder sql;
        sql.add("INSERT INTO").add(name_of(relation_)).add("AS t");
        if (is_empty()) sql.add("DEFAULT VALUES");
        else sql.add("(").add(names_.fragment()).add(") VALUES (").add(values_.fragment()).add(")");
        if (conflict != nullptr) WHIMBREL_CHECK(add_conflict(*conflict, sql));
        request_.statement = sql.add("RETURNING").add(column_list(relation_, "t")).statement();
        return std::move(request_);
    }

private:
    [[nodiscard]] bool is_empty() const { return names_.fragment().empty(); }

    Result<> add_conflict(const OnConflict& conflict, sql::Builder& sql) const {
        const auto found = std::ranges::find(relation_.constraints, conflict.constraint, &ConstraintInfo::name);
        using Sort = ConstraintInfo::Sort;
        if (found == relation_.constraints.end() || (found->sort != Sort::primary_key && found->sort != Sort::unique) || found->columns.empty())
            return fail(ErrorCode::request_invalid, format("{} has no unique constraint or index {} of plain columns", relation_.name, conflict.constraint));
        const auto is_set = [&](const ColumnInfo& column) {
            const auto at = static_cast<int>(&column - relation_.columns.data());
            const bool in_key = std::ranges::find(found->columns, column.name) != found->columns.end();
            return named_[static_cast<std::size_t>(at)] && !in_key && at != relation_.inserted_at && at != relation_.scope && at != relation_.version &&
                   std::ranges::find(relation_.primary_key, at) == relation_.primary_key.end();
        };
        sql.add("ON CONFLICT (").list(found->columns, [](std::string_view name) { return sql::Identifier{std::string(name)}; }).add(") DO");
        if (conflict.then == OnConflict::Then::nothing) {
            sql.add("NOTHING");
            return {};
        }
        Assignments changes;
        for (const auto& column : relation_.columns)
            if (is_set(column)) changes.add(column, excluded(column));
        if (changes.empty())
            return fail(ErrorCode::request_invalid,
                        format("an upsert of {} gives no column beside its key and those of {}", relation_.name, conflict.constraint))
                .hint("Use OnConflict::Then::nothing.");
        changes.count_up(relation_);
        sql.add("UPDATE SET").add(changes.fragment());
        // Somebody else's row is not changed because a key is the same.
        if (relation_.scope >= 0) {
            const auto& scope = column_at(relation_, relation_.scope);
            sql.add("WHERE").add(own(scope)).add("=").add(excluded(scope));
        }
        return {};
    }

    const RelationInfo& relation_;
    std::vector<bool> named_;
    sql::Builder names_, values_;
    Request request_;
};

/// WHERE of one row by its key, and its version where it has one.
Result<> append_key(const RelationInfo& relation, const void* row, const std::optional<std::string>& scope, sql::Builder& sql, Parameters& parameters) {
    if (relation.primary_key.empty()) return fail(ErrorCode::key_missing, format("{} has no primary key", relation.name));
    sql.add("WHERE true");
    const auto add = [&](int column) { sql.add("AND").add(own(column_at(relation, column))).add("=").add(sql::placeholder(parameters.size())); };
    const auto add_member_of_row = [&](int column) {
        add_member(parameters, column_at(relation, column), row);
        add(column);
    };
    for (const auto column : relation.primary_key) add_member_of_row(column);
    if (relation.version >= 0) add_member_of_row(relation.version);
    if (relation.scope >= 0 && scope) {
        parameters.add_text(*scope);
        add(relation.scope);
    }
    return {};
}

/// Up to its WHERE: DELETE, or the UPDATE that removes softly.
sql::Builder removal(const RelationInfo& relation, Removed removed) {
    sql::Builder sql;
    if (relation.soft_delete < 0 || removed == Removed::included) return sql.add("DELETE FROM").add(name_of(relation)).add("AS t");
    const auto& column = column_at(relation, relation.soft_delete);
    Assignments changes;
    changes.add(column, now_of(column));
    changes.count_up(relation);
    return sql.add("UPDATE").add(name_of(relation)).add("AS t SET").add(changes.fragment());
}

/// Nothing is sent of a changeset that has errors already.
Result<> check(const Changes& changes) {
    const auto& errors = changes.core.errors(changes.to);
    if (errors.empty()) return {};
    return fail(ErrorCode::changes_invalid, format("{}: {} {}", changes.core.info().name, errors.front().field, errors.front().message));
}

using Act = ChangesetCore::Act;

/// The list of constraints tells neither a partial index, nor one of expressions, nor what is deferrable from others: the server does.
Error explain_conflict(Error error, const RelationInfo& relation, const OnConflict* conflict) {
    const bool is_none = error.server && (error.server->sqlstate == "42P10" || error.server->sqlstate == "55000");
    if (conflict == nullptr || error.code != ErrorCode::statement_failed || !is_none) return error;
    error.code = ErrorCode::request_invalid;
    error.message = format("an upsert of {} cannot be told by {}, which is partial, of expressions or deferrable", relation.name, conflict->constraint);
    error.hints.push_back("Write the INSERT with its ON CONFLICT as a query in a file.");
    return error;
}

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
        if (!member.is_given(fresh)) continue;
        insert.parameters().add_written([&](std::string& out) { return member.write(fresh, out); }, column.form == Form::binary);
        insert.add_parameter(member.column);
    }
    insert.add_meanings(scope_);
    WHIMBREL_TRY(const auto request, insert.finish(conflict));
    auto rows = run(request);
    if (!rows)
        return std::unexpected(explain_violation(explain_conflict(std::move(rows).error(), relation, conflict), relation, Act::write, all_constraints()));
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
    if (!rows)
        return std::unexpected(explain_violation(explain_conflict(std::move(rows).error(), relation, conflict), changes.core, Act::write, all_constraints()));
    return rows;
}

Result<std::optional<pg::Rows>> RepoCore::update(const RelationInfo& relation, const Changes& changes) {
    WHIMBREL_CHECK(check(changes));
    Request request;
    Assignments sets;
    for (std::uint16_t at = 0; at < relation.columns.size(); ++at) {
        if (!changes.core.has_change(at) || at == relation.version || (at == relation.scope && scope_)) continue;
        add_member(request.parameters, relation.columns[at], changes.to);
        sets.add(relation.columns[at], sql::placeholder(request.parameters.size()));
    }
    if (sets.empty()) return std::nullopt;
    if (relation.updated_at >= 0 && !changes.core.has_change(static_cast<std::uint16_t>(relation.updated_at))) {
        const auto& column = column_at(relation, relation.updated_at);
        sets.add(column, now_of(column));
    }
    sets.count_up(relation);
    sql::Builder sql;
    sql.add("UPDATE").add(name_of(relation)).add("AS t SET").add(sets.fragment());
    WHIMBREL_CHECK(append_key(relation, changes.from, scope_, sql, request.parameters));
    request.statement = sql.add("RETURNING").add(column_list(relation, "t")).statement();
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), changes.core, Act::write, all_constraints()));
    if (rows->empty()) return gone(relation);
    return std::move(*rows);
}

Result<> RepoCore::remove(const RelationInfo& relation, const void* row, Removed removed) {
    Request request;
    auto sql = removal(relation, removed);
    WHIMBREL_CHECK(append_key(relation, row, scope_, sql, request.parameters));
    if (relation.soft_delete >= 0 && removed == Removed::left_out) sql.add("AND").add(own(column_at(relation, relation.soft_delete))).add("IS NULL");
    request.statement = sql.statement();
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), relation, Act::remove, all_constraints()));
    if (rows->affected() == 0) return gone(relation);
    return {};
}

Result<std::int64_t> RepoCore::remove_all(Selection selection, Removed removed) {
    selection.scope = scope_;
    const auto& relation = *selection.from;
    if (selection.limit || selection.offset)
        return fail(ErrorCode::request_invalid, format("rows of {} are removed by a condition, not by number", relation.name));
    Request request;
    auto sql = removal(relation, removed);
    WHIMBREL_CHECK(append_where(selection, sql, request.parameters));
    request.statement = sql.statement();
    auto rows = run(request);
    if (!rows) return std::unexpected(explain_violation(std::move(rows).error(), relation, Act::remove, all_constraints()));
    return rows->affected();
}

}  // namespace whimbrel::data
