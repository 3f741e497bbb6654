// SPDX-License-Identifier: Apache-2.0
// pull: a schema written as tidy files, an object group per file.
#pragma once

#include "whimbrel/plan/plan.h"
#include "whimbrel/project/workspace.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace whimbrel::project {

struct PullReport {
    std::vector<std::string> files;  ///< relative to the folder
    std::filesystem::path folder;
    std::vector<catalog::NotManaged> not_managed;  ///< left out: nothing is passed over in silence
};

/// `source` is what source::resolve takes; empty: the database chosen. What is written was loaded on the shadow before, and gave the same
/// catalog. Errors: folder_not_empty, not_managed, pull_unequal, file_unwritable.
Result<PullReport> pull(const Workspace& workspace, const std::string& source, const std::filesystem::path& folder);

}  // namespace whimbrel::project
