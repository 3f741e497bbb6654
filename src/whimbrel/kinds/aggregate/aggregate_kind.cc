// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/aggregate/aggregate_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Keywords;

namespace {

constexpr std::string_view k_aggregates = R"(
SELECT p.oid, n.nspname, p.proname,
       '(' || pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.format_type(u.type, NULL)
                                                 FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY u(type, place) ORDER BY u.place), ', ') || ')',
       pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.format_type(p.prorettype, NULL), a.aggkind,
       a.aggtransfn, pg_catalog.format_type(a.aggtranstype, NULL), NULLIF(a.aggtransspace, 0), a.agginitval,
       NULLIF(a.aggfinalfn, 0)::pg_catalog.regproc, a.aggfinalextra, a.aggfinalmodify,
       NULLIF(a.aggcombinefn, 0)::pg_catalog.regproc, NULLIF(a.aggserialfn, 0)::pg_catalog.regproc, NULLIF(a.aggdeserialfn, 0)::pg_catalog.regproc,
       NULLIF(a.aggmtransfn, 0)::pg_catalog.regproc, NULLIF(a.aggminvtransfn, 0)::pg_catalog.regproc,
       CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END, NULLIF(a.aggmtransspace, 0), a.aggminitval,
       NULLIF(a.aggmfinalfn, 0)::pg_catalog.regproc, a.aggmfinalextra, a.aggmfinalmodify,
       (SELECT 'OPERATOR(' || pg_catalog.quote_ident(sn.nspname) || '.' || o.oprname || ')'
          FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace sn ON sn.oid = o.oprnamespace
         WHERE a.aggsortop <> 0 AND o.oid = a.aggsortop),
       CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE p.prokind = 'a' AND p.oid >= 16384 AND n.nspname !~ '^pg_' AND )";

/// Ordered-set aggregates are taken to change their state in the final function, others are not.
std::string modify_word(char code, bool ordered_set) {
    if (code == (ordered_set ? 'w' : 'r')) return "";
    return code == 'r' ? "READ_ONLY" : code == 's' ? "SHAREABLE" : "READ_WRITE";
}

sql::Statement definition(Keywords opening, const ObjectId& id, const Aggregate& aggregate) {
    phrases::Attributes attributes;
    attributes.add("SFUNC", aggregate.transition).add("STYPE", aggregate.state_type).add("SSPACE", aggregate.state_size);
    attributes.add("FINALFUNC", aggregate.final_function).flag("FINALFUNC_EXTRA", aggregate.final_extra).add("FINALFUNC_MODIFY", aggregate.final_modify);
    attributes.add("COMBINEFUNC", aggregate.combine).add("SERIALFUNC", aggregate.serialize).add("DESERIALFUNC", aggregate.deserialize);
    attributes.literal("INITCOND", aggregate.initial);
    attributes.add("MSFUNC", aggregate.moving_transition).add("MINVFUNC", aggregate.moving_inverse).add("MSTYPE", aggregate.moving_state_type);
    attributes.add("MSSPACE", aggregate.moving_state_size).add("MFINALFUNC", aggregate.moving_final);
    attributes.flag("MFINALFUNC_EXTRA", aggregate.moving_final_extra).add("MFINALFUNC_MODIFY", aggregate.moving_final_modify);
    attributes.literal("MINITCOND", aggregate.moving_initial);
    attributes.add("SORTOP", aggregate.sort_operator).add("PARALLEL", aggregate.parallel).flag("HYPOTHETICAL", aggregate.hypothetical);
    const std::string arguments = aggregate.arguments.empty() ? "*" : aggregate.arguments;
    return sql::sql(opening, "AGGREGATE", Fragment{phrases::qualified(id).render() + "(" + arguments + ")"}, attributes.lines());
}

}  // namespace

std::vector<std::string> AggregateKind::queries(pg::ServerVersion) {
    return {std::string(k_aggregates) + phrases::not_of_extension("pg_catalog.pg_proc", "p.oid") + "\n ORDER BY p.oid"};
}

Result<> AggregateKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const bool ordered_set = row.character(6) != 'n';
        Aggregate aggregate{.arguments = row.string(4),
                            .result = row.string(5),
                            .hypothetical = row.character(6) == 'h',
                            .transition = row.string(7),
                            .state_type = row.string(8),
                            .state_size = row.string(9),
                            .initial = row.optional(10),
                            .final_function = row.string(11),
                            .final_extra = row.boolean(12),
                            .final_modify = modify_word(row.character(13), ordered_set),
                            .combine = row.string(14),
                            .serialize = row.string(15),
                            .deserialize = row.string(16),
                            .moving_transition = row.string(17),
                            .moving_inverse = row.string(18),
                            .moving_state_type = row.string(19),
                            .moving_state_size = row.string(20),
                            .moving_initial = row.optional(21),
                            .moving_final = row.string(22),
                            .moving_final_extra = row.boolean(23),
                            .moving_final_modify = modify_word(row.character(24), ordered_set),
                            .sort_operator = row.string(25),
                            .parallel = row.string(26)};
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2), .arguments = row.string(3)}, std::move(aggregate),
                    {catalog_oid::pg_proc, row.oid(0)});
    }
    return {};
}

Steps AggregateKind::create(const Subject<Aggregate>& to, const Scene&) {
    return {phrases::step(to.id, definition("CREATE", to.id, to.value), Effect::creates)};
}

Steps AggregateKind::drop(const Subject<Aggregate>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration AggregateKind::alter(const Subject<Aggregate>& from, const Subject<Aggregate>& to, const Scene&) {
    // "cannot change return type of existing function", "cannot change name of input parameter" (ProcedureCreate() in pg_proc.c); the
    // same types may be direct arguments of one and aggregated ones of the other.
    const bool replaceable =
        from.value.arguments == to.value.arguments && from.value.result == to.value.result && from.value.hypothetical == to.value.hypothetical;
    if (!replaceable) return {.way = Alteration::Way::recreate};
    return {.steps = {{.object = to.id, .statement = definition("CREATE OR REPLACE", to.id, to.value), .touches = phrases::replaced()}}};
}

Steps AggregateKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

std::vector<std::string> AggregateKind::occupies(const ObjectId& id) { return {phrases::slot("routine", id) + id.arguments}; }

Fragment AggregateKind::spoken(const ObjectId& id) {
    // Also an ordered-set aggregate is found by all its types in a row (extractAggrArgTypes() in gram.y).
    const std::string arguments = id.arguments == "()" ? "(*)" : id.arguments;
    return sql::fragment("AGGREGATE", Fragment{phrases::qualified(id).render() + arguments});
}

}  // namespace whimbrel::kinds
