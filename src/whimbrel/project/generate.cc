// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/generate.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/planning.h"

#include <algorithm>
#include <optional>

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
        auto report = plan(loaded, before);
        database_.emplace(std::move(loaded.database));
        return report;
    }

    /// With the database of the declaration, where one was made.
    [[nodiscard]] DeclaredDatabase declared() { return database_ ? DeclaredDatabase(workspace_, *database_) : DeclaredDatabase(workspace_); }

private:
    /// The declaration was read when the head's snapshot was written, and nothing of it changed since.
    [[nodiscard]] bool is_current() const {
        return history_.snapshot_header && history_.snapshot_is_current() && history_.snapshot_header->declaration_hash == hash_ &&
               history_.snapshot_header->kinds == known_kinds(workspace_);
    }

    Result<GenerateReport> plan(source::Loaded& loaded, const Before& before) {
        const auto version = loaded.database.session().version();
        const PlanningRequest request{.from = &before.catalog,
                                      .to = &loaded.catalog,
                                      .facts = &loaded.facts,
                                      .answers = &request_.answers,
                                      .spelling = before.spelling,
                                      .index_form = request_.index_form,
                                      .from_database = [&] { return source::replay(shadow_, history_, ""); },
                                      .to_database = [&] { return shadow_.copy_of(loaded.database); }};
        WHIMBREL_TRY(const auto planning, plan_with_answers(workspace_, shadow_, request, version));
        note_inert(loaded.facts, planning.planned.inert, before.catalog);
        if (!planning.open.empty()) {
            report_.outcome = GenerateReport::Outcome::questions_open;
            report_.questions = planning.open;
            return std::move(report_);
        }
        if (planning.planned.up.empty() && planning.planned.down.empty()) return restamp(loaded, version);
        if (report_.name.empty()) return fail(ErrorCode::usage_wrong, "the migration needs a name").hint("Give --name what_it_does.");
        report_.changes = changes_of(planning.planned, planning.changes, before.catalog, loaded.catalog);
        auto migration =
            make_migration(workspace_, planning, history::next_version(history_, workspace_.config.numbering, workspace_.environment), report_.name, version);
        workspace_.say("proving up and down");
        if (auto proven = prove_declared(workspace_, shadow_, history_, loaded, whole_, migration); !proven)
            return std::unexpected(led_to_answer(std::move(proven).error(), loaded.facts, planning, migration));
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
        WHIMBREL_CHECK(workspace_.go_on());
        history::Write change;
        change.migrations.push_back(std::move(migration));
        change.snapshot = make_snapshot(workspace_, std::move(loaded.catalog), hash_, version);
        WHIMBREL_CHECK(history::write(history_, change));
        return std::move(report_);
    }

    /// The same schema in other words: the next run is to see that without a server.
    Result<GenerateReport> restamp(source::Loaded& loaded, pg::ServerVersion version) {
        if (request_.writing == GenerateRequest::Writing::nothing) return std::move(report_);
        WHIMBREL_CHECK(workspace_.go_on());
        history::Write change;
        change.snapshot = make_snapshot(workspace_, std::move(loaded.catalog), hash_, version);
        WHIMBREL_CHECK(history::write(history_, change));
        report_.outcome = GenerateReport::Outcome::restamped;
        return std::move(report_);
    }

    void note_inert(const source::Facts& facts, const std::vector<diff::RenameFact>& inert, const catalog::Catalog& before) {
        for (const auto& fact : inert) {
            const auto text = fact.describe();
            const auto place = std::ranges::find(facts.places, text, &std::pair<std::string, SourceSpan>::first);
            const auto line = place == facts.places.end() ? text : format("{}:{}: {}", place->second.file, place->second.line, text);
            if (has_happened(fact, before)) report_.inert.push_back(line);
            else workspace_.warn(line + ": there was nothing of that name");
        }
    }

    /// The new name was there before, or everything is new; otherwise the old one is misspelled.
    static bool has_happened(const diff::RenameFact& fact, const catalog::Catalog& before) {
        if (fact.to_part.empty())
            return before.find(fact.to) != nullptr ||
                   std::ranges::none_of(before.objects(), [&](const auto& entry) { return entry.first.kind == fact.to.kind; });
        const auto* owner = before.find(fact.from);
        return owner == nullptr || owner->kind->has_part == nullptr || owner->kind->has_part(*owner, fact.to_part);
    }

    /// An expression of the author's is refused in a file that was not written; they are led to where it came from.
    [[nodiscard]] Error led_to_answer(Error error, const source::Facts& facts, const Planning& planning, const history::NewMigration& migration) const {
        if (!error.span || error.span->file != shown(workspace_, files_of(history_, migration).up)) return error;
        error.context.emplace_back("proving the migration, which was not written");
        auto answers = facts.answers.answers;
        answers.insert(answers.end(), planning.answers.begin(), planning.answers.end());
        const auto line = line_at(migration.up, error.span->line);
        for (const auto& [id, answer] : answers) {
            const bool is_expression = id.starts_with("fill:") || id.starts_with("using:");
            if (!is_expression || answer.empty() || line.find(answer) == std::string_view::npos) continue;
            if (const auto place = std::ranges::find(facts.places, id, &std::pair<std::string, SourceSpan>::first); place != facts.places.end())
                error.span = place->second;
            error.hints.push_back(format("Correct the answer to {}: {}", id, answer));
            break;
        }
        return error;
    }

    static std::string_view line_at(std::string_view text, int number) {
        for (; number > 1 && !text.empty(); --number) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        return text.substr(0, text.find('\n'));
    }

    const Workspace& workspace_;
    const GenerateRequest& request_;
    shadow::Shadow shadow_;
    history::History history_;
    std::string hash_;
    catalog::Catalog whole_;  ///< the declaration, what the ignore rules cover included: the proof looks at all of it
    GenerateReport report_;
    std::optional<shadow::Database> database_;
};

/// A query that the change breaks is told before anything is written, too.
Result<std::vector<Error>> broken_queries(const Workspace& workspace, DeclaredDatabase declared) {
    WHIMBREL_TRY(const auto sources, read_query_sources(workspace));
    if (sources.empty()) return std::vector<Error>();
    WHIMBREL_TRY(auto read, read_queries(sources, declared));
    return std::move(read.broken);
}

}  // namespace

Result<GenerateReport> generate(const Workspace& workspace, const GenerateRequest& request) {
    Generation generation(workspace, request);
    WHIMBREL_TRY(auto report, generation.run());
    if (report.outcome == GenerateReport::Outcome::questions_open || !has_types(workspace)) return report;
    if (request.writing == GenerateRequest::Writing::files) {
        WHIMBREL_TRY(report.types, write_types_along(workspace, generation.declared()));
    } else if (report.outcome == GenerateReport::Outcome::shown) {
        WHIMBREL_TRY(report.types.broken_queries, broken_queries(workspace, generation.declared()));
    }
    return report;
}

}  // namespace whimbrel::project
