// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/hand_written.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/ignore.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

std::string blank_script(const std::string& title, std::string_view way, std::string_view task) {
    return format("-- {} ({}), written by hand. {} Then: whimbrel prove\n\nBEGIN;\n\nCOMMIT;\n", title, way, task);
}

bool needs_proof(const history::Migration& migration) { return !migration.stamp || migration.edited() || migration.stamp->proof == "unproven"; }

/// The first migration to prove; the number of migrations where there is none.
Result<std::size_t> first_to_prove(const history::History& history, const std::vector<std::string>& versions) {
    const auto& migrations = history.migrations;
    for (const auto& version : versions)
        if (history.find(version) == nullptr)
            return fail(ErrorCode::version_unknown, format("there is no migration {} in {}", version, history.folder.string()))
                .hint("Run `whimbrel status` for the migrations there are.");
    const auto it = std::ranges::find_if(migrations, [&](const history::Migration& migration) {
        return versions.empty() ? needs_proof(migration) : std::ranges::find(versions, migration.version) != versions.end();
    });
    return static_cast<std::size_t>(it - migrations.begin());
}

/// The history before its migration number `count`, for replaying.
history::History first_of(const history::History& history, std::size_t count) {
    history::History part = history;
    part.migrations.resize(count);
    return part;
}

history::Stamp stamp_of(const history::Migration& migration, pg::ServerVersion version) {
    history::Stamp stamp = migration.stamp.value_or(history::Stamp{.version = migration.version});
    stamp.server_version = version.number;
    stamp.proof = "proven";
    return stamp;
}

}  // namespace

Result<NewPair> make_pair_of_files(const Workspace& workspace, const std::string& name) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    WHIMBREL_CHECK(history.one_head());
    WHIMBREL_TRY(const auto file_name, history::file_name(name));
    NewPair pair{.version = history::next_version(history, workspace.config.numbering, workspace.environment)};
    const auto title = pair.version + "_" + file_name;
    pair.up_path = history.folder / (title + ".up.sql");
    pair.down_path = history.folder / (title + ".down.sql");
    WHIMBREL_CHECK(write_file(pair.up_path, blank_script(title, "up", "Qualify every name.")));
    WHIMBREL_CHECK(write_file(pair.down_path, blank_script(title, "down", "Undo what up does; delete this file where there is no way back.")));
    return pair;
}

Result<history::Snapshot> snapshot_after(const Workspace& workspace, shadow::Shadow& shadow, const catalog::Catalog& after, std::vector<std::string>& differs) {
    auto catalog = after;
    apply_ignore_rules(catalog, workspace.config.ignore);
    const auto version = after.version();
    auto declaration = read_declaration(workspace);
    if (!declaration) {
        // Without a declaration (an adopted folder) the migrations alone say what there is.
        if (declaration.error().code != ErrorCode::declaration_missing) return std::unexpected(std::move(declaration).error());
        return make_snapshot(workspace, std::move(catalog), "", version);
    }
    WHIMBREL_TRY(auto loaded, load_declaration(workspace, shadow, *declaration));
    const auto like = source::as_declared_like(catalog, loaded.catalog);
    WHIMBREL_TRY(const auto changes, proof::real_changes(shadow, like, loaded.catalog, source_options(workspace)));
    if (changes.empty()) return make_snapshot(workspace, std::move(loaded.catalog), declaration_hash(workspace, *declaration), version);
    differs = diff::summary(changes);
    return make_snapshot(workspace, std::move(catalog), "", version);
}

void warn_of_rows(const Workspace& workspace, const history::Migration& migration, const proof::Proof& proof) {
    if (proof.again_refused.empty()) return;
    workspace.warn(format("{} leaves rows behind when it is rolled back, and cannot be applied again then: {}", migration.title(), proof.again_refused));
}

Result<ProveReport> prove_migrations(const Workspace& workspace, const std::vector<std::string>& versions) {
    WHIMBREL_TRY(auto history, history::read(history_folder(workspace)));
    WHIMBREL_CHECK(history.one_head());
    WHIMBREL_TRY(const auto first, first_to_prove(history, versions));
    ProveReport report;
    if (first == history.migrations.size()) return report;

    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    history::Write change;
    std::optional<catalog::Catalog> after;
    for (auto at = first; at < history.migrations.size(); ++at) {
        const auto& migration = history.migrations[at];
        workspace.say("proving " + migration.title());
        WHIMBREL_TRY(auto from, source::replay(shadow, first_of(history, at), ""));
        const proof::Claim claim{.from = &from,
                                 .up_file = shown(workspace, migration.up_path),
                                 .up_text = migration.up,
                                 .down_file = shown(workspace, migration.down_path),
                                 .down_text = migration.down};
        WHIMBREL_TRY(auto proof, proof::prove(shadow, claim, source_options(workspace)));
        warn_of_rows(workspace, migration, proof);
        report.proven.push_back({migration.title(), !migration.down.empty(), proof.normalised});
        change.restamped.push_back(stamp_of(migration, proof.version));
        after = std::move(proof.after_up);
    }
    WHIMBREL_TRY(change.snapshot, snapshot_after(workspace, shadow, *after, report.declaration_differs));
    WHIMBREL_CHECK(workspace.go_on());
    WHIMBREL_CHECK(history::write(history, change));
    return report;
}

}  // namespace whimbrel::project
