// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/comment/comment_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

// Rows are addressed as the kinds have them: an attribute of a composite type by its type (its pg_class row is internal), a
// domain's constraint by the domain. An extension sets its own comment from its control file; what it says there is no comment of ours.
constexpr std::string_view k_comments = R"(
SELECT CASE WHEN c.relkind = 'c' OR k.contypid <> 0 THEN 'pg_catalog.pg_type'::pg_catalog.regclass::oid ELSE d.classoid END,
       CASE WHEN c.relkind = 'c' THEN c.reltype WHEN k.contypid <> 0 THEN k.contypid ELSE d.objoid END,
       CASE WHEN d.objsubid <> 0 THEN 'column:' || a.attname WHEN k.contypid <> 0 THEN 'constraint:' || k.conname END,
       d.description, CASE WHEN ik.oid IS NOT NULL THEN c.oid::pg_catalog.regclass END
  FROM pg_catalog.pg_description d
  LEFT JOIN pg_catalog.pg_class c ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objoid
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
  LEFT JOIN pg_catalog.pg_constraint k ON d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objoid
  LEFT JOIN pg_catalog.pg_constraint ik ON c.relkind IN ('i', 'I') AND ik.conindid = c.oid AND ik.conrelid <> 0 AND ik.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_catalog.pg_extension e ON d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.oid = d.objoid
 WHERE (d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objoid = 2200)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = d.classoid AND m.objid = d.objoid AND m.deptype = 'e')
   AND CASE WHEN e.oid IS NOT NULL THEN
         d.description IS DISTINCT FROM (SELECT v.comment FROM pg_catalog.pg_available_extensions() v WHERE v.name = e.extname)
       ELSE true END
 ORDER BY 1, 2, 3)";

}  // namespace

std::vector<std::string> CommentKind::queries(pg::ServerVersion) { return {std::string(k_comments)}; }

Result<> CommentKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        if (!row.is_null(4)) reading.not_managed("comment", "index " + row.string(4) + " of a constraint");
        // An object that no kind manages is reported as such; its comment adds nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        ObjectId id = *target;
        id.on = std::exchange(id.kind, std::string(name));
        id.part = row.string(2);
        const Need need{.object = *target, .object_part = id.part, .automatic = true};
        reading.add(std::move(id), Comment{row.string(3)}, address, {need});
    }
    return {};
}

Steps CommentKind::create(const Subject<Comment>& to, const Scene&) {
    return {{.object = to.id,
             .statement = sql::sql("COMMENT ON", spoken(to.id), "IS", Literal{to.value.text}),
             .touches = {{"", Effect::creates}}}};
}

Steps CommentKind::drop(const Subject<Comment>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("COMMENT ON", spoken(from.id), "IS NULL"), .touches = {{"", Effect::destroys}}}};
}

Alteration CommentKind::alter(const Subject<Comment>&, const Subject<Comment>& to, const Scene& scene) {
    Alteration out{.steps = create(to, scene)};
    out.steps.front().touches = {{"", Effect::touches}};
    return out;
}

Steps CommentKind::rename(const ObjectId&, const ObjectId&, std::string_view, std::string_view, const Scene&) { return {}; }

std::vector<std::string> CommentKind::occupies(const ObjectId&) { return {}; }

Fragment CommentKind::spoken(const ObjectId& id) {
    const Identifier part{std::string(part_name(id.part))};
    if (id.part.starts_with("column:")) return sql::fragment("COLUMN", Fragment{phrases::qualified(id).render() + "." + part.render()});
    const ObjectId target = id.target();
    const Fragment name_of_target = find_kind(target.kind)->spoken(target);
    return id.part.empty() ? name_of_target : sql::fragment("CONSTRAINT", part, "ON", name_of_target);
}

}  // namespace whimbrel::kinds
