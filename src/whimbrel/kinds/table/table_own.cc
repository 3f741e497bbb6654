// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_own.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/table/table_not_null.h"
#include "whimbrel/kinds/table/table_relink.h"

#include <algorithm>
#include <functional>

namespace whimbrel::kinds {

namespace own {

using lineage::Side;

const Column* column_of(const Table* table, std::string_view column) { return table == nullptr ? nullptr : table->column(column); }

bool would_be_local(const Column* was, const Column& is, const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    const auto links = lineage::links(from, to, scene);
    if (!links.joins.empty() && !to.value.bound.empty()) return false;  // ATTACH PARTITION
    if (was != nullptr && was->local) return true;
    std::vector<ObjectId> giving = links.kept;
    const auto gave = [&](const ObjectId& parent) { return (column_of(lineage::table(scene, Side::from, parent), is.name) != nullptr) == (was != nullptr); };
    std::erase_if(giving, std::not_fn(gave));
    const bool given =
        std::ranges::any_of(giving, [&](const ObjectId& parent) { return column_of(lineage::table(scene, Side::to, parent), is.name) != nullptr; });
    // A new one that parents give may be the table's own as well; one that they no longer give is left to their children.
    return was == nullptr && given ? is.local : !given;
}

std::vector<const Object*> checks(const Scene& scene, Side side, const ObjectId& table) {
    std::vector<const Object*> out;
    for (const auto* other : scene.around->dependents(side, table))
        if (other->id.kind == ConstraintKind::name && other->id.schema == table.schema && other->id.parent == table.name &&
            other->as<Constraint>().type == "check")
            out.push_back(other);
    return out;
}

bool keeps_checks(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (scene.around == nullptr || lineage::links(from, to, scene).joins.empty()) return false;
    return std::ranges::any_of(checks(scene, Side::to, to.id), [](const Object* check) {
        const auto& value = check->as<Constraint>();
        return value.inherited && !value.local;
    });
}

}  // namespace own

bool is_relinked(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    // A partition leaves and comes back as with another bound (not_null::must_leave()).
    const bool is_child = to.value.bound.empty();
    if (is_child && own::keeps_checks(from, to, scene)) return true;
    return std::ranges::any_of(to.value.columns, [&](const Column& column) {
        return own::would_be_local(from.value.column(column.name), column, from, to, scene) != column.local ||
               (is_child && column.not_null_inherited && not_null::course(from, to, scene, column.name).relinks);
    });
}

}  // namespace whimbrel::kinds
