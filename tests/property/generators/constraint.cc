// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

std::string deferrable(const Draw& own, bool& is_deferrable) {
    is_deferrable = own.chance("deferrable", 15);
    if (!is_deferrable) return {};
    return own.chance("initially", 40) ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

/// One or two columns that pass.
template <class Passes>
std::vector<const Column*> some_columns(const Draw& own, const Relation& table, Passes passes) {
    std::vector<const Column*> fitting;
    std::vector<std::string> keys;
    for (const auto& column : table.columns)
        if (passes(column)) {
            fitting.push_back(&column);
            keys.push_back(column.name);
        }
    std::vector<const Column*> out;
    if (fitting.empty()) return out;
    out.push_back(fitting[own.one_by_key("first column", keys)]);
    const auto* second = fitting[own.one_by_key("second column", keys)];
    if (own.chance("two", 30) && second != out[0]) out.push_back(second);
    return out;
}

std::string list_of(const std::vector<const Column*>& columns) {
    std::vector<std::string> names;
    for (const auto* column : columns) names.push_back(identifier(column->name));
    return joined(names);
}

std::vector<std::string> names_of(const std::vector<const Column*>& columns) {
    std::vector<std::string> names;
    for (const auto* column : columns) names.push_back(column->name);
    return names;
}

void add(const Draw& own, Model& model, const Relation& table, const std::string& name, const std::string& body) {
    model.declare(own, "ALTER TABLE " + table.sql() + " ADD CONSTRAINT " + identifier(name) + " " + body,
                  "CONSTRAINT " + identifier(name) + " ON " + table.sql());
}

/// Names of constraints that have an index are among the schema's relations too.
std::string index_name(const Draw& own, Model& model, const Relation& table, std::string_view hint) {
    auto name = model.name(own, "name", "relations of " + table.schema, hint);
    while (!model.taken["constraints of " + table.sql()].insert(name).second) {
        name = name.substr(0, 60) + "_c";
        model.taken["relations of " + table.schema].insert(name);
    }
    return name;
}

void make_key(const Draw& own, Model& model, Relation& table, bool primary) {
    const auto columns = some_columns(own, table, [](const Column& column) { return column.type.ordered; });
    if (columns.empty()) return;
    // Of two keys over the same columns a foreign key is bound to the older, which nothing in the declaration says.
    if (!model.taken["keys of " + table.sql()].insert(list_of(columns)).second) return;
    std::string body = primary ? "PRIMARY KEY (" : std::string("UNIQUE ") + (model.major >= 15 && own.chance("nulls", 15) ? "NULLS NOT DISTINCT (" : "(");
    body += list_of(columns) + ")";
    for (const auto& column : table.columns)
        if (own.chance("include", 12) && std::ranges::find(columns, &column) == columns.end()) {
            body += " INCLUDE (" + identifier(column.name) + ")";
            break;
        }
    if (own.chance("options", 12)) body += " WITH (fillfactor = " + std::to_string(50 + own.below("fillfactor", 40)) + ")";
    bool is_deferrable = false;
    body += deferrable(own, is_deferrable);
    add(own, model, table, index_name(own, model, table, primary ? "pk_" : "uq_"), body);
    if (!is_deferrable) table.unique_keys.push_back(names_of(columns));
    if (primary)
        for (auto& column : table.columns)
            if (std::ranges::find(columns, &column) != columns.end()) column.not_null = true;
}

void make_checks(const Draw& draw, Model& model, const Relation& table) {
    for (std::size_t i = 0; i < 2 && !table.columns.empty(); ++i) {
        const Draw own = draw.at("check", i);
        if (!own.exists("exists", 25)) continue;
        std::string body = "CHECK " + condition(own, "condition", table.columns, model);
        if (own.chance("no inherit", 8)) body += " NO INHERIT";
        if (own.chance("not valid", 12)) body += " NOT VALID";
        add(own, model, table, model.name(own, "name", "constraints of " + table.sql(), "ck_"), body);
    }
}

void make_exclusion(const Draw& draw, Model& model, const Relation& table) {
    const Draw own = draw.at("exclusion");
    if (!own.exists("exists", 10)) return;
    const auto columns = some_columns(own, table, [](const Column& column) { return column.type.hashed && column.type.ordered; });
    const auto ranges = some_columns(own, table, [](const Column& column) { return column.type.gist == "range_ops"; });
    if (columns.empty()) return;
    std::string body = ranges.empty() ? "EXCLUDE USING btree (" + identifier(columns[0]->name) + " WITH =)"
                                      : "EXCLUDE USING gist (" + identifier(ranges[0]->name) + " WITH &&)";
    if (own.chance("partial", 30)) body += " WHERE " + condition(own, "condition", table.columns, model);
    bool is_deferrable = false;
    body += deferrable(own, is_deferrable);
    add(own, model, table, index_name(own, model, table, "ex_"), body);
}

std::string action(const Draw& own, std::string_view label) {
    return own.one_of(label, {"", "", "", "CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT"});
}

/// Where a foreign key can go: columns here whose types are exactly those of a key there.
void make_foreign_key(const Draw& own, Model& model, const Relation& table) {
    struct Candidate {
        const Relation* target;
        std::vector<std::string> columns, key;
    };
    std::vector<Candidate> candidates;
    std::vector<std::string> keys;
    for (const auto* target : model.tables())
        for (const auto& key : target->unique_keys) {
            Candidate candidate{target, {}, key};
            for (const auto& name : key) {
                const auto wanted = std::ranges::find(target->columns, name, &Column::name);
                const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
                    return column.type.sql == wanted->type.sql && !column.type.nondeterministic && !wanted->type.nondeterministic && !column.generated &&
                           std::ranges::find(candidate.columns, column.name) == candidate.columns.end();
                });
                if (found != table.columns.end()) candidate.columns.push_back(found->name);
            }
            if (candidate.columns.size() != key.size() || (table.unlogged != target->unlogged && target->unlogged)) continue;
            keys.push_back(target->key + joined(key));
            candidates.push_back(std::move(candidate));
        }
    if (candidates.empty()) return;
    const auto& chosen = candidates[own.one_by_key("target", keys)];
    const auto list = [](const std::vector<std::string>& names) {
        std::vector<std::string> out;
        for (const auto& name : names) out.push_back(identifier(name));
        return joined(out);
    };
    std::string body = "FOREIGN KEY (" + list(chosen.columns) + ") REFERENCES " + chosen.target->sql() + " (" + list(chosen.key) + ")";
    if (own.chance("full", 15)) body += " MATCH FULL";
    if (const auto on_delete = action(own, "on delete"); !on_delete.empty()) {
        body += " ON DELETE " + on_delete;
        if (model.major >= 15 && on_delete.starts_with("SET") && own.chance("some", 30)) body += " (" + identifier(chosen.columns[0]) + ")";
    }
    if (const auto on_update = action(own, "on update"); !on_update.empty()) body += " ON UPDATE " + on_update;
    bool is_deferrable = false;
    body += deferrable(own, is_deferrable);
    if (own.chance("not valid", 12)) body += " NOT VALID";
    add(own, model, table, model.name(own, "name", "constraints of " + table.sql(), "fk_"), body);
}

}  // namespace

void make_constraints(const Draw& draw, Model& model) {
    for (auto* table : model.tables()) {
        const Draw own = draw.at("constraints of " + table->key);
        if (own.at("primary").exists("exists", 65)) make_key(own.at("primary"), model, *table, true);
        if (own.at("unique").exists("exists", 30)) make_key(own.at("unique"), model, *table, false);
        make_checks(own, model, *table);
        make_exclusion(own, model, *table);
    }
    for (const auto* table : model.tables()) {
        const Draw own = draw.at("references of " + table->key);
        for (std::size_t i = 0; i < 2; ++i)
            if (own.at("foreign key", i).exists("exists", 40)) make_foreign_key(own.at("foreign key", i), model, *table);
    }
}

}  // namespace whimbrel::property
