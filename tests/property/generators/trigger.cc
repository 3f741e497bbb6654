// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

struct Shape {
    std::string timing, events, level, when;
    bool is_constraint = false;
    std::string transitions;
};

Shape shape_of(const Draw& own, const Relation& relation) {
    Shape out;
    if (relation.noun == "VIEW") {
        out.timing = "INSTEAD OF";
        out.events = own.one_of("events", {"INSERT", "UPDATE", "DELETE", "INSERT OR UPDATE"});
        out.level = "ROW";
        return out;
    }
    out.timing = own.one_of("timing", {"BEFORE", "AFTER"});
    out.events = own.one_of("events", {"INSERT", "UPDATE", "DELETE", "INSERT OR UPDATE", "TRUNCATE"});
    out.level = out.events == "TRUNCATE" ? "STATEMENT" : own.one_of("level", {"ROW", "ROW", "STATEMENT"});
    out.is_constraint = out.timing == "AFTER" && out.level == "ROW" && own.chance("constraint", 25);
    if (out.timing == "AFTER" && !out.is_constraint && out.events == "UPDATE" && own.chance("transition", 30))
        out.transitions = " REFERENCING OLD TABLE AS " + identifier(own.one_of("old", {"gone", "Old Rows"})) + " NEW TABLE AS come";
    if (out.events == "UPDATE" && out.transitions.empty() && !relation.columns.empty() && own.chance("of columns", 30))
        out.events += " OF " + identifier(relation.columns[own.below("column", relation.columns.size())].name);
    if (out.level == "ROW" && own.chance("when", 20) && !relation.columns.empty()) {
        const auto& column = relation.columns[own.below("tested", relation.columns.size())];
        const auto row = out.events.starts_with("DELETE") ? "OLD" : "NEW";
        if (!column.generated || out.timing != "BEFORE") out.when = std::string(" WHEN (") + row + "." + identifier(column.name) + " IS NOT NULL)";
    }
    return out;
}

void make_trigger(const Draw& own, Model& model, const Relation& relation, const std::string& function) {
    const auto shape = shape_of(own, relation);
    const auto own_name = model.name(own, "name", "triggers of " + relation.sql(), "tg_");
    // A constraint trigger is a constraint by its name too.
    if (shape.is_constraint && !model.taken["constraints of " + relation.sql()].insert(own_name).second) return;
    const auto name = identifier(own_name);
    std::string text = std::string("CREATE ") + (shape.is_constraint ? "CONSTRAINT " : "") + "TRIGGER " + name + " " + shape.timing + " " + shape.events +
                       " ON " + relation.sql();
    if (shape.is_constraint && own.chance("deferrable", 50)) text += own.one_of("when checked", {" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"});
    text += shape.transitions + " FOR EACH " + shape.level + shape.when + " EXECUTE FUNCTION " + function + "(";
    if (own.chance("arguments", 30)) text += literal(nasty_text(own, "argument"));
    model.declare(own, text + ")", "TRIGGER " + name + " ON " + relation.sql());
    if (relation.noun == "TABLE" && own.chance("enabled", 12))
        model.declare(own.at("later"),
                      "ALTER TABLE " + relation.sql() + own.one_of("how", {" DISABLE TRIGGER ", " ENABLE ALWAYS TRIGGER ", " ENABLE REPLICA TRIGGER "}) + name,
                      "");
}

}  // namespace

void make_triggers(const Draw& draw, Model& model) {
    const Draw of_function = draw.at("trigger function");
    if (!of_function.exists("exists", 60)) return;
    const auto schema = model.schema(of_function);
    const auto function = qualified(schema, model.name(of_function, "name", "routines of " + schema, "trg_"));
    model.declare(of_function,
                  "CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS " +
                      literal("BEGIN PERFORM " + literal(nasty_text(of_function, "said")) + "; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"),
                  "FUNCTION " + function + "()");
    for (const auto& relation : std::vector<Relation>(model.relations)) {
        if (relation.noun == "MATERIALIZED VIEW") continue;
        for (std::size_t i = 0; i < 2; ++i) {
            const Draw own = draw.at("trigger of " + relation.key, i);
            if (own.exists("exists", 25)) make_trigger(own, model, relation, function);
        }
    }
}

}  // namespace whimbrel::property
