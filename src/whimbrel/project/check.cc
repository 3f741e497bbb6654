// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/check.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/project/index_rules.h"
#include "whimbrel/project/planning.h"
#include "whimbrel/project/types.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

class Check {
public:
    Check(const Workspace& workspace, const Answers& answers) : workspace_(workspace), answers_(answers) {}

    Result<CheckReport> run() {
        WHIMBREL_TRY(history_, history::read(history_folder(workspace_)));
        report_.migrations = history_.migrations.size();
        look_at_files();
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace_));
        WHIMBREL_TRY(const auto snapshot, history::read_snapshot(history_.folder));
        const bool fit = report_.findings.empty();
        const bool usable = snapshot && is_usable(workspace_, history_, *snapshot);
        if (fit && usable && snapshot->header.declaration_hash == declaration_hash(workspace_, declaration)) {
            look_at_rules(snapshot->catalog);
            DeclaredDatabase database(workspace_);
            WHIMBREL_CHECK(look_at_types(snapshot->catalog, database));
        } else if (history_.heads.size() <= 1 && history_.missing.empty()) {
            WHIMBREL_CHECK(compare(declaration, snapshot));
        }
        accept();
        return std::move(report_);
    }

private:
    void add(std::string finding, std::string object, std::string text, std::string mend) {
        report_.findings.push_back({std::move(finding), std::move(object), std::move(text), std::move(mend), {}});
    }

    void look_at_files() {
        if (history_.heads.size() > 1) add("two_heads", "", format("the history has {} heads", history_.heads.size()), "Run `whimbrel rebase`.");
        for (const auto& version : history_.missing)
            add("missing", version, format("the file of migration {} is missing", version), "Restore it from version control.");
        for (const auto& migration : history_.migrations) {
            const auto mend = format("Run `whimbrel prove {}`.", migration.version);
            if (migration.stamp && migration.edited())
                add("edited", migration.title(), format("migration {} was edited since it was proven", migration.title()), mend);
            else if (!migration.stamp || migration.stamp->proof == "unproven")
                add("unproven", migration.title(), format("migration {} was never proven", migration.title()), mend);
        }
    }

    /// The declaration on the shadow against what the migrations give.
    Result<> compare(const source::Declaration& declaration, const std::optional<history::Snapshot>& snapshot) {
        report_.server = CheckReport::Server::started;
        shadow::Shadow shadow(workspace_.environment, shadow_options(workspace_));
        catalog::Catalog whole;
        WHIMBREL_TRY(auto loaded, load_declaration(workspace_, shadow, declaration, &whole));
        WHIMBREL_CHECK(refuse_ignored(workspace_, shadow, history_, whole));
        // Where a file changed, the snapshot says nothing about it: the migrations are replayed.
        const bool trusted = std::ranges::none_of(history_.migrations, [](const history::Migration& m) { return !m.stamp || m.edited(); });
        WHIMBREL_TRY(const auto before, read_before(workspace_, shadow, history_, trusted ? snapshot : std::nullopt));
        const PlanningRequest request{.from = &before.catalog,
                                      .to = &loaded.catalog,
                                      .facts = &loaded.facts,
                                      .answers = &answers_,
                                      .spelling = before.spelling,
                                      .from_database = [&] { return source::replay(shadow, history_, ""); },
                                      .to_database = [&] { return shadow.copy_of(loaded.database); }};
        WHIMBREL_TRY(const auto planning, plan_with_answers(workspace_, shadow, request, loaded.database.session().version()));
        for (const auto& question : planning.open)
            add("question", question.id, question.text, format("Answer it with --answer '{}=…' or beside the declaration.", question.id));
        if (!planning.planned.up.empty()) {
            const auto renamed = diff::rekeyed(source::as_declared_like(before.catalog, loaded.catalog), planning.planned.renames);
            const auto changes = diff::diff(renamed, loaded.catalog);
            for (std::size_t at = 0; at < changes.size(); ++at)
                add("declaration", changes[at].id().render(), "the declaration is ahead of the migrations: " + joined(diff::summary({changes[at]})),
                    "Run `whimbrel generate`.");
            if (changes.empty()) add("declaration", "", "the declaration is ahead of the migrations", "Run `whimbrel generate`.");
        } else if (report_.findings.empty() && !(snapshot && is_usable(workspace_, history_, *snapshot))) {
            add("snapshot", "", "the snapshot is not that of the last migration", "Run `whimbrel generate`, which writes it anew.");
        }
        look_at_rules(loaded.catalog);
        DeclaredDatabase database(workspace_, loaded.database);
        return look_at_types(loaded.catalog, database);
    }

    static std::string joined(const std::vector<std::string>& lines) {
        std::string out;
        for (const auto& line : lines) out += (out.empty() ? "" : "; ") + line;
        return out;
    }

    void look_at_rules(const catalog::Catalog& catalog) {
        if (workspace_.config.check.redundant_indexes)
            for (auto& found : find_redundant_indexes(catalog))
                add(found.rule, found.object, found.text, "Drop it from the declaration, or add an [[accept]] rule with a reason.");
        for (auto& found : check_index_names(catalog, workspace_.config.check.index_name))
            add(found.rule, found.object, found.text, "Rename it in the declaration with @renamed, or add an [[accept]] rule with a reason.");
    }

    Result<> look_at_types(const catalog::Catalog& catalog, DeclaredDatabase& database) {
        if (!has_types(workspace_)) return {};
        WHIMBREL_TRY(const auto stale, stale_types(workspace_, catalog, database));
        if (database.is_loaded()) report_.server = CheckReport::Server::started;
        for (const auto& error : stale.broken_queries) add_query(error);
        for (const auto& file : stale.files) add("types", file, format("{} is not what the schema gives", file), "Run `whimbrel types`.");
        return {};
    }

    void add_query(const Error& error) {
        const auto place = error.span ? format("{}:{}:{}", error.span->file, error.span->line, error.span->column) : std::string();
        const auto said = error.server ? ": " + error.server->message : std::string();
        const auto hint = error.server && !error.server->hint.empty() ? error.server->hint : error.hints.empty() ? "" : error.hints.front();
        add("query", place, format("{}: {}{}", place, error.message, said), hint.empty() ? "Correct the query, or the schema." : hint);
    }

    void accept() {
        for (auto& finding : report_.findings)
            for (const auto& rule : workspace_.config.accept) {
                const auto name = finding.object.substr(finding.object.find(':') + 1);
                if (rule.finding == finding.finding && matches_glob(rule.name, name)) finding.accepted = rule.reason;
            }
    }

    const Workspace& workspace_;
    const Answers& answers_;
    history::History history_;
    CheckReport report_;
};

}  // namespace

bool CheckReport::clean() const {
    return std::ranges::all_of(findings, [](const CheckFinding& finding) { return !finding.accepted.empty(); });
}

Result<CheckReport> check(const Workspace& workspace, const Answers& answers) {
    // Open questions are findings: nobody is asked.
    Workspace silent = workspace;
    silent.talk.ask = nullptr;
    return Check(silent, answers).run();
}

}  // namespace whimbrel::project
