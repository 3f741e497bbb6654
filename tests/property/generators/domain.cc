// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

std::string check_of(const Draw& draw, const Type& base) {
    if (base.is_text && draw.chance("length", 70)) return "length(VALUE) < " + std::to_string(100 + draw.below("limit", 3));
    if (base.ordered && draw.chance("comparison", 40))
        return "VALUE <> '" + std::string(base.is_integer ? "77" : "") + "'" + (base.is_integer || base.is_text ? "" : "::text");
    return draw.one_of("form", {"VALUE IS NOT NULL OR VALUE IS NULL", "VALUE IS NULL OR true"});
}

}  // namespace

void make_domains(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("domain", i);
        if (!own.exists("exists", 35)) continue;
        const auto schema = model.schema(own);
        const auto name = model.name(own, "name", "types of " + schema, "dom_");
        Type type = model.type(own, "base");
        const bool text_or_integer = type.is_text || type.is_integer;
        std::string sql = "CREATE DOMAIN " + qualified(schema, name) + " AS " + type.sql;
        if (type.collated && own.chance("collated", 15)) sql += " COLLATE " + collation(own, "collation", model, Texts::deterministic).sql;
        if (own.chance("default", 25)) sql += " DEFAULT " + constant(own, "value", type);
        const bool not_null = own.chance("not null", 8);
        if (not_null) sql += " NOT NULL";
        std::vector<std::string> not_valid;
        std::vector<std::string> checks;
        for (std::size_t c = 0; c < 2; ++c) {
            const Draw check = own.at("check", c);
            if (!check.exists("exists", 35)) continue;
            const auto check_name = identifier(model.name(check, "name", "checks of " + schema + "." + name, "ck_"));
            const auto expression =
                text_or_integer ? check_of(check, type) : std::string(check.one_of("form", {"VALUE IS NOT NULL OR VALUE IS NULL", "VALUE IS NULL OR true"}));
            const auto clause = " CONSTRAINT " + check_name + " CHECK (" + expression + ")";
            if (check.chance("not valid", 15)) not_valid.push_back(clause);
            else sql += clause;
            checks.push_back(check_name);
        }
        type.sql = qualified(schema, name);
        model.declare(own, sql, "DOMAIN " + type.sql);
        for (const auto& clause : not_valid) model.declare(own.at("later"), "ALTER DOMAIN " + type.sql + " ADD" + clause + " NOT VALID", "");
        for (const auto& check : checks) model.targets.push_back({"check " + check + name, "CONSTRAINT " + check + " ON DOMAIN " + type.sql});
        type.is_integer = type.is_text = false;
        type.gin.clear();
        type.gist.clear();
        if (!not_null) model.types.push_back(type);
    }
}

}  // namespace whimbrel::property
