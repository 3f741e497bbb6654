// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/shared_options.h"

#include "whimbrel/base/format.h"
#include "whimbrel/cli/error_json.h"
#include "whimbrel/cli/interruption.h"

#include <unistd.h>

#include <charconv>

namespace whimbrel::cli {

namespace {

Result<std::map<int, std::string>> read_step_answers(const Call& call, const Command& command) {
    std::map<int, std::string> answers;
    for (const auto& text : call.values("step")) {
        const auto equals = text.find('=');
        const auto state = equals == std::string::npos ? std::string() : text.substr(equals + 1);
        int number = 0;
        const auto read = std::from_chars(text.data(), text.data() + std::min(equals, text.size()), number);
        if (read.ec != std::errc{} || number < 1 || (state != "done" && state != "not-done"))
            return usage_error(&command, format("--step is N=done or N=not-done, and \"{}\" is neither", text));
        answers[number] = state;
    }
    return answers;
}

}  // namespace

Result<project::Answers> read_answers(const Call& call) {
    project::Answers answers{.renames = call.values("rename"), .given = {}};
    for (const auto& text : call.values("answer")) {
        WHIMBREL_TRY(auto answer, project::parse_answer(text));
        answers.given.push_back(std::move(answer));
    }
    if (const auto file = call.optional("answers")) {
        WHIMBREL_TRY(auto from_file, project::read_answers_file(call.environment().working_folder / *file));
        answers.given.insert(answers.given.end(), from_file.begin(), from_file.end());
    }
    return answers;
}

Result<project::ApplyRequest> read_apply_request(const Call& call, const Command& command) {
    using project::ApplyRequest;
    ApplyRequest request;
    request.target.version = call.optional("to");
    WHIMBREL_TRY(request.target.steps, call.count("steps"));
    if (request.target.version && request.target.steps) return usage_error(&command, "--to and --steps exclude each other");
    for (const auto& name : call.values("allow-lossy")) request.allow_lossy.insert(name);
    WHIMBREL_TRY(request.step_answers, read_step_answers(call, command));
    if (call.has("pooler")) request.pooler = ApplyRequest::Pooler::accept_session;
    if (call.has("out-of-order")) request.order = ApplyRequest::Order::any;
    if (call.has("from-files")) request.scripts = ApplyRequest::Scripts::files;
    if (call.has("accept-drift")) request.drift = ApplyRequest::Drift::accept;
    return request;
}

Result<ExitCode> print_questions(const Call& call, std::span<const kinds::Question> questions) {
    if (Interruption::asked()) return fail(ErrorCode::interrupted, "interrupted");
    // Programs read the questions from stdout in either form of output; a person reads them below.
    if (call.is_json() || ::isatty(STDOUT_FILENO) == 0) call.out().print_json(Json::object().set("questions", questions_json(questions)));
    if (call.is_json()) return ExitCode::question;
    std::string text = format("{} {} open; nothing was written:", counted(questions.size(), "question"), questions.size() == 1 ? "is" : "are");
    for (const auto& question : questions) {
        text += format("\n  {}\n    {}", question.id, question.text);
        for (const auto& choice : question.choices) text += "\n    - " + choice;
    }
    call.out().error(fail(ErrorCode::question_open, text).hint("Answer beside the declaration, by --answer ID=VALUE, or by --answers FILE.").take());
    return ExitCode::question;
}

}  // namespace whimbrel::cli
