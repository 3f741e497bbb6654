// SPDX-License-Identifier: Apache-2.0
// What became of the types, as a part of another command's report.
#pragma once

#include "whimbrel/cli/call.h"
#include "whimbrel/cli/json.h"
#include "whimbrel/project/types.h"

namespace whimbrel::cli {

constexpr ExitNote k_broken_query_exit{ExitCode::findings, "the migrations are there, and PostgreSQL refuses a query of the project's"};

/// Members of the report, where the project has types.
Json& set_types(Json& json, const project::Workspace& workspace, const project::TypesReport& report);
void say_types(const Call& call, const project::TypesReport& report);
/// Queries that are broken, last of all that is said; the exit code of a command that did what it was to do.
ExitCode end_with_queries(const Call& call, const project::TypesReport& report);

}  // namespace whimbrel::cli
