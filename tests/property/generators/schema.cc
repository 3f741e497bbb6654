// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

// The first schema has the pair's token alone; all others have it in their names, so that every object can be told to be the pair's.
void make_schemas(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 3; ++i) {
        const Draw own = draw.at("schema", i);
        if (i > 0 && !own.exists("exists", 40)) continue;
        std::string name = model.token;
        if (i > 0) name += own.chance("nasty", 40) ? own.one_of("name", {" \"b\"", "'s", "%s", "Ünï", "\\", "$$", ".x", "\n"}) : own.one_of("name", {"a", "b"});
        if (!model.taken["schemas"].insert(name).second) continue;
        model.schemas.push_back(name);
        model.declare(own, "CREATE SCHEMA " + identifier(name), "SCHEMA " + identifier(name));
    }
}

}  // namespace whimbrel::property
