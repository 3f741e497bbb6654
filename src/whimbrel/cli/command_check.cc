// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/check.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({k_rename_option, k_answer_option, k_answers_option});
constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::findings, "there are findings"}, k_unmanaged_exit});

Json finding_json(const project::CheckFinding& finding) {
    auto json = Json::object().set("finding", finding.finding).set("object", finding.object).set("text", finding.text).set("mend", finding.mend);
    if (!finding.accepted.empty()) json.set("accepted", finding.accepted);
    return json;
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto answers, read_answers(call));
    WHIMBREL_TRY(const auto report, project::check(workspace, answers));
    const auto code = report.clean() ? ExitCode::done : ExitCode::findings;
    if (call.is_json()) {
        call.out().print_json(
            Json::object().set("clean", report.clean()).set("migrations", report.migrations).set("findings", Json::array_of(report.findings, finding_json)));
        return code;
    }
    for (const auto& finding : report.findings)
        call.out().print(finding.accepted.empty() ? format("✗ {}: {}\n    {}\n", finding.finding, finding.text, finding.mend)
                                                  : format("- {}: {} (accepted: {})\n", finding.finding, finding.text, finding.accepted));
    if (report.clean()) call.out().say(format("clean: declaration, snapshot and {} agree", counted(report.migrations, "migration")));
    return code;
}

}  // namespace

const Command k_check_command{
    .name = "check",
    .summary = "Check that declaration, snapshot and migrations agree, for CI",
    .description =
        "The declaration is what the migrations produce, no file changed since its proof, the history has one head, and every question is answered; generated "
        "types "
        "are those of the schema, and PostgreSQL takes every query of the project. Also "
        "reports redundant indexes "
        "and, with check.index_name, names that do not follow the rule. Needs no database; starts no server where nothing changed.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel check --format json",
    .run = run,
};

}  // namespace whimbrel::cli
