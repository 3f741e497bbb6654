// SPDX-License-Identifier: Apache-2.0
// The two ends of a project's next migration: what the migrations produce, and what the declaration wants.
#pragma once

#include "whimbrel/project/workspace.h"
#include "whimbrel/proof/proof.h"

#include <optional>
#include <string>

namespace whimbrel::project {

/// The project's declaration, split. Errors: declaration_missing where the folder holds no SQL statement; those of read_declaration.
Result<source::Declaration> read_declaration(const Workspace& workspace);

/// Of the declaration and of the configuration that decides what it means: ignore rules, the shadow's major, allowed statements.
std::string declaration_hash(const Workspace& workspace, const source::Declaration& declaration);

/// What a snapshot covers, for its header: the kinds that this whimbrel knows, and "role app_*" for each [[manage]] rule.
std::vector<std::string> known_kinds(const Workspace& workspace);

/// True where the snapshot is that of the head, and covers the same kinds.
bool is_usable(const Workspace& workspace, const history::History& history, const history::Snapshot& snapshot);

/// The declaration on the shadow, ignore rules applied; `whole` is given the catalog as it was before they were.
/// Errors: not_managed, and those of source::load.
Result<source::Loaded> load_declaration(const Workspace& workspace, shadow::Shadow& shadow, const source::Declaration& declaration,
                                        catalog::Catalog* whole = nullptr);

/// Nobody makes what the declaration holds and a rule covers: a plan leaves it out, and the database is not what is declared. What is
/// in `present` is there already (a migration written by hand made it). Errors: config_invalid, naming each with its rule.
Result<> refuse_ignored(const Workspace& workspace, const catalog::Catalog& whole, const catalog::Catalog& present);
/// The same with what the migrations make, which is looked at only where something is ignored. Errors: those of source::replay.
Result<> refuse_ignored(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history, const catalog::Catalog& whole);

/// What the migrations produce: the snapshot where it is usable, else a replay. Ignore rules applied.
struct Before {
    catalog::Catalog catalog;
    proof::PlanRequest::Spelling spelling = proof::PlanRequest::Spelling::same;
};
Result<Before> read_before(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history,
                           const std::optional<history::Snapshot>& snapshot);

/// Errors: history_two_heads, migration_missing, history_unfit, each where a new migration cannot be put on top.
Result<> require_fit(const history::History& history);

/// A snapshot of the catalog as this whimbrel writes it.
history::Snapshot make_snapshot(const Workspace& workspace, catalog::Catalog catalog, const std::string& declaration_hash, pg::ServerVersion version);

}  // namespace whimbrel::project
