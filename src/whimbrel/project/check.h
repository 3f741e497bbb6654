// SPDX-License-Identifier: Apache-2.0
// check: for CI; declaration = snapshot = what the migrations produce.
#pragma once

#include "whimbrel/project/answers.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct CheckFinding {
    std::string finding;  ///< "edited", "unproven", "missing", "two_heads", "snapshot", "declaration", "question", "types", "query", "index_name"…
    std::string object;   ///< what it is about; empty where it is the whole project
    std::string text;
    std::string mend;      ///< what to do, one imperative sentence
    std::string accepted;  ///< the reason of the [[accept]] rule that covers it; empty: it counts
};

struct CheckReport {
    std::vector<CheckFinding> findings;
    std::size_t migrations = 0;
    enum class Server { untouched, started } server = Server::untouched;
    [[nodiscard]] bool clean() const;  ///< nothing that is not accepted
};

/// Starts no server where the declaration's hash is the snapshot's and every file is what was proven. Never needs the target.
/// Errors: those of reading the folder and the declaration, not_managed, config_invalid (see refuse_ignored()).
Result<CheckReport> check(const Workspace& workspace, const Answers& answers);

}  // namespace whimbrel::project
