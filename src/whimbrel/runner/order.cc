// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/order.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>

namespace whimbrel::runner {

namespace {

using history::History;
using history::Migration;
using history::version_less;

std::string title(const Applied& applied) { return applied.version + "_" + applied.name; }

const Applied* find(const std::vector<Applied>& ledger, std::string_view version) {
    const auto it = std::ranges::find(ledger, version, &Applied::version);
    return it == ledger.end() ? nullptr : &*it;
}

bool is_proven(const Migration& migration) { return migration.stamp && (migration.stamp->proof == "proven" || migration.stamp->proof == "adopted"); }

Failing missing(const std::string& what, const char* who, const std::filesystem::path& folder) {
    return fail(ErrorCode::migration_missing, format("{} is not in the folder, but {} it", what, who))
        .at({folder.string(), 0, 0})
        .hint("Restore its files from version control.");
}

bool is_newer_than_all(const std::string& version, const History& history) {
    return std::ranges::all_of(history.migrations, [&](const Migration& migration) { return version_less(migration.version, version); }) &&
           std::ranges::all_of(history.stamps, [&](const history::Stamp& stamp) { return version_less(stamp.version, version); });
}

/// Everything that was applied must be in the folder, and as it was.
Result<> check_applied(const History& history, const std::vector<Applied>& ledger) {
    std::string unknown;
    for (const auto& applied : ledger) {
        const Migration* migration = history.find(applied.version);
        if (migration == nullptr && is_newer_than_all(applied.version, history)) {
            unknown += (unknown.empty() ? "" : ", ") + title(applied);
        } else if (migration == nullptr) {
            return missing(title(applied), "the ledger has", history.folder);
        } else if (applied.complete && applied.up_hash != migration->up_hash) {
            return fail(ErrorCode::migration_edited, format("{} was edited after it was applied", migration->title()))
                .at({migration->up_path.string(), 0, 0})
                .hint("Restore the file, and write what is missing as a new migration.");
        } else if (!applied.complete && applied.rolling_back) {
            return fail(ErrorCode::migration_unfinished, format("the rollback of {} was begun and not finished", title(applied)))
                .hint("Run `whimbrel rollback` to finish it.");
        }
    }
    if (!unknown.empty())
        return fail(ErrorCode::ledger_newer, format("the database has migrations that this folder does not know: {}", unknown))
            .at({history.folder.string(), 0, 0})
            .hint("Update the checkout.")
            .hint("Run `whimbrel rollback` to go back instead; the ledger keeps the down scripts.");
    for (const auto& version : history.missing)
        if (find(ledger, version) == nullptr) return missing(version, "whimbrel.lock has", history.folder);
    return {};
}

Result<> check_pending(const Migration& migration) {
    const auto hint = format("Run `whimbrel prove {}`.", migration.version);
    if (migration.edited())
        return fail(ErrorCode::migration_edited, format("{} was edited after it was proven", migration.title()))
            .at({migration.up_path.string(), 0, 0})
            .hint(hint);
    if (!is_proven(migration))
        return fail(ErrorCode::migration_unproven, format("{} was not proven", migration.title())).at({migration.up_path.string(), 0, 0}).hint(hint);
    return {};
}

Failing version_unknown(const std::string& version, const char* where) {
    return fail(ErrorCode::version_unknown, format("{} has no version {}", where, version)).hint("Run `whimbrel status` to see the versions.");
}

}  // namespace

Result<std::vector<const Migration*>> to_apply(const History& history, const std::vector<Applied>& ledger, const Target& target, const RunnerOptions& options) {
    WHIMBREL_CHECK(check_applied(history, ledger));
    if (target.version && history.find(*target.version) == nullptr) return version_unknown(*target.version, "the folder");
    std::vector<const Migration*> pending;
    for (const auto& migration : history.migrations) {
        const Applied* applied = find(ledger, migration.version);
        const bool is_full = target.steps && std::cmp_greater_equal(pending.size(), std::max(*target.steps, 0));
        if ((applied == nullptr || !applied->complete) && !is_full) pending.push_back(&migration);
        if (target.version && migration.version == *target.version) break;
    }
    for (const Migration* migration : pending) {
        WHIMBREL_CHECK(check_pending(*migration));
        const auto later =
            std::find_if(history.migrations.data() + (migration - history.migrations.data()) + 1, history.migrations.data() + history.migrations.size(),
                         [&](const Migration& other) { return find(ledger, other.version) != nullptr; });
        if (!options.out_of_order && later != history.migrations.data() + history.migrations.size())
            return fail(ErrorCode::out_of_order, format("{} is older than {}, which is applied", migration->title(), later->title()))
                .at({migration->up_path.string(), 0, 0})
                .hint("Run `whimbrel rebase` to put it on top of the history.")
                .hint("Give `--out-of-order` to apply it all the same.");
    }
    return pending;
}

Result<std::vector<const Applied*>> to_roll_back(const std::vector<Applied>& ledger, const Target& target) {
    if (target.version && find(ledger, *target.version) == nullptr) return version_unknown(*target.version, "the ledger");
    const int steps = target.steps.value_or(1);
    std::vector<const Applied*> chosen;
    for (auto applied = ledger.rbegin(); applied != ledger.rend(); ++applied) {
        if (target.version ? applied->version == *target.version : std::cmp_greater_equal(chosen.size(), std::max(steps, 0))) break;
        if (!applied->complete && !applied->rolling_back)
            return fail(ErrorCode::migration_unfinished, format("{} was begun and not finished", title(*applied)))
                .hint("Run `whimbrel migrate` to finish it, then roll it back.");
        chosen.push_back(&*applied);
    }
    return chosen;
}

Result<DownScript> down_script(const History& history, const Applied& migration, const RunnerOptions& options) {
    const Migration* in_folder = history.find(migration.version);
    const bool has_file = in_folder != nullptr && !in_folder->down_path.empty();
    const bool is_other = has_file && in_folder->down_hash != migration.down_hash;
    const bool is_usable = is_other && is_proven(*in_folder) && !in_folder->edited();
    if (options.from_files && is_other && !is_usable)
        return fail(ErrorCode::migration_unproven, format("the down file of {} was not proven", title(migration)))
            .at({in_folder->down_path.string(), 0, 0})
            .hint(format("Run `whimbrel prove {}`.", migration.version));
    if (options.from_files && is_other) return DownScript{in_folder->down_path.string(), in_folder->down, false};
    if (migration.down_hash.empty()) {
        auto none = fail(ErrorCode::no_down_script, format("{} was applied without a down script", title(migration)));
        if (is_usable) return std::move(none).hint("Give `--from-files` to take the folder's, which was proven since.");
        return std::move(none).hint(
            format("Write {}.down.sql, run `whimbrel prove {}`, and roll back with `--from-files`.", title(migration), migration.version));
    }
    // The file stands for the stored text where they are the same, so that messages can point into it.
    const bool is_file = has_file && in_folder->down == migration.down_script;
    return DownScript{is_file ? in_folder->down_path.string() : title(migration) + ".down.sql (of the ledger)", migration.down_script, is_usable};
}

}  // namespace whimbrel::runner
