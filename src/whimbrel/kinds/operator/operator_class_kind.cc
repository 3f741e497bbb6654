// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/operator/operator_class_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_classes = R"(
SELECT c.oid, n.nspname, c.opcname, m.amname, c.opcdefault, pg_catalog.format_type(c.opcintype, NULL),
       pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname),
       CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format_type(c.opckeytype, NULL) END
  FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
  JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
 WHERE c.oid >= 16384 AND n.nspname !~ '^pg_' AND )";

/// A type has one default for an access method, whatever schema it is in (DefineOpClass() in opclasscmds.c).
std::vector<std::string> default_slot(const OperatorClass& of) {
    if (!of.is_default) return {};
    return {"default operator class:" + of.type + " USING " + Identifier{of.method}.render()};
}

}  // namespace

std::vector<std::string> OperatorClassKind::queries(pg::ServerVersion) {
    return {std::string(k_classes) + phrases::not_of_extension("pg_catalog.pg_opclass", "c.oid") + "\n ORDER BY c.oid",
            operators::members_query(operators::Holder::operator_class)};
}

Result<> OperatorClassKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    auto members = operators::found_members(rows[1]);
    for (const auto row : rows[0]) {
        const ObjectId id{
            .kind = std::string(name), .schema = row.string(1), .name = row.string(2), .arguments = " USING " + Identifier{row.string(3)}.render()};
        OperatorClass found{.is_default = row.boolean(4), .type = row.string(5), .method = row.string(3), .family = row.string(6), .storage = row.string(7)};
        auto& its_members = members[row.oid(0)];
        for (const auto& [member, address] : its_members) found.members.push_back(member);
        reading.add(id, std::move(found), {catalog_oid::pg_opclass, row.oid(0)});
        // A part of the class, so that a member that vanishes with its function does not seem to take the class along.
        for (const auto& [member, address] : its_members) reading.alias(address, id, "members");
    }
    return {};
}

Steps OperatorClassKind::create(const Subject<OperatorClass>& to, const Scene&) {
    const auto& made = to.value;
    std::vector<Fragment> items;
    // The grammar wants an item; the type itself is what is stored anyway.
    if (!made.storage.empty() || made.members.empty()) items.push_back(sql::fragment("STORAGE", Fragment{made.storage.empty() ? made.type : made.storage}));
    for (const auto& member : made.members) items.push_back(operators::item(member));
    Builder builder;
    builder.add("CREATE OPERATOR CLASS").add(phrases::qualified(to.id));
    if (made.is_default) builder.add("DEFAULT");
    builder.add("FOR TYPE").add(Fragment{made.type}).add("USING").add(Identifier{made.method}).add("FAMILY").add(Fragment{made.family}).add("AS");
    builder.list(items, [](const Fragment& item) { return sql::fragment("\n   ", item); });
    Steps steps{phrases::step(to.id, builder.statement(), Effect::creates)};
    steps.back().takes = default_slot(made);
    return steps;
}

Steps OperatorClassKind::drop(const Subject<OperatorClass>& from, const Scene&) {
    Steps steps{phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
    steps.back().frees = default_slot(from.value);
    return steps;
}

Alteration OperatorClassKind::alter(const Subject<OperatorClass>&, const Subject<OperatorClass>&, const Scene&) { return {.way = Alteration::Way::recreate}; }

Steps OperatorClassKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

std::vector<std::string> OperatorClassKind::occupies(const ObjectId& id) { return {phrases::slot("operator class", id) + id.arguments}; }

Fragment OperatorClassKind::spoken(const ObjectId& id) { return sql::fragment("OPERATOR CLASS", Fragment{phrases::qualified(id).render() + id.arguments}); }

}  // namespace whimbrel::kinds
