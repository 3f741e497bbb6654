// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/doctor.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::findings, "something is to be mended"}});

std::string_view mark(project::Health health) { return health == project::Health::good ? "✓" : health == project::Health::doubtful ? "!" : "✗"; }

Json finding_json(const project::Finding& finding) {
    return Json::object()
        .set("subject", finding.subject)
        .set("health", project::name_of(finding.health))
        .set("found", finding.found)
        .set("mend", Json::array_of(finding.mend));
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace_or_defaults());
    const auto report = project::examine(workspace, call.value("database"));
    if (call.is_json()) {
        call.out().print_json(Json::object().set("healthy", report.healthy()).set("findings", Json::array_of(report.findings, finding_json)));
    } else {
        std::string text;
        for (const auto& finding : report.findings) {
            text += std::string(mark(finding.health)) + " " + finding.subject + ": " + finding.found + "\n";
            for (const auto& sentence : finding.mend) text += "    " + sentence + "\n";
        }
        call.out().print(text);
    }
    return report.healthy() ? ExitCode::done : ExitCode::findings;
}

}  // namespace

const Command k_doctor_command{
    .name = "doctor",
    .summary = "Check programs, connection, privileges and settings",
    .description =
        "Looks at the configuration, the PostgreSQL server programs, the throwaway server, the connection, its version, privileges, pooler and settings, "
        "and says for each how to mend it. Changes nothing.",
    .exits = k_exits,
    .example = "$ whimbrel doctor --database postgresql://localhost/app",
    .run = run,
};

}  // namespace whimbrel::cli
