// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>

namespace whimbrel::property {

namespace {
constexpr auto k_extensions = std::to_array<std::string_view>({"citext", "pg_trgm", "hstore", "btree_gist", "ltree", "uuid-ossp", "unaccent", "intarray"});
}

std::span<const std::string_view> extensions() { return k_extensions; }

// A database has an extension once, so each is left to one pair of a batch.
void make_extensions(const Draw& draw, Model& model) {
    const Draw own = draw.at("extension");
    if (model.extension.empty() || !own.exists("exists", 75)) return;
    const auto schema = model.schema(own);
    model.declare(own, "CREATE EXTENSION " + identifier(model.extension) + " SCHEMA " + identifier(schema), "EXTENSION " + identifier(model.extension));
    model.extension_schema = schema;
    const auto type = [&](std::string_view name) { return qualified(schema, name); };
    if (model.extension == "citext")
        model.types.push_back({.sql = type("citext"), .literals = {"'Ab'", "'it''s'"}, .ordered = true, .hashed = true, .collated = true, .is_wide = true});
    if (model.extension == "hstore")
        model.types.push_back({.sql = type("hstore"), .literals = {"'a=>1'", "''"}, .ordered = true, .hashed = true, .is_wide = true});
    if (model.extension == "ltree") model.types.push_back({.sql = type("ltree"), .literals = {"'a.b'", "''"}, .ordered = true, .is_wide = true});
    if (model.extension == "pg_trgm")
        for (auto& known : model.types)
            if (known.sql == "text") known.gin = known.gist = type("gin_trgm_ops");
    if (model.extension == "pg_trgm")
        for (auto& known : model.types)
            if (known.sql == "text") known.gist = type("gist_trgm_ops");
    if (model.extension == "btree_gist")
        for (auto& known : model.types)
            if (known.sql == "integer") known.gist = type("gist_int4_ops");
    if (model.extension == "uuid-ossp")
        for (auto& known : model.types)
            if (known.sql == "uuid") known.literals.push_back(type("uuid_nil") + "()");
}

}  // namespace whimbrel::property
