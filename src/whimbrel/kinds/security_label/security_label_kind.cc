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
       CASE WHEN c.relkind = 'c' THEN c.reltype ELSE coalesce(i.refobjid, l.objoid) END,
       CASE WHEN l.objsubid <> 0 THEN 'column:' || a.attname WHEN i.objid IS NOT NULL THEN 'identity:' || a.attname END, l.provider, l.label,
       CASE WHEN i.objid IS NOT NULL THEN c.oid::pg_catalog.regclass END
  FROM pg_catalog.pg_seclabel l
  LEFT JOIN pg_catalog.pg_class c ON l.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = l.objoid
  LEFT JOIN pg_catalog.pg_depend i ON c.relkind = 'S' AND i.classid = l.classoid AND i.objid = c.oid AND i.objsubid = 0 AND i.refclassid = l.classoid
        AND i.refobjsubid > 0 AND i.deptype = 'i'
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = coalesce(i.refobjid, c.oid) AND a.attnum = coalesce(i.refobjsubid, l.objsubid)
 WHERE (l.objoid >= 16384 OR l.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND l.objoid = 2200)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = l.classoid AND m.objid = l.objoid AND m.deptype = 'e')
UNION ALL
SELECT l.classoid, l.objoid, NULL, l.provider, l.label, NULL
  FROM pg_catalog.pg_shseclabel l WHERE l.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND l.objoid >= 16384
 ORDER BY 1, 2, 3, 4)";

/// The part of what is labelled without which there is none.
std::string part_needed(const std::string& part) { return part.starts_with("identity:") ? column_part(part_name(part)) : part; }

Step label_step(const Subject<SecurityLabel>& subject, const std::string& provider, const Fragment& value, Effect effect, const Scene& scene) {
    const auto& [id, sequence] = std::tie(subject.id, subject.value.sequence);
    const auto side = effect == Effect::destroys ? Surroundings::Side::from : Surroundings::Side::to;
    const auto target = !sequence.empty() ? sql::fragment("SEQUENCE", Fragment{sequence})
                        : id.part.empty() ? CommentKind::spoken_in(scene, side, id)
                                          : SecurityLabelKind::spoken(id);
    Step step{.object = id, .statement = sql::sql("SECURITY LABEL FOR", Identifier{provider}, "ON", target, "IS", value), .touches = {{"", effect}}};
    // An identity's sequence may get another name meanwhile.
    if (!sequence.empty() && effect == Effect::destroys) step.prepares.push_back("sequence done with:" + sequence);
    if (!sequence.empty() && effect != Effect::destroys) step.awaits.push_back("sequence named:" + sequence);
    return step;
}

Fragment text_of(const Option& label) { return {Literal{label.value}.render()}; }

}  // namespace

std::vector<std::string> SecurityLabelKind::queries(pg::ServerVersion) { return {std::string(k_labels)}; }

Result<> SecurityLabelKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        ObjectId target;
        Address address;
        SecurityLabel value{};
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        // An object that no kind manages is reported as such; its label adds nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        ObjectId id = *target;
        id.on = std::exchange(id.kind, std::string(name));
        id.part = row.string(2);
        auto& value = found.try_emplace(std::move(id), Found{*target, address}).first->second.value;
        value.labels.push_back({row.string(3), row.string(4)});
        value.sequence = row.string(5);
    }
    for (auto& [id, item] : found) {
        const Need need{.object = item.target, .object_part = part_needed(id.part), .automatic = true};
        reading.add(id, std::move(item.value), item.address, {need});
    }
    return {};
}

Steps SecurityLabelKind::create(const Subject<SecurityLabel>& to, const Scene& scene) {
    Steps steps;
    for (const auto& label : to.value.labels) steps.push_back(label_step(to, label.name, text_of(label), Effect::creates, scene));
    return steps;
}

Steps SecurityLabelKind::drop(const Subject<SecurityLabel>& from, const Scene& scene) {
    Steps steps;
    for (const auto& label : from.value.labels) steps.push_back(label_step(from, label.name, {"NULL"}, Effect::destroys, scene));
    return steps;
}

Alteration SecurityLabelKind::alter(const Subject<SecurityLabel>& from, const Subject<SecurityLabel>& to, const Scene& scene) {
    Alteration out;
    for (const auto& label : from.value.labels)
        if (phrases::find(to.value.labels, label.name) == nullptr) out.steps.push_back(label_step(to, label.name, {"NULL"}, Effect::touches, scene));
    for (const auto& label : to.value.labels) {
        const auto* old = phrases::find(from.value.labels, label.name);
        if (old == nullptr || *old != label) out.steps.push_back(label_step(to, label.name, text_of(label), Effect::touches, scene));
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
