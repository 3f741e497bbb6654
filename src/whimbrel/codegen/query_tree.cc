// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_tree.h"

#include <cstdint>

namespace whimbrel::codegen {

namespace {

enum CastForm { k_explicit_cast = 1, k_implicit_cast = 2 };
/// pg_type.dat.
enum BuiltInType : std::uint32_t {
    k_int8 = 20,
    k_int2 = 21,
    k_int4 = 23,
    k_text = 25,
    k_oid = 26,
    k_bpchar = 1042,
    k_varchar = 1043,
    k_numeric = 1700,
    k_uuid = 2950,
};

bool is_cast(const NodeTree& node) {
    return node.is("FUNCEXPR") && (node["funcformat"].integer() == k_explicit_cast || node["funcformat"].integer() == k_implicit_cast);
}

std::uint32_t type_of(const NodeTree& node) {
    for (const auto* field : {"vartype", "paramtype", "funcresulttype", "resulttype"})
        if (const auto type = node[field].oid(); type != 0) return type;
    return 0;
}

bool is_whole(std::uint32_t type) { return type == k_int2 || type == k_int4 || type == k_int8 || type == k_oid; }

/// A cast by a function of one argument. Whole numbers that do not fit are an error, and no other value.
bool keeps_values(const NodeTree& cast, const NodeTree& argument) {
    const auto to = type_of(cast);
    return cast["args"].items().size() == 1 && is_whole(type_of(argument)) && (is_whole(to) || to == k_numeric);
}

bool is_written_alike(std::uint32_t type) { return is_whole(type) || type == k_numeric || type == k_uuid; }

/// One step; null where the node is no conversion, or one that may make one value of two.
const NodeTree* below(const NodeTree& node) {
    const auto& argument = is_cast(node) ? nth(node["args"], 1) : node["arg"];
    if (node.is("COERCETODOMAIN")) return &argument;
    // char(n) takes no notice of blanks at the end.
    if (node.is("RELABELTYPE")) return type_of(node) == k_bpchar && type_of(argument) != k_bpchar ? nullptr : &argument;
    if (is_cast(node)) return keeps_values(node, argument) ? &argument : nullptr;
    const bool is_to_text = node.is("COERCEVIAIO") && (type_of(node) == k_text || type_of(node) == k_varchar);
    return is_to_text && is_written_alike(type_of(argument)) ? &argument : nullptr;
}

}  // namespace

const NodeTree& nth(const NodeTree& list, int number) {
    static const NodeTree k_nothing;
    const auto& items = list.items();
    return number < 1 || static_cast<std::size_t>(number) > items.size() ? k_nothing : items[static_cast<std::size_t>(number - 1)];
}

const NodeTree& result_list(const NodeTree& query) { return query["commandType"].integer() == k_select ? query["targetList"] : query["returningList"]; }

const NodeTree& unconverted(const NodeTree& node, bool& same) {
    for (const auto* at = &node;;) {
        if (at->is("RELABELTYPE") || at->is("COERCETODOMAIN") || at->is("COLLATEEXPR")) {
            at = &(*at)["arg"];
        } else if (is_cast(*at) && !(*at)["args"].items().empty()) {
            // With more, another length of the same type, a varchar's.
            same = same && (*at)["args"].items().size() > 1;
            at = &(*at)["args"].items().front();
        } else if (at->is("COERCEVIAIO") || at->is("ARRAYCOERCEEXPR")) {
            same = false;
            at = &(*at)["arg"];
        } else {
            return *at;
        }
    }
}

const NodeTree& same_value(const NodeTree& node) {
    const auto* at = &node;
    for (const auto* next = below(*at); next != nullptr; next = below(*at)) at = next;
    return *at;
}

const NodeTree& assigned_value(const NodeTree& node) {
    const auto* at = &node;
    while (at->is("COERCETODOMAIN") && (*at)["coercionformat"].integer() == k_implicit_cast) at = &(*at)["arg"];
    const bool is_to_length = is_cast(*at) && (*at)["funcformat"].integer() == k_implicit_cast && (*at)["args"].items().size() > 1;
    return same_value(is_to_length ? nth((*at)["args"], 1) : *at);
}

bool is_parameter(const NodeTree& node) { return node.is("PARAM") && node["paramkind"].integer() == 0; }

}  // namespace whimbrel::codegen
