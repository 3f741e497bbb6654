// SPDX-License-Identifier: Apache-2.0
// Proof: the evidence that a migration's up and down do what they claim, on the shadow, judged by imprints.
// See DESIGN.md "Proof".
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/imprint/imprint.h"
#include "whimbrel/plan/plan.h"
#include "whimbrel/shadow/shadow.h"
#include "whimbrel/source/source.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::proof {

/// Where two catalogs meet with the renames and questions between them.
struct Planned {
    plan::Plan up, down;
    std::vector<diff::RenameFact> renames;  ///< that the up plan does
    std::vector<diff::RenameFact> inert;    ///< that are history
};

/// What is none of the proof's business where only one of two databases has it: what ignore rules cover, and only a hand-written
/// migration makes. Where both have it, it is compared as everything is.
struct Ignoring {
    std::function<bool(const std::string& kind, const std::string& name)> covers;  ///< "table", "public.audit_2026"
    std::function<void(catalog::Catalog&)> take_out;                               ///< what they cover, and what belongs to it
};

/// A database that holds what a catalog says, to be changed by whoever asks for it.
using Supply = std::function<Result<shadow::Database>()>;

struct PlanRequest {
    const catalog::Catalog* from = nullptr;
    const catalog::Catalog* to = nullptr;
    std::vector<diff::RenameFact> renames;
    plan::PlanOptions up{}, down{};
    enum class Ways { up, both } ways = Ways::both;
    /// Whether the server wrote both catalogs' expressions after reading the author's text. Where one of them was read from a database
    /// that a migration or a dump made, the same expression may have two spellings.
    enum class Spelling { same, may_differ } spelling = Spelling::may_differ;
    /// Those from `from` to `to`, where somebody found them already; of a large schema, to find them takes longer than to plan a small change.
    const std::vector<diff::Change>* changes = nullptr;
    /// Where there are renames the shadow tells what PostgreSQL makes of them (texts of views, checks…), in databases with `from` and with `to` in them.
    /// Without one it is built of the catalog, whose texts are what the server printed: an alias that it made up there is then one that somebody wrote.
    Supply from_database{}, to_database{};
    const Ignoring* ignoring = nullptr;  ///< what those databases have and the catalogs have not; null: nothing
};
/// Both plans.
Result<Planned> plan_between(shadow::Shadow& shadow, const PlanRequest& request, const source::SourceOptions& options);

/// One direction whose renames were done in a database, which was then read.
struct RenamesDone {
    kinds::Steps steps;  ///< that did them
    const catalog::Catalog* from = nullptr;
    const catalog::Catalog* renamed = nullptr;  ///< `from` after them
    const catalog::Catalog* to = nullptr;
    const std::vector<diff::RenameFact>* facts = nullptr;  ///< what they are called now
};
/// The whole plan, renames first.
Result<plan::Plan> plan_after_renames(shadow::Shadow& shadow, RenamesDone done, const plan::PlanOptions& plan_options, const source::SourceOptions& options);

/// `from` minus the changes that are two spellings of one thing, as the normalising dump and reload of both shows; used by
/// every comparison whose sides were not made the same way.
Result<std::vector<diff::Change>> real_changes(shadow::Shadow& shadow, const catalog::Catalog& from, const catalog::Catalog& to,
                                               const source::SourceOptions& options);

struct Claim {
    shadow::Database* from = nullptr;              ///< the database before; it is copied, not changed
    shadow::Database* to = nullptr;                ///< the database that the declaration alone gives; null: whatever up makes (hand-written)
    std::string up_file, up_text;                  ///< names for messages, texts as they will be written
    std::string down_file, down_text;              ///< an empty text: no way back is claimed
    const catalog::Catalog* to_catalog = nullptr;  ///< for the empty second plan; null: not asked
    const Ignoring* ignoring = nullptr;            ///< null: nothing is ignored
};

struct Proof {
    pg::ServerVersion version;
    std::string from_imprint, to_imprint;  ///< hashes
    bool normalised = false;               ///< expression texts were compared after a dump and reload
    /// Of a migration written by hand whose rows stay when it is rolled back: why it cannot be applied again then ("23505 duplicate key
    /// value …"). Of rows nothing is claimed, so that is no failure.
    std::string again_refused{};
    catalog::Catalog after_up;  ///< the catalog that up gives
    shadow::Database database;  ///< stands at the state after up
};
/// Up, compare, down, compare, up again, compare, plan again and require nothing.
/// Errors: proof_failed with the differences, statement_failed with the script's place.
Result<Proof> prove(shadow::Shadow& shadow, const Claim& claim, const source::SourceOptions& options);

}  // namespace whimbrel::proof
