// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/cli/types_report.h"
#include "whimbrel/project/generate.h"

#include <array>

namespace whimbrel::cli {

namespace {

using project::GenerateReport;
using project::GenerateRequest;

constexpr auto k_options = std::to_array<Option>({
    {.name = "name", .value = "NAME", .help = "What the migration does: a part of its files' names.", .letter = 'n'},
    {.name = "dry-run", .help = "Prove and print the SQL of up, and write nothing."},
    k_concurrently_option,
    k_rename_option,
    k_answer_option,
    k_answers_option,
});
constexpr auto k_exits = std::to_array<ExitNote>({k_broken_query_exit, k_question_exit, k_unmanaged_exit});

std::string_view name_of(GenerateReport::Outcome outcome) {
    switch (outcome) {
        case GenerateReport::Outcome::nothing_to_do:
            return "nothing_to_do";
        case GenerateReport::Outcome::restamped:
            return "restamped";
        case GenerateReport::Outcome::written:
            return "written";
        case GenerateReport::Outcome::shown:
            return "shown";
        case GenerateReport::Outcome::questions_open:
            return "questions_open";
    }
    return "";
}

Json report_json(const project::Workspace& workspace, const GenerateReport& report) {
    auto json = Json::object().set("outcome", name_of(report.outcome));
    if (!report.version.empty()) {
        json.set("version", report.version).set("name", report.name);
        json.set("up_file", project::shown(workspace, report.up_path)).set("down_file", project::shown(workspace, report.down_path));
        json.set("up", report.up).set("down", report.down).set("changes", Json::array_of(report.changes));
        json.set("up_risks", Json::array_of(report.up_risks)).set("down_risks", Json::array_of(report.down_risks));
    }
    return set_types(json, workspace, report.types).set("inert_directives", Json::array_of(report.inert));
}

void print_written(const Call& call, const project::Workspace& workspace, const GenerateReport& report) {
    const auto& out = call.out();
    if (report.outcome == GenerateReport::Outcome::shown) out.print(report.up);
    else out.print(project::shown(workspace, report.up_path) + "\n" + project::shown(workspace, report.down_path) + "\n");
    for (const auto& line : report.changes) out.say("  " + line);
    for (const auto& risk : report.up_risks) out.say("  up: " + risk);
    for (const auto& risk : report.down_risks) out.say("  down: " + risk);
    out.say("proven: up, down and up again");
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    GenerateRequest request{.name = call.value("name"), .answers = {}};
    WHIMBREL_TRY(request.answers, read_answers(call));
    if (call.has("concurrently")) request.index_form = plan::IndexForm::concurrent;
    if (call.has("dry-run")) {
        request.writing = GenerateRequest::Writing::nothing;
        if (request.name.empty()) request.name = "dry_run";
    }
    WHIMBREL_TRY(const auto report, project::generate(workspace, request));
    if (report.outcome == GenerateReport::Outcome::questions_open) return print_questions(call, report.questions);
    for (const auto& line : report.inert) call.out().say("this @renamed has happened and can be removed: " + line);
    if (call.is_json()) {
        call.out().print_json(report_json(workspace, report));
        return end_with_queries(call, report.types);
    }
    say_types(call, report.types);
    switch (report.outcome) {
        case GenerateReport::Outcome::nothing_to_do:
            call.out().say("nothing to do: the migrations produce what the declaration says");
            break;
        case GenerateReport::Outcome::restamped:
            call.out().say("nothing to do: the declaration reads otherwise and means the same; the snapshot was stamped anew");
            break;
        case GenerateReport::Outcome::written:
        case GenerateReport::Outcome::shown:
            print_written(call, workspace, report);
            break;
        case GenerateReport::Outcome::questions_open:
            break;
    }
    return end_with_queries(call, report.types);
}

}  // namespace

const Command k_generate_command{
    .name = "generate",
    .summary = "Write the next migration from the declaration, proven",
    .description =
        "Loads schema/*.sql into a throwaway PostgreSQL, compares it with what the migrations produce, and writes the migration up and down. Both are executed "
        "first: up must give "
        "what the declaration gives, down what there was before. Where declaration and snapshot agree it says so without starting a server. Types and queries "
        "are "
        "written too, where whimbrel.toml says so: a query that the change breaks is named, and the migration is there all the same.",
    .options = k_options,
    .exits = k_exits,
    .example =
        "$ whimbrel generate --name create_groups_and_members\nmigrations/20261120143000_create_groups_and_members.up.sql\n"
        "migrations/20261120143000_create_groups_and_members.down.sql",
    .interrupted = "nothing was written",
    .run = run,
};

}  // namespace whimbrel::cli
