// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

void make_policy(const Draw& own, Model& model, const Relation& table) {
    const auto name = identifier(model.name(own, "name", "policies of " + table.sql(), "pol_"));
    const auto command = own.one_of("command", {"ALL", "SELECT", "INSERT", "UPDATE", "DELETE"});
    std::string text = "CREATE POLICY " + name + " ON " + table.sql();
    if (own.chance("restrictive", 25)) text += " AS RESTRICTIVE";
    text += " FOR " + command;
    if (own.chance("roles", 50)) text += " TO " + model.role(own, "role") + (own.chance("two", 25) ? ", CURRENT_USER" : "");
    const auto expression = [&](std::string_view label) {
        const auto tables = model.tables();
        const auto& other = *tables[own.below(std::string(label) + " other", tables.size())];
        if (own.chance(std::string(label) + " of another table", 20)) return "(EXISTS (SELECT 1 FROM " + other.sql() + "))";
        if (table.columns.empty()) return std::string("true");
        return condition(own, label, table.columns, model);
    };
    if (command != "INSERT") text += " USING (" + expression("using") + ")";
    if (command == "INSERT" || (command != "SELECT" && command != "DELETE" && own.chance("checked", 50))) text += " WITH CHECK (" + expression("check") + ")";
    model.declare(own, text, "POLICY " + name + " ON " + table.sql());
}

}  // namespace

void make_policies(const Draw& draw, Model& model) {
    for (const auto& table : model.tables()) {
        const Draw own = draw.at("security of " + table->key).restless();
        if (own.chance("enabled", model.percent(Theme::security, 40))) model.declare(own, "ALTER TABLE " + table->sql() + " ENABLE ROW LEVEL SECURITY", "");
        if (own.chance("forced", model.percent(Theme::security, 15))) model.declare(own, "ALTER TABLE " + table->sql() + " FORCE ROW LEVEL SECURITY", "");
        for (std::size_t i = 0; i < 2; ++i)
            if (own.at("policy", i).exists("exists", model.percent(Theme::security, 45))) make_policy(own.at("policy", i), model, *table);
    }
}

}  // namespace whimbrel::property
