// SPDX-License-Identifier: Apache-2.0
// Private to the room: the steps of one table's columns while they are collected. What adds, changes and drops columns stands in
// table_columns.cc, NOT NULL in column_null.cc, identities in column_identity.cc.
#pragma once

#include "whimbrel/kinds/table/column_facts.h"
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_not_null.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace whimbrel::kinds {

/// What a parent hands down where its children do not differ in it.
inline std::string settings_property(const Column& column) { return column.storage + " " + std::to_string(column.statistics); }

/// Everything about one table's columns.
struct ColumnSteps {
    const Subject<Table>& from;
    const Subject<Table>& to;
    const Scene& scene;
    Steps steps{};
    std::vector<ObjectId> children = lineage::kept_children(scene, to.id);

    sql::QualifiedName table() const { return {to.id.schema, to.id.name}; }
    /// Its rows are on another server, and what the server here is told of them checks, fills and converts nothing.
    bool is_foreign() const { return to.value.is_foreign(); }
    Step& add(const sql::Fragment& action, std::string part, Effect effect) { return add_to(sql::fragment(table()), action, std::move(part), effect); }
    Step& add_to(const sql::Fragment& spoken, const sql::Fragment& action, std::string part, Effect effect);
    /// Changes of columns stand between what children do before and what they do after.
    void place(Step& step) const {
        step.prepares = {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)};
        step.awaits = {lineage::below(to.id)};
    }

    /// What a parent's ALTER TABLE brings about is no statement of this table's, but those that use the column must know.
    void reached(std::string part, Effect effect, std::vector<std::string> prepares, std::vector<std::string> awaits);

    /// The table as ALTER TABLE names it where each of its children that differs is seen to by itself.
    sql::Fragment spoken(const Column& column, const lineage::Property& property) const;
    /// The parent that hands the column down before and after (or begins to, or ceases).
    std::optional<ObjectId> giver(const Column& column, std::pair<bool, bool> has) const;
    static constexpr std::pair<bool, bool> k_stays{true, true}, k_comes{false, true}, k_goes{true, false};

    void add_column(const Column& column);
    /// Steps that wait for the parent's.
    template <class Append>
    void append_later(const ObjectId& parent, Append append) {
        const auto first = steps.size();
        append(steps);
        for (auto i = first; i < steps.size(); ++i) {
            place(steps[i]);
            steps[i].awaits.push_back(lineage::shape(parent));
        }
    }

    void add_own_column(const Column& column);
    /// A domain with a default.
    bool type_fills(const Column& column) const;
    void append_settings(const Column& old_column, const Column& column);
    void fill_column(const Column& column, const std::string& expression);

    void change_column(const Column& old_column, const Column& column);
    /// The parent's ALTER TABLE reaches the type and what is generated; the rest may be the table's own.
    void change_inherited(const ObjectId& parent, const Column& old_column, const Column& column);
    /// SET NOT NULL of a partitioned table reaches all its partitions.
    bool null_comes_from_above(const ObjectId& parent, const Column& column) const;

    static bool is_computed_the_same(const Column& old_column, const Column& column) {
        return !old_column.generated.empty() && old_column.generated == column.generated && old_column.default_value == column.default_value &&
               old_column.type == column.type && old_column.collation == column.collation;
    }
    /// Only the expression differs, and the server (from 17 on) can change that.
    [[nodiscard]] bool takes_expression(const Column& old_column, const Column& column) const;
    /// What is computed, and goes or is computed another way, lets go of what it is computed from before that changes.
    void drop_computed();
    /// Before PostgreSQL 15 a column depended itself on what its expression calls, and did so after DROP EXPRESSION: it cannot change its type
    /// then, and goes without a word with the function (StoreAttrDefault() in heap.c).
    [[nodiscard]] bool clings_to_expression(const Column& old_column, const Column& column) const;
    /// The column is made anew, of its old type, and keeps its values. Gives what it is then.
    Column make_plain(const Column& old_column);
    /// True where the change is dealt with whole.
    bool change_generated(const Column& old_column, const Column& column);
    /// A virtual column has no values to keep, and PostgreSQL no way to give it some: it is made anew and gets what it showed.
    bool store_virtual(const Column& old_column, const Column& column);

    void change_type(const Column& old_column, const Column& column);
    void retype(const Column& old_column, const Column& column);

    bool has_named_not_null() const { return scene.version.major() >= 18; }
    /// What was handed down to a child keeps the name that PostgreSQL would choose, which then must be written.
    Column named(Column column) const;
    using When = not_null::When;
    static constexpr std::initializer_list<When> k_whenever{When::before_parents, When::after_parents, When::as_child};
    /// NOT NULL where it is a constraint with a lineage of its own.
    void change_constraint(const Column& column, std::initializer_list<When> at);
    /// A step that makes, or ends, a NOT NULL: its name must be free, which another constraint of the table, or of a table below, may have.
    void take_not_null(Step& step, const Column& column) const;
    void give_up_not_null(Step& step, const Column& old_column) const;
    static void take(Step& step, const ObjectId& table, const std::string& name);
    static void give_up(Step& step, const ObjectId& table, const std::string& name);
    void rename_not_null(const Column& column);
    /// True where constraints hand their names on in a circle, and this column's is the one that is put aside.
    bool begins_circle(const Column& column) const;
    void add_constraint(const Column& column, const std::vector<ObjectId>& parents);
    void change_null(const Column& old_column, const Column& column);
    void restore_not_null_below(const ObjectId& id, const Column& column);

    /// A step that makes, or ends, an identity: its sequence's name must be free, which another column's of the table may have.
    void take_sequence(Step& step, const Column& column) const;
    void free_sequence(Step& step, const Column& old_column) const;
    void change_identity_away(const Column& old_column, const Column& column);
    void change_identity(const Column& old_column, const Column& column);
    /// The sequence keeps its name when the table or the column gets another one.
    void rename_identity(const Column& old_column, const Column& column);

    void drop_column(const Column& column);
    bool is_kept_below(std::string_view column) const;
    /// True where a child keeps as its own a column that was its parent's alone: DROP COLUMN ONLY leaves it to all children.
    bool is_left_behind(const ObjectId& parent, std::string_view column) const;
};

}  // namespace whimbrel::kinds
