// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

void make_rule(const Draw& own, Model& model, const Relation& relation) {
    const auto name = identifier(model.name(own, "name", "rules of " + relation.sql(), "rule_"));
    const auto event = own.one_of("event", {"INSERT", "UPDATE", "DELETE"});
    std::string text = "CREATE RULE " + name + " AS ON " + event + " TO " + relation.sql();
    const bool conditional = own.chance("where", 25) && !relation.columns.empty();
    if (conditional) {
        const auto& column = relation.columns[own.below("tested", relation.columns.size())];
        text += std::string(" WHERE (") + (event == "INSERT" ? "new" : "old") + "." + identifier(column.name) + " IS NOT NULL)";
    }
    text += relation.noun == "VIEW" || own.chance("instead", 40) ? " DO INSTEAD " : " DO ALSO ";
    const auto tables = model.tables();
    const auto* other = tables.empty() ? nullptr : tables[own.below("other", tables.size())];
    const auto form = own.below("form", 4);
    if (form == 0 && other != nullptr && other->sql() != relation.sql()) text += "DELETE FROM " + other->sql();
    else if (form == 1 && !conditional) text += "NOTIFY " + identifier(own.one_of("channel", {"changed", "Changed it", "select"}));
    else if (form == 2 && !conditional && other != nullptr && other->sql() != relation.sql())
        text += "(SELECT 1 AS one FROM " + other->sql() + "; NOTIFY " + identifier(own.one_of("channel", {"changed", "Changed it"})) + ")";
    else text += "NOTHING";
    model.declare(own, text, "RULE " + name + " ON " + relation.sql());
    if (relation.noun == "TABLE" && own.chance("enabled", 20))
        model.declare(own.at("later"),
                      "ALTER TABLE " + relation.sql() + own.one_of("how", {" DISABLE RULE ", " ENABLE ALWAYS RULE ", " ENABLE REPLICA RULE "}) + name, "");
}

}  // namespace

void make_rules(const Draw& draw, Model& model) {
    for (const auto& relation : std::vector<Relation>(model.relations)) {
        if (relation.noun == "MATERIALIZED VIEW") continue;
        const Draw own = draw.at("rule of " + relation.key).restless();
        if (own.exists("exists", model.percent(Theme::programs, 40))) make_rule(own, model, relation);
    }
}

}  // namespace whimbrel::property
