// SPDX-License-Identifier: Apache-2.0
// generate: the next migration from the declaration, proven both ways before it is written.
#pragma once

#include "whimbrel/plan/plan.h"
#include "whimbrel/project/answers.h"
#include "whimbrel/project/types.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace whimbrel::project {

struct GenerateRequest {
    std::string name;
    Answers answers;
    plan::IndexForm index_form = plan::IndexForm::plain;
    enum class Writing : std::uint8_t { files, nothing } writing = Writing::files;
};

struct GenerateReport {
    enum class Outcome : std::uint8_t {
        nothing_to_do,
        restamped,  ///< the declaration's text changed and its meaning did not: only the snapshot's header was written
        written,
        shown,           ///< with Writing::nothing
        questions_open,  ///< nothing was written
    };
    Outcome outcome = Outcome::nothing_to_do;
    std::string version, name;
    std::filesystem::path up_path, down_path;
    std::string up, down;
    std::vector<std::string> changes;  ///< see changes_of()
    std::vector<std::string> up_risks, down_risks;
    std::vector<std::string> inert;  ///< @renamed directives to remove, with their places
    std::vector<kinds::Question> questions;
    TypesReport types;  ///< where whimbrel.toml asks for them
};

/// Starts no server where declaration and snapshot agree. Errors: those of reading the folder and the declaration, history_unfit,
/// history_two_heads, not_managed, config_invalid (see refuse_ignored()), plan_cycle, plan_impossible, proof_failed, file_unwritable.
Result<GenerateReport> generate(const Workspace& workspace, const GenerateRequest& request);

}  // namespace whimbrel::project
