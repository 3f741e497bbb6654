// SPDX-License-Identifier: Apache-2.0
// Private to data/: a violated constraint as the application gets it.
#pragma once

#include "whimbrel/data/changeset_core.h"
#include "whimbrel/data/statement_info.h"

namespace whimbrel::data {

/// What PostgreSQL 18 reports where ON DELETE RESTRICT or ON UPDATE RESTRICT keeps a row; older ones report it as any foreign key.
constexpr std::string_view k_restrict = "23001";

/// Of a foreign key that the server reports, with the referencing table, as violated: whether the detail (or, where that says it of both, the text of a
/// server that speaks English) tells of a row that is still referred to, and not of one that is missing.
bool tells_of_referenced_row(const ServerReport& report, const ConstraintInfo& constraint);

/// Of an error of class 23 ("Integrity Constraint Violation"): changes_invalid where a constraint is known, said in the changeset; constraint_unknown
/// where it is not. Anything else as it was.
Error explain_violation(Error error, ChangesetCore& changes, ChangesetCore::Act act, std::span<const ConstraintInfo> all);
/// The same where the application has no changeset.
Error explain_violation(Error error, const RelationInfo& relation, ChangesetCore::Act act, std::span<const ConstraintInfo> all);

/// The same of a statement that was written in a file. As it was where the application has no list of constraints.
Error explain_violation(Error error, const StatementInfo& statement, std::span<const ConstraintInfo> all);

}  // namespace whimbrel::data
