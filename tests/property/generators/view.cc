// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

const Relation& one_relation(const Draw& own, std::string_view label, const Model& model) {
    std::vector<std::string> keys;
    for (const auto& relation : model.relations) keys.push_back(relation.key);
    return model.relations[own.one_by_key(label, keys)];
}

struct Query {
    std::string text;
    std::vector<Column> columns;
    bool empty = false;     ///< reads what has no data
    bool is_plain = false;  ///< one table, no aggregate: can be written through
};

Query query(const Draw& own, Model& model, const std::string& key) {
    Query out;
    const auto& relation = one_relation(own, "relation", model);
    std::vector<std::string> items;
    for (const auto& column : relation.columns) {
        const Draw item = own.at("column " + column.name);
        if (!item.chance("taken", 70)) continue;
        Column named{.name = column.name, .type = column.type};
        std::string text = "x." + identifier(column.name);
        if (item.chance("renamed", 15)) {
            named.name = "r_" + std::to_string(items.size());
            text += " AS " + identifier(named.name);
        }
        if (!model.taken["columns of " + key].insert(named.name).second) continue;
        items.push_back(text);
        out.columns.push_back(std::move(named));
    }
    for (const auto& routine : model.routines)
        if (routine.use == Routine::Use::integer_to_integer && own.chance("called", 25) && model.taken["columns of " + key].insert("called").second) {
            items.push_back(routine.call + "(1) AS called");
            out.columns.push_back({.name = "called", .type = {.sql = "integer", .literals = {"0"}, .ordered = true, .hashed = true}});
        }
    for (const auto& routine : model.routines)
        if (routine.use == Routine::Use::integer_aggregate && own.chance("aggregated", 40) && model.taken["columns of " + key].insert("total").second) {
            items.push_back("(SELECT " + routine.call + "(n) FROM generate_series(1, 3) AS n) AS total");
            out.columns.push_back({.name = "total", .type = {.sql = "integer", .literals = {"0"}, .ordered = true, .hashed = true}});
        }
    const bool joins = own.chance("joined", 20);
    if (items.empty() || own.chance("constant", 10)) {
        const auto name = model.name(own, "constant name", "columns of " + key, "k_");
        items.push_back(literal(nasty_text(own, "constant text")) + "::text AS " + identifier(name));
        out.columns.push_back({.name = name, .type = {.sql = "text", .literals = {"''"}, .ordered = true, .hashed = true, .collated = true, .is_wide = true}});
    }
    out.text = "SELECT " + joined(items) + " FROM " + relation.sql() + " AS x";
    const auto& joined_relation = one_relation(own, "joined relation", model);
    out.empty = relation.empty || (joins && joined_relation.empty);
    if (joins) out.text += own.one_of("join", {" CROSS JOIN ", " LEFT JOIN "}) + joined_relation.sql() + " AS y";
    if (joins && out.text.find(" LEFT JOIN ") != std::string::npos) out.text += " ON true";
    if (!relation.columns.empty() && own.chance("where", 25)) {
        // The condition speaks of the table's columns; in a join both sides may have them.
        if (!joins) out.text += " WHERE " + condition(own, "condition", relation.columns, model);
    }
    out.is_plain = !joins && relation.noun == "TABLE";
    return out;
}

}  // namespace

void make_views(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 3; ++i) {
        const Draw own = draw.at("view", i);
        if (!own.exists("exists", 40) || model.relations.empty()) continue;
        Relation view{.key = "view" + std::to_string(i), .noun = "VIEW", .schema = model.schema(own), .name = {}, .columns = {}};
        view.name = model.name(own, "name", "relations of " + view.schema, "v_");
        if (!model.taken["types of " + view.schema].insert(view.name).second) continue;
        auto made = query(own, model, view.sql());
        std::string text = "CREATE VIEW " + view.sql();
        std::vector<std::string> options;
        if (own.chance("barrier", 12)) options.push_back("security_barrier = " + own.one_of("whether", {"true", "false"}));
        if (model.major >= 15 && own.chance("invoker", 12)) options.push_back("security_invoker = true");
        if (made.is_plain && own.chance("check", 12)) options.push_back("check_option = " + own.one_of("which", {"local", "cascaded"}));
        if (!options.empty()) text += " WITH (" + joined(options) + ")";
        model.declare(own, text + " AS " + made.text, "VIEW " + view.sql());
        view.columns = std::move(made.columns);
        view.empty = made.empty;
        if (own.chance("default", 10))
            model.declare(own.at("later"),
                          "ALTER VIEW " + view.sql() + " ALTER COLUMN " + identifier(view.columns[0].name) + " SET DEFAULT " +
                              constant(own, "default value", view.columns[0].type),
                          "");
        for (const auto& column : view.columns) model.targets.push_back({view.key + column.name, "COLUMN " + view.sql() + "." + identifier(column.name)});
        model.relations.push_back(std::move(view));
    }
}

void make_materialized_views(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("materialized view", i);
        if (!own.exists("exists", 25) || model.relations.empty()) continue;
        Relation view{.key = "materialized" + std::to_string(i), .noun = "MATERIALIZED VIEW", .schema = model.schema(own), .name = {}, .columns = {}};
        view.name = model.name(own, "name", "relations of " + view.schema, "mv_");
        if (!model.taken["types of " + view.schema].insert(view.name).second) continue;
        auto made = query(own, model, view.sql());
        view.empty = made.empty || own.chance("empty", 25);
        model.declare(own, "CREATE MATERIALIZED VIEW " + view.sql() + storage_parameters(own) + " AS " + made.text + (view.empty ? " WITH NO DATA" : ""),
                      "MATERIALIZED VIEW " + view.sql());
        view.columns = std::move(made.columns);
        const auto alter = "ALTER MATERIALIZED VIEW " + view.sql() + " ALTER COLUMN " + identifier(view.columns[0].name) + " SET ";
        if (own.chance("statistics", 12)) model.declare(own.at("later"), alter + "STATISTICS " + std::to_string(own.below("target", 300)), "");
        if (own.chance("storage", 8) && view.columns[0].type.is_wide) model.declare(own.at("later"), alter + "STORAGE MAIN", "");
        model.relations.push_back(std::move(view));
    }
}

}  // namespace whimbrel::property
