// SPDX-License-Identifier: Apache-2.0
#include "tests/property/kept.h"

#include "tests/property/model.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>

namespace whimbrel::property {

using catalog::Catalog;
using diff::RenameFact;
using kinds::ObjectId;
using kinds::Table;

namespace {

enum class When { before, after };

const Table* table_of(const Catalog& catalog, const ObjectId& id) {
    const auto* object = catalog.find(id);
    return object == nullptr ? nullptr : &object->as<Table>();
}

/// What the table or the schema it is in came to be called.
ObjectId renamed(ObjectId id, const std::vector<RenameFact>& renames) {
    for (const auto& fact : renames)
        if (fact.part.empty() && fact.from == id) return fact.to;
    return id;
}

/// Empty where it is none any more.
std::string renamed_column(const ObjectId& old_table, const ObjectId& table, const std::string& column, const std::vector<RenameFact>& renames) {
    const auto part = kinds::column_part(column);
    const auto is_here = [&](const RenameFact& fact) { return !fact.part.empty() && (fact.from == old_table || fact.to == table); };
    for (const auto& fact : renames)
        if (is_here(fact) && fact.part == part) return std::string(kinds::part_name(fact.to_part));
    // What has its name now was another column: this one goes.
    if (std::ranges::any_of(renames, [&](const RenameFact& fact) { return is_here(fact) && fact.to_part == part; })) return {};
    return column;
}

/// Names of what is gone or not what it was: a value of such a type is not the same text.
std::vector<std::string> changed_names(const Catalog& from, const Catalog& to) {
    std::vector<std::string> out;
    for (const auto& change : diff::diff(from, to))
        if (const auto& id = change.id(); change.from != nullptr && id.on.empty() && id.parent.empty())
            out.push_back(sql::QualifiedName{id.schema, id.name}.render());
    return out;
}

std::string print(const KeptTable& table, When when) {
    std::vector<std::string> values;
    for (const auto& column : table.columns) {
        auto value = "t." + identifier(when == When::after ? column.to : column.from);
        if (when == When::after && !column.old_type.empty()) value = "(" + value + ")::" + column.old_type;
        values.push_back("(" + value + ")::text");
    }
    const auto& id = when == When::after ? table.to : table.from;
    return "SELECT " + literal(table.from.render()) + ", string_agg(row, E'\\n' ORDER BY row COLLATE \"C\"), count(*) FROM (SELECT ROW(" + joined(values) +
           ")::text AS row FROM ONLY " + qualified(id.schema, id.name) + " AS t) AS rows";
}

Result<std::string> print_all(pg::Session& session, const std::vector<KeptTable>& tables, When when) {
    std::vector<std::string> queries;
    for (const auto& table : tables) queries.push_back(print(table, when));
    if (queries.empty()) return std::string();
    WHIMBREL_TRY(const auto rows, session.execute(joined(queries, "\nUNION ALL\n")));
    std::string out;
    for (const auto row : rows) out += row.string(0) + " (" + row.string(2) + "):\n" + row.string(1) + "\n";
    return out;
}

}  // namespace

std::vector<KeptTable> kept_tables(const Catalog& from, const Catalog& to, const std::vector<RenameFact>& renames, Comparison comparison) {
    std::vector<KeptTable> out;
    const auto changed = comparison == Comparison::one_way ? changed_names(from, to) : std::vector<std::string>();
    for (const auto& [id, object] : from.objects()) {
        if (id.kind != "table") continue;
        const auto new_id = renamed(id, renames);
        const auto *was = table_of(from, id), *is = table_of(to, new_id);
        if (is == nullptr || was->is_foreign() || is->is_foreign()) continue;  // another server's rows
        KeptTable table{.from = id, .to = new_id, .columns = {}};
        for (const auto& column : was->columns) {
            const auto* now = is->column(renamed_column(id, new_id, column.name, renames));
            if (now == nullptr || !column.generated.empty() || !now->generated.empty()) continue;
            if (std::ranges::any_of(changed, [&](const std::string& name) { return column.type.find(name) != std::string::npos; })) continue;
            const bool retyped = column.type != now->type && kinds::is_lossless_type_change(column.type, now->type);
            table.columns.push_back({.from = column.name, .to = now->name, .old_type = retyped ? column.type : ""});
        }
        out.push_back(std::move(table));
    }
    return out;
}

Result<std::string> print_before(pg::Session& session, const std::vector<KeptTable>& tables) { return print_all(session, tables, When::before); }
Result<std::string> print_after(pg::Session& session, const std::vector<KeptTable>& tables) { return print_all(session, tables, When::after); }

}  // namespace whimbrel::property
