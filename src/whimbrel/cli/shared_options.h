// SPDX-License-Identifier: Apache-2.0
// Options that several commands take, each declared once, and what is read from them.
#pragma once

#include "whimbrel/cli/call.h"
#include "whimbrel/project/answers.h"
#include "whimbrel/project/apply.h"

namespace whimbrel::cli {

constexpr std::string_view k_questions = "Questions";
constexpr std::string_view k_safety = "Safety";

constexpr Option k_rename_option{.name = "rename",
                                 .value = "KIND:OLD=NEW",
                                 .help = "Something was renamed: table:public.groups=teams, column:public.users.handle=nick.",
                                 .group = k_questions,
                                 .times = Times::many};
constexpr Option k_answer_option{
    .name = "answer", .value = "ID=VALUE", .help = "Answer a question by the id it is reported with.", .group = k_questions, .times = Times::many};
constexpr Option k_answers_option{.name = "answers", .value = "FILE", .help = "JSON object of question ids and answers.", .group = k_questions};
constexpr Option k_concurrently_option{.name = "concurrently", .help = "Build indexes of existing tables with CREATE INDEX CONCURRENTLY."};

constexpr Option k_to_option{.name = "to", .value = "VERSION", .help = "Stop at this version."};
constexpr Option k_steps_option{.name = "steps", .value = "N", .help = "Number of migrations."};
constexpr Option k_dry_run_option{.name = "dry-run", .help = "Print the SQL and change nothing."};
constexpr Option k_allow_lossy_option{.name = "allow-lossy",
                                      .value = "KIND:NAME",
                                      .help = "Allow that rows or values of this object are lost: table:public.groups, table:public.groups/column:nick.",
                                      .group = k_safety,
                                      .times = Times::many};
constexpr Option k_step_option{.name = "step",
                               .value = "N=STATE",
                               .help = "Whether statement N of a migration that was cut off happened: done or not-done.",
                               .group = k_safety,
                               .times = Times::many};
constexpr Option k_pooler_option{.name = "pooler",
                                 .value = "MODE",
                                 .help = "The connection goes through a pooler in session mode.",
                                 .fallback = "a pooler is refused",
                                 .group = k_safety,
                                 .choices = "session"};
constexpr Option k_accept_drift_option{
    .name = "accept-drift", .help = "Go ahead although the database is not what the last migration left.", .group = k_safety};
constexpr Option k_confirm_option{
    .name = "confirm", .value = "NAME", .help = "The database's name: go ahead although it is not marked for development.", .group = k_safety};

constexpr ExitNote k_question_exit{ExitCode::question, "a question is open, and nobody could be asked; the questions are on stdout as JSON"};
constexpr ExitNote k_unmanaged_exit{ExitCode::unmanaged, "there are objects that are neither managed nor ignored"};

/// --rename, --answer and --answers. Errors: answers_invalid, file_unreadable.
Result<project::Answers> read_answers(const Call& call);
/// --to, --steps, --allow-lossy, --step, --pooler, --accept-drift, --out-of-order, --from-files. Errors: usage_wrong.
Result<project::ApplyRequest> read_apply_request(const Call& call, const Command& command);

/// Prints the open questions: JSON on stdout, in words on stderr. Gives ExitCode::question.
Result<ExitCode> print_questions(const Call& call, std::span<const kinds::Question> questions);

}  // namespace whimbrel::cli
