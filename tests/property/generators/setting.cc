// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

/// What stands behind SET.
std::string setting(const Draw& own) {
    switch (own.below("which", 4)) {
        case 0:
            return "work_mem TO " + literal(own.one_of("memory", {"1MB", "8192", "64kB"}));
        case 1:
            return "search_path TO " + own.one_of("path", {"public", "public, \"Odd one\"", "''", "'$user', public"});
        case 2:
            return "whimbrel_property.some_text TO " + literal(nasty_text(own, "text"));
        default:
            return "statement_timeout TO " + own.one_of("timeout", {"5000", "'7s'", "0"});
    }
}

/// For format(), whose second argument's place is the first of the text.
std::string doubled(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '%' ? 2 : 1, c);
    return out;
}

}  // namespace

// Of a role of the pair's own: the database, and what holds there for all, are every pair's of a batch.
void make_settings(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("setting", i);
        if (!own.exists("exists", 10)) continue;
        const auto role = model.token + own.one_of("role", {"_s", " \"s\""});
        model.roles.insert(role);
        const auto text = doubled("ALTER ROLE " + identifier(role)) + " IN DATABASE %I SET " + doubled(setting(own));
        model.declare(own, "DO " + literal("BEGIN EXECUTE pg_catalog.format(" + literal(text) + ", pg_catalog.current_database()); END"), "");
    }
}

}  // namespace whimbrel::property
