// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/compare.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({
    {.name = "from",
     .value = "SOURCE",
     .help = "The state before: a folder or .sql file, a URL, snapshot.jsonl, a migrations folder (optionally @version), or the word empty."},
    {.name = "to", .value = "SOURCE", .help = "The state after; the same forms."},
    {.name = "summary", .help = "One line for each object that differs, in place of the SQL."},
    {.name = "exit-code", .help = "Exit with 1 where there is a difference."},
    {.name = "prove", .help = "Try the plan on a throwaway PostgreSQL first, and fail where it does not give what --to says."},
    k_concurrently_option,
    k_rename_option,
    k_answer_option,
    k_answers_option,
});
constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::findings, "there is a difference (with --exit-code)"}, k_unmanaged_exit});

Result<ExitCode> run(Call& call) {
    if (!call.has("from") || !call.has("to")) return usage_error(&k_diff_command, "diff needs --from and --to");
    WHIMBREL_TRY(const auto workspace, call.workspace_or_defaults());
    project::CompareRequest request{.from = call.value("from"), .to = call.value("to"), .answers = {}};
    WHIMBREL_TRY(request.answers, read_answers(call));
    if (call.has("concurrently")) request.index_form = plan::IndexForm::concurrent;
    if (call.has("prove")) request.proof = project::CompareRequest::Proof::up;
    WHIMBREL_TRY(const auto report, project::compare(workspace, request));
    if (call.is_json()) {
        call.out().print_json(Json::object()
                                  .set("different", !report.sql.empty())
                                  .set("sql", report.sql)
                                  .set("changes", Json::array_of(report.changes))
                                  .set("risks", Json::array_of(report.risks)));
    } else if (call.has("summary")) {
        for (const auto& line : report.changes) call.out().print(line + "\n");
    } else {
        call.out().print(report.sql);
    }
    return call.has("exit-code") && !report.sql.empty() ? ExitCode::findings : ExitCode::done;
}

}  // namespace

const Command k_diff_command{
    .name = "diff",
    .summary = "Print the SQL that leads from one source to another",
    .description =
        "Prints the plan's SQL on stdout and nothing else, risks as comments; nothing where there is no difference. Works on any two of: a folder or file of "
        "SQL (also what "
        "pg_dump --schema-only prints), a database URL, a snapshot, a migrations folder with or without @version, and empty. Changes nothing and asks nothing. "
        "The plan is proven only where --prove asks for it.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel diff --from postgresql://localhost/app --to schema",
    .run = run,
};

}  // namespace whimbrel::cli
