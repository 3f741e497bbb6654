// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/workspace.h"

#include "whimbrel/project/ignore.h"

namespace whimbrel::project {

void Workspace::say(const std::string& line) const {
    if (talk.say) talk.say(line);
}

void Workspace::warn(const std::string& line) const {
    if (talk.warn) talk.warn(line);
}

Result<> Workspace::go_on() const {
    if (talk.interrupted && talk.interrupted()) return fail(ErrorCode::interrupted, "interrupted");
    return {};
}

shadow::ShadowOptions shadow_options(const Workspace& workspace) {
    using Servers = shadow::ShadowOptions::Servers;
    return {.url = workspace.config.shadow_url,
            .major = workspace.config.postgres,
            .servers = workspace.config.manage.empty() ? Servers::one : Servers::one_each,
            .interrupted = workspace.talk.interrupted};
}

source::SourceOptions source_options(const Workspace& workspace) {
    return {.read = {.ledger_schema = workspace.config.ledger_schema, .managed = workspace.config.manage},
            .allowed_outside = workspace.config.shadow_allow,
            .warn = [&workspace](const std::string& line) { workspace.warn(line); },
            .interrupted = workspace.talk.interrupted};
}

runner::RunnerOptions runner_options(const Workspace& workspace, const DatabaseChoice& choice) {
    runner::RunnerOptions options;
    options.ledger_schema = workspace.config.ledger_schema;
    options.lock_timeout_ms = workspace.config.lock_timeout_ms;
    options.lock_attempts = workspace.config.lock_attempts;
    options.advisory_wait_ms = workspace.config.runner_wait_ms;
    options.allow_lossy = choice.allow_lossy;
    options.variables = choice.variables;
    options.tool_version = workspace.tool_version;
    options.leave_out = [&workspace](catalog::Catalog& catalog) { apply_ignore_rules(catalog, workspace.config.ignore); };
    options.say = [&workspace](const std::string& line) { workspace.say(line); };
    options.interrupted = workspace.talk.interrupted;
    return options;
}

Result<pg::Session> connect(const Workspace& workspace, const DatabaseChoice& choice) {
    const auto open = [&] {
        return pg::Session::connect(choice.url, {.application_name = "whimbrel/" + workspace.command, .on_notice = [&workspace](const ServerReport& report) {
                                                     if (!report.sqlstate.starts_with("00")) workspace.warn("server: " + report.message);
                                                 }});
    };
    auto opened = workspace.talk.connecting ? workspace.talk.connecting(open) : open();
    if (!opened && choice.url.parameters().empty())
        opened.error().hints.emplace_back(
            "Set DATABASE_URL in the environment or in .env, or give --database URL; `whimbrel with-postgres` gives a throwaway one.");
    WHIMBREL_TRY(auto session, std::move(opened));
    if (workspace.talk.interrupted) session.cancel_when(workspace.talk.interrupted);
    return session;
}

std::string shown(const Workspace& workspace, const std::filesystem::path& path) {
    if (path.is_relative()) return path.string();
    const auto relative = path.lexically_relative(workspace.environment.working_folder);
    return relative.empty() || relative.native().starts_with("../../..") ? path.string() : relative.string();
}

std::filesystem::path history_folder(const Workspace& workspace) {
    std::error_code ec;
    const auto folder = workspace.config.migrations_folder();
    return std::filesystem::current_path(ec) == workspace.environment.working_folder ? std::filesystem::path(shown(workspace, folder)) : folder;
}

Result<bool> confirm(const Workspace& workspace, const std::string& question) {
    if (workspace.talk.confirm) return workspace.talk.confirm(question);
    return fail(ErrorCode::confirmation_needed, "nobody can be asked: " + question).hint("Give --yes to go ahead.");
}

}  // namespace whimbrel::project
