// SPDX-License-Identifier: Apache-2.0
// What ALTER TABLE alone says of a table as a whole.
#include "whimbrel/kinds/sequence/sequence_kind.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::QualifiedName;

void append_table_settings(const ObjectId& id, const Table& from, const Table& to, Steps& steps) {
    const auto alter = [&](sql::Keywords action, std::string part) {
        steps.push_back({.object = id,
                         .statement = sql::sql("ALTER TABLE", phrases::qualified(id), action),
                         .touches = {{std::move(part), Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    };
    if (from.row_security != to.row_security)
        alter(to.row_security ? sql::Keywords("ENABLE ROW LEVEL SECURITY") : sql::Keywords("DISABLE ROW LEVEL SECURITY"), "row security");
    if (from.force_row_security != to.force_row_security)
        alter(to.force_row_security ? sql::Keywords("FORCE ROW LEVEL SECURITY") : sql::Keywords("NO FORCE ROW LEVEL SECURITY"), "row security");
    if (from.replica_identity != to.replica_identity) {
        if (to.replica_identity.empty()) alter("REPLICA IDENTITY DEFAULT", "replica identity");
        if (to.replica_identity == "FULL") alter("REPLICA IDENTITY FULL", "replica identity");
        if (to.replica_identity == "NOTHING") alter("REPLICA IDENTITY NOTHING", "replica identity");
    }
    if (from.clustered && !to.clustered) alter("SET WITHOUT CLUSTER", "clustered");
}

void append_identity_persistence(const ObjectId& id, const Table& from, const Table& to, Steps& steps) {
    for (const auto& column : to.columns) {
        if (!column.identity) continue;
        const auto* old = from.column(column.name);
        // ALTER TABLE … SET LOGGED and UNLOGGED takes the sequence along, and a new one is as its table.
        const bool was_other = old != nullptr && old->identity && from.unlogged == to.unlogged && old->identity->other_persistence;
        if (was_other == column.identity->other_persistence) continue;
        const auto& named = old != nullptr && old->identity ? *old->identity : *column.identity;
        const Fragment sequence{named.sequence_name.empty() ? QualifiedName{id.schema, phrases::implicit_name(id.name, column.name, "seq")}.render()
                                                            : named.sequence_name};
        const bool unlogged = to.unlogged != column.identity->other_persistence;
        steps.push_back({.object = id,
                         .statement = sql::sql("ALTER SEQUENCE", sequence, unlogged ? Fragment{"SET UNLOGGED"} : Fragment{"SET LOGGED"}),
                         .touches = {{column_part(column.name), Effect::touches}, {"persistence", Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    }
}

void append_owned_persistence(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, Steps& steps) {
    if (from.value.unlogged == to.value.unlogged || scene.around == nullptr) return;
    for (const auto* object : scene.around->dependents(Surroundings::Side::to, to.id)) {
        if (object->id.kind != SequenceKind::name || object->as<Sequence>().unlogged == to.value.unlogged || !goes_along(object->id, scene)) continue;
        steps.push_back({.object = to.id,
                         .statement = persistence_statement(object->id, object->as<Sequence>()),
                         .touches = {{"persistence", Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    }
}

}  // namespace whimbrel::kinds
