// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

void make_enums(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("enum", i);
        if (!own.exists("exists", 45)) continue;
        const auto schema = model.schema(own);
        const auto name = model.name(own, "name", "types of " + schema, "mood_");
        std::vector<std::pair<std::size_t, std::string>> values;
        for (std::size_t v = 0; v < 5; ++v) {
            const Draw value = own.at("value", v);
            if (v > 0 && !value.chance("exists", 60)) continue;
            // A place of its own in the order: rarely another than its number, so that values are seldom reordered.
            const auto place = value.chance("moved", 4) ? value.below("place", 60) : v * 10;
            std::string label = value.chance("nasty", 25) ? nasty_text(value, "label").substr(0, 60) : "v" + std::to_string(v);
            if (std::ranges::find(values, label, &std::pair<std::size_t, std::string>::second) == values.end()) values.emplace_back(place, std::move(label));
        }
        std::ranges::stable_sort(values, {}, &std::pair<std::size_t, std::string>::first);
        Type type{.sql = qualified(schema, name), .literals = {}, .ordered = true, .hashed = true};
        for (const auto& [place, label] : values) type.literals.push_back(literal(label));
        model.declare(own, "CREATE TYPE " + type.sql + " AS ENUM (" + joined(type.literals) + ")", "TYPE " + type.sql);
        model.types.push_back(type);
        if (own.chance("array", 30)) model.types.push_back({.sql = type.sql + "[]", .literals = {"'{}'"}, .ordered = true, .hashed = true, .is_wide = true});
    }
}

}  // namespace whimbrel::property
