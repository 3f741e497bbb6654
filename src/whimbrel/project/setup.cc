// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/setup.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/database_description.h"
#include "whimbrel/sql/statement.h"

namespace whimbrel::project {

namespace {

/// A session from which another database can be created or dropped.
Result<pg::Session> connect_to_maintenance(const Workspace& workspace, const DatabaseChoice& choice) {
    auto elsewhere = choice;
    elsewhere.url = choice.url.with_database("postgres");
    auto session = connect(workspace, elsewhere);
    if (session || session.error().code != ErrorCode::database_missing) return session;
    elsewhere.url = choice.url.with_database("template1");
    return connect(workspace, elsewhere);
}

/// libpq's rule: PGDATABASE, else the user's name.
std::string database_name(const Workspace& workspace, const DatabaseChoice& choice, const pg::Session& session) {
    if (!choice.url.database().empty()) return choice.url.database();
    return workspace.environment.variable("PGDATABASE").value_or(session.user());
}

Result<SetupReport::Creation> create_if_missing(const Workspace& workspace, const DatabaseChoice& choice) {
    auto session = connect(workspace, choice);
    if (session) return SetupReport::Creation::was_there;
    if (session.error().code != ErrorCode::database_missing) return std::unexpected(std::move(session).error());
    WHIMBREL_TRY(auto admin, connect_to_maintenance(workspace, choice));
    const auto name = database_name(workspace, choice, admin);
    workspace.say(format("creating database {} on {}", name, admin.host()));
    WHIMBREL_CHECK(admin.execute(sql::sql("CREATE DATABASE", sql::Identifier{name})));
    return SetupReport::Creation::created;
}

/// Migrates, and seeds where anything was new.
Result<SetupReport> fill(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request, SetupReport::Creation creation) {
    SetupReport report;
    report.creation = creation;
    auto migrated = migrate(workspace, choice, request);
    if (!migrated && migrated.error().code == ErrorCode::interrupted) {
        if (creation == SetupReport::Creation::created) migrated.error().context.emplace_back("setting up a new database, which stays");
        // Not by `migrate`: the seeds are to follow.
        migrated.error().hints = {"Run `whimbrel setup` again to go on."};
    }
    WHIMBREL_TRY(report.migrated, std::move(migrated));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    report.database = session.describe();
    const bool fresh = creation == SetupReport::Creation::created || !report.migrated.versions.empty();
    if (fresh && !seed_files(workspace).empty()) {
        WHIMBREL_TRY(report.seeded, seed(workspace, session));
    }
    return report;
}

}  // namespace

Result<SetupReport> setup(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request) {
    WHIMBREL_TRY(const auto creation, create_if_missing(workspace, choice));
    return fill(workspace, choice, request, creation);
}

Result<> require_development(const Workspace& workspace, const DatabaseChoice& choice, const std::string& database, const std::string& confirmed_name) {
    if (choice.development || (!confirmed_name.empty() && confirmed_name == database)) return {};
    if (confirmed_name.empty() && workspace.talk.ask) {
        const auto typed =
            workspace.talk.ask({.id = "confirm:" + database,
                                .text = format("{} is not marked for development. Type its name to {} it all the same:", database, workspace.command)});
        if (typed == database) return {};
    }
    const auto reason = confirmed_name.empty() ? std::string() : format(", and \"{}\" is not its name", confirmed_name);
    return fail(ErrorCode::not_development,
                format("{} is for development databases: {} is not marked as one{}", workspace.command, describe(choice.url, workspace.environment), reason))
        .hint("Add `development = true` to its [databases.NAME] section in whimbrel.toml, and choose it by --database NAME.")
        .hint(format("Give the database's name by --confirm to {} this one all the same.", workspace.command));
}

Result<SetupReport> reset(const Workspace& workspace, const DatabaseChoice& choice, const std::string& confirmed_name) {
    WHIMBREL_TRY(auto admin, connect_to_maintenance(workspace, choice));
    const auto name = database_name(workspace, choice, admin);
    WHIMBREL_CHECK(require_development(workspace, choice, name, confirmed_name));
    if (confirmed_name != name) {
        WHIMBREL_TRY(const bool agreed, confirm(workspace, format("drop database {} on {} with everything in it?", name, admin.host())));
        if (!agreed) return fail(ErrorCode::confirmation_needed, "the answer was no; nothing was changed");
    }
    workspace.say(format("dropping database {} on {}", name, admin.host()));
    WHIMBREL_CHECK(admin.execute(sql::sql("DROP DATABASE IF EXISTS", sql::Identifier{name}, "WITH (FORCE)")));
    WHIMBREL_CHECK(admin.execute(sql::sql("CREATE DATABASE", sql::Identifier{name})));
    return fill(workspace, choice, {}, SetupReport::Creation::created);
}

}  // namespace whimbrel::project
