// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

struct Keys {
    std::string method, text;
    bool can_be_unique = false;
    int expressions = 0;
};

/// What a method can index of this column; empty where it can not.
std::string method_key(const Draw& own, const Column& column, std::string_view method, const Model& model) {
    const auto name = identifier(column.name);
    for (const auto& known : model.operator_classes)
        if (known.method == method && known.type == column.type.sql && !column.type.nondeterministic && own.at(known.key).chance("used", 50))
            return name + " " + known.sql;
    if (const auto* configuration = one_keyed(own, "configuration", model.configurations);
        method == "gin" && configuration != nullptr && column.type.sql == "text" && !column.type.nondeterministic && own.chance("searched", 60))
        return "to_tsvector(" + literal(configuration->sql) + "::regconfig, " + name + ")";
    if (column.type.nondeterministic && (method == "gin" || method == "gist")) return "";
    if (method == "gin") return column.type.gin.empty() ? "" : name + " " + column.type.gin;
    if (method == "gist") return column.type.gist.empty() ? "" : name + " " + column.type.gist;
    // A hash index keeps numbers; SET STORAGE of a column of variable length goes over to what it keeps all the same.
    if (method == "hash") return column.type.hashed && !column.type.is_wide ? name : "";
    if (method == "brin") return column.type.is_integer || column.type.sql == "date" ? name : "";
    if (!column.type.ordered) return "";
    std::string key = name;
    if (column.type.sql == "text" && !column.type.nondeterministic && own.chance("pattern", model.collations.empty() ? 12 : 30))
        key += own.chance("collated", 50) ? " COLLATE " + collation(own, "collation", model, Texts::every).sql : " text_pattern_ops";
    if (own.chance("descending", 15)) key += " DESC";
    if (own.chance("nulls", 12)) key += own.one_of("where nulls", {" NULLS FIRST", " NULLS LAST"});
    return key;
}

std::string expression(const Draw& own, const Column& column, const Model& model) {
    const auto name = identifier(column.name);
    if (column.type.sql == "integer")
        for (const auto& routine : model.routines)
            if (routine.use == Routine::Use::integer_to_integer && own.chance("called", 50)) return routine.call + "(" + name + ")";
    if (column.type.is_integer) return "(" + name + " % 10)";
    if (column.type.sql == "text") return own.one_of("function", {"lower(", "upper(", "md5("}) + name + ")";
    if (column.type.sql == "jsonb") return "((" + name + " ->> " + literal(nasty_text(own, "key")) + "))";
    return {};
}

Keys keys_of(const Draw& own, const Relation& relation, const Model& model) {
    Keys out{.method = own.one_of("method", {"btree", "btree", "btree", "btree", "hash", "gin", "gist", "brin"}), .text = {}};
    std::vector<std::string> parts;
    for (const auto& column : relation.columns) {
        const Draw key = own.at("key " + column.name);
        if (!parts.empty() && (out.method == "hash" || !key.chance("too", 25))) continue;
        auto part = method_key(key, column, out.method, model);
        if (out.method == "btree" && key.chance("expression", 25))
            if (auto computed = expression(key, column, model); !computed.empty()) {
                part = std::move(computed);
                ++out.expressions;
            }
        if (!part.empty()) parts.push_back(std::move(part));
    }
    out.text = joined(parts);
    out.can_be_unique = out.method == "btree";
    return out;
}

void make_index(const Draw& own, Model& model, const Relation& relation) {
    const auto keys = keys_of(own, relation, model);
    if (keys.text.empty()) return;
    const auto name = model.name(own, "name", "relations of " + relation.schema, "ix_");
    const auto sql = qualified(relation.schema, name);
    std::string text = std::string("CREATE ") + (keys.can_be_unique && own.chance("unique", 20) ? "UNIQUE " : "") + "INDEX " + identifier(name) + " ON " +
                       relation.sql() + " USING " + keys.method + " (" + keys.text + ")";
    if (keys.method == "btree" && own.chance("include", 12))
        text += " INCLUDE (" + identifier(relation.columns[own.below("included", relation.columns.size())].name) + ")";
    if (model.major >= 15 && keys.method == "btree" && text.find("UNIQUE") != std::string::npos && own.chance("not distinct", 15))
        text += " NULLS NOT DISTINCT";
    if (keys.method == "btree" && own.chance("fillfactor", 12)) text += " WITH (fillfactor = " + std::to_string(50 + own.below("percent", 40)) + ")";
    if (keys.method == "gin" && own.chance("fastupdate", 20)) text += " WITH (fastupdate = off)";
    if (keys.method == "brin" && own.chance("pages", 20)) text += " WITH (pages_per_range = " + std::to_string(2 + own.below("how many", 9)) + ")";
    if (own.chance("partial", 20)) text += " WHERE " + condition(own, "condition", relation.columns, model);
    model.declare(own, text, "INDEX " + sql);
    if (keys.method == "btree" && relation.noun == "TABLE" && text.find(" WHERE ") == std::string::npos &&
        own.chance("clustered", model.percent(Theme::storage, 40)) && model.taken["clustered"].insert(relation.sql()).second)
        model.declare(own.at("clustered"), "ALTER TABLE " + relation.sql() + " CLUSTER ON " + identifier(name), "");
    if (keys.expressions == 1 && keys.text.find(", ") == std::string::npos && own.chance("statistics", 20))
        model.declare(own.at("later"), "ALTER INDEX " + sql + " ALTER COLUMN 1 SET STATISTICS " + std::to_string(own.below("target", 300)), "");
}

}  // namespace

void make_indexes(const Draw& draw, Model& model) {
    for (const auto* table : model.tables())
        if (const Draw own = draw.at("replica identity of " + table->key).restless(); own.exists("exists", model.percent(Theme::storage, 40)))
            model.declare(own, "ALTER TABLE " + table->sql() + " REPLICA IDENTITY " + own.one_of("which", {"FULL", "NOTHING"}), "");
    for (const auto& relation : std::vector<Relation>(model.relations)) {
        if (relation.noun == "VIEW") continue;
        for (std::size_t i = 0; i < 2; ++i) {
            const Draw own = draw.at("index of " + relation.key, i);
            if (own.exists("exists", 35)) make_index(own, model, relation);
        }
    }
}

}  // namespace whimbrel::property
