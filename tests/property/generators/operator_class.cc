// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>

namespace whimbrel::property {

namespace {

struct Sort {
    std::string_view method, type, operators, support;
    std::string_view left_out{};  ///< may be left out
};

constexpr auto k_sorts = std::to_array<Sort>({
    {"btree", "integer", "OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >", "FUNCTION 1 pg_catalog.btint4cmp(integer, integer)",
     "FUNCTION 2 pg_catalog.btint4sortsupport(internal)"},
    {"btree", "text", "OPERATOR 1 ~<~, OPERATOR 2 ~<=~, OPERATOR 3 =, OPERATOR 4 ~>=~, OPERATOR 5 ~>~", "FUNCTION 1 pg_catalog.bttext_pattern_cmp(text, text)",
     "FUNCTION 4 pg_catalog.btequalimage(oid)"},
    {"hash", "integer", "OPERATOR 1 =", "FUNCTION 1 pg_catalog.hashint4(integer)", "FUNCTION 2 pg_catalog.hashint4extended(integer, bigint)"},
    {"gin", "integer[]", "OPERATOR 1 && (anyarray, anyarray), OPERATOR 2 @> (anyarray, anyarray)",
     "FUNCTION 1 pg_catalog.btint4cmp(integer, integer), FUNCTION 2 pg_catalog.ginarrayextract(anyarray, internal, internal), "
     "FUNCTION 3 pg_catalog.ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), "
     "FUNCTION 4 pg_catalog.ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal), STORAGE integer"},
    {"gist", "polygon", "OPERATOR 3 &&",
     "FUNCTION 1 pg_catalog.gist_poly_consistent(internal, polygon, smallint, oid, internal), FUNCTION 2 pg_catalog.gist_box_union(internal, internal), "
     "FUNCTION 3 pg_catalog.gist_poly_compress(internal), FUNCTION 5 pg_catalog.gist_box_penalty(internal, internal, internal), "
     "FUNCTION 6 pg_catalog.gist_box_picksplit(internal, internal), FUNCTION 7 pg_catalog.gist_box_same(box, box, internal), STORAGE box",
     "OPERATOR 15 <-> (polygon, point) FOR ORDER BY pg_catalog.float_ops, FUNCTION 8 pg_catalog.gist_poly_distance(internal, polygon, smallint, oid, "
     "internal)"},
});

/// A comparison of the pair's own for integers, or the server's.
std::string support_of(const Draw& own, Model& model, const Sort& sort, const std::string& schema) {
    if (sort.method != "btree" || sort.type != "integer" || !own.chance("own comparison", 40)) return std::string(sort.support);
    const auto sql = qualified(schema, model.name(own, "comparison", "routines of " + schema, "cmp_"));
    model.declare(own.at("comparison"),
                  "CREATE FUNCTION " + sql + "(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS " +
                      literal(own.one_of("body", {"SELECT sign($1::bigint - $2)::integer", "SELECT CASE WHEN $1 < $2 THEN -1 ELSE ($1 > $2)::integer END"})),
                  "FUNCTION " + sql + "(integer, integer)");
    return "FUNCTION 1 " + sql + "(integer, integer)";
}

/// Five operators over an own type without an order, each with its function.
void make_whole_class(const Draw& own, Model& model, const std::string& schema, const std::string& type) {
    const auto both = type + ", " + type;
    const auto function = [&](std::string_view label, std::string_view result, std::string_view body) {
        const auto sql = qualified(schema, model.name(own, label, "routines of " + schema, "ord_"));
        model.declare(own.at(label), "CREATE FUNCTION " + sql + "(" + both + ") RETURNS " + std::string(result) + " LANGUAGE sql IMMUTABLE AS " + literal(body),
                      "FUNCTION " + sql + "(" + both + ")");
        return sql;
    };
    std::vector<std::string> members;
    constexpr auto k_operators = std::to_array<std::string_view>({"<#", "<=#", "=#", ">=#", ">#"});
    for (std::size_t i = 0; i < k_operators.size(); ++i) {
        const auto call = identifier(schema) + "." + std::string(k_operators[i]);
        if (!model.taken["operators of " + schema].insert(std::string(k_operators[i])).second) return;
        model.declare(own.at("operator", i),
                      "CREATE OPERATOR " + call +
                          " (FUNCTION = " + function("function" + std::to_string(i), "boolean", i % 2 == 1 ? "SELECT false" : "SELECT true") +
                          ", LEFTARG = " + type + ", RIGHTARG = " + type + ")",
                      "OPERATOR " + call + " (" + both + ")");
        members.push_back("OPERATOR " + std::to_string(i + 1) + " " + call);
    }
    members.push_back("FUNCTION 1 " + function("comparison", "integer", "SELECT 0") + "(" + both + ")");
    const auto name = model.name(own, "name", "btree classes of " + schema, "ops_");
    const auto sql = qualified(schema, name);
    model.taken["btree families of " + schema].insert(name);
    model.declare(own, "CREATE OPERATOR CLASS " + sql + " DEFAULT FOR TYPE " + type + " USING btree AS " + joined(members),
                  "OPERATOR CLASS " + sql + " USING btree");
    model.operator_classes.push_back({"whole", sql, "btree", type});
}

}  // namespace

/// Of the server's family for integers, each for a type of the pair's own.
void make_operator_family_members(const Draw& draw, Model& model) {
    const Draw own = draw.at("family member").restless();
    if (!own.exists("exists", model.percent(Theme::operators, 40))) return;
    std::vector<std::string> mine;
    for (const auto& type : model.types)
        if (type.sql.starts_with("\"" + model.token)) mine.push_back(type.sql);
    if (mine.empty()) return;
    const auto type = mine[own.one_by_key("own type", mine)];
    const auto schema = model.schema(own);
    std::vector<std::string> members;
    if (own.chance("comparison", 60)) {
        const auto sql = qualified(schema, model.name(own, "function", "routines of " + schema, "cmp_")), types = "(integer, " + type + ")";
        model.declare(own.at("function"), "CREATE FUNCTION " + sql + types + " RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0'",
                      "FUNCTION " + sql + types);
        members.push_back("FUNCTION 1 " + types + " " + sql + types);
    }
    if (members.empty() || own.chance("one of the server's", 40)) members.push_back("FUNCTION 4 (" + type + ", " + type + ") pg_catalog.btequalimage(oid)");
    model.declare(own, "ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD " + joined(members), "");
}

void make_operator_families(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("operator family", i).restless();
        if (!own.exists("exists", model.percent(Theme::operators, 40))) continue;
        const auto schema = model.schema(own);
        const bool ordered = own.chance("ordered", 75);
        const auto method = std::string(ordered ? "btree" : "hash");
        const auto sql = qualified(schema, model.name(own, "name", method + " families of " + schema, "fam_"));
        model.declare(own, "CREATE OPERATOR FAMILY " + sql + " USING " + method, "OPERATOR FAMILY " + sql + " USING " + method);
        std::vector<std::string> members;
        if (ordered && own.chance("less", 50)) members.push_back("OPERATOR 1 < (integer, bigint)");
        if (own.chance("equal", 50)) members.push_back(ordered ? "OPERATOR 3 = (integer, bigint)" : "OPERATOR 1 = (integer, bigint)");
        if (own.chance("function", 50))
            members.push_back(ordered ? "FUNCTION 1 (integer, bigint) pg_catalog.btint48cmp(integer, bigint)"
                                      : "FUNCTION 1 (bigint, bigint) pg_catalog.hashint8(bigint)");
        if (!members.empty()) model.declare(own.at("members"), "ALTER OPERATOR FAMILY " + sql + " USING " + method + " ADD " + joined(members), "");
        if (ordered) model.operator_families.push_back({"family" + std::to_string(i), sql});
    }
}

void make_operator_classes(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("operator class", i).restless();
        if (!own.exists("exists", model.percent(Theme::operators, 50))) continue;
        const auto schema = model.schema(own);
        const auto& sort = k_sorts[own.below("sort", k_sorts.size())];
        const auto method = std::string(sort.method), type = std::string(sort.type);
        const auto support = support_of(own, model, sort, schema);
        const auto name = model.name(own, "name", method + " classes of " + schema, "ops_");
        const auto sql = qualified(schema, name);
        std::string text = "CREATE OPERATOR CLASS " + sql + " FOR TYPE " + type + " USING " + method;
        const auto* family = one_keyed(own, "family", model.operator_families);
        // The family that PostgreSQL makes by itself has the class's name.
        const bool in_family = method == "btree" && type == "integer" && family != nullptr && own.chance("in a family", 50) &&
                               model.taken["classes in " + family->sql].insert("integer").second;
        if (in_family) text += " FAMILY " + family->sql;
        else if (!model.taken[method + " families of " + schema].insert(name).second) continue;
        text += " AS " + std::string(sort.operators) + ", " + support;
        if (!sort.left_out.empty() && own.chance("all of it", 50)) text += ", " + std::string(sort.left_out);
        model.declare(own, text, "OPERATOR CLASS " + sql + " USING " + method);
        model.operator_classes.push_back({"class" + std::to_string(i), sql, method, type});
    }
    const Draw own = draw.at("whole class").restless();
    if (!own.exists("exists", model.percent(Theme::operators, 25))) return;
    const auto schema = model.schema(own);
    for (const auto& type : model.types)
        if (!type.ordered && type.sql.find(model.token) != std::string::npos) return make_whole_class(own, model, schema, type.sql);
}

}  // namespace whimbrel::property
