// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

struct Form {
    std::string_view input, output, receive, send, layout;
};

// Functions of the server under names of the pair's own.
constexpr Form k_number{"int4in", "int4out", "int4recv", "int4send", "INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4"};
constexpr Form k_text{"textin", "textout", "textrecv", "textsend", "INTERNALLENGTH = VARIABLE, ALIGNMENT = int4"};

}  // namespace

// The definition is drawn once for both sides where columns may use the type: PostgreSQL cannot make it anew under them.
void make_base_types(const Draw& draw, Model& model) {
    const Draw own = draw.at("base type").restless();
    if (!own.exists("exists", model.percent(Theme::types, 45))) return;
    const auto schema = model.schema(own.calm());
    const auto sql = qualified(schema, model.name(own.calm(), "name", "types of " + schema, "base_"));
    model.statements.push_back("CREATE TYPE " + sql);
    if (own.chance("shell", 10)) {
        model.declare(own, "COMMENT ON TYPE " + sql + " IS 'not defined yet'", "TYPE " + sql);
        return;
    }
    const bool used = own.calm().chance("used", 60);
    const Draw form_draw = used ? own.calm() : own;
    const bool wide = form_draw.chance("wide", 50);
    const auto& form = wide ? k_text : k_number;
    const auto function = [&](std::string_view label, std::string_view of_server, const std::string& argument, const std::string& result) {
        const auto name = qualified(schema, model.name(own.calm(), label, "routines of " + schema, label));
        model.declare(own.at(label),
                      "CREATE FUNCTION " + name + "(" + argument + ") RETURNS " + result + " LANGUAGE internal IMMUTABLE STRICT AS " + literal(of_server),
                      "FUNCTION " + name + "(" + argument + ")");
        return name;
    };
    std::string text = "CREATE TYPE " + sql + " (INPUT = " + function("in_", form.input, "cstring", sql);
    text += ", OUTPUT = " + function("out_", form.output, sql, "cstring");
    if (form_draw.chance("binary", 50)) text += ", RECEIVE = " + function("recv_", form.receive, "internal", sql);
    if (form_draw.chance("sends", 50)) text += ", SEND = " + function("send_", form.send, sql, "bytea");
    text += ", " + std::string(form.layout);
    if (wide && form_draw.chance("stored", 50)) text += ", STORAGE = " + form_draw.one_of("storage", {"main", "external", "extended"});
    if (form_draw.chance("categorized", 40)) text += ", CATEGORY = " + form_draw.one_of("category", {"'N'", "'S'", "'Z'"});
    if (form_draw.chance("default", 30)) text += ", DEFAULT = '7'";
    if (form_draw.chance("delimited", 20)) text += ", DELIMITER = ';'";
    if (wide && form_draw.chance("collatable", 30)) text += ", COLLATABLE = true";
    model.declare(own, text + ")", "TYPE " + sql);
    if (used) model.types.push_back({.sql = sql, .literals = {"'7'", "'42'"}});
}

}  // namespace whimbrel::property
