// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_procedures(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("procedure", i);
        if (!own.exists("exists", 30)) continue;
        const auto schema = model.schema(own);
        const auto sql = qualified(schema, model.name(own, "name", "routines of " + schema, "proc_"));
        const bool takes = own.chance("takes", 60);
        const auto type = model.type(own, "type");
        std::string text = "CREATE PROCEDURE " + sql + "(";
        if (takes) text += own.one_of("mode", {"", "", "INOUT "}) + identifier(own.one_of("argument", {"a", "b", "a b", "select"})) + " " + type.sql;
        if (takes && own.chance("default", 25)) text += " DEFAULT " + constant(own, "value", type);
        text += ")";
        if (own.chance("definer", 20)) text += " SECURITY DEFINER";
        if (own.chance("settings", 15)) text += " SET search_path TO ''";
        const auto tables = model.tables();
        if (own.chance("plpgsql", 50) || (takes && text.find("INOUT") != std::string::npos))
            text += " LANGUAGE plpgsql AS " + literal("BEGIN /* " + nasty_text(own, "said") + " */ NULL; END");
        else if (!tables.empty() && own.chance("standard body", 50))
            text += " LANGUAGE sql BEGIN ATOMIC DELETE FROM " + tables[own.below("which", tables.size())]->sql() + "; END";
        else text += " LANGUAGE sql AS 'SELECT 1'";
        const auto signature = "PROCEDURE " + sql + "(" + (takes ? type.sql : "") + ")";
        model.declare(own, text, signature);
    }
}

}  // namespace whimbrel::property
