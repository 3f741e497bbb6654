// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_change.h"

#include "whimbrel/codegen/query_tree.h"

namespace whimbrel::codegen {

namespace {

enum MatchKind : std::int64_t { k_has_match = 0, k_no_source = 1, k_no_target = 2 };
constexpr int k_do_nothing = 7;  ///< a command

Places changed_place(const NodeTree& query) { return {static_cast<int>(query["resultRelation"].integer())}; }

Change on_conflict(const NodeTree& query, QueryFacts& facts) {
    const auto& conflict = query["onConflict"];
    Change change{.finds = RowUse::conflict, .targets = &conflict["onConflictSet"]};
    note_equalities(change.equalities, conflict["onConflictWhere"], changed_place(query), facts);
    for (const auto& element : conflict["arbiterElems"].items())
        if (element["expr"].is("VAR") && element["inferopclass"].integer() == 0) change.same.insert(static_cast<int>(element["expr"]["varattno"].integer()));
    if (const auto constraint = conflict["constraint"].oid(); constraint != 0) change.same = facts.constraint_columns(constraint);
    return change;
}

/// Before PostgreSQL 17 what has a match is told from what has none alone.
Change of_merge(const NodeTree& query, const NodeTree& action, QueryFacts& facts) {
    Change change{.targets = action["commandType"].integer() == k_delete ? nullptr : &action["targetList"]};
    const bool is_old_without = action["matchKind"].is_nothing() && !action["matched"].boolean();
    const auto kind = is_old_without ? k_no_target : static_cast<MatchKind>(action["matchKind"].integer());
    change.finds = kind == k_no_target ? RowUse::written : kind == k_no_source ? RowUse::unmatched : RowUse::matched;
    change.is_joined = kind == k_has_match;
    note_equalities(change.equalities, action["qual"], changed_place(query), facts);
    return change;
}

}  // namespace

void note_equalities(std::vector<Equality>& out, const NodeTree& condition, const std::optional<Places>& places, QueryFacts& facts) {
    if (condition.is("BOOLEXPR") && condition["boolop"].text() == "and")
        for (const auto& part : condition["args"].items()) note_equalities(out, part, places, facts);
    const auto& arguments = condition["args"].items();
    if (condition.is("OPEXPR") && arguments.size() == 2 && facts.built_in_operator(condition["opno"].oid()) == "=")
        out.push_back({arguments.data(), arguments.data() + 1, places});
}

std::vector<Change> find_changes(const NodeTree& query, QueryFacts& facts) {
    std::vector<Change> out;
    const auto command = query["commandType"].integer();
    if (command == k_update) out.push_back({.targets = &query["targetList"], .is_joined = true});
    if (command == k_insert) out.push_back({.finds = RowUse::written, .targets = &query["targetList"]});
    if (constexpr int k_do_update = 2; query["onConflict"]["action"].integer() == k_do_update) out.push_back(on_conflict(query, facts));
    for (const auto& action : query["mergeActionList"].items())
        if (action["commandType"].integer() != k_do_nothing) out.push_back(of_merge(query, action, facts));
    return out;
}

}  // namespace whimbrel::codegen
