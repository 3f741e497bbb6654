// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_composites(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("composite", i);
        if (!own.exists("exists", 30)) continue;
        const auto schema = model.schema(own);
        const auto name = model.name(own, "name", "relations of " + schema, "comp_");
        if (!model.taken["types of " + schema].insert(name).second) continue;
        std::vector<std::string> attributes;
        const auto sql = qualified(schema, name);
        std::vector<std::string> names;
        for (std::size_t a = 0; a < 4; ++a) {
            const Draw attribute = own.at("attribute", a);
            if (a > 0 && !attribute.exists("exists", 55)) continue;
            names.push_back(identifier(model.name(attribute, "name", "attributes of " + sql, "at_")));
            const auto type = model.type(attribute, "type");
            attributes.push_back(
                names.back() + " " + type.sql +
                (type.collated && attribute.chance("collated", 10) ? " COLLATE " + collation(attribute, "collation", model, Texts::every).sql : ""));
        }
        model.declare(own, "CREATE TYPE " + sql + " AS (" + joined(attributes) + ")", "TYPE " + sql);
        for (const auto& attribute : names) model.targets.push_back({sql + attribute, "COLUMN " + sql + "." + attribute});
        model.types.push_back({.sql = sql, .literals = {"NULL"}, .is_wide = true});
    }
}

}  // namespace whimbrel::property
