// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

/// Over integers, that a view can call.
std::string over_integers(const Draw& own, const std::string& transition) {
    std::string text = "SFUNC = " + transition + ", STYPE = integer";
    if (own.chance("initial", 50)) text += ", INITCOND = " + own.one_of("first", {"'0'", "'5'"});
    if (own.chance("space", 15)) text += ", SSPACE = " + own.one_of("how much", {"16", "64"});
    if (own.chance("combine", 25)) text += ", COMBINEFUNC = pg_catalog.int4pl";
    if (own.chance("final", 20))
        text += ", FINALFUNC = pg_catalog.int4abs, FINALFUNC_MODIFY = " + own.one_of("modify", {"READ_ONLY", "SHAREABLE", "READ_WRITE"});
    if (own.chance("moving", 20))
        text += ", MSFUNC = pg_catalog.int4pl, MINVFUNC = pg_catalog.int4mi, MSTYPE = integer, MINITCOND = '0'" +
                std::string(own.chance("moving final", 40) ? ", MFINALFUNC = pg_catalog.int4abs" : "");
    if (own.chance("parallel", 30)) text += ", PARALLEL = " + own.one_of("how parallel", {"SAFE", "RESTRICTED"});
    return text;
}

struct Sort {
    std::string_view arguments, definition;
};

// Every other sort there is.
constexpr Sort k_sorts[] = {
    {"*", "SFUNC = pg_catalog.int8inc, STYPE = bigint, INITCOND = '0'"},
    {"integer", "SFUNC = pg_catalog.int4smaller, STYPE = integer, SORTOP = OPERATOR(pg_catalog.<)"},
    {"bigint",
     "SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, "
     "SERIALFUNC = pg_catalog.int8_avg_serialize, DESERIALFUNC = pg_catalog.int8_avg_deserialize"},
    {"double precision ORDER BY anyelement",
     "SFUNC = pg_catalog.ordered_set_transition, STYPE = internal, FINALFUNC = pg_catalog.percentile_disc_final, FINALFUNC_EXTRA"},
    {"VARIADIC \"any\" ORDER BY VARIADIC \"any\"",
     "SFUNC = pg_catalog.ordered_set_transition_multi, STYPE = internal, FINALFUNC = pg_catalog.rank_final, FINALFUNC_EXTRA, HYPOTHETICAL"},
    {"VARIADIC \"the values\" integer[]", "SFUNC = pg_catalog.array_larger, STYPE = integer[]"},
    {"text", "SFUNC = pg_catalog.textcat, STYPE = text, INITCOND = 'it''s \\'"},
};

/// A transition of the pair's own, or the server's.
std::string transition_of(const Draw& own, Model& model, const std::string& schema) {
    if (own.chance("server's", 50)) return own.one_of("which", {"pg_catalog.int4pl", "pg_catalog.int4larger", "pg_catalog.int4mul"});
    const auto sql = qualified(schema, model.name(own, "transition", "routines of " + schema, "step_"));
    model.declare(own.at("transition"),
                  "CREATE FUNCTION " + sql + "(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE" + own.one_of("strict", {"", " STRICT"}) + " AS " +
                      literal(own.one_of("body", {"SELECT $1 + $2", "SELECT $1 - $2"})),
                  "FUNCTION " + sql + "(integer, integer)");
    return sql;
}

}  // namespace

void make_aggregates(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("aggregate", i).restless();
        if (!own.exists("exists", model.percent(Theme::programs, 55))) continue;
        const auto schema = model.schema(own);
        const auto name = model.name(own, "name", "routines of " + schema, "agg_");
        const auto sql = qualified(schema, name);
        if (own.chance("over integers", 60)) {
            const auto definition = over_integers(own, transition_of(own, model, schema));
            model.declare(own, "CREATE AGGREGATE " + sql + "(" + own.one_of("argument", {"integer", "n integer"}) + ") (" + definition + ")",
                          "AGGREGATE " + sql + "(integer)");
            model.routines.push_back({"aggregate" + std::to_string(i), sql, "AGGREGATE " + sql + "(integer)", Routine::Use::integer_aggregate});
        } else {
            const auto& sort = k_sorts[own.below("sort", std::size(k_sorts))];
            model.declare(own, "CREATE AGGREGATE " + sql + "(" + std::string(sort.arguments) + ") (" + std::string(sort.definition) + ")",
                          "AGGREGATE " + sql + "(" + std::string(sort.arguments) + ")");
        }
    }
}

}  // namespace whimbrel::property
