// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/comment/comment_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

// Rows are addressed as the kinds have them: an attribute of a composite type by its type (its pg_class row is internal), a
// domain's constraint by the domain, the index of a constraint by the constraint, an identity column's sequence by the table.
constexpr std::string_view k_comments = R"(
SELECT CASE WHEN c.relkind = 'c' OR k.contypid <> 0 THEN 'pg_catalog.pg_type'::pg_catalog.regclass::oid
            WHEN ik.oid IS NOT NULL THEN 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid ELSE d.classoid END,
       CASE WHEN c.relkind = 'c' THEN c.reltype WHEN k.contypid <> 0 THEN k.contypid WHEN ik.oid IS NOT NULL THEN ik.oid
            ELSE coalesce(i.refobjid, d.objoid) END,
       CASE WHEN d.objsubid <> 0 THEN 'column:' || a.attname WHEN k.contypid <> 0 OR k.contype = 'n' THEN 'constraint:' || k.conname
            WHEN ik.oid IS NOT NULL THEN 'index' WHEN i.objid IS NOT NULL THEN 'identity:' || a.attname END,
       d.description, NULL, CASE WHEN i.objid IS NOT NULL THEN c.oid::pg_catalog.regclass END
  FROM pg_catalog.pg_description d
  LEFT JOIN pg_catalog.pg_class c ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objoid
  LEFT JOIN pg_catalog.pg_depend i ON c.relkind = 'S' AND i.classid = d.classoid AND i.objid = c.oid AND i.objsubid = 0 AND i.refclassid = d.classoid
        AND i.refobjsubid > 0 AND i.deptype = 'i'
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = coalesce(i.refobjid, c.oid) AND a.attnum = coalesce(i.refobjsubid, d.objsubid)
  LEFT JOIN pg_catalog.pg_constraint k ON d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objoid
  LEFT JOIN pg_catalog.pg_constraint ik ON c.relkind IN ('i', 'I') AND ik.conindid = c.oid AND ik.conrelid <> 0 AND ik.contype IN ('p', 'u', 'x')
 WHERE (d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objoid = 2200)
   AND d.classoid <> 'pg_catalog.pg_extension'::pg_catalog.regclass
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = d.classoid AND m.objid = d.objoid AND m.deptype = 'e')
 ORDER BY 1, 2, 3)";

// CREATE EXTENSION sets the comment of the control file; what says the same is nobody's comment. The server reads all control files
// for this, so it is not asked where plpgsql alone is there as initdb left it.
constexpr std::string_view k_of_extensions = R"(
SELECT 'pg_catalog.pg_extension'::pg_catalog.regclass::oid, e.oid, NULL, d.description, v.comment, NULL
  FROM pg_catalog.pg_extension e
  LEFT JOIN pg_catalog.pg_description d ON d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.objoid = e.oid AND d.objsubid = 0
  LEFT JOIN LATERAL (SELECT a.comment FROM pg_catalog.pg_available_extensions() a WHERE a.name = e.extname) v ON true
 WHERE (e.extname <> 'plpgsql' OR d.description IS DISTINCT FROM 'PL/pgSQL procedural language')
   AND d.description IS DISTINCT FROM v.comment
 ORDER BY e.extname)";

// Of objects that belong to the whole server.
constexpr std::string_view k_of_server = R"(
SELECT d.classoid, d.objoid, NULL, d.description, NULL, NULL
  FROM pg_catalog.pg_shdescription d WHERE d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND d.objoid >= 16384
 ORDER BY d.objoid)";

/// The part of a constraint that its index is; both have one name.
constexpr std::string_view k_index = "index";

/// The part of what is commented without which there is none.
std::string part_needed(const std::string& part) {
    if (part == k_index) return {};
    return part.starts_with("identity:") ? column_part(part_name(part)) : part;
}

Fragment value_of(const std::string& text) { return text.empty() ? Fragment{"NULL"} : Fragment{Literal{text}.render()}; }

Step comment_step(const Subject<Comment>& subject, const Scene& scene, const std::string& text, Effect effect) {
    const auto& sequence = subject.value.sequence;
    const auto side = effect == Effect::destroys ? Surroundings::Side::from : Surroundings::Side::to;
    const auto target = sequence.empty() ? CommentKind::spoken_in(scene, side, subject.id) : sql::fragment("SEQUENCE", Fragment{sequence});
    Step step{.object = subject.id, .statement = sql::sql("COMMENT ON", target, "IS", value_of(text)), .touches = {{"", effect}}};
    // An identity's sequence may get another name meanwhile.
    if (!sequence.empty() && effect == Effect::destroys) step.prepares.push_back("sequence done with:" + sequence);
    if (!sequence.empty() && effect != Effect::destroys) step.awaits.push_back("sequence named:" + sequence);
    return step;
}

}  // namespace

std::vector<std::string> CommentKind::queries(pg::ServerVersion) { return {std::string(k_comments), std::string(k_of_extensions), std::string(k_of_server)}; }

Result<> CommentKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto& found : rows) {
        for (const auto row : found) {
            const Address address{row.oid(0), row.oid(1)};
            // An object that no kind manages is reported as such; its comment adds nothing to that.
            const ObjectId* target = reading.find(address);
            if (target == nullptr) continue;
            ObjectId id = *target;
            id.on = std::exchange(id.kind, std::string(name));
            id.part = row.string(2);
            const Need need{.object = *target, .object_part = part_needed(id.part), .automatic = true};
            reading.add(std::move(id), Comment{.text = row.string(3), .usual = row.string(4), .sequence = row.string(5)}, address, {need});
        }
    }
    return {};
}

Steps CommentKind::create(const Subject<Comment>& to, const Scene& scene) { return {comment_step(to, scene, to.value.text, Effect::creates)}; }

Steps CommentKind::drop(const Subject<Comment>& from, const Scene& scene) { return {comment_step(from, scene, from.value.usual, Effect::destroys)}; }

Alteration CommentKind::alter(const Subject<Comment>&, const Subject<Comment>& to, const Scene& scene) {
    return {.steps = {comment_step(to, scene, to.value.text, Effect::touches)}};
}

Steps CommentKind::rename(const ObjectId&, const ObjectId&, std::string_view, std::string_view, const Scene&) { return {}; }

std::vector<std::string> CommentKind::occupies(const ObjectId&) { return {}; }

Fragment CommentKind::spoken(const ObjectId& id) {
    const Identifier part{std::string(part_name(id.part))};
    if (id.part.starts_with("column:")) return sql::fragment("COLUMN", Fragment{phrases::qualified(id).render() + "." + part.render()});
    if (id.part == k_index) return sql::fragment("INDEX", Fragment{sql::QualifiedName{id.schema, id.name}.render()});
    const ObjectId target = id.target();
    const auto* kind = find_kind(target.kind);
    if (id.part.empty()) return kind->spoken(target);
    // ON takes a table's bare name, but "DOMAIN name".
    return sql::fragment("CONSTRAINT", part, "ON", kind->hosts ? Fragment{phrases::qualified(target).render()} : kind->spoken(target));
}

Fragment CommentKind::spoken_in(const Scene& scene, Surroundings::Side side, const ObjectId& id) {
    const auto* target = scene.around == nullptr || !id.part.empty() ? nullptr : scene.around->find(side, id.target());
    return target == nullptr ? spoken(id) : target->kind->spoken_of(*target);
}

}  // namespace whimbrel::kinds
