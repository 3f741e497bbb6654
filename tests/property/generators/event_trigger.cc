// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

// They fire at the statements of every pair's plans, so their function does nothing.
void make_event_triggers(const Draw& draw, Model& model) {
    const Draw of_function = draw.at("event trigger function").restless();
    if (!of_function.exists("exists", model.percent(Theme::programs, 60))) return;
    const auto schema = model.schema(of_function);
    const auto function = qualified(schema, model.name(of_function, "name", "routines of " + schema, "event_"));
    model.declare(of_function,
                  "CREATE FUNCTION " + function + "() RETURNS event_trigger LANGUAGE plpgsql AS " +
                      literal("BEGIN PERFORM " + literal(nasty_text(of_function, "said")) + "; END"),
                  "FUNCTION " + function + "()");
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("event trigger", i).restless();
        if (!own.exists("exists", 70)) continue;
        const auto name = identifier(model.global_name(own, "name", "event triggers", "event_"));
        const auto event = own.one_of("event", {"ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite"});
        std::string text = "CREATE EVENT TRIGGER " + name + " ON " + event;
        if (own.chance("tags", 50))
            text += event == "table_rewrite" ? " WHEN TAG IN ('ALTER TABLE')"
                                             : own.one_of("which", {" WHEN TAG IN ('DROP TABLE')", " WHEN TAG IN ('CREATE TABLE', 'ALTER FUNCTION')"});
        model.declare(own, text + " EXECUTE FUNCTION " + function + "()", "EVENT TRIGGER " + name);
        if (own.chance("enabled", 30))
            model.declare(own.at("later"), "ALTER EVENT TRIGGER " + name + own.one_of("how", {" DISABLE", " ENABLE ALWAYS", " ENABLE REPLICA"}), "");
    }
}

}  // namespace whimbrel::property
