// SPDX-License-Identifier: Apache-2.0
// Identity columns, whose sequences have names among the schema's relations.
#include "whimbrel/kinds/owner/owner_kind.h"
#include "whimbrel/kinds/table/column_steps.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

/// The name that it has among the schema's relations.
std::string identity_relation(const ObjectId& table, const Column& column) { return "relation:" + identity_sequence(table, column); }

/// `seq` of `public.seq`; a dot in quotes is none.
Fragment without_schema(std::string_view qualified) {
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < qualified.size(); ++at) {
        if (qualified[at] == '"') quoted = !quoted;
        if (qualified[at] == '.' && !quoted) begin = at + 1;
    }
    return Fragment{std::string(qualified.substr(begin))};
}

}  // namespace

std::string identity_sequence(const ObjectId& table, const Column& column) {
    if (!column.identity->sequence_name.empty()) return column.identity->sequence_name;
    return QualifiedName{table.schema, phrases::implicit_name(table.name, column.name, "seq")}.render();
}

void ColumnSteps::take_sequence(Step& step, const Column& column) const {
    if (!column.identity) return;
    step.takes.push_back(identity_relation(to.id, column));
    step.awaits.push_back(lineage::free(to.id, step.takes.back()));
    // It is made as the table's owner, by whose default privileges it is born (PrivilegesKind::at_birth()).
    step.before.push_back(OwnerKind::of(to.id));
}

void ColumnSteps::free_sequence(Step& step, const Column& old_column) const {
    if (!old_column.identity) return;
    step.frees.push_back(identity_relation(from.id, old_column));
    step.prepares.push_back(lineage::free(to.id, step.frees.back()));
}

void ColumnSteps::change_identity_away(const Column& old_column, const Column& column) {
    if (old_column.identity && !column.identity)
        free_sequence(add(sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP IDENTITY"), column_part(column.name), Effect::touches), old_column);
}

void ColumnSteps::change_identity(const Column& old_column, const Column& column) {
    if (!column.identity || old_column.identity == column.identity) return;
    const Identifier column_name{column.name};
    if (!old_column.identity) {
        take_sequence(
            add(sql::fragment("ALTER COLUMN", column_name, "ADD", identity_clause(*column.identity, column.type)), column_part(column.name), Effect::touches),
            column);
        return;
    }
    rename_identity(old_column, column);
    const Identity& was = *old_column.identity;
    const Identity& is = *column.identity;
    Builder changes;
    if (was.generated != is.generated) changes.add("SET GENERATED").add(Fragment{is.generated});
    if (was.increment != is.increment) changes.add("SET INCREMENT BY").add(is.increment);
    // ALTER COLUMN … TYPE moves the limits of the sequence along where they were the old type's.
    const bool follows = old_column.type != column.type && was.maximum == largest(old_column.type) && is.maximum == largest(column.type);
    if (was.minimum != is.minimum) changes.add("SET MINVALUE").add(is.minimum);
    if (was.maximum != is.maximum && !follows) changes.add("SET MAXVALUE").add(is.maximum);
    if (was.start != is.start) changes.add("SET START WITH").add(is.start);
    // Where nobody has asked it yet it stands beyond its new bounds.
    const bool starts_anew = was.start < is.minimum || was.start > is.maximum;
    if (starts_anew) changes.add("RESTART");
    if (was.cache != is.cache) changes.add("SET CACHE").add(is.cache);
    if (was.cycle != is.cycle) changes.add(is.cycle ? Fragment{"SET CYCLE"} : Fragment{"SET NO CYCLE"});
    if (changes.fragment().empty()) return;
    auto& step = add(sql::fragment("ALTER COLUMN", column_name, changes.fragment()), column_part(column.name), Effect::touches);
    if (starts_anew)
        step.risk = {Verdict::lossy, "starts the column's sequence anew: it has begun where its new bounds do not reach",
                     rows_with_value(scene, to.id, column.name)};
}

void ColumnSteps::rename_identity(const Column& old_column, const Column& column) {
    const auto was = identity_sequence(from.id, old_column);
    const auto is = identity_sequence(to.id, column);
    if (was == is) return;
    steps.push_back({.object = to.id,
                     .statement = sql::sql("ALTER SEQUENCE", Fragment{was}, "RENAME TO", without_schema(is)),
                     .touches = {{column_part(column.name), Effect::touches}}});
    place(steps.back());
    steps.back().prepares.push_back("sequence named:" + is);
    steps.back().awaits.push_back("sequence done with:" + was);
    steps.back().takes = {"relation:" + is};
    steps.back().frees = {"relation:" + was};
}

}  // namespace whimbrel::kinds
