// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/generate.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/planning.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

class Generation {
public:
    Generation(const Workspace& workspace, const GenerateRequest& request)
        : workspace_(workspace), request_(request), shadow_(workspace.environment, shadow_options(workspace)) {}

    Result<GenerateReport> run() {
        WHIMBREL_TRY(history_, history::read(history_folder(workspace_)));
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace_));
        hash_ = declaration_hash(workspace_, declaration);
        WHIMBREL_CHECK(require_fit(history_));
        if (is_current()) return GenerateReport{};
        if (!request_.name.empty()) {
            WHIMBREL_TRY(report_.name, history::file_name(request_.name));
        }
        WHIMBREL_TRY(const auto snapshot, history::read_snapshot(history_.folder));
        workspace_.say("loading " + shown(workspace_, workspace_.config.schema_folder()));
        WHIMBREL_TRY(auto loaded, load_declaration(workspace_, shadow_, declaration, &whole_));
        WHIMBREL_CHECK(refuse_ignored(workspace_, shadow_, history_, whole_));
        WHIMBREL_TRY(const auto before, read_before(workspace_, shadow_, history_, snapshot));
        return plan(loaded, before);
    }

private:
    /// The declaration was read when the head's snapshot was written, and nothing of it changed since.
    [[nodiscard]] bool is_current() const {
        return history_.snapshot_header && history_.snapshot_is_current() && history_.snapshot_header->declaration_hash == hash_ &&
               history_.snapshot_header->kinds == known_kinds();
    }

    Result<GenerateReport> plan(source::Loaded& loaded, const Before& before) {
        const auto version = loaded.database.session().version();
        const PlanningRequest request{.from = &before.catalog,
                                      .to = &loaded.catalog,
                                      .facts = &loaded.facts,
                                      .answers = &request_.answers,
                                      .spelling = before.spelling,
                                      .index_form = request_.index_form};
        WHIMBREL_TRY(const auto planning, plan_with_answers(workspace_, shadow_, request, version));
        note_inert(loaded.facts, planning.planned.inert);
        if (!planning.open.empty()) {
            report_.outcome = GenerateReport::Outcome::questions_open;
            report_.questions = planning.open;
            return std::move(report_);
        }
        if (planning.planned.up.empty() && planning.planned.down.empty()) return restamp(loaded, version);
        if (report_.name.empty()) return fail(ErrorCode::usage_wrong, "the migration needs a name").hint("Give --name what_it_does.");
        report_.changes = changes_of(planning.planned, before.catalog, loaded.catalog);
        auto migration =
            make_migration(workspace_, planning, history::next_version(history_, workspace_.config.numbering, workspace_.environment), report_.name, version);
        workspace_.say("proving up and down");
        WHIMBREL_CHECK(prove_declared(workspace_, shadow_, history_, loaded, whole_, migration));
        return write(loaded, std::move(migration), version);
    }

    Result<GenerateReport> write(source::Loaded& loaded, history::NewMigration migration, pg::ServerVersion version) {
        const auto files = files_of(history_, migration);
        report_.outcome = request_.writing == GenerateRequest::Writing::files ? GenerateReport::Outcome::written : GenerateReport::Outcome::shown;
        report_.version = migration.version;
        report_.up_path = files.up;
        report_.down_path = files.down;
        report_.up = migration.up;
        report_.down = migration.down;
        report_.up_risks = migration.stamp.up_risks;
        report_.down_risks = migration.stamp.down_risks;
        if (request_.writing == GenerateRequest::Writing::nothing) return std::move(report_);
        history::Write change;
        change.migrations.push_back(std::move(migration));
        change.snapshot = make_snapshot(workspace_, std::move(loaded.catalog), hash_, version);
        WHIMBREL_CHECK(history::write(history_, change));
        return std::move(report_);
    }

    /// The same schema in other words: the next run is to see that without a server.
    Result<GenerateReport> restamp(source::Loaded& loaded, pg::ServerVersion version) {
        if (request_.writing == GenerateRequest::Writing::nothing) return std::move(report_);
        history::Write change;
        change.snapshot = make_snapshot(workspace_, std::move(loaded.catalog), hash_, version);
        WHIMBREL_CHECK(history::write(history_, change));
        report_.outcome = GenerateReport::Outcome::restamped;
        return std::move(report_);
    }

    void note_inert(const source::Facts& facts, const std::vector<diff::RenameFact>& inert) {
        for (const auto& fact : inert) {
            const auto text = fact.describe();
            const auto place = std::ranges::find(facts.places, text, &std::pair<std::string, SourceSpan>::first);
            report_.inert.push_back(place == facts.places.end() ? text : format("{}:{}: {}", place->second.file, place->second.line, text));
        }
    }

    const Workspace& workspace_;
    const GenerateRequest& request_;
    shadow::Shadow shadow_;
    history::History history_;
    std::string hash_;
    catalog::Catalog whole_;  ///< the declaration, what the ignore rules cover included: the proof looks at all of it
    GenerateReport report_;
};

}  // namespace

Result<GenerateReport> generate(const Workspace& workspace, const GenerateRequest& request) { return Generation(workspace, request).run(); }

}  // namespace whimbrel::project
