// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/types_report.h"

#include "whimbrel/cli/error_json.h"

namespace whimbrel::cli {

Json& set_types(Json& json, const project::Workspace& workspace, const project::TypesReport& report) {
    if (!project::has_types(workspace)) return json;
    return json.set("types_written", Json::array_of(report.written))
        .set("types_removed", Json::array_of(report.removed))
        .set("broken_queries", Json::array_of(report.broken_queries, error_json));
}

void say_types(const Call& call, const project::TypesReport& report) {
    for (const auto& file : report.written) call.out().say("types: " + file);
    for (const auto& file : report.removed) call.out().say("types: removed " + file);
}

ExitCode end_with_queries(const Call& call, const project::TypesReport& report) {
    if (!call.is_json())
        for (const auto& error : report.broken_queries) call.out().error(error);
    return report.broken_queries.empty() ? ExitCode::done : ExitCode::findings;
}

}  // namespace whimbrel::cli
