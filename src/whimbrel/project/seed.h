// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/project/workspace.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct SeedReport {
    struct File {
        std::string file;
        int statements = 0;
    };
    std::vector<File> files;
};

/// Runs the seed files in order of name, each in one transaction; its own BEGIN and COMMIT are passed over.
/// Errors: seeds_missing, those of parse::split, statement_failed with the file's place: that file's rows are not there then.
Result<SeedReport> seed(const Workspace& workspace, pg::Session& session);

/// The seed files there are, in order; empty where the folder is missing.
std::vector<std::filesystem::path> seed_files(const Workspace& workspace);

}  // namespace whimbrel::project
