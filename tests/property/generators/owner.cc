// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>
#include <array>

namespace whimbrel::property {

namespace {

constexpr auto k_owned = std::to_array<std::string_view>({"TABLE ", "VIEW ", "MATERIALIZED VIEW ", "SEQUENCE ", "TYPE ", "DOMAIN ", "FUNCTION ", "PROCEDURE ",
                                                          "AGGREGATE ", "OPERATOR ", "OPERATOR CLASS ", "OPERATOR FAMILY ", "COLLATION ", "CONVERSION ",
                                                          "SCHEMA ", "LANGUAGE ", "STATISTICS ", "TEXT SEARCH DICTIONARY ", "TEXT SEARCH CONFIGURATION "});

bool can_be_owned(const Model& model, const std::string& spoken) {
    for (const auto& sequence : model.sequences)
        if (sequence.owned && spoken == "SEQUENCE " + qualified(sequence.schema, sequence.name)) return false;
    // Who owns a view reads with its own rights what it reads, and has none: a materialized view over it could not be filled.
    const bool is_filled_from = std::ranges::any_of(model.relations, [](const Relation& relation) { return relation.noun == "MATERIALIZED VIEW"; });
    if (is_filled_from && (spoken.starts_with("VIEW ") || spoken.starts_with("MATERIALIZED VIEW "))) return false;
    return std::ranges::any_of(k_owned, [&](std::string_view word) { return spoken.starts_with(word); });
}

}  // namespace

void make_owners(const Draw& draw, Model& model) {
    for (const auto& target : std::vector<Target>(model.targets)) {
        const Draw own = draw.at("owner of " + target.key).restless();
        if (can_be_owned(model, target.spoken) && own.exists("exists", model.percent(Theme::security, 25)))
            model.statements.push_back("ALTER " + target.spoken + " OWNER TO " + model.role(own, "role"));
    }
}

}  // namespace whimbrel::property
