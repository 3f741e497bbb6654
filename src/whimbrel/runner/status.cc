// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/runner.h"

#include <algorithm>
#include <set>

namespace whimbrel::runner {

namespace {

StatusRow of_folder(const history::Migration& migration, const Applied* applied) {
    StatusRow row{.version = migration.version, .name = migration.name, .standing = Standing::pending, .applied_at = {}, .applied_by = {}, .note = {}};
    if (applied == nullptr) {
        if (migration.edited()) {
            row.standing = Standing::edited;
            row.note = "edited after it was proven";
        } else if (!migration.stamp || migration.stamp->proof == "unproven") {
            row.note = "not proven";
        }
        return row;
    }
    row.applied_at = applied->applied_at;
    row.applied_by = applied->applied_by;
    row.standing = Standing::applied;
    if (!applied->complete) {
        row.standing = Standing::incomplete;
        row.note = applied->rolling_back ? "its rollback was begun and not finished" : "begun and not finished";
    } else if (applied->up_hash != migration.up_hash) {
        row.standing = Standing::edited;
        row.note = "edited after it was applied";
    } else if (applied->down_hash != migration.down_hash) {
        row.note = applied->down_hash.empty() ? "the ledger has no down script" : "the down file is not the one in the ledger";
    }
    return row;
}

StatusRow of_ledger(const history::History& history, const Applied& applied) {
    const bool is_known = std::ranges::find(history.stamps, applied.version, &history::Stamp::version) != history.stamps.end();
    const bool is_newer =
        std::ranges::all_of(history.migrations, [&](const history::Migration& migration) { return history::version_less(migration.version, applied.version); });
    StatusRow row{.version = applied.version,
                  .name = applied.name,
                  .standing = !is_known && is_newer ? Standing::unknown : Standing::missing,
                  .applied_at = applied.applied_at,
                  .applied_by = applied.applied_by,
                  .note = {}};
    row.note = row.standing == Standing::missing ? "its file is missing" : "applied from a newer folder";
    if (!applied.complete) {
        row.standing = Standing::incomplete;
        row.note += applied.rolling_back ? "; its rollback was begun and not finished" : "; begun and not finished";
    }
    return row;
}

}  // namespace

std::vector<StatusRow> status(const history::History& history, const std::vector<Applied>& ledger) {
    std::vector<StatusRow> rows;
    for (const auto& migration : history.migrations) {
        const auto applied = std::ranges::find(ledger, migration.version, &Applied::version);
        rows.push_back(of_folder(migration, applied == ledger.end() ? nullptr : &*applied));
    }
    for (const auto& applied : ledger)
        if (history.find(applied.version) == nullptr) rows.push_back(of_ledger(history, applied));
    for (const auto& version : history.missing)
        if (std::ranges::find(ledger, version, &Applied::version) == ledger.end())
            rows.push_back({.version = version,
                            .name = {},
                            .standing = Standing::missing,
                            .applied_at = {},
                            .applied_by = {},
                            .note = "whimbrel.lock has it, but its file is missing"});
    return rows;
}

}  // namespace whimbrel::runner
