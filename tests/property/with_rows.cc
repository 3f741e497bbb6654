// SPDX-License-Identifier: Apache-2.0
// The plans of a batch on tables that hold rows. What would lose some is refused: then the tables are emptied, and the plan runs on.
#include "tests/property/batch.h"
#include "tests/property/kept.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

/// What is refused past a COMMIT leaves a state between the two sides: such pairs run with rows by themselves.
bool is_one_transaction(const plan::Plan& plan) { return plan.batches.size() <= 1; }

/// Without the triggers that somebody put there.
std::string emptying(const catalog::Catalog& catalog) {
    std::vector<std::string> tables;
    for (const auto& [id, object] : catalog.objects()) {
        if (id.kind != "table") continue;
        // Each for itself: foreign tables among children and partitions cannot be emptied.
        const auto& table = object.as<kinds::Table>();
        if (!table.is_foreign() && table.partition_key.empty()) tables.push_back("ONLY " + qualified(id.schema, id.name));
    }
    if (tables.empty()) return {};
    return "SET session_replication_role TO replica; TRUNCATE " + joined(tables) + " CASCADE; RESET session_replication_role";
}

}  // namespace

Result<> Batch::insert_all_rows(pg::Session& session) {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        auto& work = work_[i];
        if (work.out || work.up.empty() || !is_one_transaction(work.up) || !is_one_transaction(work.down)) continue;
        if (insert_rows(session, pairs_[i].from, pairs_[i].seed) == 0) continue;
        ++tally_.with_rows;
        work.kept = kept_tables(work.from, work.to, work.renames, Comparison::there_and_back);
        WHIMBREL_TRY(work.rows, print_before(session, work.kept));
    }
    return {};
}

void Batch::go(shadow::Database& database, const Way& way) {
    for (std::size_t i = 0; i < pairs_.size(); ++i)
        if (!work_[i].out && !(work_[i].*way.plan).empty() && !go_with_rows(database.session(), i, way) && !work_[i].out)
            apply_one(database.session(), i, way.plan, way.phase);
}

/// False where there are no rows, or none any more because the plan was refused for them: it is to be run without.
bool Batch::go_with_rows(pg::Session& session, std::size_t pair, const Way& way) {
    auto& work = work_[pair];
    if (!work.rows) return false;
    const auto run = run_and_compare(session, pair, way);
    if (run.end == Run::End::done) return true;
    const bool is_up = way.from == &Work::from;
    if (run.end == Run::End::refused) ++(is_up ? tally_.refused : tally_.refused_late);
    if (run.end == Run::End::failed) ++tally_.failed_on_rows;
    if (run.end == Run::End::failed && !run.excusable) fail_pair(pair, "on tables with rows", run.what);
    if (is_up && !work.out) require_rows(session, pair, "after a run that was stopped");
    work.rows.reset();
    if (const auto emptied = session.execute(emptying(work.*way.from)); !emptied) fail_pair(pair, "emptying its tables", emptied.error().render());
    return false;
}

void Batch::require_rows_back(pg::Session& session) {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out || !work_[i].rows) continue;
        ++tally_.kept_rows;
        require_rows(session, i, "after up and down");
    }
}

void Batch::require_rows(pg::Session& session, std::size_t pair, std::string_view when) {
    const auto now = print_before(session, work_[pair].kept);
    const auto what = "rows are not what they were " + std::string(when);
    if (!now) fail_pair(pair, what, now.error().render());
    else if (*now != *work_[pair].rows)
        fail_pair(pair, what, "before:\n" + *work_[pair].rows + "after:\n" + *now + plan::render(work_[pair].up) + plan::render(work_[pair].down));
}

Result<> Batch::try_with_rows_alone(shadow::Database& original) {
    const auto is_meant = [](const Work& work) { return !work.out && !work.up.empty() && !(is_one_transaction(work.up) && is_one_transaction(work.down)); };
    if (std::ranges::none_of(work_, is_meant)) return {};
    WHIMBREL_TRY(auto database, shadow_.copy_of(original));
    auto& session = database.session();
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (!is_meant(work_[i]) || insert_rows(session, pairs_[i].from, pairs_[i].seed) == 0) continue;
        ++tally_.with_rows;
        work_[i].kept = kept_tables(work_[i].from, work_[i].to, work_[i].renames, Comparison::there_and_back);
        WHIMBREL_TRY(work_[i].rows, print_before(session, work_[i].kept));
        WHIMBREL_CHECK(try_with_rows(session, i));
        work_[i].rows.reset();
    }
    return {};
}

/// Up and down. What comes to its end has lost nothing; what is refused has changed nothing, unless it was past a COMMIT.
Result<> Batch::try_with_rows(pg::Session& session, std::size_t pair) {
    auto run = run_and_compare(session, pair, {&Work::from, &Work::to, &Work::up, "up"});
    if (run.end == Run::End::done) {
        run = run_and_compare(session, pair, {&Work::to, &Work::from, &Work::down, "down"});
        if (run.end == Run::End::done) ++tally_.kept_rows;
        else run.committed = true;  // the rows were through up
    }
    if (run.end == Run::End::refused) ++(run.committed ? tally_.refused_late : tally_.refused);
    if (run.end == Run::End::failed) ++tally_.failed_on_rows;
    if (run.end == Run::End::failed && !run.excusable) fail_pair(pair, "on tables with rows", run.what);
    if (!work_[pair].out && (run.end == Run::End::done || !run.committed)) require_rows(session, pair, "after up and down, or a run that was stopped");
    return {};
}

/// One way; what both sides have must hold the same afterwards.
Run Batch::run_and_compare(pg::Session& session, std::size_t pair, const Way& way) {
    auto& work = work_[pair];
    const auto kept = kept_tables(work.*way.from, work.*way.to, way.from == &Work::from ? work.renames : backwards(work.renames), Comparison::one_way);
    const auto before = print_before(session, kept);
    auto run = run_plan(session, work.*way.plan);
    if (run.end != Run::End::done) return run;
    const auto after = print_after(session, kept);
    const std::string phase(way.phase);
    if (!before || !after) fail_pair(pair, "reading the rows around " + phase, (before ? after : before).error().render());
    else if (*before != *after) fail_pair(pair, phase + " did not keep the rows", "before:\n" + *before + "after:\n" + *after + plan::render(work.*way.plan));
    tally_.rows_compared += kept.size();
    return run;
}

}  // namespace whimbrel::property
