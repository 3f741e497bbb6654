// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/refusal.h"

#include "whimbrel/base/format.h"

#include <algorithm>

namespace whimbrel::data {

namespace {

Error unknown(Error error) {
    error.code = ErrorCode::constraint_unknown;
    error.message = format("the database has a constraint {} on {} that the generated code does not know", error.server->constraint, error.server->table);
    error.hints.push_back("Run `whimbrel verify`: somebody changed the database, or the code was generated from another schema.");
    return error;
}

}  // namespace

bool tells_of_referenced_row(const ServerReport& report, const ConstraintInfo& constraint) {
    std::string key;
    for (const auto& column : constraint.columns) key += format("{}{}", key.empty() ? "(" : ", ", column);
    // Key (a, b)=(1, 2) …: what stands before its values is the referenced or the referencing columns, in any language.
    const std::string_view detail = report.detail;
    const auto end = detail.find(")=(");
    const bool is_of_other_columns = end != std::string_view::npos && !detail.substr(0, end).ends_with(key);
    return is_of_other_columns || report.message.starts_with("update or delete on table");
}

Error explain_violation(Error error, ChangesetCore& changes, ChangesetCore::Act act, std::span<const ConstraintInfo> all) {
    if (error.code != ErrorCode::statement_failed || !error.server || !error.server->sqlstate.starts_with("23")) return error;
    const auto report = *error.server;
    if (changes.add_violation(report, act, all)) {
        error.code = ErrorCode::changes_invalid;
        error.message = format("{}: {} {}", changes.info().name, changes.last_error().field, changes.last_error().message);
    } else if (!report.constraint.empty()) {
        return unknown(std::move(error));
    }
    return error;
}

Error explain_violation(Error error, const RelationInfo& relation, ChangesetCore::Act act, std::span<const ConstraintInfo> all) {
    ChangesetCore nobodys(relation, ChangesetCore::Over::new_row);
    return explain_violation(std::move(error), nobodys, act, all);
}

namespace {

/// Of one table among those that a statement changes.
struct Changed {
    bool writes = false, removes = false;
};

Changed changed_of(std::string_view changes, std::string_view table) {
    for (std::size_t at = 0; at < changes.size();) {
        const auto end = std::min(changes.find('\n', at), changes.size());
        if (changes.substr(at + 1, end - at - 1) == table) return {.writes = changes[at] != '-', .removes = changes[at] != '+'};
        at = end + 1;
    }
    return {};
}

/// Whether a row that is still referred to stands in the way, and not one missing that is referred to. The server reports both alike, with the
/// referencing table, and tells them apart by RESTRICT's code (PostgreSQL 18) and by texts in its own language. So it is told by what the statement
/// does to the two tables; where that is the same, or a trigger or a cascade did it, by the columns that the detail says the key of. The text of a server
/// that speaks English is the last resort.
bool is_still_referenced(const ServerReport& report, const ConstraintInfo& constraint, std::string_view changes) {
    if (report.sqlstate == k_restrict) return true;
    const bool writes = changed_of(changes, format("{}.{}", constraint.schema, constraint.table)).writes;
    const bool removes = changed_of(changes, constraint.referenced).removes;
    if (writes != removes) return removes;
    return tells_of_referenced_row(report, constraint);
}

std::string_view text_of(const ServerReport& report, const ConstraintInfo& constraint, std::string_view changes) {
    if (report.sqlstate == "23505") return "has already been taken";
    if (constraint.sort == ConstraintInfo::Sort::foreign_key)
        return is_still_referenced(report, constraint, changes) ? "is still associated with this entry" : "does not exist";
    return report.sqlstate == "23P01" ? "violates an exclusion constraint" : "is invalid";
}

}  // namespace

Error explain_violation(Error error, const StatementInfo& statement, std::span<const ConstraintInfo> all) {
    if (error.code != ErrorCode::statement_failed || !error.server || !error.server->sqlstate.starts_with("23") || all.empty()) return error;
    const auto& report = *error.server;
    if (report.sqlstate == "23502" && !report.column.empty()) {
        error.code = ErrorCode::changes_invalid;
        error.message = format("{}: {} can't be blank", report.table, report.column);
        return error;
    }
    if (report.constraint.empty() || report.table.empty()) return error;
    const auto found = std::ranges::find_if(all, [&](const ConstraintInfo& constraint) {
        return constraint.name == report.constraint && constraint.table == report.table && constraint.schema == report.schema;
    });
    if (found == all.end()) return unknown(std::move(error));
    error.code = ErrorCode::changes_invalid;
    error.message = format("{}: {} {}", report.table, found->field, text_of(report, *found, statement.changes));
    return error;
}

}  // namespace whimbrel::data
