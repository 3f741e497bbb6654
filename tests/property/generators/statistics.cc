// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

void make_one(const Draw& own, Model& model, const Relation& table) {
    std::vector<std::string> parts;
    std::size_t columns = 0;
    for (const auto& column : table.columns) {
        const Draw part = own.at("column " + column.name);
        if (!column.type.ordered || column.generated || !part.chance("taken", 60)) continue;
        if (column.type.is_integer && part.chance("computed", 25)) {
            parts.push_back("(" + identifier(column.name) + " + 1)");
        } else {
            parts.push_back(identifier(column.name));
            ++columns;
        }
    }
    if (parts.empty() || (parts.size() == 1 && columns == 1)) return;
    const auto schema = model.schema(own);
    const auto sql = qualified(schema, model.name(own, "name", "statistics of " + schema, "stat_"));
    // Those of one expression have no kinds.
    std::string kinds;
    if (parts.size() > 1) kinds = own.one_of("kinds", {"", " (ndistinct)", " (dependencies, mcv)", " (ndistinct, dependencies, mcv)"});
    model.declare(own, "CREATE STATISTICS " + sql + kinds + " ON " + joined(parts) + " FROM " + table.sql(), "STATISTICS " + sql);
    if (own.chance("target", 25))
        model.declare(own.at("later"), "ALTER STATISTICS " + sql + " SET STATISTICS " + std::to_string(own.below("how many", 400)), "");
}

}  // namespace

void make_statistics(const Draw& draw, Model& model) {
    for (const auto* table : model.tables())
        for (std::size_t i = 0; i < 2; ++i)
            if (const Draw own = draw.at("statistics of " + table->key, i).restless(); own.exists("exists", model.percent(Theme::storage, 50)))
                make_one(own, model, *table);
}

}  // namespace whimbrel::property
