// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/refusal.h"

#include "whimbrel/base/format.h"

namespace whimbrel::data {

Error explain_violation(Error error, ChangesetCore& changes, ChangesetCore::Act act, std::span<const ConstraintInfo> all) {
    if (error.code != ErrorCode::statement_failed || !error.server || !error.server->sqlstate.starts_with("23")) return error;
    const auto report = *error.server;
    if (changes.add_violation(report, act, all)) {
        error.code = ErrorCode::changes_invalid;
        error.message = format("{}: {} {}", changes.info().name, changes.last_error().field, changes.last_error().message);
    } else if (!report.constraint.empty()) {
        error.code = ErrorCode::constraint_unknown;
        error.message = format("the database has a constraint {} on {} that the generated code does not know", report.constraint, report.table);
        error.hints.push_back("Run `whimbrel verify`: somebody changed the database, or the code was generated from another schema.");
    }
    return error;
}

Error explain_violation(Error error, const RelationInfo& relation, ChangesetCore::Act act, std::span<const ConstraintInfo> all) {
    ChangesetCore nobodys(relation, ChangesetCore::Over::new_row);
    return explain_violation(std::move(error), nobodys, act, all);
}

}  // namespace whimbrel::data
