// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

void make_one(const Draw& own, Model& model) {
    std::string text = "ALTER DEFAULT PRIVILEGES";
    // Without a schema they hold in the whole database: they are then those of a role that makes nothing.
    const bool own_role = own.chance("own role", 30);
    if (own_role) {
        const auto role = model.token + own.one_of("role", {"_r", " \"r\""});
        model.roles.insert(role);
        text += " FOR ROLE " + identifier(role);
    }
    const bool everywhere = own_role && own.chance("everywhere", 50);
    if (!everywhere) text += " IN SCHEMA " + identifier(model.schema(own));
    const auto form = own.below("form", 4);
    const auto grantee = own.chance("public", 15) ? std::string("PUBLIC") : model.role(own, "grantee");
    const auto privileges = form == 0   ? own.one_of("tables", {"SELECT", "SELECT, INSERT", "ALL PRIVILEGES"}) + " ON TABLES"
                            : form == 1 ? own.one_of("sequences", {"USAGE", "SELECT, USAGE"}) + " ON SEQUENCES"
                            : form == 2 ? std::string("EXECUTE ON FUNCTIONS")
                                        : std::string("USAGE ON TYPES");
    if (everywhere && own.chance("revoked", 40)) text += form < 2 ? " GRANT " + privileges + " TO " + grantee : " REVOKE " + privileges + " FROM PUBLIC";
    else text += " GRANT " + privileges + " TO " + grantee + (grantee != "PUBLIC" && own.chance("option", 25) ? " WITH GRANT OPTION" : "");
    model.declare(own, text, "");
}

}  // namespace

// In force for all that is made after.
void make_default_privileges(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i)
        if (const Draw own = draw.at("default privileges", i).restless(); own.exists("exists", model.percent(Theme::security, 40))) make_one(own, model);
}

}  // namespace whimbrel::property
