// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/adopt.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/project/apply.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/hand_written.h"
#include "whimbrel/project/ignore.h"

namespace whimbrel::project {

namespace {

history::History first_of(const history::History& history, std::size_t count) {
    history::History part = history;
    part.migrations.resize(count);
    return part;
}

class Adoption {
public:
    Adoption(const Workspace& workspace, history::History history)
        : workspace_(workspace), shadow_(workspace.environment, shadow_options(workspace)), history_(std::move(history)) {}

    Result<AdoptReport> run() {
        history::Write change;
        std::vector<std::pair<std::filesystem::path, std::string>> downs;
        std::optional<catalog::Catalog> after;
        for (std::size_t at = 0; at < history_.migrations.size(); ++at) {
            auto& migration = history_.migrations[at];
            if (migration.stamp) continue;
            workspace_.say("adopting " + migration.title());
            AdoptReport::Adopted adopted{.title = migration.title(), .down_written = {}};
            WHIMBREL_TRY(auto from, source::replay(shadow_, first_of(history_, at), ""));
            auto down = migration.down;
            if (down.empty()) {
                WHIMBREL_TRY(down, plan_down(migration, from));
                downs.emplace_back(history_.folder / (migration.title() + ".down.sql"), down);
                adopted.down_written = shown(workspace_, downs.back().first);
            }
            const proof::Claim claim{.from = &from,
                                     .up_file = shown(workspace_, migration.up_path),
                                     .up_text = migration.up,
                                     .down_file = migration.title() + ".down.sql",
                                     .down_text = down};
            WHIMBREL_TRY(auto proof, proof::prove(shadow_, claim, source_options(workspace_)));
            warn_of_rows(workspace_, migration, proof);
            after = std::move(proof.after_up);
            change.restamped.push_back({.version = migration.version, .server_version = proof.version.number, .proof = "adopted"});
            report_.adopted.push_back(std::move(adopted));
        }
        if (change.restamped.empty()) return std::move(report_);
        WHIMBREL_TRY(change.snapshot, snapshot_after(workspace_, shadow_, *after, report_.declaration_differs));
        WHIMBREL_CHECK(workspace_.go_on());
        // A down file without its stamp is taken as one that was there: a run that is cut off here is done again.
        for (const auto& [path, text] : downs) WHIMBREL_CHECK(write_file(path, text));
        WHIMBREL_TRY(history_, history::read(history_.folder));
        WHIMBREL_CHECK(history::write(history_, change));
        return std::move(report_);
    }

private:
    /// The way back that the author did not write, planned from what up makes to what was there before.
    Result<std::string> plan_down(const history::Migration& migration, shadow::Database& from) {
        const auto options = source_options(workspace_);
        WHIMBREL_TRY(const auto before, catalog::read(from.session(), options.read));
        WHIMBREL_TRY(auto work, shadow_.copy_of(from));
        WHIMBREL_CHECK(source::run_script(shadow_, work.session(), shown(workspace_, migration.up_path), migration.up));
        WHIMBREL_TRY(const auto after, catalog::read(work.session(), options.read));
        proof::PlanRequest request{.from = &after, .to = &before, .renames = {}};
        request.up = {.version = work.session().version()};
        request.ways = proof::PlanRequest::Ways::up;
        request.from_database = [&] { return shadow_.copy_of(work); };
        WHIMBREL_TRY(const auto planned, proof::plan_between(shadow_, request, options));
        return plan::render(planned.up,
                            {migration.title() + " (down)", "written by whimbrel " + workspace_.tool_version + " when the folder was adopted, and proven"});
    }

    const Workspace& workspace_;
    shadow::Shadow shadow_;
    history::History history_;
    AdoptReport report_;
};

/// What the database has otherwise than the migrations up to `version` give.
Result<std::vector<std::string>> differences_at(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history, const std::string& version,
                                                const catalog::Catalog& target) {
    WHIMBREL_TRY(auto database, source::replay(shadow, history, version));
    WHIMBREL_TRY(auto expected, catalog::read(database.session(), source_options(workspace).read));
    apply_ignore_rules(expected, workspace.config.ignore);
    const auto like = source::target_like(target, expected);
    WHIMBREL_TRY(const auto changes, proof::real_changes(shadow, like, expected, source_options(workspace)));
    return diff::summary(changes);
}

Failing not_there(const pg::Session& session, const std::string& version, const std::vector<std::string>& differences) {
    std::string lines;
    for (const auto& line : differences) lines += "\n  " + line;
    return fail(ErrorCode::drifted, format("{} is not what the migrations up to {} give; to be so it would need:{}", session.describe(), version, lines))
        .hint("Name the version that the database has with --baseline VERSION, or bring the database to it first.");
}

}  // namespace

Result<AdoptReport> adopt(const Workspace& workspace) {
    WHIMBREL_TRY(auto history, history::read(history_folder(workspace)));
    if (history.migrations.empty())
        return fail(ErrorCode::nothing_to_adopt, format("{} holds no migration", shown(workspace, workspace.config.migrations_folder())))
            .hint("Name the folder of your SQL files by `migrations` in whimbrel.toml; files are called VERSION_NAME.sql or VERSION_NAME.up.sql.");
    WHIMBREL_TRY(auto report, Adoption(workspace, std::move(history)).run());
    if (report.adopted.empty()) return report;
    WHIMBREL_TRY(report.types, write_types_along(workspace, DeclaredDatabase(workspace)));
    return report;
}

Result<Baseline> baseline(const Workspace& workspace, const DatabaseChoice& choice, const std::string& version) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    announce(workspace, session, choice);
    WHIMBREL_TRY(auto target, catalog::read(session, source_options(workspace).read));
    apply_ignore_rules(target, workspace.config.ignore);
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));

    Baseline found;
    std::vector<std::string> differences;
    for (auto it = history.migrations.rbegin(); it != history.migrations.rend() && found.version.empty(); ++it) {
        if (version != "auto" && it->version != version) continue;
        WHIMBREL_TRY(auto different, differences_at(workspace, shadow, history, it->version, target));
        if (different.empty()) found.version = it->version;
        else if (differences.empty()) differences = std::move(different);
        if (version != "auto" && found.version.empty()) return not_there(session, version, differences);
    }
    if (found.version.empty() && !differences.empty()) return not_there(session, history.migrations.back().version, differences);
    if (found.version.empty())
        return fail(ErrorCode::version_unknown, format("there is no migration {}", version)).hint("Run `whimbrel status` for the migrations there are.");
    for (const auto& migration : history.migrations) {
        found.versions.push_back(migration.version);
        if (migration.version == found.version) break;
    }
    WHIMBREL_CHECK(runner::baseline(session, history, found.versions, runner_options(workspace, choice), workspace.environment));
    return found;
}

}  // namespace whimbrel::project
