// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/sequence/sequence_kind.h"

#include "whimbrel/kinds/owner/owner_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <limits>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr int k_unlogged_since = 15;  ///< the first major with unlogged sequences

struct Bounds {
    std::int64_t minimum, maximum;
};

/// What PostgreSQL takes where neither bound is named (init_params() in sequence.c).
Bounds default_bounds(const Sequence& sequence) {
    if (sequence.increment < 0) {
        if (sequence.type == "smallint") return {std::numeric_limits<std::int16_t>::min(), -1};
        if (sequence.type == "integer") return {std::numeric_limits<std::int32_t>::min(), -1};
        return {std::numeric_limits<std::int64_t>::min(), -1};
    }
    if (sequence.type == "smallint") return {1, std::numeric_limits<std::int16_t>::max()};
    if (sequence.type == "integer") return {1, std::numeric_limits<std::int32_t>::max()};
    return {1, std::numeric_limits<std::int64_t>::max()};
}

ObjectId table_of(const SequenceOwner& owner) { return {.kind = "table", .schema = owner.schema, .name = owner.table}; }

Step own_step(const ObjectId& id, const std::optional<SequenceOwner>& owner, Effect effect) {
    Builder builder;
    builder.add("ALTER SEQUENCE").add(qualified(id)).add("OWNED BY");
    if (owner) builder.add(Fragment{sql::QualifiedName{owner->schema, owner->table}.render() + "." + Identifier{owner->column}.render()});
    else builder.add("NONE");
    Step step{.object = id, .statement = builder.statement(), .touches = {{std::string(SequenceKind::automatic_part), effect}}};
    if (owner) step.after = {OwnerKind::of(id), OwnerKind::of(table_of(*owner))};
    return step;
}

Step role_step(const ObjectId& id, const std::string& role) {
    return {.object = id,
            .statement = sql::sql("ALTER SEQUENCE", qualified(id), "OWNER TO", role.empty() ? Fragment{"CURRENT_USER"} : Fragment{Identifier{role}.render()}),
            .touches = {{std::string(SequenceKind::automatic_part), Effect::touches}},
            .after = OwnerKind::comes_after(id)};
}

/// The column that owns it goes, and the one that is to own it may have to wait for that (for the name of a NOT NULL).
bool goes_before_other_comes(const SequenceOwner& was, const SequenceOwner& is, const Scene& scene) {
    if (scene.around == nullptr || table_of(was) != table_of(is)) return false;
    const auto *from = scene.around->find(Surroundings::Side::from, table_of(is)), *to = scene.around->find(Surroundings::Side::to, table_of(is));
    return from != nullptr && to != nullptr && to->as<Table>().column(was.column) == nullptr && from->as<Table>().column(is.column) == nullptr;
}

/// PostgreSQL refuses a sequence that is not the table's owner's (process_owned_by() in sequence.c), and a new owner of one that is a column's.
void append_owner(const Subject<Sequence>& from, const Subject<Sequence>& to, const Scene& scene, Steps& steps) {
    const auto& was = from.value.owned_by;
    const auto& is = to.value.owned_by;
    if (was == is) return;
    const std::string old_role = was ? was->role : "";
    const std::string new_role = is ? is->role : "";
    if (was && (!is || old_role != new_role || goes_before_other_comes(*was, *is, scene))) {
        steps.push_back(own_step(to.id, std::nullopt, Effect::destroys));
        steps.back().before = {OwnerKind::of(table_of(*was))};
    }
    if (old_role != new_role) {
        steps.push_back(role_step(to.id, new_role));
        if (is) steps.back().after.push_back(OwnerKind::of(to.id));
    }
    if (is) steps.push_back(own_step(to.id, is, Effect::creates));
    else
        for (auto& step : steps) step.before.push_back(OwnerKind::of(to.id));
}

/// Where a sequence that nobody has asked stands beyond its new bounds, they are refused without a RESTART.
bool starts_anew(const Sequence& old, const Sequence& now) { return old.start < now.minimum || old.start > now.maximum; }

/// "last_value" beyond a new bound: "RESTART value (500) cannot be greater than MAXVALUE (100)".
Risk narrowing_risk(const Subject<Sequence>& from, const Sequence& now) {
    Builder when;
    const auto& old = from.value;
    if (starts_anew(old, now)) {
        when.add("(SELECT is_called FROM").add(qualified(from.id));
        return {Verdict::lossy, "starts the sequence anew: it has begun where its new bounds do not reach", when.add(")").fragment()};
    }
    if (now.maximum >= old.maximum && now.minimum <= old.minimum) return {};
    when.add("EXISTS (SELECT FROM").add(qualified(from.id)).add("WHERE last_value >").add(now.maximum).add("OR last_value <").add(now.minimum);
    return {Verdict::blocked, "the sequence has gone beyond its new bounds", when.add(")").fragment()};
}

void append_options(const Subject<Sequence>& from, const Subject<Sequence>& to, Steps& steps) {
    const auto& old = from.value;
    const auto& now = to.value;
    Builder changes;
    if (now.type != old.type) changes.add("AS").add(Fragment{now.type});
    if (now.increment != old.increment) changes.add("INCREMENT BY").add(now.increment);
    // A new type or direction moves bounds that were its defaults, so all are named then.
    const bool moved = now.type != old.type || (now.increment < 0) != (old.increment < 0);
    if (moved || now.minimum != old.minimum) changes.add("MINVALUE").add(now.minimum);
    if (moved || now.maximum != old.maximum) changes.add("MAXVALUE").add(now.maximum);
    if (now.start != old.start) changes.add("START WITH").add(now.start);
    if (starts_anew(old, now)) changes.add("RESTART");
    if (now.cache != old.cache) changes.add("CACHE").add(now.cache);
    if (now.cycle != old.cycle) changes.add(now.cycle ? Fragment{"CYCLE"} : Fragment{"NO CYCLE"});
    if (changes.fragment().empty()) return;
    steps.push_back({.object = to.id,
                     .statement = sql::sql("ALTER SEQUENCE", qualified(to.id), changes.fragment()),
                     .touches = {{"", Effect::touches}},
                     .risk = narrowing_risk(from, now),
                     .lock = "SHARE ROW EXCLUSIVE"});
}

}  // namespace

sql::Statement persistence_statement(const ObjectId& sequence, const Sequence& to) {
    return sql::sql("ALTER SEQUENCE", qualified(sequence), "SET", to.unlogged ? Fragment{"UNLOGGED"} : Fragment{"LOGGED"});
}

bool goes_along(const ObjectId& sequence, const Scene& scene) {
    if (scene.around == nullptr || scene.version.major() < k_unlogged_since) return false;
    const auto table = [&](Surroundings::Side side) -> const Object* {
        const auto* object = scene.around->find(side, sequence);
        if (object == nullptr || !object->as<Sequence>().owned_by) return nullptr;
        return scene.around->find(side, table_of(*object->as<Sequence>().owned_by));
    };
    const auto *from = table(Surroundings::Side::from), *to = table(Surroundings::Side::to);
    return from != nullptr && to != nullptr && from->id == to->id && from->as<Table>().unlogged != to->as<Table>().unlogged;
}

std::vector<std::string> SequenceKind::queries(pg::ServerVersion) {
    return {R"(
SELECT c.oid, n.nspname, c.relname, pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
       s.seqcycle, c.relpersistence = 'u', o.nspname, o.relname, o.attname, o.role
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL (
    SELECT d.deptype, tn.nspname, t.relname, a.attname,
           CASE WHEN t.relowner <> (SELECT b.datdba FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database())
                THEN pg_catalog.pg_get_userbyid(t.relowner) END AS role
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.objsubid = 0
       AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')) o ON true
 WHERE c.relkind = 'S' AND c.oid >= 16384 AND c.relpersistence <> 't' AND o.deptype IS DISTINCT FROM 'i'
 ORDER BY c.oid)"};
}

Result<> SequenceKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Sequence sequence{.type = row.string(3),
                          .start = row.integer(4),
                          .increment = row.integer(5),
                          .minimum = row.integer(6),
                          .maximum = row.integer(7),
                          .cache = row.integer(8),
                          .cycle = row.boolean(9),
                          .unlogged = row.boolean(10)};
        if (!row.is_null(11)) sequence.owned_by = SequenceOwner{row.string(11), row.string(12), row.string(13), row.string(14)};
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, std::move(sequence),
                    {catalog_oid::pg_class, row.oid(0)});
    }
    return {};
}

Steps SequenceKind::create(const Subject<Sequence>& to, const Scene&) {
    const auto& sequence = to.value;
    const auto bounds = default_bounds(sequence);
    Builder builder;
    builder.add("CREATE");
    if (sequence.unlogged) builder.add("UNLOGGED");
    builder.add("SEQUENCE").add(qualified(to.id));
    if (sequence.type != "bigint") builder.add("AS").add(Fragment{sequence.type});
    if (sequence.increment != 1) builder.add("INCREMENT BY").add(sequence.increment);
    if (sequence.minimum != bounds.minimum) builder.add("MINVALUE").add(sequence.minimum);
    if (sequence.maximum != bounds.maximum) builder.add("MAXVALUE").add(sequence.maximum);
    if (sequence.start != (sequence.increment < 0 ? sequence.maximum : sequence.minimum)) builder.add("START WITH").add(sequence.start);
    if (sequence.cache != 1) builder.add("CACHE").add(sequence.cache);
    if (sequence.cycle) builder.add("CYCLE");
    // It has no type, but PostgreSQL refuses one whose name a type has by then (heap_create_with_catalog() in heap.c).
    Steps steps{{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}, .takes = {phrases::slot("type", to.id)}}};
    if (!sequence.owned_by) return steps;
    if (!sequence.owned_by->role.empty()) steps.push_back(role_step(to.id, sequence.owned_by->role));
    steps.push_back(own_step(to.id, sequence.owned_by, Effect::creates));
    return steps;
}

Steps SequenceKind::drop(const Subject<Sequence>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP SEQUENCE", qualified(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration SequenceKind::alter(const Subject<Sequence>& from, const Subject<Sequence>& to, const Scene& scene) {
    Alteration out;
    append_options(from, to, out.steps);
    if (from.value.unlogged != to.value.unlogged && !goes_along(to.id, scene))
        out.steps.push_back(
            {.object = to.id, .statement = persistence_statement(to.id, to.value), .touches = {{"persistence", Effect::touches}}, .lock = "ACCESS EXCLUSIVE"});
    append_owner(from, to, scene, out.steps);
    return out;
}

/// A column that is made anew would take along the sequence that it owns, and the value that this has arrived at.
std::optional<PartRebuild> SequenceKind::rebuild_part(const Subject<Sequence>& from, const Subject<Sequence>& to, std::string_view part, const Scene&) {
    if (part != automatic_part) return std::nullopt;
    PartRebuild out;
    out.before.push_back(own_step(to.id, std::nullopt, Effect::destroys));
    // The table's new owner does not become that of a sequence which it has let go of meanwhile.
    if (from.value.owned_by && to.value.owned_by && from.value.owned_by->role != to.value.owned_by->role)
        out.after.push_back(role_step(to.id, to.value.owned_by->role));
    if (to.value.owned_by) out.after.push_back(own_step(to.id, to.value.owned_by, Effect::creates));
    return out;
}

bool SequenceKind::renames_when_equal(const Sequence& sequence) { return sequence.owned_by.has_value(); }

Steps SequenceKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("SEQUENCE", from, to);
}

std::vector<std::string> SequenceKind::occupies(const ObjectId& id) { return {phrases::slot("relation", id)}; }

Fragment SequenceKind::spoken(const ObjectId& id) { return sql::fragment("SEQUENCE", qualified(id)); }

}  // namespace whimbrel::kinds
