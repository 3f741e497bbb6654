// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/rebase.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/hand_written.h"
#include "whimbrel/project/planning.h"

#include <algorithm>
#include <set>

namespace whimbrel::project {

namespace {

using history::History;
using history::Migration;

const Migration* by_id(const History& history, const std::string& id) {
    const auto it = std::ranges::find_if(history.migrations, [&](const Migration& m) { return m.stamp && m.stamp->id == id; });
    return it == history.migrations.end() ? nullptr : &*it;
}

/// Ids from a head down to the first migration.
std::vector<std::string> line_of(const History& history, std::string id) {
    std::vector<std::string> ids;
    while (const auto* migration = by_id(history, id)) {
        ids.push_back(id);
        id = migration->stamp->parent;
    }
    return ids;
}

class Rebase {
public:
    Rebase(const Workspace& workspace, const Answers& answers, History history)
        : workspace_(workspace), answers_(answers), shadow_(workspace.environment, shadow_options(workspace)), history_(std::move(history)) {}

    Result<RebaseReport> run(const std::string& version) {
        for (const auto& lost : history_.missing)
            return fail(ErrorCode::migration_missing, format("whimbrel.lock names migration {}, and its file is not in {}", lost, history_.folder.string()))
                .hint("Restore the file from version control.");
        WHIMBREL_TRY(const auto local, choose_head(version));
        split(local);
        for (const auto& migration : moved_) report_.moved.push_back(migration.title());
        const bool generated = std::ranges::all_of(moved_, is_generated);
        if (generated) WHIMBREL_CHECK(generate_anew());
        else WHIMBREL_CHECK(prove_again());
        if (!report_.questions.empty()) return std::move(report_);
        for (const auto& migration : moved_) {
            change_.unstamped.push_back(migration.stamp->id);
            change_.removed.push_back(migration.up_path);
            if (!migration.down_path.empty()) change_.removed.push_back(migration.down_path);
        }
        for (const auto& migration : change_.migrations) report_.written.push_back(migration.version + "_" + migration.name);
        WHIMBREL_CHECK(history::write(history_, change_));
        return std::move(report_);
    }

private:
    Result<std::string> choose_head(const std::string& version) const {
        const Migration* chosen = nullptr;
        for (const auto& head : history_.heads) {
            const auto* migration = by_id(history_, head);
            if (migration == nullptr) continue;
            if (!version.empty() && migration->title() == version) return head;
            // Of two with one version the first is the local one: git puts HEAD's rows first.
            if (!version.empty() ? chosen == nullptr && migration->version == version : chosen == nullptr || history::version_less(chosen->version, migration->version)) chosen = migration;
        }
        if (chosen != nullptr) return chosen->stamp->id;
        return fail(ErrorCode::version_unknown, format("{} is none of the heads", version)).hint("Run `whimbrel status` for the heads.");
    }

    /// `base_` keeps what is not on the local head's line alone.
    void split(const std::string& local) {
        std::set<std::string> others;
        for (const auto& head : history_.heads)
            if (head != local) for (auto& id : line_of(history_, head)) others.insert(std::move(id));
        base_ = history_;
        base_.migrations.clear();
        for (const auto& migration : history_.migrations)
            (migration.stamp && !others.contains(migration.stamp->id) ? moved_ : base_.migrations).push_back(migration);
        std::erase(base_.heads, local);
    }

    Result<> generate_anew() {
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace_));
        WHIMBREL_TRY(auto loaded, load_declaration(workspace_, shadow_, declaration, &whole_));
        WHIMBREL_CHECK(refuse_ignored(workspace_, shadow_, base_, whole_));
        const auto version = loaded.database.session().version();
        WHIMBREL_TRY(const auto before, read_before(workspace_, shadow_, base_, std::nullopt));
        auto answers = answers_;
        for (const auto& migration : moved_) answers.given.insert(answers.given.end(), migration.stamp->answers.begin(), migration.stamp->answers.end());
        const PlanningRequest request{.from = &before.catalog, .to = &loaded.catalog, .facts = &loaded.facts, .answers = &answers, .spelling = before.spelling};
        WHIMBREL_TRY(const auto planning, plan_with_answers(workspace_, shadow_, request, version));
        if (!planning.open.empty()) {
            report_.questions = planning.open;
            return {};
        }
        change_.snapshot = make_snapshot(workspace_, loaded.catalog, declaration_hash(workspace_, declaration), version);
        if (planning.planned.up.empty() && planning.planned.down.empty()) return {};
        auto migration = make_migration(workspace_, planning, next_version(), moved_.back().name, version);
        WHIMBREL_TRY(auto from, source::replay(shadow_, base_, ""));
        const auto files = files_of(history_, migration);
        const proof::Claim claim{.from = &from, .to = &loaded.database,
                                 .up_file = shown(workspace_, files.up), .up_text = migration.up,
                                 .down_file = shown(workspace_, files.down), .down_text = migration.down, .to_catalog = &whole_};
        WHIMBREL_CHECK(proof::prove(shadow_, claim, source_options(workspace_)));
        change_.migrations.push_back(std::move(migration));
        return {};
    }

    /// Texts that a person wrote are kept; whether they still do what they say on the new ground is proven.
    Result<> prove_again() {
        auto ground = base_;
        std::optional<proof::Proof> last;
        for (const auto& migration : moved_) {
            WHIMBREL_TRY(auto from, source::replay(shadow_, ground, ""));
            const proof::Claim claim{.from = &from, .up_file = shown(workspace_, migration.up_path), .up_text = migration.up,
                                     .down_file = shown(workspace_, migration.down_path), .down_text = migration.down};
            WHIMBREL_TRY(last, proof::prove(shadow_, claim, source_options(workspace_)));
            history::NewMigration next{.version = next_version(), .name = migration.name, .up = migration.up, .down = migration.down, .stamp = *migration.stamp};
            next.stamp.parent.clear();
            next.stamp.server_version = last->version.number;
            change_.migrations.push_back(std::move(next));
            ground.migrations.push_back(migration);
        }
        std::vector<std::string> differs;
        WHIMBREL_TRY(change_.snapshot, snapshot_after(workspace_, shadow_, last->after_up, differs));
        for (const auto& line : differs) workspace_.warn("the declaration differs from the migrations: " + line);
        return {};
    }

    /// After every version there is, those that were just made included.
    std::string next_version() const {
        auto all = history_;
        for (const auto& made : change_.migrations) all.migrations.push_back({.version = made.version, .name = made.name});
        return history::next_version(all, workspace_.config.numbering, workspace_.environment);
    }

    const Workspace& workspace_;
    const Answers& answers_;
    shadow::Shadow shadow_;
    History history_, base_;
    std::vector<Migration> moved_;
    history::Write change_;
    catalog::Catalog whole_;  ///< the declaration, what the ignore rules cover included: the proof looks at all of it
    RebaseReport report_;
};

}  // namespace

Result<RebaseReport> rebase(const Workspace& workspace, const std::string& version, const Answers& answers) {
    WHIMBREL_TRY(auto history, history::read(history_folder(workspace), history::Conflicts::take_both));
    if (history.heads.size() < 2) return RebaseReport{};
    return Rebase(workspace, answers, std::move(history)).run(version);
}

}  // namespace whimbrel::project
