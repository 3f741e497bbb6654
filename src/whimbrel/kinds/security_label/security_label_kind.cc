// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/security_label/security_label_kind.h"

#include "whimbrel/kinds/comment/comment_kind.h"

#include <map>
#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

// An attribute of a composite type is addressed by its type, as the kinds have it: its pg_class row is internal.
constexpr std::string_view k_labels = R"(
SELECT CASE WHEN c.relkind = 'c' THEN 'pg_catalog.pg_type'::pg_catalog.regclass::oid ELSE l.classoid END,
       CASE WHEN c.relkind = 'c' THEN c.reltype ELSE l.objoid END,
       CASE WHEN l.objsubid <> 0 THEN 'column:' || a.attname END, l.provider, l.label,
       CASE WHEN c.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend s WHERE s.classid = l.classoid AND s.objid = c.oid AND s.deptype = 'i')
            THEN c.oid::pg_catalog.regclass END
  FROM pg_catalog.pg_seclabel l
  LEFT JOIN pg_catalog.pg_class c ON l.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = l.objoid
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = l.objsubid
 WHERE (l.objoid >= 16384 OR l.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND l.objoid = 2200)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = l.classoid AND m.objid = l.objoid AND m.deptype = 'e')
UNION ALL
SELECT l.classoid, l.objoid, NULL, l.provider, l.label, NULL
  FROM pg_catalog.pg_shseclabel l WHERE l.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND l.objoid >= 16384
 ORDER BY 1, 2, 3, 4)";

// Of objects that belong to the whole server, and of this database, which no kind manages.
constexpr std::string_view k_shared = R"(
SELECT l.provider FROM pg_catalog.pg_shseclabel l JOIN pg_catalog.pg_database d ON d.oid = l.objoid
 WHERE l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.datname = pg_catalog.current_database()
 ORDER BY 1)";

Step label_step(const ObjectId& id, const std::string& provider, const Fragment& value, Effect effect, const Scene& scene) {
    const auto side = effect == Effect::destroys ? Surroundings::Side::from : Surroundings::Side::to;
    const auto target = id.part.empty() ? CommentKind::spoken_in(scene, side, id) : SecurityLabelKind::spoken(id);
    return {.object = id, .statement = sql::sql("SECURITY LABEL FOR", Identifier{provider}, "ON", target, "IS", value), .touches = {{"", effect}}};
}

Fragment text_of(const Option& label) { return {Literal{label.value}.render()}; }

}  // namespace

std::vector<std::string> SecurityLabelKind::queries(pg::ServerVersion) { return {std::string(k_labels), std::string(k_shared)}; }

Result<> SecurityLabelKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        ObjectId target;
        Address address;
        SecurityLabel value{};
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        // An identity column's sequence is the column's, and no object that could carry the label.
        if (!row.is_null(5)) reading.not_managed("security label", "sequence " + row.string(5) + " of an identity column");
        // An object that no kind manages is reported as such; its label adds nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        ObjectId id = *target;
        id.on = std::exchange(id.kind, std::string(name));
        id.part = row.string(2);
        found.try_emplace(std::move(id), Found{*target, address}).first->second.value.labels.push_back({row.string(3), row.string(4)});
    }
    for (auto& [id, item] : found) {
        const Need need{.object = item.target, .object_part = id.part, .automatic = true};
        reading.add(id, std::move(item.value), item.address, {need});
    }
    for (const auto row : rows[1]) reading.not_managed("security label", "for " + row.string(0) + " on the database");
    return {};
}

Steps SecurityLabelKind::create(const Subject<SecurityLabel>& to, const Scene& scene) {
    Steps steps;
    for (const auto& label : to.value.labels) steps.push_back(label_step(to.id, label.name, text_of(label), Effect::creates, scene));
    return steps;
}

Steps SecurityLabelKind::drop(const Subject<SecurityLabel>& from, const Scene& scene) {
    Steps steps;
    for (const auto& label : from.value.labels) steps.push_back(label_step(from.id, label.name, {"NULL"}, Effect::destroys, scene));
    return steps;
}

Alteration SecurityLabelKind::alter(const Subject<SecurityLabel>& from, const Subject<SecurityLabel>& to, const Scene& scene) {
    Alteration out;
    for (const auto& label : from.value.labels)
        if (phrases::find(to.value.labels, label.name) == nullptr) out.steps.push_back(label_step(to.id, label.name, {"NULL"}, Effect::touches, scene));
    for (const auto& label : to.value.labels) {
        const auto* old = phrases::find(from.value.labels, label.name);
        if (old == nullptr || *old != label) out.steps.push_back(label_step(to.id, label.name, text_of(label), Effect::touches, scene));
    }
    return out;
}

Steps SecurityLabelKind::rename(const ObjectId&, const ObjectId&, std::string_view, std::string_view, const Scene&) { return {}; }

std::vector<std::string> SecurityLabelKind::occupies(const ObjectId&) { return {}; }

Fragment SecurityLabelKind::spoken(const ObjectId& id) {
    if (id.part.starts_with("column:"))
        return sql::fragment("COLUMN", Fragment{phrases::qualified(id).render() + "." + Identifier{std::string(part_name(id.part))}.render()});
    const ObjectId target = id.target();
    return find_kind(target.kind)->spoken(target);
}

std::vector<Entry> SecurityLabelKind::entries(const SecurityLabel& label) {
    std::string detail;
    for (const auto& one : label.labels) detail += (detail.empty() ? "" : ", ") + one.name + ": " + one.value;
    return {{.heading = "Security labels", .detail = std::move(detail)}};
}

}  // namespace whimbrel::kinds
