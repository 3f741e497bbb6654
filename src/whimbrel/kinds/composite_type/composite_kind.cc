// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/composite_type/composite_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_types = R"(
SELECT t.oid, n.nspname, t.typname
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_type t ON t.oid = c.reltype JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE c.relkind = 'c' AND c.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY t.oid)";

constexpr std::string_view k_attributes = R"(
SELECT c.reltype, a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
           WHERE co.oid = a.attcollation) END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE c.relkind = 'c' AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY c.reltype, a.attnum)";

const Attribute* find(const Composite& composite, std::string_view attribute) {
    const auto it = std::ranges::find(composite.attributes, attribute, &Attribute::name);
    return it == composite.attributes.end() ? nullptr : &*it;
}

Fragment definition(const Attribute& attribute) {
    return sql::fragment(Identifier{attribute.name}, Fragment{attribute.type},
                         attribute.collation.empty() ? Fragment{} : sql::fragment("COLLATE", Fragment{attribute.collation}));
}

/// What stays keeps its order and type, and what is new comes behind it.
bool is_reached_in_place(const Composite& from, const Composite& to) {
    std::vector<Attribute> reached;
    for (const auto& old : from.attributes) {
        if (find(to, old.name) != nullptr) reached.push_back(old);
    }
    return reached.size() <= to.attributes.size() && std::equal(reached.begin(), reached.end(), to.attributes.begin());
}

}  // namespace

std::vector<std::string> CompositeKind::queries(pg::ServerVersion) { return {std::string(k_types), std::string(k_attributes)}; }

Result<> CompositeKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Alias {
        Address address;
        std::string attribute;
    };
    int at = 0;
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)};
        Composite composite;
        std::vector<Alias> aliases;
        // Both queries are sorted by the type's oid.
        while (at < rows[1].size() && rows[1][at].oid(0) < row.oid(0)) ++at;
        for (; at < rows[1].size() && rows[1][at].oid(0) == row.oid(0); ++at) {
            const auto attribute = rows[1][at];
            composite.attributes.push_back({attribute.string(3), attribute.string(4), attribute.string(5)});
            aliases.push_back({{catalog_oid::pg_class, attribute.oid(1), static_cast<std::int32_t>(attribute.integer(2))}, attribute.string(3)});
        }
        reading.add(id, std::move(composite), {catalog_oid::pg_type, row.oid(0)});
        for (const auto& alias : aliases) reading.alias(alias.address, id, column_part(alias.attribute));
    }
    return {};
}

Steps CompositeKind::create(const Subject<Composite>& to, const Scene&) {
    Builder builder;
    builder.add("CREATE TYPE").add(qualified(to.id)).add("AS (");
    builder.list(to.value.attributes, [](const Attribute& attribute) { return sql::fragment("\n   ", definition(attribute)); });
    builder.add(to.value.attributes.empty() ? Fragment{} : Fragment{"\n"}).add(")");
    return {{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
}

Steps CompositeKind::drop(const Subject<Composite>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP TYPE", qualified(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration CompositeKind::alter(const Subject<Composite>& from, const Subject<Composite>& to, const Scene& scene) {
    // ALTER ATTRIBUTE … TYPE: "cannot alter type because column uses it", even where the column's table is empty.
    if (!is_reached_in_place(from.value, to.value)) return {.way = Alteration::Way::swap};
    Alteration out;
    const auto tables = lineage::typed_tables(scene, to.id);
    const auto alter = [&](const Fragment& action, Touch touch) -> Step& {
        return out.steps.emplace_back(Step{.object = to.id,
                                           .statement = sql::sql("ALTER TYPE", qualified(to.id), action, tables.empty() ? Fragment{} : Fragment{"CASCADE"}),
                                           .touches = {std::move(touch)},
                                           .prepares = {lineage::shape(to.id)},
                                           .awaits = {lineage::below(to.id)}});
    };
    for (const auto& old : from.value.attributes) {
        if (find(to.value, old.name) != nullptr) continue;
        auto& step = alter(sql::fragment("DROP ATTRIBUTE", Identifier{old.name}), {column_part(old.name), Effect::destroys});
        step.risk = {Verdict::lossy, "drops the attribute and its values in every column and table of this type", phrases::is_stored(from.id)};
        for (const auto& table : tables) step.risk.when = sql::fragment(step.risk.when, "OR", rows_with_value(scene, table, old.name));
    }
    for (const auto& now : to.value.attributes) {
        if (find(from.value, now.name) == nullptr) alter(sql::fragment("ADD ATTRIBUTE", definition(now)), {column_part(now.name), Effect::creates});
    }
    return out;
}

Steps CompositeKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    if (part.empty()) return phrases::rename("TYPE", from, to);
    return {{.object = to,
             .statement = sql::sql("ALTER TYPE", qualified(from), "RENAME ATTRIBUTE", Identifier{std::string(part_name(part))}, "TO",
                                   Identifier{std::string(part_name(to_part))}),
             .touches = {{std::string(to_part), Effect::touches}}}};
}

bool CompositeKind::has_part(const Composite& type, std::string_view part) { return part.starts_with("column:") && find(type, part_name(part)) != nullptr; }

std::vector<std::pair<std::string, std::string>> CompositeKind::similar_parts(const Composite& from, const Composite& to) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& gone : from.attributes) {
        if (find(to, gone.name) != nullptr) continue;
        for (const auto& come : to.attributes) {
            if (find(from, come.name) == nullptr && come.type == gone.type) out.emplace_back(column_part(gone.name), column_part(come.name));
        }
    }
    return out;
}

std::vector<std::string> CompositeKind::occupies(const ObjectId& id) { return {phrases::slot("relation", id), phrases::slot("type", id)}; }

Fragment CompositeKind::spoken(const ObjectId& id) { return sql::fragment("TYPE", qualified(id)); }

}  // namespace whimbrel::kinds
