// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/cli/types_report.h"
#include "whimbrel/project/rebase.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments =
    std::to_array<Argument>({{.name = "VERSION", .help = "The head to move, by version or title; without one, the newer.", .count = Count::optional}});
constexpr auto k_options = std::to_array<Option>({{.name = "fold", .help = "Generate one migration in the place of several from the merged declaration."},
                                                  k_rename_option,
                                                  k_answer_option,
                                                  k_answers_option});
constexpr auto k_exits = std::to_array<ExitNote>({k_broken_query_exit, k_question_exit});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto answers, read_answers(call));
    WHIMBREL_TRY(const auto report,
                 project::rebase(workspace, call.argument("VERSION"), answers, call.has("fold") ? project::RebaseForm::fold : project::RebaseForm::one_by_one));
    if (!report.questions.empty()) return print_questions(call, report.questions);
    if (call.is_json()) {
        auto json = Json::object().set("moved", Json::array_of(report.moved)).set("written", Json::array_of(report.written));
        call.out().print_json(set_types(json, workspace, report.types));
        return end_with_queries(call, report.types);
    }
    for (const auto& title : report.moved) call.out().print("took away " + title + "\n");
    for (const auto& title : report.written) call.out().print("wrote     " + title + "\n");
    if (report.moved.empty()) call.out().say("nothing to do: the history has one head");
    say_types(call, report.types);
    return end_with_queries(call, report.types);
}

}  // namespace

const Command k_rebase_command{
    .name = "rebase",
    .summary = "Put one of two heads on top of the other after a merge",
    .description =
        "Two branches that both added a migration leave two heads. The newer one (of two with one version the local one) moves on top of the other, migration "
        "by migration, each with its name and proven there. The last one, if it was generated, is generated anew "
        "from the merged declaration; those before it and hand-written ones keep their texts. Conflict markers in whimbrel.lock and snapshot.jsonl are taken "
        "care of; those in schema/ are yours. Types and queries are written where whimbrel.toml says so.",
    .arguments = k_arguments,
    .options = k_options,
    .exits = k_exits,
    .example = "$ git merge main\n$ whimbrel rebase",
    .interrupted = "nothing was changed",
    .run = run,
};

}  // namespace whimbrel::cli
