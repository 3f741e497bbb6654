// SPDX-License-Identifier: Apache-2.0
// Expressions that cannot be NULL.
#include "whimbrel/codegen/query_scope.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

bool is_in(std::string_view type, std::initializer_list<std::string_view> types) { return std::ranges::find(types, type) != types.end(); }

bool is_explicit_or_implicit_cast(const NodeTree& function) { return function["funcformat"].integer() == 1 || function["funcformat"].integer() == 2; }

}  // namespace

bool Scope::all(const std::vector<NodeTree>& nodes) const {
    return std::ranges::all_of(nodes, [this](const NodeTree& node) { return expression(node); });
}
bool Scope::any(const std::vector<NodeTree>& nodes) const {
    return std::ranges::any_of(nodes, [this](const NodeTree& node) { return expression(node); });
}

bool Scope::expression(const NodeTree& node) const {
    if (--analysis_.steps < 0) return false;
    const auto type = node.type();
    if (type == "VAR") return variable(node);
    if (type == "CONST") return !node["constisnull"].boolean();
    if (type == "PARAM") return node["paramkind"].integer() == 0 && !analysis_.nullable_parameters.contains(static_cast<int>(node["paramid"].integer()));
    if (is_in(type, {"RELABELTYPE", "COERCEVIAIO", "ARRAYCOERCEEXPR", "COLLATEEXPR", "COERCETODOMAIN", "NAMEDARGEXPR"})) return expression(node["arg"]);
    if (is_in(type, {"NULLTEST", "BOOLEANTEST", "DISTINCTEXPR", "ARRAYEXPR", "ROWEXPR", "GROUPINGFUNC", "MERGESUPPORTFUNC"})) return true;
    if (is_in(type, {"COALESCEEXPR", "MINMAXEXPR"})) return any(node["args"].items());
    if (type == "BOOLEXPR") return all(node["args"].items());
    if (type == "CASEEXPR") return cases(node);
    if (type == "OPEXPR") return operation(node);
    if (type == "FUNCEXPR") return function(node);
    if (type == "AGGREF") return aggregate(node);
    if (type == "SUBLINK") return sub_query(node);
    if (type == "WINDOWFUNC") {
        const auto& called = analysis_.facts.function(node["winfnoid"].oid());
        return called.built_in && window_function_gives_no_null(called.name);
    }
    if (type == "SCALARARRAYOPEXPR") {
        const auto& arguments = node["args"].items();
        return arguments.size() == 2 && operation(node) && arguments[1].is("ARRAYEXPR") && all(arguments[1]["elements"].items());
    }
    if (type == "SQLVALUEFUNCTION") {
        constexpr int k_current_schema = 14;
        return node["op"].integer() != k_current_schema;
    }
    return false;
}

bool Scope::cases(const NodeTree& node) const {
    return std::ranges::all_of(node["args"].items(), [this](const NodeTree& when) { return expression(when["result"]); }) && expression(node["defresult"]);
}

bool Scope::operation(const NodeTree& node) const {
    if (node["opretset"].boolean()) return false;
    const auto& name = analysis_.facts.built_in_operator(node["opno"].oid());
    return operator_gives_null_for_null_alone(name, node["opresulttype"].oid()) && all(node["args"].items());
}

bool Scope::function(const NodeTree& node) const {
    if (node["funcretset"].boolean()) return false;
    const auto& called = analysis_.facts.function(node["funcid"].oid());
    if (called.built_in && never_gives_null(called.name)) return true;
    return gives_null_for_null_alone(called, is_explicit_or_implicit_cast(node)) && all(node["args"].items());
}

/// count() counts to 0. The others are NULL over no row; only GROUP BY without FILTER makes sure of one.
bool Scope::aggregate(const NodeTree& node) const {
    const auto& called = analysis_.facts.function(node["aggfnoid"].oid());
    if (!called.built_in || node["agglevelsup"].integer() != 0) return false;
    if (called.name == "count") return true;
    const bool has_rows = !query_["groupClause"].is_nothing() && query_["groupingSets"].is_nothing() && node["aggfilter"].is_nothing();
    if (!has_rows || !aggregate_of_rows_gives_no_null(called.name)) return false;
    return std::ranges::all_of(node["args"].items(), [this](const NodeTree& argument) { return expression(argument["expr"]); });
}

bool Scope::sub_query(const NodeTree& node) const {
    enum Type { k_exists = 0, k_value = 4, k_array = 6 };
    const auto type = node["subLinkType"].integer();
    if (type == k_exists || type == k_array) return true;
    if (type != k_value) return false;
    const Scope inner(node["subselect"], this, analysis_);
    return inner.gives_a_row() && inner.output(1);
}

/// Aggregates of everything, or a SELECT of nothing but its list.
bool Scope::gives_a_row() const {
    for (const auto* field : {"groupClause", "groupingSets", "havingQual", "limitCount", "limitOffset", "setOperations"})
        if (!query_[field].is_nothing()) return false;
    if (query_["commandType"].integer() != 1 || query_["hasTargetSRFs"].boolean()) return false;
    return query_["hasAggs"].boolean() || (query_["jointree"]["fromlist"].is_nothing() && query_["jointree"]["quals"].is_nothing());
}

}  // namespace whimbrel::codegen
