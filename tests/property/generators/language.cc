// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

// PL/pgSQL's functions under other names.
void make_languages(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("language", i).restless();
        if (!own.exists("exists", model.percent(Theme::programs, 45))) continue;
        const auto name = identifier(model.global_name(own, "name", "languages", "pl_"));
        const bool trusted = own.chance("trusted", 60);
        std::string text = std::string("CREATE ") + (trusted ? "TRUSTED " : "") + "LANGUAGE " + name + " HANDLER pg_catalog.plpgsql_call_handler";
        if (own.chance("inline", 60)) text += " INLINE pg_catalog.plpgsql_inline_handler";
        if (own.chance("validator", 60)) text += " VALIDATOR pg_catalog.plpgsql_validator";
        model.declare(own, text, "LANGUAGE " + name);
        if (trusted) model.languages.push_back({"language" + std::to_string(i), name});
        if (!own.chance("used", 60)) continue;
        const auto schema = model.schema(own);
        const auto function = qualified(schema, model.name(own, "function", "routines of " + schema, "in_pl_"));
        model.declare(own.at("function"), "CREATE FUNCTION " + function + "() RETURNS integer LANGUAGE " + name + " AS 'BEGIN RETURN 1; END'",
                      "FUNCTION " + function + "()");
    }
}

void make_transforms(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("transform", i).restless();
        const auto* language = one_keyed(own, "language", model.languages);
        if (language == nullptr || !own.exists("exists", 60)) continue;
        const auto type = own.one_of("type", {"integer", "bigint", "smallint"});
        if (!model.taken["transforms of " + language->sql].insert(type).second) continue;
        const auto function = type == "integer" ? "int4recv" : type == "bigint" ? "int8recv" : "int2recv";
        const auto sides = own.below("sides", 3);
        std::string text;
        if (sides != 1) text = "FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal)";
        if (sides != 0) text += (text.empty() ? "" : ", ") + std::string("TO SQL WITH FUNCTION pg_catalog.") + function + "(internal)";
        const auto spoken = "TRANSFORM FOR " + type + " LANGUAGE " + language->sql;
        model.declare(own, "CREATE " + spoken + " (" + text + ")", spoken);
        if (!own.chance("used", 40)) continue;
        const auto schema = model.schema(own);
        const auto sql = qualified(schema, model.name(own, "function", "routines of " + schema, "turned_"));
        model.declare(own.at("function"),
                      "CREATE FUNCTION " + sql + "(" + type + ") RETURNS " + type + " TRANSFORM FOR TYPE " + type + " LANGUAGE " + language->sql +
                          " AS 'BEGIN RETURN 1; END'",
                      "FUNCTION " + sql + "(" + type + ")");
    }
}

}  // namespace whimbrel::property
