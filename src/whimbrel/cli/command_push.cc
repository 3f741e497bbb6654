// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/interruption.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/push.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({
    k_dry_run_option,
    {.name = "past-migrations", .help = "Push although the database's ledger holds migrations.", .group = k_safety},
    k_confirm_option,
    k_allow_lossy_option,
    k_rename_option,
    k_answer_option,
    k_answers_option,
});
constexpr auto k_exits = std::to_array<ExitNote>({k_question_exit, k_unmanaged_exit});

constexpr std::string_view k_nothing_changed = "nothing was changed";

Result<project::PushRequest> read_request(const Call& call) {
    project::PushRequest request;
    WHIMBREL_TRY(request.answers, read_answers(call));
    for (const auto& name : call.values("allow-lossy")) request.allow_lossy.insert(name);
    request.confirmed_name = call.value("confirm");
    if (call.has("past-migrations")) request.migrations = project::PushRequest::Migrations::past;
    return request;
}

ExitCode print(const Call& call, const project::PushPlan& push, const pg::Session& session, bool applied) {
    if (call.is_json())
        call.out().print_json(
            Json::object().set("database", session.describe()).set("applied", applied).set("statements", push.plan.size()).set("sql", push.sql));
    return ExitCode::done;
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto request, read_request(call));
    WHIMBREL_TRY(auto session, project::connect(workspace, choice));
    project::announce(workspace, session, choice);
    const auto planned = project::plan_push(workspace, choice, session, request);
    if (!planned && Interruption::asked()) return std::unexpected(as_interruption(planned.error(), k_nothing_changed));
    WHIMBREL_TRY(const auto push, planned);
    if (!push.questions.empty()) return print_questions(call, push.questions);
    if (!call.is_json()) call.out().print(push.sql);
    if (push.plan.empty()) {
        call.out().say("nothing to do: the database is what the declaration says");
        return print(call, push, session, false);
    }
    if (call.has("dry-run")) return print(call, push, session, false);
    const auto agreed = project::confirm(workspace, format("apply {} to {}?", counted(push.plan.size(), "statement"), session.describe()));
    if (!agreed && Interruption::asked()) return std::unexpected(as_interruption(agreed.error(), k_nothing_changed));
    WHIMBREL_CHECK(agreed);
    if (!*agreed) {
        call.out().say(k_nothing_changed);
        return print(call, push, session, false);
    }
    WHIMBREL_CHECK(project::apply_push(workspace, choice, session, push, request));
    call.out().say(format("applied {}", counted(push.plan.size(), "statement")));
    return print(call, push, session, true);
}

}  // namespace

const Command k_push_command{
    .name = "push",
    .summary = "Apply the declaration straight to a development database",
    .description =
        "Shows the plan from what the database holds to what the declaration says, proves it on a throwaway PostgreSQL (up only: there is no way back to "
        "prove), asks, and applies it without writing a migration. Only for a database that is marked for "
        "development; refused where the ledger holds migrations.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel push --database dev --yes",
    .run = run,
};

}  // namespace whimbrel::cli
