// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>

namespace whimbrel::property {

namespace {

constexpr auto k_names = std::to_array<std::string_view>({"<%>", "@@>", "!~!", "<<<", ">>>", "===", "#%#", "~~@", "|&|", "<=%", "*<", "&&&", "=", "<"});

std::string operator_name(const Draw& own, Model& model, std::string_view label, const std::string& schema) {
    auto name = own.one_of(label, k_names);
    while (!model.taken["operators of " + schema].insert(name).second) name += "~";
    return name;
}

/// A function for operators; its body does not matter.
std::string function_of(const Draw& own, Model& model, const std::string& schema, const std::string& arguments, std::string_view result,
                        std::string_view body) {
    const auto sql = qualified(schema, model.name(own, "function", "routines of " + schema, "op_"));
    model.declare(own.at("function"),
                  "CREATE FUNCTION " + sql + "(" + arguments + ") RETURNS " + std::string(result) + " LANGUAGE sql IMMUTABLE AS " + literal(body),
                  "FUNCTION " + sql + "(" + arguments + ")");
    return sql;
}

std::string estimators(const Draw& own) {
    std::string out;
    if (own.chance("restrict", 40)) out += ", RESTRICT = pg_catalog." + own.one_of("how much", {"eqsel", "contsel", "scalarltsel"});
    if (own.chance("join", 40)) out += ", JOIN = pg_catalog." + own.one_of("how many", {"eqjoinsel", "contjoinsel"});
    return out;
}

void make_binary(const Draw& own, Model& model, const std::string& schema, const std::string& key) {
    const auto type = model.type(own, "type").sql;
    const auto both = type + ", " + type;
    const auto name = operator_name(own, model, "operator", schema);
    const auto call = identifier(schema) + "." + name;
    const auto function = function_of(own, model, schema, both, "boolean", own.one_of("body", {"SELECT true", "SELECT NOT false"}));
    std::string text = "CREATE OPERATOR " + call + " (FUNCTION = " + function + ", LEFTARG = " + type + ", RIGHTARG = " + type;
    if (own.chance("commutes", 40)) text += ", COMMUTATOR = OPERATOR(" + call + ")";
    text += estimators(own);
    if (own.chance("hashes", 20)) text += ", HASHES";
    if (own.chance("merges", 20)) text += ", MERGES";
    model.declare(own, text + ")", "OPERATOR " + call + " (" + both + ")");
    if (const Draw other = own.at("negator"); other.exists("exists", 30)) {
        // Its name stays: PostgreSQL does not undo a link that the old one of the same two operators has not.
        const auto negator = identifier(schema) + "." + operator_name(other.calm(), model, "operator", schema);
        const auto negation = function_of(other, model, schema, both, "boolean", "SELECT false");
        model.declare(other,
                      "CREATE OPERATOR " + negator + " (FUNCTION = " + negation + ", LEFTARG = " + type + ", RIGHTARG = " + type + ", NEGATOR = OPERATOR(" +
                          call + ")" + estimators(other) + ")",
                      "OPERATOR " + negator + " (" + both + ")");
    }
    model.operators.push_back({key, "OPERATOR(" + call + ")", type});
}

void make_prefix(const Draw& own, Model& model, const std::string& schema) {
    const auto type = model.type(own, "type").sql;
    const auto call = identifier(schema) + "." + operator_name(own, model, "operator", schema);
    const auto function = function_of(own, model, schema, type, type, "SELECT $1");
    model.declare(own, "CREATE OPERATOR " + call + " (FUNCTION = " + function + ", RIGHTARG = " + type + ")", "OPERATOR " + call + " (NONE, " + type + ")");
}

}  // namespace

void make_operators(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("operator", i).restless();
        if (!own.exists("exists", model.percent(Theme::operators, 55))) continue;
        const auto schema = model.schema(own);
        if (own.chance("prefix", 20)) make_prefix(own, model, schema);
        else make_binary(own, model, schema, "operator" + std::to_string(i));
    }
}

}  // namespace whimbrel::property
