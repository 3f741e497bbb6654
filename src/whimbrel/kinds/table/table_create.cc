// SPDX-License-Identifier: Apache-2.0
// CREATE TABLE in its four forms, and DROP TABLE.
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_carry.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_not_null.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

/// Collects CREATE TABLE and what must follow it.
class Creation {
public:
    Creation(const Subject<Table>& to, std::span<const std::string> postponed, const Scene& scene)
        : to_(to),
          postponed_(postponed),
          scene_(scene),
          parents_(lineage::parents(to.needs)),
          as_child_(!parents_.empty() && lineage::is_created_as_child(scene, to.id)) {}

    Steps run() {
        write_head();
        write_elements();
        write_tail();
        Step step{.object = to_.id, .statement = builder_.statement(), .touches = {{"", Effect::creates}}};
        if (elements_end_) {
            step.elements_end = elements_end_;
            step.has_elements = has_elements_;
        }
        if (as_child_) follow_parents(step);
        steps_.push_back(std::move(step));
        append_settings();
        // "cannot specify default tablespace for partitioned relations"
        if (leaves_tablespace() && !to_.value.partition_key.empty()) steps_.push_back(phrases::move_step("TABLE", to_.id, ""));
        append_identity_persistence(to_.id, Table{.unlogged = to_.value.unlogged}, to_.value, steps_);
        const auto rows = carry_in(to_, scene_);
        const auto settings = steps_.size();
        append_table_settings(to_.id, {}, to_.value, steps_);
        // Row level security holds for the rows that come back too.
        if (!rows.empty())
            for (auto i = settings; i < steps_.size(); ++i) steps_[i].awaits.push_back(rows_are_back(to_.id));
        std::ranges::copy(rows, std::back_inserter(steps_));
        if (!parents_.empty() && !as_child_) attach();
        return std::move(steps_);
    }

private:
    [[nodiscard]] bool is_partition_of() const { return as_child_ && !to_.value.bound.empty(); }

    void write_head() {
        builder_.add("CREATE");
        if (to_.value.unlogged) builder_.add("UNLOGGED");
        if (to_.value.is_foreign()) builder_.add("FOREIGN");
        builder_.add("TABLE").add(qualified(to_.id));
        if (is_partition_of()) builder_.add("PARTITION OF").add(qualified(parents_.front()));
        if (!to_.value.of_type.empty()) builder_.add("OF").add(Fragment{to_.value.of_type});
    }

    /// Constraints that a child has of its own beside its parent's, and by a name that nothing gives them later.
    [[nodiscard]] std::vector<Fragment> own_not_nulls() const {
        std::vector<Fragment> out;
        if (!as_child_ || scene_.version.major() < 18) return out;
        for (const auto& column : to_.value.columns)
            if (!column.local && not_null::is_written(column) && !column.not_null_not_valid) out.push_back(not_null::element(to_.id, column));
        return out;
    }

    /// A partition of the short form lists no columns: what it has of its own is set by ALTER TABLE.
    void write_elements() {
        if (is_partition_of()) {
            if (const auto constraints = own_not_nulls(); !constraints.empty())
                builder_.add("(").list(constraints, [](const Fragment& element) { return sql::fragment("\n   ", element); }).add("\n)");
            return;
        }
        std::vector<Fragment> elements;
        for (const auto& column : to_.value.columns) {
            if (!to_.value.of_type.empty()) {
                if (auto options = column_options(column, postponed_); !options.empty())
                    elements.push_back(sql::fragment(Identifier{column.name}, "WITH OPTIONS", options));
            } else if (!as_child_ || column.local) {
                elements.push_back(column_definition(to_, as_listed(column), postponed_));
            }
        }
        std::ranges::move(own_not_nulls(), std::back_inserter(elements));
        // CREATE TABLE … OF takes no empty parentheses.
        if (!to_.value.of_type.empty() && elements.empty()) return;
        builder_.add("(").list(elements, [](const Fragment& element) { return sql::fragment("\n   ", element); });
        elements_end_ = builder_.statement().text.size();
        has_elements_ = !elements.empty();
        builder_.add("\n)");
    }

    /// As an element of CREATE TABLE. Before PostgreSQL 16 a child may not repeat what its parent's column is computed from ("specifies generation
    /// expression").
    [[nodiscard]] Column as_listed(Column column) const {
        // A partition that is kept keeps the name that the old table's constraint handed down to it, and PostgreSQL would choose another; so it would
        // where a table that goes has the same one, as long names are cut short.
        const bool is_named = scene_.version.major() >= 18 && column.not_null;
        if (is_named && (lineage::table(scene_, lineage::Side::from, to_.id) != nullptr || is_not_null_name_cut(to_.id, column) ||
                         not_null::is_name_of_other(scene_, to_.id, not_null_name(to_.id, column))))
            column.not_null_name = not_null_name(to_.id, column);
        if (as_child_ && !not_null::is_written(column)) column.not_null = false;
        if (scene_.version.major() >= 16 || !as_child_ || !column.inherited || column.generated.empty()) return column;
        const bool computed_above = std::ranges::any_of(parents_, [&](const ObjectId& parent) {
            const auto* table = lineage::table(scene_, lineage::Side::to, parent);
            const auto* above = table == nullptr ? nullptr : table->column(column.name);
            return above != nullptr && !above->generated.empty();
        });
        if (!computed_above) return column;
        column.generated.clear();
        column.default_value.clear();
        return column;
    }

    void write_tail() {
        if (is_partition_of()) builder_.add(Fragment{to_.value.bound});
        if (as_child_ && to_.value.bound.empty()) builder_.add("\nINHERITS (").list(parents_, [](const ObjectId& id) { return qualified(id); }).add(")");
        if (to_.value.is_foreign())
            builder_.add("\nSERVER").add(Identifier{to_.value.server}).add(foreign::options_clause(to_.value.foreign_options, names_for_variables(to_.id)));
        if (!to_.value.partition_key.empty()) builder_.add("\nPARTITION BY").add(Fragment{to_.value.partition_key});
        if (!to_.value.access_method.empty()) builder_.add("\nUSING").add(Identifier{to_.value.access_method});
        if (!to_.value.options.empty()) builder_.add("\n").add(phrases::with_options(to_.value.options));
        if (!to_.value.tablespace.empty()) builder_.add("\n").add(phrases::in_tablespace(to_.value.tablespace));
        else if (leaves_tablespace() && to_.value.partition_key.empty()) builder_.add("\nTABLESPACE pg_default");
    }

    /// CREATE TABLE … PARTITION OF puts it where the parent is, or was, if nothing else is said.
    [[nodiscard]] bool leaves_tablespace() const {
        if (!is_partition_of() || !to_.value.tablespace.empty() || to_.value.is_foreign()) return false;
        return std::ranges::any_of(std::array{lineage::Side::from, lineage::Side::to}, [&](lineage::Side side) {
            const auto* parent = lineage::table(scene_, side, parents_.front());
            return parent != nullptr && !parent->tablespace.empty();
        });
    }

    void follow_parents(Step& step) const {
        for (const auto& parent : parents_) {
            step.awaits.push_back(lineage::shape(parent));
            step.awaits.push_back(lineage::remade(parent));
            step.awaits.push_back(lineage::room(parent));
            step.prepares.push_back(lineage::all_attached(parent));
        }
        step.prepares.push_back(lineage::after_attach(to_.id));
    }

    /// The column as CREATE TABLE makes it (MergeAttributes() in tablecmds.c).
    [[nodiscard]] Column as_made(const Column& column) const {
        Column made = as_added(to_.value, column);
        made.foreign_options.clear();
        if (!as_child_ || !column.inherited) {
            made.not_null = column.not_null;
            made.default_value = column.default_value;
            made.generated = column.generated;
            made.identity = column.identity;
            made.foreign_options = column.foreign_options;
            return made;
        }
        made.not_null = column.not_null && (column.local || scene_.version.major() >= 18);
        if (column.local) made.default_value = column.default_value;
        if (column.local) made.identity = column.identity;
        if (column.local) made.foreign_options = column.foreign_options;
        for (const auto& parent : parents_) {
            const auto* table = lineage::table(scene_, lineage::Side::to, parent);
            const auto* above = table == nullptr ? nullptr : table->column(column.name);
            if (above == nullptr) continue;
            made.not_null = made.not_null || above->not_null;
            if (made.default_value.empty()) made.default_value = above->default_value;
            made.generated = above->generated;
            if (made.storage.empty()) made.storage = above->storage;
            if (made.compression.empty()) made.compression = above->compression;
        }
        return made;
    }

    void attach() {
        steps_.push_back(attach_step(to_));
        for (const auto& column : to_.value.columns)
            if (column.not_null_inherited && column.not_null_local)
                steps_.push_back({.object = to_.id,
                                  .statement = sql::sql("ALTER TABLE", qualified(to_.id), "ALTER COLUMN", Identifier{column.name}, "SET NOT NULL"),
                                  .touches = {{column_part(column.name), Effect::touches}},
                                  .lock = "ACCESS EXCLUSIVE",
                                  .awaits = {lineage::after_attach(to_.id)}});
    }

    void append_settings() {
        for (const auto& column : to_.value.columns) {
            const auto first = steps_.size();
            append_overrides(to_.id, as_made(column), column, steps_);
            // It reaches children as it is; one that is made after it would have it valid.
            if (column.not_null_not_valid)
                for (auto i = first; i < steps_.size(); ++i) steps_[i].awaits.push_back(lineage::all_attached(to_.id));
            const bool listed = !as_child_ || !column.inherited || column.local;
            if (!listed || column.default_value.empty() || std::ranges::find(postponed_, default_part(column.name)) == postponed_.end()) continue;
            steps_.push_back({.object = to_.id,
                              .statement = sql::sql("ALTER TABLE", qualified(to_.id), "ALTER COLUMN", Identifier{column.name}, "SET DEFAULT",
                                                    Fragment{column.default_value}),
                              .touches = {{default_part(column.name), Effect::creates}},
                              .lock = "ACCESS EXCLUSIVE"});
        }
    }

    const Subject<Table>& to_;
    std::span<const std::string> postponed_;
    const Scene& scene_;
    std::vector<ObjectId> parents_;
    bool as_child_;
    Builder builder_;
    std::optional<std::size_t> elements_end_;
    bool has_elements_ = false;
    Steps steps_;
};

/// Another constraint than the table's own that references it, on both sides of the plan.
bool stays_referenced(const Scene& scene, const ObjectId& table) {
    if (scene.around == nullptr) return false;
    const auto refers = [&](const Object* other) {
        return other->id.kind == "constraint" && !(other->id.schema == table.schema && other->id.parent == table.name) &&
               scene.around->find(lineage::Side::to, other->id) != nullptr;
    };
    return std::ranges::any_of(scene.around->dependents(lineage::Side::from, table), refers);
}

/// A partition that goes for good makes room first: its drop may have to wait for what depends on it.
void leave_first(const Subject<Table>& from, const Scene& scene, Steps& steps) {
    const auto parents = lineage::parents(from.needs);
    if (from.value.bound.empty() || parents.empty()) return;
    const auto& parent = parents.front();
    if (lineage::table(scene, lineage::Side::to, parent) == nullptr) return;
    const bool others_come = std::ranges::any_of(lineage::children(scene, lineage::Side::to, parent),
                                                 [&](const Object* child) { return !lineage::keeps(scene, child->id, parent); });
    if (!others_come && !stays_referenced(scene, parent) && !not_null::is_in_the_way(from, scene)) return;
    steps.push_back({.object = from.id,
                     .statement = sql::sql("ALTER TABLE", qualified(parent), "DETACH PARTITION", qualified(from.id)),
                     .touches = {{lineage::parent_part(0), Effect::destroys}},
                     .lock = "ACCESS EXCLUSIVE",
                     .prepares = {lineage::room(parent)}});
}

/// A partitioned table holds the rows of the partitions that go with it.
Risk drop_risk(const Subject<Table>& from, const Scene& scene) {
    if (from.value.is_foreign()) return {};
    const auto* after = lineage::table(scene, lineage::Side::to, from.id);
    if (after != nullptr && !after->is_foreign()) return carry_risk(from, scene);
    if (is_carried_by_parent(from.id, scene)) return {};
    const Risk risk{Verdict::lossy, "drops the table and its rows", any_rows(scene, from.id)};
    const auto children = lineage::children(scene, lineage::Side::from, from.id);
    if (children.empty()) return risk;
    if (from.value.partition_key.empty()) return {risk.verdict, risk.reason, sql::fragment("EXISTS (SELECT FROM ONLY", qualified(from.id), ")")};
    std::vector<ObjectId> going;
    for (const auto* child : children)
        if (lineage::table(scene, lineage::Side::to, child->id) == nullptr) going.push_back(child->id);
    if (going.size() == children.size()) return risk;
    if (going.empty()) return {};
    Builder when;
    for (const auto& id : going) {
        if (!when.fragment().empty()) when.add("OR");
        when.add(any_rows(scene, id));
    }
    return {risk.verdict, risk.reason, when.fragment()};
}

}  // namespace

Steps TableKind::create(const Subject<Table>& to, const Scene& scene) { return create_without(to, {}, scene); }

Steps TableKind::create_without(const Subject<Table>& to, std::span<const std::string> postponed, const Scene& scene) {
    return Creation(to, postponed, scene).run();
}

Steps TableKind::drop(const Subject<Table>& from, const Scene& scene) {
    Steps steps;
    leave_first(from, scene, steps);
    std::ranges::move(carry_out(from, scene), std::back_inserter(steps));
    steps.push_back({.object = from.id,
                     .statement = sql::sql("DROP", spoken_as(from.id, from.value)),
                     .touches = {{"", Effect::destroys}},
                     .risk = drop_risk(from, scene),
                     .lock = "ACCESS EXCLUSIVE"});
    return steps;
}

}  // namespace whimbrel::kinds
