// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

/// Changes of rows are never published: of a table without a key they would be refused, here and in the batch's other pairs.
std::string options(const Draw& own) {
    std::vector<std::string> out{"publish = '" + own.one_of("publish", {"insert", "insert, truncate", "truncate", ""}) + "'"};
    if (own.chance("root", 30)) out.push_back("publish_via_partition_root = " + own.one_of("via root", {"true", "false"}));
    return " WITH (" + joined(out) + ")";
}

/// Columns and types that PostgreSQL lets a row filter use.
std::string filter(const Draw& own, const Relation& relation) {
    const auto& column = relation.columns[own.below("column", relation.columns.size())];
    if (column.generated || !own.chance("filter", 40)) return "";
    if (column.type.is_integer) return " WHERE (" + identifier(column.name) + " > " + std::to_string(own.below("bound", 3)) + ")";
    if (column.type.sql == "text") return " WHERE (" + identifier(column.name) + " <> " + literal(nasty_text(own, "text")) + ")";
    return "";
}

std::string columns(const Draw& own, const Relation& relation) {
    std::vector<std::string> out;
    if (!own.chance("listed", 30)) return "";
    for (const auto& column : relation.columns)
        if (!column.generated && own.at(column.name).chance("too", 60)) out.push_back(identifier(column.name));
    return out.empty() ? "" : " (" + joined(out) + ")";
}

bool may_be_published(const Relation& relation) { return relation.noun == "TABLE" && !relation.unlogged && !relation.columns.empty(); }

}  // namespace

void make_publications(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("publication", i);
        if (!own.exists("exists", 35)) continue;
        const auto name = model.token + own.one_of("name", {"a", "b", "c", " \"d\"", "'s", "\\", "Ünï"});
        if (!model.taken["publications"].insert(name).second) continue;
        const auto spoken = "PUBLICATION " + identifier(name);
        const bool everything = own.chance("all tables", 12);
        model.declare(own, "CREATE " + spoken + (everything ? " FOR ALL TABLES" : "") + options(own), spoken);
        if (!everything) model.publications.push_back({"publication" + std::to_string(i), spoken});
    }
}

void make_publication_schemas(const Draw& draw, Model& model) {
    for (auto& publication : model.publications)
        for (const auto& schema : model.schemas) {
            const Draw own = draw.at("schema " + schema + " of " + publication.key);
            if (!own.exists("exists", 12)) continue;
            publication.has_schema = true;
            model.declare(own, "ALTER " + publication.spoken + " ADD TABLES IN SCHEMA " + identifier(schema), "");
        }
}

void make_publication_tables(const Draw& draw, Model& model) {
    for (const auto& publication : model.publications)
        for (const auto& relation : model.relations) {
            const Draw own = draw.at("table " + relation.key + " of " + publication.key);
            if (!may_be_published(relation) || !own.exists("exists", 35)) continue;
            std::string text = "ALTER " + publication.spoken + " ADD TABLE ONLY " + relation.sql();
            if (model.major >= 15) text += (publication.has_schema ? "" : columns(own, relation)) + filter(own, relation);
            model.declare(own, text, "");
        }
}

}  // namespace whimbrel::property
