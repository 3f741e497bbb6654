// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

/// A range whose values PostgreSQL brings into one form. It is made again where it changes, so no column uses it.
void make_canonical(const Draw& own, Model& model, const std::string& schema, const std::string& sql) {
    const auto function = qualified(schema, model.name(own, "canonical", "routines of " + schema, "canon_"));
    model.statements.push_back("CREATE TYPE " + sql);
    model.declare(own.at("function"),
                  "CREATE FUNCTION " + function + "(" + sql + ") RETURNS " + sql + " LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical'",
                  "FUNCTION " + function + "(" + sql + ")");
    model.declare(own, "CREATE TYPE " + sql + " AS RANGE (SUBTYPE = integer, CANONICAL = " + function + ")", "TYPE " + sql);
}

std::string difference_of(const std::string& subtype) {
    if (subtype == "integer") return "pg_catalog.int4range_subdiff";
    if (subtype == "double precision") return "pg_catalog.float8mi";
    if (subtype == "timestamp without time zone") return "pg_catalog.tsrange_subdiff";
    return {};
}

}  // namespace

void make_ranges(const Draw& draw, Model& model) {
    // A multirange and the functions of both are born with privileges of their own, which are no objects.
    if (std::ranges::any_of(model.statements,
                            [](const std::string& text) { return text.find(" ON TYPES ") != text.npos || text.find(" ON FUNCTIONS ") != text.npos; }))
        return;
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("range", i).restless();
        if (!own.exists("exists", model.percent(Theme::types, 55))) continue;
        const auto schema = model.schema(own);
        const auto room = "types of " + schema;
        const auto name = model.name(own, "name", room, "span_");
        const auto multirange = model.name(own, "multirange", room, "many_");
        // Both have functions of their names.
        model.taken["routines of " + schema].insert({name, multirange});
        const auto sql = qualified(schema, name);
        if (own.chance("canonical", 15)) {
            model.taken[room].insert(name.substr(0, 52) + "_multirange");
            make_canonical(own, model, schema, sql);
            continue;
        }
        const auto subtype = model.type(own, "subtype", [](const Type& type) { return type.ordered && type.sql.find('(') == std::string::npos; });
        std::string text = "CREATE TYPE " + sql + " AS RANGE (SUBTYPE = " + subtype.sql;
        if (subtype.sql == "text" && own.chance("class", 25)) text += ", SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops";
        else if (subtype.collated && own.chance("collated", 40)) text += ", COLLATION = " + collation(own, "collation", model, Texts::deterministic).sql;
        if (const auto difference = difference_of(subtype.sql); !difference.empty() && own.chance("difference", 50)) text += ", SUBTYPE_DIFF = " + difference;
        text += ", MULTIRANGE_TYPE_NAME = " + qualified(schema, multirange) + ")";
        model.declare(own, text, "TYPE " + sql);
        model.types.push_back({.sql = sql, .literals = {"'empty'", "'(,)'"}, .ordered = true, .hashed = subtype.hashed, .is_wide = true, .gist = "range_ops"});
        model.types.push_back({.sql = qualified(schema, multirange), .literals = {"'{}'"}, .ordered = true, .hashed = subtype.hashed, .is_wide = true});
    }
}

}  // namespace whimbrel::property
