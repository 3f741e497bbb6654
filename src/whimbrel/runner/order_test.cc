// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::runner {
namespace {

using history::History;
using history::Migration;
using testing::ElementsAre;

Migration proven(const std::string& version) {
    Migration migration{.version = version,
                        .name = "m",
                        .up_path = "m/" + version + "_m.up.sql",
                        .down_path = "m/" + version + "_m.down.sql",
                        .up = "up",
                        .down = "down",
                        .up_hash = "u" + version,
                        .down_hash = "d" + version,
                        .stamp = history::Stamp{}};
    migration.stamp->version = version;
    migration.stamp->up_hash = migration.up_hash;
    migration.stamp->down_hash = migration.down_hash;
    migration.stamp->proof = "proven";
    return migration;
}

History folder(const std::vector<std::string>& versions) {
    History history;
    history.folder = "m";
    for (const auto& version : versions) {
        history.migrations.push_back(proven(version));
        history.stamps.push_back(*history.migrations.back().stamp);
    }
    return history;
}

std::vector<Applied> applied(const std::vector<std::string>& versions) {
    std::vector<Applied> ledger;
    for (const auto& version : versions)
        ledger.push_back({.version = version,
                          .name = "m",
                          .id = {},
                          .up_hash = "u" + version,
                          .down_hash = "d" + version,
                          .parent = {},
                          .down_script = "down",
                          .applied_at = {},
                          .applied_by = {},
                          .tool_version = {}});
    return ledger;
}

/// The versions, or the diagnostic.
std::vector<std::string> to_do(const History& history, const std::vector<Applied>& ledger, const Target& target = {}, const RunnerOptions& options = {}) {
    const auto found = to_apply(history, ledger, target, options);
    if (!found) return {found.error().render()};
    std::vector<std::string> versions;
    for (const auto* migration : *found) versions.push_back(migration->version);
    return versions;
}

std::vector<std::string> to_undo(const std::vector<Applied>& ledger, const Target& target = {}) {
    const auto found = to_roll_back(ledger, target);
    if (!found) return {found.error().render()};
    std::vector<std::string> versions;
    for (const auto* migration : *found) versions.push_back(migration->version);
    return versions;
}

TEST(ToApply, is_what_the_ledger_lacks) {
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), applied({"1"})), ElementsAre("2", "3"));
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), applied({"1"}), {.version = "2", .steps = {}}), ElementsAre("2"));
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), applied({}), {.version = {}, .steps = 2}), ElementsAre("1", "2"));
    EXPECT_THAT(to_do(folder({"1"}), applied({"1"})), ElementsAre());
}

TEST(ToApply, an_unfinished_one_comes_first) {
    auto ledger = applied({"1", "2"});
    ledger[1].complete = false;
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), ledger), ElementsAre("2", "3"));
}

TEST(ToApply, refuses_what_was_edited_after_it_was_applied) {
    auto history = folder({"1", "2"});
    history.migrations[0].up_hash = "other";
    EXPECT_THAT(to_do(history, applied({"1"})), ElementsAre("error[W1801]: 1_m was edited after it was applied\n"
                                                            "  --> m/1_m.up.sql\n"
                                                            "HINT: Restore the file, and write what is missing as a new migration.\n"));
}

TEST(ToApply, refuses_what_was_edited_after_it_was_proven) {
    auto history = folder({"1"});
    history.migrations[0].up_hash = "other";
    EXPECT_THAT(to_do(history, {}), ElementsAre("error[W1801]: 1_m was edited after it was proven\n"
                                                "  --> m/1_m.up.sql\n"
                                                "HINT: Run `whimbrel prove 1`.\n"));
}

TEST(ToApply, refuses_what_was_not_proven) {
    auto history = folder({"1"});
    history.migrations[0].stamp.reset();
    EXPECT_THAT(to_do(history, {}), ElementsAre("error[W1805]: 1_m was not proven\n"
                                                "  --> m/1_m.up.sql\n"
                                                "HINT: Run `whimbrel prove 1`.\n"));
}

TEST(ToApply, refuses_where_a_file_is_missing) {
    EXPECT_THAT(to_do(folder({"2"}), applied({"1"})), ElementsAre("error[W1802]: 1_m is not in the folder, but the ledger has it\n"
                                                                  "  --> m\n"
                                                                  "HINT: Restore its files from version control.\n"));
    auto history = folder({"1"});
    history.missing = {"2"};
    EXPECT_THAT(to_do(history, applied({"1"})), ElementsAre("error[W1802]: 2 is not in the folder, but whimbrel.lock has it\n"
                                                            "  --> m\n"
                                                            "HINT: Restore its files from version control.\n"));
}

TEST(ToApply, refuses_a_newer_ledger) {
    EXPECT_THAT(to_do(folder({"1"}), applied({"1", "2", "3"})),
                ElementsAre("error[W1803]: the database has migrations that this folder does not know: 2_m, 3_m\n"
                            "  --> m\n"
                            "HINT: Update the checkout.\n"
                            "HINT: Run `whimbrel rollback` to go back instead; the ledger keeps the down scripts.\n"));
}

TEST(ToApply, refuses_what_is_out_of_order_unless_allowed) {
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), applied({"1", "3"})), ElementsAre("error[W1804]: 2_m is older than 3_m, which is applied\n"
                                                                                 "  --> m/2_m.up.sql\n"
                                                                                 "HINT: Run `whimbrel rebase` to put it on top of the history.\n"
                                                                                 "HINT: Give `--out-of-order` to apply it all the same.\n"));
    RunnerOptions options;
    options.out_of_order = true;
    EXPECT_THAT(to_do(folder({"1", "2", "3"}), applied({"1", "3"}), {}, options), ElementsAre("2"));
}

TEST(ToApply, refuses_an_unknown_version_and_an_unfinished_rollback) {
    EXPECT_THAT(to_do(folder({"1"}), {}, {.version = "9", .steps = {}}), ElementsAre("error[W1815]: the folder has no version 9\n"
                                                                                     "HINT: Run `whimbrel status` to see the versions.\n"));
    auto ledger = applied({"1"});
    ledger[0].complete = false;
    ledger[0].rolling_back = true;
    EXPECT_THAT(to_do(folder({"1"}), ledger), ElementsAre("error[W1813]: the rollback of 1_m was begun and not finished\n"
                                                          "HINT: Run `whimbrel rollback` to finish it.\n"));
}

TEST(ToRollBack, is_newest_first) {
    EXPECT_THAT(to_undo(applied({"1", "2", "3"})), ElementsAre("3"));
    EXPECT_THAT(to_undo(applied({"1", "2", "3"}), {.version = {}, .steps = 2}), ElementsAre("3", "2"));
    EXPECT_THAT(to_undo(applied({"1", "2", "3"}), {.version = "1", .steps = {}}), ElementsAre("3", "2"));
    EXPECT_THAT(to_undo(applied({"1"}), {.version = {}, .steps = 5}), ElementsAre("1"));
    EXPECT_THAT(to_undo({}), ElementsAre());
}

TEST(ToRollBack, refuses_an_unfinished_migration) {
    auto ledger = applied({"1"});
    ledger[0].complete = false;
    EXPECT_THAT(to_undo(ledger), ElementsAre("error[W1813]: 1_m was begun and not finished\n"
                                             "HINT: Run `whimbrel migrate` to finish it, then roll it back.\n"));
    EXPECT_THAT(to_undo(applied({"1"}), {.version = "9", .steps = {}}), ElementsAre("error[W1815]: the ledger has no version 9\n"
                                                                                    "HINT: Run `whimbrel status` to see the versions.\n"));
}

TEST(DownScript, is_the_ledgers_and_on_demand_the_folders) {
    auto history = folder({"1"});
    history.migrations[0].down = "newer";
    history.migrations[0].down_hash = history.migrations[0].stamp->down_hash = "newer";
    const auto ledger = applied({"1"});
    const auto stored = down_script(history, ledger[0], {});
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->text, "down");
    EXPECT_EQ(stored->file, "1_m.down.sql (of the ledger)");
    EXPECT_TRUE(stored->folder_is_newer);
    RunnerOptions options;
    options.from_files = true;
    EXPECT_EQ(down_script(history, ledger[0], options)->text, "newer");
    history.migrations[0].stamp->proof = "unproven";
    EXPECT_EQ(down_script(history, ledger[0], options).error().render(),
              "error[W1805]: the down file of 1_m was not proven\n"
              "  --> m/1_m.down.sql\n"
              "HINT: Run `whimbrel prove 1`.\n");
}

TEST(DownScript, may_be_none) {
    auto history = folder({"1"});
    auto ledger = applied({"1"});
    ledger[0].down_script = ledger[0].down_hash = "";
    EXPECT_EQ(down_script(history, ledger[0], {}).error().render(),
              "error[W1812]: 1_m was applied without a down script\n"
              "HINT: Give `--from-files` to take the folder's, which was proven since.\n");
    history.migrations[0].down_path.clear();
    EXPECT_EQ(down_script(history, ledger[0], {}).error().render(),
              "error[W1812]: 1_m was applied without a down script\n"
              "HINT: Write 1_m.down.sql, run `whimbrel prove 1`, and roll back with `--from-files`.\n");
}

TEST(Status, tells_both_sides_of_every_version) {
    auto history = folder({"1", "2", "3", "4"});
    history.migrations[1].up_hash = "other";
    history.migrations[3].stamp.reset();
    auto ledger = applied({"1", "2", "9"});
    ledger[0].down_hash = "older";
    std::vector<std::string> lines;
    for (const auto& row : status(history, ledger)) lines.push_back(row.version + " " + std::to_string(static_cast<int>(row.standing)) + " " + row.note);
    EXPECT_THAT(lines, ElementsAre("1 0 the down file is not the one in the ledger", "2 2 edited after it was applied", "3 1 ", "4 1 not proven",
                                   "9 4 applied from a newer folder"));
}

}  // namespace
}  // namespace whimbrel::runner
