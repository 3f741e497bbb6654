// SPDX-License-Identifier: Apache-2.0
// Reports that more than one command prints.
#pragma once

#include "whimbrel/cli/json.h"
#include "whimbrel/project/apply.h"
#include "whimbrel/project/seed.h"

#include <string>

namespace whimbrel::cli {

Json report_json(const runner::Report& report);
Json seed_json(const project::SeedReport& report);
Json dry_run_json(const project::DryRun& run);
/// The scripts one after the other, each under its title as a comment.
std::string render(const project::DryRun& run);

}  // namespace whimbrel::cli
