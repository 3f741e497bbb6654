// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

std::string dollar_quoted(std::string_view text) { return "$whimbrel_property$" + std::string(text) + "$whimbrel_property$"; }

std::string attributes(const Draw& own, bool immutable) {
    std::string out = immutable ? " IMMUTABLE" : own.one_of("volatility", {"", "", " STABLE", " IMMUTABLE"});
    if (own.chance("strict", 15)) out += " STRICT";
    if (own.chance("definer", 15)) out += " SECURITY DEFINER";
    if (own.chance("leakproof", 5)) out += " LEAKPROOF";
    if (own.chance("parallel", 25)) out += " PARALLEL " + own.one_of("how parallel", {"SAFE", "RESTRICTED", "UNSAFE"});
    if (own.chance("cost", 15)) out += " COST " + own.one_of("how much", {"1", "100", "0.5", "77"});
    if (own.chance("settings", 15))
        out += " SET search_path TO " + own.one_of("path", {"''", "'pg_catalog'", "pg_catalog, \"$user\", \"a \"\"b\"", "\"Mixed Case\""});
    if (own.chance("memory", 8)) out += " SET work_mem TO " + own.one_of("how much memory", {"'4MB'", "'64kB'"});
    return out;
}

/// Arguments of random types, those behind the first default with defaults too.
std::string arguments(const Draw& own, Model& model, const std::string& key, std::vector<std::string>& types) {
    std::vector<std::string> out;
    bool defaults = false;
    for (std::size_t i = 0; i < 3; ++i) {
        const Draw argument = own.at("argument", i);
        if (!argument.exists("exists", 45)) continue;
        const auto type = model.type(argument, "type");
        std::string text;
        if (argument.chance("named", 80)) text += identifier(model.name(argument, "name", "arguments of " + key, "arg_")) + " ";
        text += type.sql;
        defaults = defaults || argument.chance("default", 20);
        if (defaults) text += " DEFAULT " + constant(argument, "value", type);
        out.push_back(text);
        types.push_back(type.sql);
    }
    return joined(out);
}

void make_body_function(const Draw& own, Model& model, const std::string& schema) {
    const auto name = model.name(own, "name", "routines of " + schema, "fn_");
    const auto sql = qualified(schema, name);
    std::vector<std::string> types;
    const auto list = arguments(own, model, sql, types);
    const auto signature = sql + "(" + joined(types) + ")";
    const auto result = model.type(own, "result");
    const bool set = own.chance("set", 15);
    std::string text = "CREATE FUNCTION " + sql + "(" + list + ") RETURNS " + (set ? "SETOF " : "") + result.sql;
    const bool plpgsql = own.chance("plpgsql", 40);
    text += plpgsql ? " LANGUAGE plpgsql" : " LANGUAGE sql";
    text += attributes(own, false);
    if (set && own.chance("rows", 40)) text += " ROWS " + std::to_string(1 + own.below("how many", 50));
    const auto comment = "/* " + own.one_of("said", {"one", "two", "it's", "100%", "\"x\"", "\\", "$function$", "ünï\n"}) + " */";
    if (plpgsql) text += " AS " + dollar_quoted("BEGIN " + comment + " RETURN" + (set ? "" : " NULL") + "; END");
    else if (!set && own.chance("standard body", 35)) text += " RETURN CAST(" + constant(own, "returned", result) + " AS " + result.sql + ")";
    else text += " AS " + dollar_quoted("SELECT NULL::" + result.sql + " " + comment);
    model.declare(own, text, "FUNCTION " + signature);
    model.routines.push_back({own.chance("key", 50) ? "a" : "b", sql, "FUNCTION " + signature});
}

}  // namespace

void make_functions(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("function", i);
        if (own.exists("exists", 40)) make_body_function(own, model, model.schema(own));
    }
    // One that expressions of columns, checks and indexes can call.
    const Draw own = draw.at("immutable function");
    if (!own.exists("exists", 40)) return;
    const auto schema = model.schema(own);
    const auto sql = qualified(schema, model.name(own, "name", "routines of " + schema, "imm_"));
    std::string body = own.one_of("body", {"SELECT $1 + 1", "SELECT $1 * 2", "SELECT abs($1)"});
    model.declare(own,
                  "CREATE FUNCTION " + sql + "(" + own.one_of("argument", {"integer", "n integer", "\"n n\" integer"}) + ") RETURNS integer LANGUAGE sql" +
                      attributes(own, true) + " AS " + dollar_quoted(body),
                  "FUNCTION " + sql + "(integer)");
    model.routines.push_back({"immutable", sql, "FUNCTION " + sql + "(integer)", Routine::Use::integer_to_integer});
}

void make_functions_over_relations(const Draw& draw, Model& model) {
    if (model.relations.empty()) return;
    std::vector<std::string> keys;
    for (const auto& relation : model.relations) keys.push_back(relation.key);
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("relation function", i);
        if (!own.exists("exists", 25)) continue;
        const auto& relation = model.relations[own.one_by_key("relation", keys)];
        const auto schema = model.schema(own);
        const auto sql = qualified(schema, model.name(own, "name", "routines of " + schema, "rel_"));
        const bool of_row = own.chance("of a row", 35);
        const auto argument = of_row ? "r " + relation.sql() : std::string();
        std::string text = "CREATE FUNCTION " + sql + "(" + argument + ") RETURNS ";
        const auto form = own.below("form", 3);
        const auto from = " FROM " + relation.sql() + " AS x";
        if (form == 0) text += "bigint LANGUAGE sql" + attributes(own, false) + " BEGIN ATOMIC SELECT count(*)" + from + "; END";
        else if (form == 1) text += "SETOF " + relation.sql() + " LANGUAGE sql" + attributes(own, false) + " AS " + dollar_quoted("SELECT *" + from);
        else if (relation.columns.empty()) text += "integer LANGUAGE sql RETURN 1";
        else
            text += "TABLE (n bigint, " + identifier(relation.columns[0].name + (relation.columns[0].name == "n" ? "2" : "")) + " " +
                    relation.columns[0].type.sql + ") LANGUAGE sql" + attributes(own, false) + " AS " +
                    dollar_quoted("SELECT 1::bigint, x." + identifier(relation.columns[0].name) + from);
        const auto signature = sql + "(" + (of_row ? relation.sql() : "") + ")";
        model.declare(own, text, "FUNCTION " + signature);
    }
}

}  // namespace whimbrel::property
