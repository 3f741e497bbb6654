// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_scope.h"

#include "whimbrel/codegen/query_nulls.h"
#include "whimbrel/codegen/query_tree.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

enum SetOperation { k_union = 1, k_intersect = 2, k_except = 3 };
constexpr int k_is_not_null = 1;

bool is_in(std::string_view type, std::initializer_list<std::string_view> types) { return std::ranges::find(types, type) != types.end(); }

}  // namespace

Scope::Scope(const NodeTree& query, const Scope* outer, Analysis& analysis) : query_(query), outer_(outer), analysis_(analysis) {
    const auto& from = query["jointree"];
    for (const auto& item : from["fromlist"].items()) walk(item, {});
    note_condition(from["quals"]);
}

void Scope::walk(const NodeTree& item, std::set<Nulling> nulled) {
    if (item.is("RANGETBLREF")) nulled_[static_cast<int>(item["rtindex"].integer())] = std::move(nulled);
    else if (item.is("JOINEXPR")) walk_join(item, nulled);
    else if (item.is("FROMEXPR"))
        for (const auto& part : item["fromlist"].items()) walk(part, nulled);
}

void Scope::walk_join(const NodeTree& join, const std::set<Nulling>& nulled) {
    const auto type = join["jointype"].integer();
    const int place = static_cast<int>(join["rtindex"].integer());
    nulled_[place] = nulled;
    auto left = nulled, right = nulled;
    if (type != k_inner && type != k_left) left.emplace(place, Side::left);
    if (type != k_inner && type != k_right) right.emplace(place, Side::right);
    walk(join["larg"], std::move(left));
    walk(join["rarg"], std::move(right));
    if (type == k_inner && nulled.empty()) note_condition(join["quals"]);
}

/// Of rows that are there the condition is true; of those that MERGE finds on one side alone it is not.
void Scope::note_condition(const NodeTree& condition) {
    if (query_["commandType"].integer() == k_merge) return;
    if (condition.is("BOOLEXPR")) {
        const auto operation = condition["boolop"].text();
        if (operation == "and")
            for (const auto& part : condition["args"].items()) note_condition(part);
        else if (operation == "not") note_not_null(nth(condition["args"], 1));
    } else if (condition.is("NULLTEST")) {
        if (condition["nulltesttype"].integer() == k_is_not_null && !condition["argisrow"].boolean()) note_not_null(condition["arg"]);
    } else if (condition.is("SCALARARRAYOPEXPR")) {
        if (condition["useOr"].boolean() && analysis_.facts.function(condition["opfuncid"].oid()).strict) note_not_null(nth(condition["args"], 1));
    } else if (condition.is("SUBLINK")) {
        constexpr int k_any = 2;
        if (condition["subLinkType"].integer() == k_any) note_condition(condition["testexpr"]);
    } else {
        note_not_null(condition);
    }
}

void Scope::note_not_null(const NodeTree& expression) {
    if (is_in(expression.type(), {"RELABELTYPE", "COERCEVIAIO", "COLLATEEXPR"})) return note_not_null(expression["arg"]);
    if (is_in(expression.type(), {"OPEXPR", "FUNCEXPR"})) {
        const auto oid = expression[expression.is("OPEXPR") ? "opfuncid" : "funcid"].oid();
        if (!analysis_.facts.function(oid).strict || expression["funcretset"].boolean() || expression["opretset"].boolean()) return;
        for (const auto& argument : expression["args"].items()) note_not_null(argument);
    }
    if (!expression.is("VAR") || expression["varlevelsup"].integer() != 0) return;
    const int place = static_cast<int>(expression["varno"].integer());
    const int column = static_cast<int>(expression["varattno"].integer());
    not_null_columns_.emplace(place, column);
    // A row that was filled up would have NULL here.
    if (const auto nulled = nulled_.find(place); nulled != nulled_.end()) excluded_.insert(nulled->second.begin(), nulled->second.end());
    if (const auto& from = entry(place); from["rtekind"].integer() == k_join)
        if (const auto& alias = nth(from["joinaliasvars"], column); !alias.is("COALESCEEXPR")) note_not_null(alias);
}

const NodeTree& Scope::entry(int place) const { return nth(query_["rtable"], place); }

bool Scope::is_nulled(int place) const {
    const auto found = nulled_.find(place);
    return found != nulled_.end() && !std::ranges::includes(excluded_, found->second);
}

std::size_t Scope::outputs() const {
    return static_cast<std::size_t>(std::ranges::count_if(result_list(query_).items(), [](const NodeTree& item) { return !item["resjunk"].boolean(); }));
}

bool Scope::output(int column) const {
    if (--analysis_.steps < 0) return false;
    if (const auto& operations = query_["setOperations"]; !operations.is_nothing()) return set_operation(operations, column);
    const auto& list = result_list(query_).items();
    const auto found = std::ranges::find_if(list, [&](const NodeTree& item) { return item["resno"].integer() == column && !item["resjunk"].boolean(); });
    return found != list.end() && expression((*found)["expr"]);
}

/// A row of an INTERSECT is one of both, a row of an EXCEPT one of the left.
bool Scope::set_operation(const NodeTree& node, int column) const {
    if (node.is("RANGETBLREF")) return column_of(static_cast<int>(node["rtindex"].integer()), column);
    if (!node.is("SETOPERATIONSTMT")) return false;
    const auto operation = node["op"].integer();
    const bool left = set_operation(node["larg"], column);
    if (operation == k_except) return left;
    const bool right = set_operation(node["rarg"], column);
    return operation == k_intersect ? left || right : operation == k_union && left && right;
}

bool Scope::variable(const NodeTree& node) const {
    const Scope* scope = this;
    for (auto up = node["varlevelsup"].integer(); up > 0 && scope != nullptr; --up) scope = scope->outer_;
    if (scope == nullptr) return false;
    // Columns that are grouped by are NULL in the rows of the sets that leave them out.
    if (!scope->query_["groupingSets"].is_nothing()) return false;
    const int place = static_cast<int>(node["varno"].integer());
    const int column = static_cast<int>(node["varattno"].integer());
    if (scope->not_null_columns_.contains({place, column}) && !scope->is_rewritten(place)) return true;
    return scope->changed_row(node) && !scope->is_nulled(place) && scope->column_of(place, column);
}

/// A condition is about the row as it was, RETURNING gives what became of it.
bool Scope::is_rewritten(int place) const {
    const auto command = query_["commandType"].integer();
    return command != k_select && command != k_delete && query_["resultRelation"].integer() == place;
}

/// old.x of an INSERT is NULL, and new.x of a DELETE; MERGE has rows without a source.
bool Scope::changed_row(const NodeTree& node) const {
    enum Returning { k_old = 1, k_new = 2 };
    const auto command = query_["commandType"].integer();
    const auto returning = node["varreturningtype"].integer();
    if (command == k_merge) return returning == 0 && node["varno"].integer() == query_["resultRelation"].integer();
    return !(returning == k_old && command == k_insert) && !(returning == k_new && command == k_delete);
}

bool Scope::column_of(int place, int column) const {
    if (--analysis_.steps < 0) return false;
    const auto& from = entry(place);
    switch (from["rtekind"].integer()) {
        case k_relation:
            return column_of_relation(place, column);
        case k_subquery:
            return column > 0 && Scope(from["subquery"], this, analysis_).output(column);
        case k_join:
            return column_of_join(place, column);
        case k_function:
            return column_of_function(from, column);
        case k_values:
            return column_of_values(from, column);
        case k_with:
            return column_of_with(from, column);
        case k_group:
            return expression(nth(from["groupexprs"], column));
        default:
            return false;
    }
}

/// The whole row and the system's columns are there. What a trigger makes of a view's row is not known.
bool Scope::column_of_relation(int place, int column) const {
    const auto& relation = analysis_.facts.relation(entry(place)["relid"].oid());
    if (relation.is_table) return column <= 0 || relation.not_null.contains(column);
    if (relation.view.is_nothing() || query_["resultRelation"].integer() == place) return false;
    return column > 0 && Scope(relation.view, nullptr, analysis_).output(column);
}

/// A column that a FULL JOIN merges has the value of either side.
bool Scope::column_of_join(int place, int column) const {
    const auto& join = entry(place);
    const auto& alias = nth(join["joinaliasvars"], column);
    const bool is_merged = column <= join["joinmergedcols"].integer() && join["jointype"].integer() == k_full;
    if (!is_merged || !alias.is("COALESCEEXPR")) return expression(alias);
    const auto before = excluded_;
    excluded_.insert({{place, Side::left}, {place, Side::right}});
    const bool out = all(alias["args"].items());
    excluded_ = before;
    return out;
}

bool Scope::column_of_with(const NodeTree& from, int column) const {
    const Scope* scope = this;
    for (auto up = from["ctelevelsup"].integer(); up > 0 && scope != nullptr; --up) scope = scope->outer_;
    if (scope == nullptr || column < 1) return false;
    const auto& list = scope->query_["cteList"].items();
    const auto with = std::ranges::find_if(list, [&](const NodeTree& item) { return item["ctename"].text() == from["ctename"].text(); });
    if (with == list.end()) return false;
    const Scope inner((*with)["ctequery"], scope, analysis_);
    if (!(*with)["cterecursive"].boolean()) return inner.output(column);
    // What holds of the first rows, and of each step's where it held of the last one's, holds of all.
    // One inside of another would be decided on what is only supposed of that.
    auto [at, is_new] = analysis_.recursive.try_emplace(&*with, inner.outputs(), analysis_.undecided == 0);
    if (!is_new || analysis_.undecided > 0) return static_cast<std::size_t>(column) <= at->second.size() && at->second[static_cast<std::size_t>(column - 1)];
    ++analysis_.undecided;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < at->second.size(); ++i)
            if (at->second[i] && !inner.output(static_cast<int>(i) + 1)) {
                at->second[i] = false;
                changed = true;
            }
    }
    --analysis_.undecided;
    return static_cast<std::size_t>(column) <= at->second.size() && at->second[static_cast<std::size_t>(column - 1)];
}

bool Scope::column_of_values(const NodeTree& from, int column) const {
    return std::ranges::all_of(from["values_lists"].items(), [&](const NodeTree& row) { return expression(nth(row, column)); });
}

/// Functions of one column, or their rows' numbers behind it; several side by side are filled up with NULL.
bool Scope::column_of_function(const NodeTree& from, int column) const {
    const auto& functions = from["functions"].items();
    if (functions.size() != 1) return false;
    if (from["funcordinality"].boolean() && column == functions.front()["funccolcount"].integer() + 1) return true;
    const auto& call = functions.front()["funcexpr"];
    if (!call.is("FUNCEXPR") || functions.front()["funccolcount"].integer() != 1) return false;
    const auto& function = analysis_.facts.function(call["funcid"].oid());
    return function.built_in && is_in(function.name, {"generate_series", "generate_subscripts", "jsonb_array_elements", "json_array_elements",
                                                      "jsonb_object_keys", "json_object_keys", "regexp_split_to_table"});
}

std::vector<bool> columns_that_are_not_null(const NodeTree& query, QueryFacts& facts, const std::vector<int>& nullable_parameters) {
    Analysis analysis{.facts = facts, .nullable_parameters = {nullable_parameters.begin(), nullable_parameters.end()}, .recursive = {}};
    const Scope scope(query, nullptr, analysis);
    std::vector<bool> out(scope.outputs());
    for (std::size_t at = 0; at < out.size(); ++at) out[at] = scope.output(static_cast<int>(at) + 1);
    return out;
}

}  // namespace whimbrel::codegen
