// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/publication/publication_table_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/publication/publication_kind.h"

#include <utility>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

std::string select_tables(pg::ServerVersion version) {
    constexpr std::string_view k_since_15 = R"(
       ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs) ORDER BY a.attname),
       pg_catalog.pg_get_expr(r.prqual, r.prrelid))";
    return "SELECT r.oid, r.prrelid, p.pubname, " + std::string(version.major() >= 15 ? k_since_15 : "NULL, NULL") +
           "\n  FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid ORDER BY r.oid";
}

/// ONLY: the table's children are entries of their own.
Fragment only_table(const ObjectId& id) { return sql::fragment("TABLE ONLY", phrases::parent(id)); }

}  // namespace

std::vector<std::string> PublicationTableKind::queries(pg::ServerVersion version) { return {select_tables(version)}; }

Result<> PublicationTableKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const ObjectId* table = reading.find({catalog_oid::pg_class, row.oid(1)});
        if (table == nullptr) continue;
        // An UNLOGGED table can be in no publication.
        const Need is_logged{.object = *table, .object_part = "persistence"};
        reading.add(ObjectId{.kind = std::string(name), .schema = table->schema, .parent = table->name, .name = row.string(2)},
                    PublicationTable{.columns = row.array(3), .filter = row.string(4)}, {catalog_oid::pg_publication_rel, row.oid(0)}, {is_logged});
    }
    return {};
}

Steps PublicationTableKind::create(const Subject<PublicationTable>& to, const Scene&) {
    Builder builder;
    builder.add(only_table(to.id));
    if (!to.value.columns.empty()) builder.add("(").list(to.value.columns, [](const std::string& column) { return Identifier{column}; }).add(")");
    if (!to.value.filter.empty()) builder.add("WHERE (").add(Fragment{to.value.filter}).add(")");
    auto step = publication::add(to.id, builder.fragment());
    if (!to.value.columns.empty()) step.awaits = {publication::schemas_gone(to.id)};
    return {std::move(step)};
}

Steps PublicationTableKind::drop(const Subject<PublicationTable>& from, const Scene&) {
    auto step = publication::remove(from.id, only_table(from.id));
    if (!from.value.columns.empty()) step.prepares = {publication::column_lists_gone(from.id)};
    return {std::move(step)};
}

Alteration PublicationTableKind::alter(const Subject<PublicationTable>&, const Subject<PublicationTable>&, const Scene&) {
    return {.way = Alteration::Way::recreate};
}

std::vector<std::string> PublicationTableKind::occupies(const ObjectId& id) { return {phrases::slot_on_parent("publication_table", id)}; }

Fragment PublicationTableKind::spoken(const ObjectId& id) { return PublicationKind::spoken(publication::of_member(id)); }

PublicationTable PublicationTableKind::without_expressions(PublicationTable table) {
    if (!table.filter.empty()) table.filter = "(expression)";
    return table;
}

std::vector<Entry> PublicationTableKind::entries(const PublicationTable& table) {
    std::string detail = table.columns.empty() ? "" : phrases::in_parentheses(phrases::quoted(table.columns));
    if (!table.filter.empty()) detail += (detail.empty() ? "where " : " where ") + table.filter;
    return {{.heading = "Published tables", .detail = std::move(detail)}};
}

}  // namespace whimbrel::kinds
