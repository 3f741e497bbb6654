// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_carry.h"

#include "whimbrel/kinds/table/column_facts.h"
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>
#include <functional>

namespace whimbrel::kinds {

using lineage::Side;
using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

constexpr std::string_view k_rows = "rows";

QualifiedName aside(const ObjectId& table) { return {table.schema, phrases::implicit_name(table.name, "whimbrel", k_rows)}; }
QualifiedName aside_value(const ObjectId& table, const Column& column) {
    return {table.schema, phrases::implicit_name(table.name, column.name, "whimbrel_value")};
}

bool is_partitioned(const Table* table) { return table != nullptr && !table->partition_key.empty(); }

void walk(const Scene& scene, Side side, const ObjectId& table, const std::function<void(const ObjectId&)>& visit) {
    for (const auto* child : lineage::children(scene, side, table)) {
        visit(child->id);
        walk(scene, side, child->id, visit);
    }
}

std::vector<ObjectId> descendants(const Scene& scene, Side side, const ObjectId& table) {
    std::vector<ObjectId> out;
    walk(scene, side, table, [&](const ObjectId& id) { out.push_back(id); });
    return out;
}

/// Both sides of a table that is made anew, and where its rows come from.
struct Carrying {
    const Object* from = nullptr;
    const Object* to = nullptr;
    std::vector<ObjectId> sources{};  ///< what holds the rows that go over; the table itself where it holds them or all of its partitions do
    std::vector<ObjectId> emptied{};  ///< partitions that stay, and get their rows through the new table again

    [[nodiscard]] const Table& old_table() const { return from->as<Table>(); }
    [[nodiscard]] const Table& new_table() const { return to->as<Table>(); }

    /// Columns whose values go over, the new one first.
    [[nodiscard]] std::vector<std::pair<const Column*, const Column*>> columns() const {
        std::vector<std::pair<const Column*, const Column*>> out;
        for (const auto& column : new_table().columns)
            if (const auto* was = old_table().column(column.name); was != nullptr && column.generated.empty()) out.emplace_back(&column, was);
        return out;
    }
};

std::optional<Carrying> carrying(const Scene& scene, const ObjectId& table) {
    if (scene.around == nullptr) return std::nullopt;
    Carrying out{.from = scene.around->find(Side::from, table), .to = scene.around->find(Side::to, table)};
    // No rows are fetched from another server, nor sent to one.
    if (out.from == nullptr || out.to == nullptr || out.old_table().is_foreign() || out.new_table().is_foreign()) return std::nullopt;
    if (!is_partitioned(&out.old_table())) {
        out.sources = {table};
        return out;
    }
    // A partition that stays a table of its own keeps its rows.
    const auto below = descendants(scene, Side::to, table);
    const auto leaves = descendants(scene, Side::from, table);
    const auto is_leaf = [&](const ObjectId& id) { return !is_partitioned(lineage::table(scene, Side::from, id)); };
    bool all = true;
    for (const auto& leaf : leaves) {
        if (!is_leaf(leaf)) continue;
        const bool stays = lineage::table(scene, Side::to, leaf) != nullptr;
        const bool stays_below = std::ranges::find(below, leaf) != below.end();
        if (lineage::table(scene, Side::from, leaf)->is_foreign() || (stays && !stays_below)) {
            all = false;
            continue;
        }
        out.sources.push_back(leaf);
        if (stays) out.emptied.push_back(leaf);
    }
    if (out.sources.empty()) return std::nullopt;
    if (all) out.sources = {table};
    return out;
}

/// A type that is swapped, or goes with whatever is of it, or is made of one.
bool is_replaced(const ObjectId& type, const Scene& scene) {
    const auto *before = scene.around->find(Side::from, type), *after = scene.around->find(Side::to, type);
    if (before == nullptr || !(before->kind->rebuilt_by_swap || !before->kind->definition_part.empty())) return false;
    return after == nullptr || !before->kind->equal(*before, *after) ||
           std::ranges::any_of(before->needs, [&](const Need& need) { return need.object != type && is_replaced(need.object, scene); });
}

bool is_of_replaced_type(const Carrying& carried, const Scene& scene, const Column& was) {
    return std::ranges::any_of(carried.from->needs, [&](const Need& need) { return need.part == column_part(was.name) && is_replaced(need.object, scene); });
}

/// Values go over as text where their type is not the same afterwards.
bool goes_by_text(const Carrying& carried, const Scene& scene, const Column& column, const Column& was) {
    return !converts(was, column) || is_of_replaced_type(carried, scene, was);
}

/// A column of the table beside: it holds on to nothing that may go.
Fragment value_beside(const Carrying& carried, const Scene& scene, const Column& column, const Column& was) {
    const Identifier name{was.name};
    if (!goes_by_text(carried, scene, column, was)) return sql::fragment(name);
    const Fragment text{name.render() + "::text"};
    // A text has the collation of what it was made of.
    const bool may_be_collated = is_of_replaced_type(carried, scene, was);
    return may_be_collated ? sql::fragment(text, "COLLATE", QualifiedName{"pg_catalog", "default"}, "AS", name) : sql::fragment(text, "AS", name);
}

Fragment sequence_of(const ObjectId& table, const Column& column) {
    if (!column.identity->sequence_name.empty()) return Fragment{column.identity->sequence_name};
    return sql::fragment(QualifiedName{table.schema, phrases::implicit_name(table.name, column.name, "seq")});
}

/// An identity column on both sides, by a sequence of the table's own.
bool counts_on(const Table& from, const Table& to, const Column& column) {
    const auto* was = from.column(column.name);
    return column.identity && was != nullptr && was->identity && to.bound.empty() && from.bound.empty();
}

Step row_step(const ObjectId& table, sql::Statement statement) {
    return {.object = table, .statement = std::move(statement), .touches = {{std::string(k_rows), Effect::touches}}, .lock = "ACCESS EXCLUSIVE"};
}

Fragment source_text(const Scene& scene, const Fragment& columns, const ObjectId& source) {
    const auto* table = lineage::table(scene, Side::from, source);
    const bool has_children = !lineage::children(scene, Side::from, source).empty();
    const bool only = has_children && !is_partitioned(table);
    return sql::fragment("SELECT", columns, only ? Fragment{"FROM ONLY"} : Fragment{"FROM"}, qualified(source));
}

Fragment fill_of(const std::string& text) { return Fragment{text}; }

/// The values as INSERT takes them from the table beside.
struct Insertion {
    std::vector<Fragment> names, values;
    bool overrides = false;
    Risk risk{};
};

void block(Risk& risk, std::string reason, Fragment when) {
    if (!risk.when.empty()) when = sql::fragment(risk.when, "OR", when);
    risk = {Verdict::blocked, std::move(reason), std::move(when)};
}

void add_value(const Carrying& carried, const Scene& scene, const Column& column, const Column& was, Insertion& out) {
    const Identifier name{column.name};
    Fragment value = sql::fragment(name);
    const auto& id = carried.to->id;
    if (const auto* given = using_expression(scene, id, was, column); given != nullptr && was.type != column.type) value = fill_of(*given);
    else if (goes_by_text(carried, scene, column, was)) value = Fragment{name.render() + "::" + column.type};
    if (!was.not_null && column.not_null) {
        const auto* fill = ask_null_fill(scene, id, column);
        if (fill != nullptr && *fill != "none") value = sql::fragment("coalesce(", value, ",", fill_of(*fill), ")");
        else block(out.risk, "rows hold NULL in a column that must not", sql::fragment("EXISTS (SELECT FROM", qualified(id), "WHERE", name, "IS NULL)"));
    }
    out.overrides = out.overrides || column.identity.has_value();
    out.names.push_back(sql::fragment(name));
    out.values.push_back(std::move(value));
}

void add_new_value(const Carrying& carried, const Scene& scene, const Column& column, Insertion& out) {
    const auto& id = carried.to->id;
    const bool fills_itself = !column.default_value.empty() || column.identity || !column.not_null;
    const auto* fill = fill_answer(scene, id, column);
    if (fill == nullptr && !fills_itself) fill = ask_new_column(scene, id, column);
    if (fill != nullptr && *fill != "none") {
        out.names.push_back(sql::fragment(Identifier{column.name}));
        out.values.push_back(fill_of(*fill));
    } else if (!fills_itself) {
        block(out.risk, "existing rows have no value for the new NOT NULL column", any_rows(scene, id));
    }
}

Insertion insertion(const Carrying& carried, const Scene& scene) {
    Insertion out;
    for (const auto& column : carried.new_table().columns) {
        if (!column.generated.empty()) continue;
        if (const auto* was = carried.old_table().column(column.name)) add_value(carried, scene, column, *was, out);
        else add_new_value(carried, scene, column, out);
    }
    return out;
}

/// What watches or limits rows comes once they are there; the tables of the lineage, and what they need (a serial's sequence), come before.
std::vector<ObjectId> watchers(const Scene& scene, const ObjectId& table) {
    auto lineage = descendants(scene, Side::to, table);
    lineage.push_back(table);
    const auto is_needed = [&](const ObjectId& id) {
        return std::ranges::any_of(lineage, [&](const ObjectId& one) {
            return std::ranges::find(scene.around->find(Side::to, one)->needs, id, &Need::object) != scene.around->find(Side::to, one)->needs.end();
        });
    };
    std::vector<ObjectId> out;
    for (const auto* other : scene.around->dependents(Side::to, table))
        if (!other->kind->holds_rows && !is_needed(other->id)) out.push_back(other->id);
    return out;
}

}  // namespace

std::string rows_are_back(const ObjectId& table) { return "rows " + table.render(); }

Steps carry_out(const Subject<Table>& from, const Scene& scene) {
    const auto carried = carrying(scene, from.id);
    if (!carried) return {};
    Builder columns;
    columns.list(carried->columns(), [&](const auto& pair) { return value_beside(*carried, scene, *pair.first, *pair.second); });
    Builder selects;
    for (const auto& source : carried->sources) {
        if (!selects.fragment().empty()) selects.add("UNION ALL");
        selects.add(source_text(scene, columns.fragment(), source));
    }
    Steps steps;
    // The owner's own policies would hide rows from it.
    if (from.value.force_row_security) steps.push_back(row_step(from.id, sql::sql("ALTER TABLE", qualified(from.id), "NO FORCE ROW LEVEL SECURITY")));
    steps.push_back(row_step(from.id, sql::sql("CREATE TABLE", aside(from.id), "AS", selects.fragment())));
    steps.back().note = "keeps every row, while the table is made anew";
    for (const auto& column : carried->new_table().columns)
        if (counts_on(carried->old_table(), carried->new_table(), column))
            steps.push_back(row_step(from.id, sql::sql("CREATE TABLE", aside_value(from.id, column), "AS SELECT last_value, is_called FROM",
                                                       sequence_of(from.id, *carried->old_table().column(column.name)))));
    for (const auto& partition : carried->emptied) steps.push_back(row_step(from.id, sql::sql("TRUNCATE", qualified(partition))));
    const auto below = descendants(scene, Side::from, from.id);
    for (auto& step : steps) step.before = below;
    if (!carried->emptied.empty())
        for (const auto* other : scene.around->dependents(Side::from, from.id))
            if (!other->kind->holds_rows) steps.back().after.push_back(other->id);
    return steps;
}

Steps carry_in(const Subject<Table>& to, const Scene& scene) {
    const auto carried = carrying(scene, to.id);
    if (!carried) return {};
    auto values = insertion(*carried, scene);
    Steps steps;
    Builder insert;
    insert.add("INSERT INTO").add(qualified(to.id)).add("(").list(values.names, std::identity()).add(")");
    if (values.overrides) insert.add("OVERRIDING SYSTEM VALUE");
    insert.add("\nSELECT").list(values.values, std::identity()).add("FROM").add(aside(to.id));
    if (values.names.empty()) insert = Builder().add("INSERT INTO").add(qualified(to.id)).add("SELECT FROM").add(aside(to.id));
    steps.push_back(row_step(to.id, insert.statement()));
    steps.back().risk = values.risk;
    steps.back().note = to.value.partition_key.empty() ? "copies every row" : "copies every row; one that no partition takes makes this fail";
    steps.push_back(row_step(to.id, sql::sql("DROP TABLE", aside(to.id))));
    for (const auto& column : to.value.columns) {
        if (!counts_on(carried->old_table(), to.value, column)) continue;
        steps.push_back(row_step(to.id, sql::sql("SELECT pg_catalog.setval(", sql::Literal{sequence_of(to.id, column).text}, ", last_value, is_called) FROM",
                                                 aside_value(to.id, column))));
        steps.push_back(row_step(to.id, sql::sql("DROP TABLE", aside_value(to.id, column))));
    }
    for (auto& step : steps) {
        step.after = descendants(scene, Side::to, to.id);
        step.before = watchers(scene, to.id);
        step.prepares.push_back(rows_are_back(to.id));
    }
    return steps;
}

Risk carry_risk(const Subject<Table>& from, const Scene& scene) {
    const auto carried = carrying(scene, from.id);
    if (!carried) return {};
    Risk risk;
    const auto lose = [&](const std::string& reason, const Fragment& when) {
        risk.verdict = Verdict::lossy;
        risk.reason += (risk.reason.empty() ? "" : "; ") + reason;
        risk.when = risk.when.empty() ? when : sql::fragment(risk.when, "OR", when);
    };
    for (const auto& was : carried->old_table().columns) {
        const auto* column = carried->new_table().column(was.name);
        if (column == nullptr && was.generated.empty()) lose("drops the column " + was.name + " and its values", rows_with_value(scene, from.id, was.name));
        if (column != nullptr && was.generated.empty() && !column->generated.empty())
            lose("the values of the column " + was.name + " give way to computed ones", rows_with_value(scene, from.id, was.name));
        if (column == nullptr || !column->generated.empty()) continue;
        const auto* using_text = using_expression(scene, from.id, was, *column);
        if (const auto one = retype_risk(scene, from.id, was, *column, using_text); one.verdict == Verdict::lossy) lose(one.reason, one.when);
    }
    return risk;
}

bool is_carried_by_parent(const ObjectId& table, const Scene& scene) {
    for (const auto& parent : lineage::parents(scene, Side::from, table)) {
        if (!is_partitioned(lineage::table(scene, Side::from, parent))) continue;
        if (is_carried_by_parent(parent, scene)) return true;
        const auto* to = lineage::table(scene, Side::to, parent);
        if (to != nullptr && !lineage::stays(scene, parent)) return true;
    }
    return false;
}

}  // namespace whimbrel::kinds
