// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>
#include <string>

namespace whimbrel::property {

namespace {

struct Sort {
    std::string_view spoken, granted_on;
    std::array<std::string_view, 3> privileges;
    bool public_has = false;  ///< PUBLIC has it without any GRANT
};

constexpr auto k_sorts = std::to_array<Sort>({
    {"TABLE ", "TABLE ", {"SELECT", "SELECT, INSERT, UPDATE", "ALL PRIVILEGES"}},
    {"VIEW ", "TABLE ", {"SELECT", "SELECT, DELETE", "ALL PRIVILEGES"}},
    {"MATERIALIZED VIEW ", "TABLE ", {"SELECT", "SELECT, REFERENCES", "ALL PRIVILEGES"}},
    {"SEQUENCE ", "SEQUENCE ", {"USAGE", "SELECT, UPDATE", "ALL PRIVILEGES"}},
    {"SCHEMA ", "SCHEMA ", {"USAGE", "CREATE", "ALL PRIVILEGES"}},
    {"TYPE ", "TYPE ", {"USAGE", "USAGE", "ALL PRIVILEGES"}, true},
    {"DOMAIN ", "DOMAIN ", {"USAGE", "USAGE", "ALL PRIVILEGES"}, true},
    {"FUNCTION ", "FUNCTION ", {"EXECUTE", "EXECUTE", "ALL PRIVILEGES"}, true},
    {"PROCEDURE ", "PROCEDURE ", {"EXECUTE", "EXECUTE", "ALL PRIVILEGES"}, true},
});

void grant(const Draw& own, Model& model, const Sort& sort, const std::string& spoken) {
    const auto on = " ON " + std::string(sort.granted_on) + spoken.substr(sort.spoken.size());
    const auto privileges = own.one_of("privileges", sort.privileges);
    if (sort.public_has && own.chance("revoked", 30)) model.statements.push_back("REVOKE ALL PRIVILEGES" + on + " FROM PUBLIC");
    if (!sort.public_has && own.chance("public", 20)) {
        model.statements.push_back("GRANT " + std::string(sort.privileges[0]) + on + " TO PUBLIC");
        return;
    }
    const auto grantee = model.role(own, "grantee");
    const bool option = own.chance("option", 35);
    model.statements.push_back("GRANT " + privileges + on + " TO " + grantee + (option ? " WITH GRANT OPTION" : ""));
    const auto other = model.role(own, "other");
    if (!option || other == grantee || !own.chance("passed on", 50)) return;
    for (const auto& schema : model.schemas)
        if (spoken.find(identifier(schema)) != std::string::npos) model.statements.push_back("GRANT USAGE ON SCHEMA " + identifier(schema) + " TO " + grantee);
    model.statements.push_back("SET ROLE " + grantee);
    model.statements.push_back("GRANT " + privileges + on + " TO " + other);
    model.statements.push_back("RESET ROLE");
}

void grant_on_columns(const Draw& draw, Model& model) {
    for (const auto& relation : std::vector<Relation>(model.relations))
        for (const auto& column : relation.columns) {
            const Draw own = draw.at("of columns of " + relation.key).at(column.name).restless();
            if (!own.exists("exists", model.percent(Theme::security, 10))) continue;
            const auto grantee = own.chance("public", 20) ? std::string("PUBLIC") : model.role(own, "grantee");
            model.statements.push_back("GRANT " + own.one_of("privilege", {"SELECT", "UPDATE", "REFERENCES"}) + " (" + identifier(column.name) + ") ON TABLE " +
                                       relation.sql() + " TO " + grantee + (grantee != "PUBLIC" && own.chance("option", 20) ? " WITH GRANT OPTION" : ""));
        }
}

// What extensions make, as GRANT names it with the schema in place of "$".
struct Member {
    std::string_view extension, object, privilege;
};
constexpr auto k_members = std::to_array<Member>({
    {"citext", "TYPE $.citext", "USAGE"},
    {"citext", "FUNCTION $.citext_eq($.citext, $.citext)", "EXECUTE"},
    {"citext", "FUNCTION $.max($.citext)", "EXECUTE"},
    {"citext", "FUNCTION $.citext_ne($.citext, $.citext)", "EXECUTE"},
    {"citext", "FUNCTION $.min($.citext)", "EXECUTE"},
    {"citext", "FUNCTION $.citext_larger($.citext, $.citext)", "EXECUTE"},
    {"pg_trgm", "FUNCTION $.show_trgm(text)", "EXECUTE"},
    {"pg_trgm", "FUNCTION $.similarity(text, text)", "EXECUTE"},
    {"pg_trgm", "FUNCTION $.word_similarity(text, text)", "EXECUTE"},
    {"pg_trgm", "FUNCTION $.set_limit(real)", "EXECUTE"},
    {"hstore", "TYPE $.hstore", "USAGE"},
    {"hstore", "FUNCTION $.akeys($.hstore)", "EXECUTE"},
    {"hstore", "FUNCTION $.avals($.hstore)", "EXECUTE"},
    {"hstore", "FUNCTION $.skeys($.hstore)", "EXECUTE"},
    {"hstore", "FUNCTION $.delete($.hstore, text)", "EXECUTE"},
    {"btree_gist", "FUNCTION $.int4_dist(integer, integer)", "EXECUTE"},
    {"btree_gist", "FUNCTION $.date_dist(date, date)", "EXECUTE"},
    {"btree_gist", "FUNCTION $.float4_dist(real, real)", "EXECUTE"},
    {"btree_gist", "FUNCTION $.int8_dist(bigint, bigint)", "EXECUTE"},
    {"ltree", "TYPE $.ltree", "USAGE"},
    {"ltree", "FUNCTION $.nlevel($.ltree)", "EXECUTE"},
    {"ltree", "FUNCTION $.ltree2text($.ltree)", "EXECUTE"},
    {"ltree", "FUNCTION $.text2ltree(text)", "EXECUTE"},
    {"ltree", "FUNCTION $.subltree($.ltree, integer, integer)", "EXECUTE"},
    {"uuid-ossp", "FUNCTION $.uuid_nil()", "EXECUTE"},
    {"uuid-ossp", "FUNCTION $.uuid_ns_dns()", "EXECUTE"},
    {"uuid-ossp", "FUNCTION $.uuid_generate_v4()", "EXECUTE"},
    {"uuid-ossp", "FUNCTION $.uuid_ns_url()", "EXECUTE"},
    {"unaccent", "FUNCTION $.unaccent(text)", "EXECUTE"},
    {"unaccent", "FUNCTION $.unaccent(regdictionary, text)", "EXECUTE"},
    {"intarray", "FUNCTION $.icount(integer[])", "EXECUTE"},
    {"intarray", "FUNCTION $.sort(integer[])", "EXECUTE"},
    {"intarray", "FUNCTION $.uniq(integer[])", "EXECUTE"},
    {"intarray", "FUNCTION $.idx(integer[], integer)", "EXECUTE"},
});

std::string in_schema(std::string_view object, const std::string& schema) {
    std::string out;
    for (const char c : object) out += c == '$' ? identifier(schema) : std::string(1, c);
    return out;
}

}  // namespace

void make_changed_privileges(const Draw& draw, Model& model) {
    for (const auto& member : k_members) {
        if (model.extension_schema.empty() || member.extension != model.extension) continue;
        const Draw own = draw.at("privileges on " + std::string(member.object)).restless();
        if (!own.exists("exists", 60)) continue;
        const auto on = std::string(member.privilege) + " ON " + in_schema(member.object, model.extension_schema);
        if (own.chance("revoked", 40)) model.statements.push_back("REVOKE " + on + " FROM PUBLIC");
        if (own.chance("granted", 70))
            model.statements.push_back("GRANT " + on + " TO " + model.role(own, "grantee") + (own.chance("option", 30) ? " WITH GRANT OPTION" : ""));
    }
}

void make_privileges(const Draw& draw, Model& model) {
    for (const auto& target : std::vector<Target>(model.targets)) {
        const Draw own = draw.at("privileges on " + target.key).restless();
        for (const auto& sort : k_sorts)
            if (target.spoken.starts_with(sort.spoken) && own.exists("exists", model.percent(Theme::security, 25))) grant(own, model, sort, target.spoken);
    }
    for (const auto& language : model.languages)
        if (const Draw own = draw.at("privileges on " + language.key).restless(); own.exists("exists", 30))
            model.statements.push_back("GRANT USAGE ON LANGUAGE " + language.sql + " TO " + model.role(own, "grantee"));
    grant_on_columns(draw, model);
}

}  // namespace whimbrel::property
