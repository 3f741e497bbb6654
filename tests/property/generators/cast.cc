// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

// One side is always a type of the pair's own. Nothing uses these casts: PostgreSQL keeps no note of who does.
void make_casts(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("cast", i).restless();
        if (!own.exists("exists", model.percent(Theme::operators, 60))) continue;
        std::vector<std::string> mine;
        for (const auto& type : model.types)
            if (type.sql.starts_with("\"" + model.token)) mine.push_back(type.sql);
        if (mine.empty()) return;
        const auto type = mine[own.one_by_key("own type", mine)];
        // An implicit one makes comparisons with constants ambiguous.
        const bool compared = std::ranges::any_of(model.types, [&](const Type& known) { return known.sql == type && known.ordered; });
        const auto other = own.one_of("other type", {"integer", "bigint", "uuid", "jsonb", "bytea", "point"});
        const bool there = own.chance("there", 50);
        const auto from = there ? type : other, to = there ? other : type;
        if (!model.taken["casts"].insert(from + " to " + to).second) continue;
        std::string how = " WITH INOUT";
        if (own.chance("by function", 60)) {
            const auto schema = model.schema(own);
            const auto sql = qualified(schema, model.name(own, "function", "routines of " + schema, "cast_"));
            model.declare(own.at("function"),
                          "CREATE FUNCTION " + sql + "(" + from + ") RETURNS " + to + " LANGUAGE sql IMMUTABLE AS " + literal("SELECT NULL::" + to),
                          "FUNCTION " + sql + "(" + from + ")");
            how = " WITH FUNCTION " + sql + "(" + from + ")";
        }
        const auto spoken = "CAST (" + from + " AS " + to + ")";
        model.declare(own, "CREATE " + spoken + how + own.one_of("context", {"", " AS ASSIGNMENT", compared ? "" : " AS IMPLICIT"}), spoken);
    }
}

}  // namespace whimbrel::property
