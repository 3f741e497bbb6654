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

/// What became of a reference: the server names the referencing table either way.
bool is_still_referenced(const ServerReport& report) { return report.message.starts_with("update or delete on table"); }

std::string_view text_of(const ServerReport& report) {
    if (report.sqlstate == "23505") return "has already been taken";
    if (report.sqlstate == "23503") return is_still_referenced(report) ? "is still associated with this entry" : "does not exist";
    return report.sqlstate == "23P01" ? "violates an exclusion constraint" : "is invalid";
}

}  // namespace

Error explain_violation(Error error, std::span<const ConstraintInfo> all) {
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
    error.message = format("{}: {} {}", report.table, found->field, text_of(report));
    return error;
}

}  // namespace whimbrel::data
