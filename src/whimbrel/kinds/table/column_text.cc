// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/column_text.h"

#include "whimbrel/kinds/column_storage.h"
#include "whimbrel/kinds/table/table_not_null.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

/// Options of the identity's sequence that are not what PostgreSQL would choose by itself.
Fragment identity_options(const Identity& identity, std::string_view type) {
    Builder builder;
    const bool ascending = identity.increment > 0;
    const std::int64_t usual_minimum = ascending ? 1 : -largest(type) - 1;
    const std::int64_t usual_maximum = ascending ? largest(type) : -1;
    if (!identity.sequence_name.empty()) builder.add("SEQUENCE NAME").add(Fragment{identity.sequence_name});
    if (identity.start != (ascending ? identity.minimum : identity.maximum)) builder.add("START WITH").add(identity.start);
    if (identity.increment != 1) builder.add("INCREMENT BY").add(identity.increment);
    if (identity.minimum != usual_minimum) builder.add("MINVALUE").add(identity.minimum);
    if (identity.maximum != usual_maximum) builder.add("MAXVALUE").add(identity.maximum);
    if (identity.cache != 1) builder.add("CACHE").add(identity.cache);
    if (identity.cycle) builder.add("CYCLE");
    if (builder.fragment().empty()) return {};
    return sql::fragment("(", builder.fragment(), ")");
}

bool has_plain_not_null(const Column& column) {
    return column.not_null && column.not_null_name.empty() && !column.not_null_not_valid && !column.not_null_no_inherit;
}

/// SET STORAGE DEFAULT is of PostgreSQL 16; before, the type's own (pg_type.typstorage) must be named. Types that are not listed and can be
/// stored out of line are all EXTENDED.
std::string usual_storage(std::string_view type) {
    if (type.ends_with("[]")) return "EXTENDED";
    const auto base = type.substr(0, type.find('('));
    constexpr auto k_main = std::to_array<std::string_view>({"numeric", "inet", "cidr", "tsquery"});
    return std::ranges::find(k_main, base) != k_main.end() ? "MAIN" : "EXTENDED";
}

}  // namespace

std::int64_t largest(std::string_view type) {
    if (type == "smallint") return 32767;
    if (type == "integer") return 2147483647;
    return 9223372036854775807;
}

Fragment identity_clause(const Identity& identity, std::string_view type) {
    return sql::fragment("GENERATED", Fragment{identity.generated}, "AS IDENTITY", identity_options(identity, type));
}

std::string not_null_name(const ObjectId& table, const Column& column) {
    return column.not_null_name.empty() ? phrases::implicit_name(table.name, column.name, "not_null") : column.not_null_name;
}

bool is_not_null_name_cut(const ObjectId& table, const Column& column) {
    return column.not_null_name.empty() && not_null_name(table, column) != table.name + "_" + column.name + "_not_null";
}

Fragment set_not_null(const ObjectId& table, const Column& column) {
    if (has_plain_not_null(column)) return sql::fragment("ALTER COLUMN", Identifier{column.name}, "SET NOT NULL");
    return sql::fragment("ADD CONSTRAINT", Identifier{not_null_name(table, column)}, "NOT NULL", Identifier{column.name},
                         column.not_null_no_inherit ? Fragment{"NO INHERIT"} : Fragment{}, column.not_null_not_valid ? Fragment{"NOT VALID"} : Fragment{});
}

Column as_added(const Table& table, const Column& column) {
    return {.name = column.name, .compression = table.is_foreign() ? column.compression : "", .foreign_options = column.foreign_options};
}

Fragment column_definition(const Subject<Table>& table, const Column& column, std::span<const std::string> postponed) {
    Builder builder;
    builder.add(Identifier{column.name}).add(Fragment{column.type});
    if (table.value.is_foreign() && !column.compression.empty()) builder.add("COMPRESSION").add(Fragment{column.compression});
    builder.add(foreign::options_clause(column.foreign_options, names_for_variables(table.id, column.name)));
    if (!column.collation.empty()) builder.add("COLLATE").add(Fragment{column.collation});
    return builder.add(column_options(column, postponed)).fragment();
}

Fragment column_options(const Column& column, std::span<const std::string> postponed) {
    Builder builder;
    const bool later = std::ranges::find(postponed, default_part(column.name)) != postponed.end();
    if (!column.generated.empty()) {
        builder.add("GENERATED ALWAYS AS (").add(Fragment{column.default_value}).add(")");
        if (column.generated == "STORED") builder.add("STORED");
    } else if (!column.default_value.empty() && !later) {
        builder.add("DEFAULT").add(Fragment{column.default_value});
    }
    if (column.identity) builder.add(identity_clause(*column.identity, column.type));
    // What is not valid cannot be said there: append_column_settings() adds it.
    if (!column.not_null || column.not_null_not_valid) return builder.fragment();
    if (!column.not_null_name.empty()) builder.add("CONSTRAINT").add(Identifier{column.not_null_name});
    builder.add("NOT NULL");
    if (column.not_null_no_inherit) builder.add("NO INHERIT");
    return builder.fragment();
}

void append_overrides(const ObjectId& table, const Column& comes, const Column& to, Steps& steps) {
    const auto spoken = spoken_name(table);
    const auto add = [&](const Fragment& action, std::string part, Effect effect) {
        steps.push_back({.object = table,
                         .statement = sql::sql("ALTER TABLE", spoken, "ALTER COLUMN", Identifier{to.name}, action),
                         .touches = {{std::move(part), effect}},
                         .lock = "ACCESS EXCLUSIVE"});
    };
    if (comes.default_value != to.default_value && to.generated.empty()) {
        if (to.default_value.empty()) add(sql::fragment("DROP DEFAULT"), column_part(to.name), Effect::touches);
        else add(sql::fragment("SET DEFAULT", Fragment{to.default_value}), default_part(to.name), Effect::creates);
    }
    if (comes.not_null != to.not_null) add(to.not_null ? Fragment{"SET NOT NULL"} : Fragment{"DROP NOT NULL"}, column_part(to.name), Effect::touches);
    if (!comes.identity && to.identity) add(sql::fragment("ADD", identity_clause(*to.identity, to.type)), column_part(to.name), Effect::touches);
    append_column_settings(table, spoken, comes, to, steps);
}

void append_column_settings(const ObjectId& table, const Fragment& spoken, const Column& from, const Column& to, Steps& steps) {
    const auto add = [&](const Fragment& action) {
        steps.push_back({.object = table,
                         .statement = sql::sql("ALTER TABLE", spoken, "ALTER COLUMN", Identifier{to.name}, action),
                         .touches = {{column_part(to.name), Effect::touches}},
                         .lock = "SHARE UPDATE EXCLUSIVE"});
    };
    // ALTER COLUMN … TYPE, for a collation too, has set storage and compression back to the type's own (ATExecAlterColumnType() in tablecmds.c).
    const bool retyped = !from.type.empty() && (from.type != to.type || from.collation != to.collation);
    if (retyped ? !to.storage.empty() : from.storage != to.storage) {
        add(sql::fragment("SET STORAGE", Fragment{to.storage.empty() ? usual_storage(to.type) : to.storage}));
        touch_storage(to.name, steps.back());
    }
    if (retyped ? !to.compression.empty() : from.compression != to.compression)
        add(sql::fragment("SET COMPRESSION", Fragment{to.compression.empty() ? "default" : to.compression}));
    if (from.type.empty() && to.not_null_not_valid && not_null::is_written(to))
        steps.push_back({.object = table,
                         .statement = sql::sql("ALTER TABLE", QualifiedName{table.schema, table.name}, set_not_null(table, to)),
                         .touches = {{column_part(to.name), Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    if (from.statistics != to.statistics) add(sql::fragment("SET STATISTICS", to.statistics));
    if (const auto change = foreign::options_change(from.foreign_options, to.foreign_options, names_for_variables(table, to.name)); !change.empty())
        steps.push_back({.object = table,
                         .statement = sql::sql("ALTER FOREIGN TABLE", QualifiedName{table.schema, table.name}, "ALTER COLUMN", Identifier{to.name}, change),
                         .touches = {{column_part(to.name), Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    std::vector<Option> gone = from.options;
    std::erase_if(gone, [&](const Option& option) { return phrases::find(to.options, option.name) != nullptr; });
    const auto written = [](const Option& option) { return sql::fragment(Fragment{option.name}, "=", Fragment{option.value}); };
    if (!gone.empty()) add(Builder().add("RESET (").list(gone, [](const Option& option) { return Fragment{option.name}; }).add(")").fragment());
    if (from.options != to.options && !to.options.empty()) add(Builder().add("SET (").list(to.options, written).add(")").fragment());
}

}  // namespace whimbrel::kinds
