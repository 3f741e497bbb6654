// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/declared.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/project/ignore.h"

#include <algorithm>

namespace whimbrel::project {

Result<source::Declaration> read_declaration(const Workspace& workspace) {
    const auto folder = workspace.config.schema_folder();
    WHIMBREL_TRY(auto declaration, source::read_declaration(shown(workspace, folder)));
    if (!declaration.empty()) return declaration;
    return fail(ErrorCode::declaration_missing, format("{} holds no SQL statement", shown(workspace, folder)))
        .hint(format("Write CREATE TABLE and the like into .sql files in {}, or take over a database with `whimbrel pull`.", shown(workspace, folder)));
}

std::string declaration_hash(const Workspace& workspace, const source::Declaration& declaration) {
    Sha256 sum;
    sum.add(declaration.hash()).add(std::to_string(workspace.config.postgres)).add(workspace.config.ledger_schema);
    for (const auto& rule : workspace.config.ignore) sum.add(rule.kind).add(rule.name);
    for (const auto& rule : workspace.config.manage.rules) sum.add("manage").add(rule.kind).add(rule.name);
    sum.add("allow");
    for (const auto& name : workspace.config.shadow_allow) sum.add(name);
    return sum.hex();
}

std::vector<std::string> known_kinds(const Workspace& workspace) {
    std::vector<std::string> names;
    for (const auto& kind : kinds::all_kinds())
        if (kind.managed_by.empty()) names.emplace_back(kind.name);
    for (const auto& rule : workspace.config.manage.rules) names.push_back(rule.kind + " " + rule.name);
    return names;
}

bool is_usable(const Workspace& workspace, const history::History& history, const history::Snapshot& snapshot) {
    return snapshot.header.head == history.head() && snapshot.header.model == history::SnapshotHeader{}.model &&
           snapshot.header.kinds == known_kinds(workspace);
}

Result<source::Loaded> load_declaration(const Workspace& workspace, shadow::Shadow& shadow, const source::Declaration& declaration, catalog::Catalog* whole) {
    WHIMBREL_TRY(auto loaded, source::load(shadow, declaration, shadow::DeclarationKind::project, source_options(workspace)));
    if (whole != nullptr) *whole = loaded.catalog;
    apply_ignore_rules(loaded.catalog, workspace.config.ignore);
    WHIMBREL_CHECK(require_managed(loaded.catalog, "the declaration"));
    return loaded;
}

Result<> refuse_ignored(const Workspace& workspace, const catalog::Catalog& whole, const catalog::Catalog& present) {
    const auto there = find_ignored(present, workspace.config.ignore);
    std::string list;
    std::size_t count = 0;
    for (const auto& item : find_ignored(whole, workspace.config.ignore)) {
        if (std::ranges::find(there, item.what, &Ignored::what) != there.end()) continue;
        list += format("\n  {} ([[ignore]] kind = \"{}\", name = \"{}\")", item.what, item.rule->kind, item.rule->name);
        ++count;
    }
    if (count == 0) return {};
    return fail(ErrorCode::config_invalid,
                format("the declaration holds {} object{} that whimbrel.toml tells whimbrel to ignore:{}", count, count == 1 ? "" : "s", list))
        .hint("Take it out of the declaration, or remove the rule from whimbrel.toml.");
}

Result<> refuse_ignored(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history, const catalog::Catalog& whole) {
    if (find_ignored(whole, workspace.config.ignore).empty()) return {};
    if (history.migrations.empty()) {
        WHIMBREL_TRY(const auto fresh, source::read_empty(shadow, source_options(workspace)));
        return refuse_ignored(workspace, whole, fresh);
    }
    WHIMBREL_TRY(auto database, source::replay(shadow, history, ""));
    WHIMBREL_TRY(const auto made, catalog::read(database.session(), source_options(workspace).read));
    return refuse_ignored(workspace, whole, made);
}

Result<Before> read_before(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history,
                           const std::optional<history::Snapshot>& snapshot) {
    Before before;
    if (history.migrations.empty()) {
        WHIMBREL_TRY(before.catalog, source::read_empty(shadow, source_options(workspace)));
    } else if (snapshot && is_usable(workspace, history, *snapshot)) {
        before.catalog = snapshot->catalog;
    } else {
        WHIMBREL_TRY(auto database, source::replay(shadow, history, ""));
        WHIMBREL_TRY(before.catalog, catalog::read(database.session(), source_options(workspace).read));
        before.spelling = proof::PlanRequest::Spelling::may_differ;
    }
    apply_ignore_rules(before.catalog, workspace.config.ignore);
    return before;
}

Result<> require_fit(const history::History& history) {
    WHIMBREL_CHECK(history.one_head());
    for (const auto& version : history.missing)
        return fail(ErrorCode::migration_missing, format("whimbrel.lock names migration {}, and its file is not in {}", version, history.folder.string()))
            .hint("Restore the file from version control.");
    for (const auto& migration : history.migrations) {
        const bool proven = migration.stamp && !migration.edited() && migration.stamp->proof != "unproven";
        if (proven) continue;
        return fail(ErrorCode::history_unfit,
                    format("migration {} {}", migration.title(), migration.stamp && migration.edited() ? "was edited since it was proven" : "was not proven"))
            .hint(format("Run `whimbrel prove {}`.", migration.version));
    }
    return {};
}

history::Snapshot make_snapshot(const Workspace& workspace, catalog::Catalog catalog, const std::string& declaration_hash, pg::ServerVersion version) {
    return {.header = {.kinds = known_kinds(workspace), .server_major = version.major(), .head = {}, .declaration_hash = declaration_hash},
            .catalog = std::move(catalog)};
}

}  // namespace whimbrel::project
