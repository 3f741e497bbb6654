// SPDX-License-Identifier: Apache-2.0
// From two catalogs and what people know to a migration's two texts.
#pragma once

#include "whimbrel/project/answers.h"
#include "whimbrel/proof/proof.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct PlanningRequest {
    const catalog::Catalog* from = nullptr;
    const catalog::Catalog* to = nullptr;
    const source::Facts* facts = nullptr;
    const Answers* answers = nullptr;
    proof::PlanRequest::Spelling spelling = proof::PlanRequest::Spelling::may_differ;
    plan::IndexForm index_form = plan::IndexForm::plain;
    proof::Supply from_database{}, to_database{};  ///< as in proof::PlanRequest
};

struct Planning {
    proof::Planned planned;
    std::vector<kinds::Question> open;
    std::vector<std::pair<std::string, std::string>> answers;  ///< used, for the stamp
    std::vector<diff::Change> changes;                         ///< between the request's catalogs, into which they point
};

/// Asks on the terminal until nothing is open or nobody answers.
Result<Planning> plan_with_answers(const Workspace& workspace, shadow::Shadow& shadow, const PlanningRequest& request, pg::ServerVersion version);

/// What a plan changes, a line each: its renames first ("rename column handle to nick of table public.users"), then diff::summary of the
/// rest of `changes`, which are those between the two. `from` is as the declaration would have it (source::as_declared_like), where that
/// makes a difference.
std::vector<std::string> changes_of(const proof::Planned& planned, const std::vector<diff::Change>& changes, const catalog::Catalog& from,
                                    const catalog::Catalog& to);

/// A migration made of the two plans, its texts under their headers; version and name as given.
history::NewMigration make_migration(const Workspace& workspace, const Planning& planning, std::string version, std::string name, pg::ServerVersion server);

/// The files that a new migration will have.
struct FilePair {
    std::filesystem::path up, down;
};
FilePair files_of(const history::History& history, const history::NewMigration& migration);

/// Proves a migration made from the declaration, on what `ground`'s migrations leave. `whole` is the declaration's catalog before ignore
/// rules: the proof looks at all of it. Errors: those of source::replay and proof::prove.
Result<> prove_declared(const Workspace& workspace, shadow::Shadow& shadow, const history::History& ground, source::Loaded& loaded,
                        const catalog::Catalog& whole, const history::NewMigration& migration);

/// True where whimbrel made the migration's up file and nobody wrote it by hand.
bool is_generated(const history::Migration& migration);

}  // namespace whimbrel::project
