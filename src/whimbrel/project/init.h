// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct InitReport {
    int postgres = 0;                  ///< the major written; 0: no server programs were found
    std::vector<std::string> written;  ///< relative to the folder
    std::vector<std::string> kept;     ///< were there already and stay as they are
};

/// A new project in the working folder: whimbrel.toml, schema/, migrations/, .gitattributes, .env.sample. Overwrites nothing; a
/// line is added to a .gitattributes that lacks it. `postgres` 0: the first server programs found.
/// Errors: file_unwritable.
Result<InitReport> init(const Environment& environment, int postgres);

}  // namespace whimbrel::project
