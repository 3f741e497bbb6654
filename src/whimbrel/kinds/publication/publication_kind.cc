// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/publication/publication_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

std::string select_publications(pg::ServerVersion version) {
    return std::string(R"(
SELECT p.oid, p.pubname, p.puballtables,
       pg_catalog.array_to_string(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                                        CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], ', '),
       p.pubviaroot, )") +
           (version.major() >= 18 ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL") + "\n  FROM pg_catalog.pg_publication p ORDER BY p.oid";
}

/// The options by which the two differ.
std::vector<Fragment> options(const Publication& from, const Publication& to) {
    std::vector<Fragment> out;
    if (from.publish != to.publish) out.push_back(sql::fragment("publish =", Literal{to.publish}));
    if (from.via_partition_root != to.via_partition_root)
        out.push_back(sql::fragment("publish_via_partition_root =", Fragment{to.via_partition_root ? "true" : "false"}));
    if (from.generated_columns != to.generated_columns)
        out.push_back(sql::fragment("publish_generated_columns =", Fragment{to.generated_columns.empty() ? "none" : to.generated_columns}));
    return out;
}

void add_options(sql::Keywords opening, const std::vector<Fragment>& options, Builder& builder) {
    if (!options.empty()) builder.add(opening).list(options, [](const Fragment& option) { return option; }).add(")");
}

}  // namespace

std::vector<std::string> PublicationKind::queries(pg::ServerVersion version) { return {select_publications(version)}; }

Result<> PublicationKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(
            ObjectId{.kind = std::string(name), .name = row.string(1)},
            Publication{.all_tables = row.boolean(2), .publish = row.string(3), .via_partition_root = row.boolean(4), .generated_columns = row.string(5)},
            {catalog_oid::pg_publication, row.oid(0)});
    return {};
}

Steps PublicationKind::create(const Subject<Publication>& to, const Scene&) {
    Builder builder;
    builder.add("CREATE").add(spoken(to.id));
    if (to.value.all_tables) builder.add("FOR ALL TABLES");
    add_options("WITH (", options({}, to.value), builder);
    return {{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
}

Steps PublicationKind::drop(const Subject<Publication>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP", spoken(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration PublicationKind::alter(const Subject<Publication>& from, const Subject<Publication>& to, const Scene&) {
    if (from.value.all_tables != to.value.all_tables) return {.way = Alteration::Way::recreate};
    Builder builder;
    builder.add("ALTER").add(spoken(to.id));
    add_options("SET (", options(from.value, to.value), builder);
    return {.steps = {{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::touches}}}}};
}

Steps PublicationKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("PUBLICATION", from, to);
}

std::vector<std::string> PublicationKind::occupies(const ObjectId& id) { return {phrases::slot("publication", id)}; }

Fragment PublicationKind::spoken(const ObjectId& id) { return sql::fragment("PUBLICATION", Identifier{id.name}); }

std::vector<Entry> PublicationKind::entries(const Publication& publication) {
    std::string detail = publication.publish.empty() ? "nothing" : publication.publish;
    if (publication.all_tables) detail += " of all tables";
    return {{.heading = "Publications", .detail = std::move(detail)}};
}

namespace publication {

namespace {

Step member_step(const ObjectId& id, sql::Keywords verb, const Fragment& member, Effect effect) {
    return {.object = id,
            .statement = sql::sql("ALTER PUBLICATION", Identifier{id.name}, verb, member),
            .touches = {{"", effect}},
            .lock = "SHARE UPDATE EXCLUSIVE"};
}

}  // namespace

ObjectId of_member(const ObjectId& member) { return {.kind = std::string(PublicationKind::name), .name = member.name}; }

Step add(const ObjectId& id, const Fragment& member) { return member_step(id, "ADD", member, Effect::creates); }

Step remove(const ObjectId& id, const Fragment& member) { return member_step(id, "DROP", member, Effect::destroys); }

std::string schemas_gone(const ObjectId& member) { return "schemas:" + of_member(member).render(); }

std::string column_lists_gone(const ObjectId& member) { return "column lists:" + of_member(member).render(); }

}  // namespace publication
}  // namespace whimbrel::kinds
