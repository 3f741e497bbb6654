// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_sequences(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("sequence", i);
        if (!own.exists("exists", 35)) continue;
        const auto schema = model.schema(own);
        const auto name = model.name(own, "name", "relations of " + schema, "seq_");
        // It has no type, but is not made where there is one of its name (heap_create_with_catalog() in heap.c).
        if (!model.taken["types of " + schema].insert(name).second) continue;
        const bool down = own.chance("descending", 15);
        std::string sql = "CREATE SEQUENCE " + qualified(schema, name);
        if (own.chance("typed", 30)) sql += " AS " + own.one_of("type", {"integer", "smallint", "bigint"});
        if (down || own.chance("increments", 20)) sql += " INCREMENT BY " + std::string(down ? "-" : "") + std::to_string(1 + own.below("increment", 5));
        // Every limit holds every start, so that an ALTER of one alone stays valid.
        if (own.chance("minimum", 15)) sql += " MINVALUE " + std::to_string(-30000 + static_cast<int>(own.below("least", 3)));
        if (own.chance("maximum", 15)) sql += " MAXVALUE " + std::to_string(30000 + own.below("most", 3));
        if (own.chance("starts", 20)) sql += " START WITH " + std::string(down ? "-" : "") + std::to_string(1 + own.below("start", 100));
        if (own.chance("cached", 15)) sql += " CACHE " + std::to_string(2 + own.below("cache", 20));
        if (own.chance("cycles", 15)) sql += " CYCLE";
        model.declare(own, sql, "SEQUENCE " + qualified(schema, name));
        model.sequences.push_back({"sequence" + std::to_string(i), schema, name});
    }
}

}  // namespace whimbrel::property
