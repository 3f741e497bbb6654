// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

std::string identity_options(const Draw& own) {
    std::vector<std::string> options;
    if (own.chance("start", 20)) options.push_back("START WITH " + std::to_string(1 + own.below("first", 50)));
    if (own.chance("increment", 20)) options.push_back("INCREMENT BY " + std::to_string(1 + own.below("step", 5)));
    if (own.chance("minimum", 10)) options.push_back("MINVALUE -" + std::to_string(5 + own.below("least", 3)));
    if (own.chance("maximum", 10)) options.push_back("MAXVALUE " + std::to_string(30000 + own.below("most", 3)));
    if (own.chance("cache", 10)) options.push_back("CACHE " + std::to_string(2 + own.below("kept", 3)));
    if (own.chance("cycle", 10)) options.push_back("CYCLE");
    return options.empty() ? "" : " (" + joined(options, " ") + ")";
}

std::string default_of(const Draw& own, const Type& type, const Model& model) {
    std::vector<std::string> keys;
    for (const auto& sequence : model.sequences) keys.push_back(sequence.key);
    if (type.is_integer && !keys.empty() && own.chance("of a sequence", 35)) {
        const auto& sequence = model.sequences[own.one_by_key("sequence", keys)];
        return "nextval(" + literal(qualified(sequence.schema, sequence.name)) + "::regclass)";
    }
    if (type.sql == "integer")
        for (const auto& routine : model.routines)
            if (routine.use == Routine::Use::integer_to_integer && own.chance("called", 40)) return routine.call + "(3)";
    if (type.sql == "timestamp with time zone" && own.chance("now", 50)) return own.one_of("clock", {"now()", "CURRENT_TIMESTAMP", "clock_timestamp()"});
    if (type.sql == "text" && own.chance("nasty", 50)) return literal(nasty_text(own, "text"));
    if (type.sql == "uuid" && own.chance("random", 50)) return "gen_random_uuid()";
    return constant(own, "constant", type);
}

/// From a column that stands before it; empty where none suits.
std::string generation(const Draw& own, const std::vector<Column>& columns, const Model& model, Type& type) {
    for (const auto& column : columns) {
        if (column.generated) continue;
        const auto name = identifier(column.name);
        if (column.type.is_integer) {
            type = {.sql = "integer", .literals = {"0"}, .ordered = true, .hashed = true};
            for (const auto& routine : model.routines)
                if (routine.use == Routine::Use::integer_to_integer && column.type.sql == "integer" && own.chance("called", 50))
                    return routine.call + "(" + name + ")";
            return own.one_of("sum", {"(1 + 1)", "abs(7)"}) + " + " + name;
        }
        if (column.type.sql == "text") {
            type = {.sql = "text", .literals = {"''"}, .ordered = true, .hashed = true, .collated = true, .is_wide = true};
            return own.chance("lower", 50) ? "lower(" + name + ")" : "(" + name + " || " + literal(nasty_text(own, "tail")) + ")";
        }
    }
    return {};
}

struct Written {
    std::vector<std::string> elements;
    std::vector<std::string> later;  ///< statements behind CREATE TABLE
};

void settings(const Draw& own, const std::string& table, const Column& column, Written& written) {
    const auto alter = "ALTER TABLE " + table + " ALTER COLUMN " + identifier(column.name) + " SET ";
    if (column.type.is_wide && own.chance("storage", 10))
        written.later.push_back(alter + "STORAGE " + own.one_of("which storage", {"MAIN", "EXTERNAL", "PLAIN", "EXTENDED"}));
    if (own.chance("statistics", 8)) written.later.push_back(alter + "STATISTICS " + std::to_string(own.below("target", 500)));
    if (own.chance("options", 6))
        written.later.push_back(alter.substr(0, alter.size() - 4) + "SET (n_distinct = -0." + std::to_string(1 + own.below("distinct", 9)) + ")");
}

void make_column(const Draw& own, std::string key, Model& model, Relation& table, Written& written) {
    Column column;
    column.key = std::move(key);
    column.name = model.name(own, "name", "columns of " + table.sql(), "col_");
    std::string text = identifier(column.name) + Model::place_of_rename(column.key) + " ";
    const auto form = own.below("form", 20);
    if (form == 0 && !table.has_identity_key) {
        column.type = model.type(own, "identity type", [](const Type& type) { return type.is_integer; });
        column.not_null = table.has_identity_key = true;
        column.always_identity = own.chance("always", 50);
        text += column.type.sql + " GENERATED " + (column.always_identity ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" + identity_options(own.at("identity"));
    } else if (form == 1) {
        column.type = model.type(own, "serial type", [](const Type& type) { return type.sql == "integer" || type.sql == "bigint"; });
        column.not_null = true;
        text += column.type.sql == "integer" ? "serial" : "bigserial";
    } else if (auto expression = form == 2 ? generation(own, table.columns, model, column.type) : std::string(); !expression.empty()) {
        column.generated = true;
        text += column.type.sql + " GENERATED ALWAYS AS (" + expression + ") STORED";
    } else {
        column.type = model.type(own, "type");
        column.not_null = own.chance("not null", 25);
        text += column.type.sql;
        if (column.type.is_wide && column.type.collated && own.chance("compression", 4)) text += " COMPRESSION " + own.one_of("method", {"pglz", "lz4"});
        if (column.type.collated && own.chance("collated", model.collations.empty() ? 8 : 30)) {
            const auto chosen = collation(own, "collation", model, Texts::every);
            text += " COLLATE " + chosen.sql;
            column.type.nondeterministic = chosen.nondeterministic;
        }
        if (own.chance("default", 30)) text += " DEFAULT " + default_of(own, column.type, model);
        if (column.not_null) text += " NOT NULL";
    }
    written.elements.push_back(text);
    settings(own, table.sql(), column, written);
    table.columns.push_back(std::move(column));
}

constexpr std::size_t k_tables = 3;

void make_table(const Draw& own, Model& model, std::size_t number) {
    Relation table{.key = "table" + std::to_string(number), .noun = "TABLE", .schema = model.schema(own), .name = {}, .columns = {}};
    const auto room = "relations of " + table.schema;
    table.name = model.name(own, "name", room, "t_");
    // A table has a row type, and an array type that PostgreSQL names by itself.
    while (!model.taken["types of " + table.schema].insert(table.name).second) {
        table.name = table.name.substr(0, 60) + "_t";
        model.taken[room].insert(table.name);
    }
    // A table that becomes LOGGED or UNLOGGED takes the sequences along that its columns own: only the last table does, and it owns none.
    table.unlogged = number == k_tables - 1 && own.chance("unlogged", 20);
    Written written;
    for (std::size_t c = 0; c < 6; ++c) {
        const Draw column = own.at("column", c);
        if (column.exists("exists", c < 2 ? 95 : 60)) make_column(column, "column" + std::to_string(c), model, table, written);
    }
    std::string text = std::string("CREATE ") + (table.unlogged ? "UNLOGGED " : "") + "TABLE " + table.sql() + " (" + joined(written.elements) + ")";
    if (const auto* method = one_keyed(own, "access method", model.table_methods); method != nullptr && own.chance("by a method", 40))
        text += " USING " + method->sql;
    model.declare(own, text + storage_parameters(own), "TABLE " + table.sql());
    for (const auto& statement : written.later) model.declare(own.at("later"), statement, "");
    for (const auto& column : table.columns)
        model.targets.push_back(
            {table.key + "column" + std::to_string(&column - table.columns.data()), "COLUMN " + table.sql() + "." + identifier(column.name)});
    if (own.chance("row type used", 4)) model.types.push_back({.sql = table.sql(), .literals = {"NULL"}, .is_wide = true});
    model.relations.push_back(std::move(table));
}

/// A sequence becomes a column's; it must be in the table's schema.
void own_sequence(const Draw& own, Model& model) {
    for (auto& sequence : model.sequences)
        for (const auto* table : model.tables())
            if (!sequence.owned && table->key != "table2" && table->schema == sequence.schema && !table->columns.empty() &&
                own.at(sequence.key).chance(table->key, 15)) {
                sequence.owned = true;
                const auto& column = table->columns[own.at(sequence.key).below("column", table->columns.size())];
                model.declare(own, "ALTER SEQUENCE " + qualified(sequence.schema, sequence.name) + " OWNED BY " + table->sql() + "." + identifier(column.name),
                              "");
            }
}

}  // namespace

void make_tables(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < k_tables; ++i) {
        const Draw own = draw.at("table", i);
        if (own.exists("exists", i == 0 ? 97 : 60)) make_table(own, model, i);
    }
    own_sequence(draw.at("owned by"), model);
}

}  // namespace whimbrel::property
