// SPDX-License-Identifier: Apache-2.0
// Foreign data: wrappers without a handler, so that nothing can ever be asked of them, servers, user mappings, foreign tables.
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

/// A few options of every sort; empty where none is drawn. Some are secrets, some stand for a value that each database has of its own.
std::string options(const Draw& draw) {
    const Draw own = draw.at("options");
    std::vector<std::string> items;
    const auto add = [&](const std::string& name, const std::string& value) { items.push_back(identifier(name) + " " + value); };
    if (own.chance("plain", 40)) add("host", literal(nasty_text(own, "host")));
    if (own.chance("quoted", 20)) add(own.one_of("name", {"Mixed Case", "user", "a\"b", "ünï"}), literal(nasty_text(own, "value")));
    if (own.chance("secret", 20)) add("password", literal(own.one_of("which", {"in clear", "another"})));
    if (own.chance("by variable", 20)) add("token", own.one_of("variable", {":'first_token'", ":'second_token'"}));
    if (own.chance("open", 15)) add("port", own.one_of("port", {":'remote_port'", "'5432'"}));
    return items.empty() ? "" : " OPTIONS (" + joined(items) + ")";
}

/// In no schema, so it has the pair's token in its name.
std::string global_name(const Draw& own, Model& model, const std::string& room, std::string_view hint) {
    return model.token + "_" + model.name(own, "name", room, hint).substr(0, 40);
}

void make_column(const Draw& own, Model& model, Relation& table, std::vector<std::string>& elements) {
    Column column;
    column.name = model.name(own, "name", "columns of " + table.sql(), "col_");
    column.type = model.type(own, "type");
    column.not_null = own.chance("not null", 25);
    std::string text = identifier(column.name) + " " + column.type.sql + options(own);
    if (own.chance("default", 25)) text += " DEFAULT " + constant(own, "constant", column.type);
    if (column.not_null) text += " NOT NULL";
    elements.push_back(std::move(text));
    table.columns.push_back(std::move(column));
}

void make_table(const Draw& own, Model& model, const std::string& key) {
    std::vector<std::string> keys;
    for (const auto& server : model.servers) keys.push_back(server.key);
    const auto& server = model.servers[own.one_by_key("server", keys)];
    Relation table{.key = key, .noun = "FOREIGN TABLE", .schema = model.schema(own), .name = {}, .columns = {}};
    const auto room = "relations of " + table.schema;
    table.name = model.name(own, "table name", room, "ft_");
    while (!model.taken["types of " + table.schema].insert(table.name).second) {
        table.name = table.name.substr(0, 60) + "_f";
        model.taken[room].insert(table.name);
    }
    std::vector<std::string> elements;
    for (std::size_t c = 0; c < 4; ++c) {
        const Draw column = own.at("column", c);
        if (column.exists("exists", 70)) make_column(column, model, table, elements);
    }
    const auto columns = table.columns;
    if (!columns.empty() && own.at("check").exists("exists", 40))
        elements.push_back("CONSTRAINT " + identifier(model.name(own, "check name", "constraints of " + table.sql(), "ck_")) + " CHECK " +
                           condition(own, "condition", columns, model));
    model.declare(own, "CREATE FOREIGN TABLE " + table.sql() + " (" + joined(elements) + ") SERVER " + identifier(server.name) + options(own),
                  "FOREIGN TABLE " + table.sql());
    for (const auto& column : columns)
        model.targets.push_back({key + "column" + std::to_string(&column - columns.data()), "COLUMN " + table.sql() + "." + identifier(column.name)});
    if (columns.empty() || !own.at("view").exists("exists", 35)) return;
    const auto view = qualified(table.schema, model.name(own, "view name", room, "fv_"));
    model.declare(own.at("view"), "CREATE VIEW " + view + " AS SELECT " + identifier(columns.front().name) + " FROM " + table.sql(), "VIEW " + view);
}

}  // namespace

void make_foreign_data_wrappers(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("wrapper", i);
        if (!own.exists("exists", i == 0 ? 40 : 15)) continue;
        const auto name = global_name(own, model, "wrappers", "w_");
        // PostgreSQL's own validator knows options of servers and mappings alone, and not all of those that are drawn here.
        const bool validated = i == 1 && own.chance("validated", 50);
        model.declare(own, "CREATE FOREIGN DATA WRAPPER " + identifier(name) + (validated ? " VALIDATOR postgresql_fdw_validator" : options(own)),
                      "FOREIGN DATA WRAPPER " + identifier(name));
        if (!validated) model.wrappers.push_back({"wrapper" + std::to_string(i), name});
    }
}

void make_servers(const Draw& draw, Model& model) {
    if (model.wrappers.empty()) return;
    std::vector<std::string> keys;
    for (const auto& wrapper : model.wrappers) keys.push_back(wrapper.key);
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("server", i);
        if (!own.exists("exists", 70)) continue;
        const auto name = global_name(own, model, "servers", "s_");
        std::string text = "CREATE SERVER " + identifier(name);
        if (own.chance("typed", 30)) text += " TYPE " + literal(own.one_of("type", {"oracle", "it's"}));
        if (own.chance("versioned", 30)) text += " VERSION " + literal(own.one_of("version", {"1", "2"}));
        text += " FOREIGN DATA WRAPPER " + identifier(model.wrappers[own.one_by_key("wrapper", keys)].name);
        model.declare(own, text + options(own), "SERVER " + identifier(name));
        model.servers.push_back({"server" + std::to_string(i), name});
    }
}

void make_user_mappings(const Draw& draw, Model& model) {
    for (const auto& server : model.servers)
        for (const std::string_view role : {"PUBLIC", "CURRENT_USER", "pg_monitor"}) {
            const Draw own = draw.at("mapping of " + server.key + std::string(role));
            if (own.exists("exists", 35))
                model.declare(own, "CREATE USER MAPPING FOR " + std::string(role) + " SERVER " + identifier(server.name) + options(own), "");
        }
}

void make_foreign_tables(const Draw& draw, Model& model) {
    if (model.servers.empty()) return;
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("foreign table", i);
        if (own.exists("exists", 60)) make_table(own, model, "foreign_table" + std::to_string(i));
    }
}

}  // namespace whimbrel::property
