// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/project/answers.h"
#include "whimbrel/project/types.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whimbrel::project {

enum class RebaseForm : std::uint8_t { one_by_one, fold };

struct RebaseReport {
    std::vector<std::string> moved;          ///< titles of the migrations that were on the other branch
    std::vector<std::string> written;        ///< titles of those that stand on top now; empty where the other side already says it all
    std::vector<kinds::Question> questions;  ///< open ones: nothing was written
    TypesReport types;                       ///< where whimbrel.toml asks for them
};

/// After a merge that left two heads: puts the migrations of one head on top of the other: that whose last one has
/// the version or title `version`; empty: the newer one, and of two with one version the local one, whose row git put first.
/// They move one by one and keep their names: the last one, where it was generated, is generated anew from the merged declaration, the others
/// keep their texts; all are proven. With `fold`, generated ones become one migration. Types, which name the last migration, are written too.
/// Nothing to do where there is one head: an empty
/// report.
/// Errors: version_unknown, migration_missing, proof_failed, and those of generate.
Result<RebaseReport> rebase(const Workspace& workspace, const std::string& version, const Answers& answers, RebaseForm form = RebaseForm::one_by_one);

}  // namespace whimbrel::project
