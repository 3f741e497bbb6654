// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/rebase.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/hand_written.h"
#include "whimbrel/project/planning.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

namespace whimbrel::project {

namespace {

using history::History;
using history::Migration;

constexpr const char* k_take_one =
    "Take the migrations folder of one branch whole (`git checkout --theirs migrations`, or --ours), and run `whimbrel generate` for what the other one added.";

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
    Rebase(const Workspace& workspace, const Answers& answers, History history, RebaseForm form)
        : workspace_(workspace), answers_(answers), shadow_(workspace.environment, shadow_options(workspace)), history_(std::move(history)), form_(form) {}

    Result<RebaseReport> run(const std::string& version) {
        WHIMBREL_CHECK(refuse_one_file_of_two());
        for (const auto& lost : history_.missing)
            return fail(ErrorCode::migration_missing, format("whimbrel.lock names migration {}, and its file is not in {}", lost, history_.folder.string()))
                .hint("Restore the file from version control.");
        WHIMBREL_TRY(const auto local, choose_head(version));
        split(local);
        for (const auto& migration : moved_) report_.moved.push_back(migration.title());
        WHIMBREL_CHECK(put_on_top());
        if (!report_.questions.empty()) return std::move(report_);
        for (const auto& migration : moved_) {
            change_.unstamped.push_back(migration.stamp->id);
            change_.removed.push_back(migration.up_path);
            if (!migration.down_path.empty()) change_.removed.push_back(migration.down_path);
        }
        for (const auto& migration : change_.migrations) report_.written.push_back(migration.version + "_" + migration.name);
        WHIMBREL_CHECK(workspace_.go_on());
        WHIMBREL_CHECK(history::write(history_, change_));
        return std::move(report_);
    }

private:
    /// Both branches wrote a file of one name, and git left one of the two, or both texts in one.
    Result<> refuse_one_file_of_two() const {
        for (const auto& lost : history_.missing) {
            const auto* there = history_.find(lost);
            if (there == nullptr || std::ranges::count(history_.stamps, lost, &history::Stamp::version) < 2) continue;
            return fail(ErrorCode::history_two_versions, format("both branches have a migration {}, and one file cannot be both", there->title()))
                .at({shown(workspace_, there->up_path), 0, 0})
                .hint(k_take_one);
        }
        return {};
    }

    Result<std::string> choose_head(const std::string& version) const {
        const Migration* chosen = nullptr;
        for (const auto& head : history_.heads) {
            const auto* migration = by_id(history_, head);
            if (migration == nullptr) continue;
            if (!version.empty() && migration->title() == version) return head;
            // Of two with one version the first is the local one: git puts HEAD's rows first.
            if (!version.empty() ? chosen == nullptr && migration->version == version
                                 : chosen == nullptr || history::version_less(chosen->version, migration->version))
                chosen = migration;
        }
        if (chosen != nullptr) return chosen->stamp->id;
        return fail(ErrorCode::version_unknown, format("{} is none of the heads", version)).hint("Run `whimbrel status` for the heads.");
    }

    /// `base_` keeps what is not on the local head's line alone.
    void split(const std::string& local) {
        std::set<std::string> others;
        for (const auto& head : history_.heads)
            if (head != local)
                for (auto& id : line_of(history_, head)) others.insert(std::move(id));
        base_ = history_;
        base_.migrations.clear();
        for (const auto& migration : history_.migrations)
            (migration.stamp && !others.contains(migration.stamp->id) ? moved_ : base_.migrations).push_back(migration);
        std::erase(base_.heads, local);
        ground_ = base_;
    }

    /// One by one, names kept: each but the last keeps its text, because what the schema was to be after it stands nowhere else, and is proven
    /// on the new ground. The last one, where it was generated, is generated anew from the merged declaration.
    Result<> put_on_top() {
        const bool last_is_generated = is_generated(moved_.back());
        if (form_ == RebaseForm::fold) {
            for (const auto& migration : moved_)
                if (!is_generated(migration))
                    return fail(ErrorCode::history_unfit,
                                format("migration {} was written by hand and cannot be folded into a generated one", migration.title()))
                        .hint("Run `whimbrel rebase` without --fold.");
            return generate_anew(moved_);
        }
        const auto kept = std::span(moved_).first(moved_.size() - (last_is_generated ? 1 : 0));
        for (const auto& migration : kept) WHIMBREL_CHECK(prove_again(migration));
        if (last_is_generated) return generate_anew(std::span(moved_).last(1));
        return snapshot_of_last();
    }

    /// One migration in the place of these, from the ground to the merged declaration.
    Result<> generate_anew(std::span<const Migration> replaced) {
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace_));
        WHIMBREL_TRY(auto loaded, load_declaration(workspace_, shadow_, declaration, &whole_));
        WHIMBREL_CHECK(refuse_ignored(workspace_, shadow_, ground_, whole_));
        const auto version = loaded.database.session().version();
        WHIMBREL_TRY(const auto before, read_before(workspace_, shadow_, ground_, std::nullopt));
        auto answers = answers_;
        for (const auto& migration : replaced) answers.given.insert(answers.given.end(), migration.stamp->answers.begin(), migration.stamp->answers.end());
        const PlanningRequest request{.from = &before.catalog,
                                      .to = &loaded.catalog,
                                      .facts = &loaded.facts,
                                      .answers = &answers,
                                      .spelling = before.spelling,
                                      .from_database = [&] { return source::replay(shadow_, ground_, ""); },
                                      .to_database = [&] { return shadow_.copy_of(loaded.database); }};
        WHIMBREL_TRY(const auto planning, plan_with_answers(workspace_, shadow_, request, version));
        if (!planning.open.empty()) {
            report_.questions = planning.open;
            return {};
        }
        change_.snapshot = make_snapshot(workspace_, loaded.catalog, declaration_hash(workspace_, declaration), version);
        if (planning.planned.up.empty() && planning.planned.down.empty()) return {};
        auto migration = make_migration(workspace_, planning, next_version(), replaced.back().name, version);
        WHIMBREL_CHECK(prove_declared(workspace_, shadow_, ground_, loaded, whole_, migration));
        change_.migrations.push_back(std::move(migration));
        return {};
    }

    /// The texts are kept; whether they still do what they say on the new ground is proven.
    Result<> prove_again(const Migration& migration) {
        history::NewMigration next{.version = next_version(), .name = migration.name, .up = migration.up, .down = migration.down, .stamp = *migration.stamp};
        const auto title = next.version + "_" + next.name;
        retitle(next.up, migration.title(), title);
        retitle(next.down, migration.title(), title);
        workspace_.say(format("proving {} on top as {}", migration.title(), title));
        WHIMBREL_TRY(auto from, source::replay(shadow_, ground_, ""));
        const proof::Claim claim{.from = &from,
                                 .up_file = shown(workspace_, migration.up_path),
                                 .up_text = next.up,
                                 .down_file = shown(workspace_, migration.down_path),
                                 .down_text = next.down};
        auto proof = proof::prove(shadow_, claim, source_options(workspace_));
        if (!proof && proof.error().code == ErrorCode::interrupted) return std::unexpected(std::move(proof).error());
        if (!proof) {
            auto error = std::move(proof).error();
            error.context.push_back(format("putting {} on top of the other head", migration.title()));
            if (is_generated(migration))
                error.hints.emplace_back("Run `whimbrel rebase --fold` to generate one migration in the place of yours from the merged declaration.");
            else
                error.hints.push_back(
                    format("Correct {} so that it fits what the other head left, and run `whimbrel rebase` again.", shown(workspace_, migration.up_path)));
            return std::unexpected(std::move(error));
        }
        last_ = std::move(*proof);
        next.stamp.parent.clear();
        next.stamp.server_version = last_->version.number;
        change_.migrations.push_back(std::move(next));
        ground_.migrations.push_back(migration);
        return {};
    }

    /// The first line of a file names its migration.
    static void retitle(std::string& text, const std::string& from, const std::string& to) {
        const auto line = text.substr(0, text.find('\n'));
        if (const auto at = line.find(from); at != std::string::npos && line.starts_with("--")) text.replace(at, from.size(), to);
    }

    /// Of migrations that a person wrote, what there is in the end is what they gave.
    Result<> snapshot_of_last() {
        std::vector<std::string> differs;
        WHIMBREL_TRY(change_.snapshot, snapshot_after(workspace_, shadow_, last_->after_up, differs));
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
    History history_;
    History base_;    ///< what is not on the local head's line alone
    History ground_;  ///< the same, and what was put on top so far
    RebaseForm form_;
    std::optional<proof::Proof> last_;  ///< of the last one whose text was kept
    std::vector<Migration> moved_;
    history::Write change_;
    catalog::Catalog whole_;  ///< the declaration, what the ignore rules cover included: the proof looks at all of it
    RebaseReport report_;
};

}  // namespace

Result<RebaseReport> rebase(const Workspace& workspace, const std::string& version, const Answers& answers, RebaseForm form) {
    WHIMBREL_TRY(auto history, history::read(history_folder(workspace), history::Conflicts::take_both));
    if (history.heads.size() < 2) {
        if (history::read(history_folder(workspace))) return RebaseReport{};
        return fail(ErrorCode::history_two_versions,
                    format("both branches made the same migration, and git left conflicts in {}", shown(workspace, history.folder)))
            .hint(k_take_one);
    }
    WHIMBREL_TRY(auto report, Rebase(workspace, answers, std::move(history), form).run(version));
    if (!report.questions.empty()) return report;
    WHIMBREL_TRY(report.types, write_types_along(workspace, DeclaredDatabase(workspace)));
    return report;
}

}  // namespace whimbrel::project
