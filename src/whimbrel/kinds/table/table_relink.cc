// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_relink.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_not_null.h"

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

constexpr std::string_view k_part = "lineage";

const Column* column_of(const Table* table, std::string_view column) { return table == nullptr ? nullptr : table->column(column); }

/// Whether the column would be local once the table's parents are what they are to be, if nothing else were done.
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

/// Puts the steps together.
class Relinking {
public:
    Relinking(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene)
        : to_(to), scene_(scene), parents_(lineage::parents(to.needs)), keeper_{to.id.schema, phrases::implicit_name(to.id.name, "whimbrel", "parent")} {
        for (const auto& column : to.value.columns) {
            if (!column.inherited) continue;
            const bool local = would_be_local(from.value.column(column.name), column, from, to, scene);
            if (local && !column.local) handed_.push_back(&column);
            if (!local && !column.local) held_.push_back(&column);
        }
        if (scene.version.major() >= 18) look_at_not_nulls(from);
        for (const auto* check : checks(scene, Side::to, to.id))
            if (const auto& value = check->as<Constraint>(); value.inherited && !value.local) (is_held(*check) ? held_checks_ : moved_checks_).push_back(check);
    }

    [[nodiscard]] bool possible() const {
        return std::ranges::none_of(handed_, [](const Column* column) { return column->identity.has_value(); });
    }

    /// The checks that are dropped and handed down anew.
    [[nodiscard]] const std::vector<const Object*>& moved_checks() const { return moved_checks_; }

    Steps run(const ObjectId& object) {
        object_ = object;
        const bool at_once = handed_.empty() && moved_checks_.empty() && nulls_.empty();
        const bool has_keeper = !held_.empty() || !held_checks_.empty() || !at_once;
        if (has_keeper) make_keeper();
        Builder leave, join;
        if (has_keeper) leave.add("INHERIT").add(keeper_).add(",");
        leave.list(parents_, [](const ObjectId& parent) { return sql::fragment("NO INHERIT", qualified(parent)); });
        join.list(parents_, [](const ObjectId& parent) { return sql::fragment("INHERIT", qualified(parent)); });
        if (has_keeper) join.add(", NO INHERIT").add(keeper_);
        if (at_once) {
            alter(to_.id, sql::fragment(leave.fragment(), ",", join.fragment()));
        } else {
            alter(to_.id, leave.fragment());
            for (const auto* check : moved_checks_) alter(to_.id, sql::fragment("DROP CONSTRAINT", Identifier{check->id.name}));
            for (const auto* column : handed_) hand_down(*column);
            for (const auto* check : moved_checks_) hand_down(*check);
            for (const auto& one : nulls_) change_not_null(one);
            alter(to_.id, join.fragment());
        }
        if (has_keeper) add(sql::sql("DROP TABLE", keeper_));
        for (auto& step : steps_) place(step);
        return std::move(steps_);
    }

private:
    Step& add(sql::Statement statement) {
        steps_.push_back(
            {.object = object_, .statement = std::move(statement), .touches = {{std::string(k_part), Effect::touches}}, .lock = "ACCESS EXCLUSIVE"});
        return steps_.back();
    }
    void alter(const ObjectId& table, const Fragment& action) { add(sql::sql("ALTER TABLE", qualified(table), action)); }

    /// What the parents alone say of NOT NULL stays theirs if the stand-in says it too.
    void look_at_not_nulls(const Subject<Table>& from) {
        for (const auto& column : to_.value.columns) {
            if (!column.not_null_inherited || is_among(handed_, column.name)) continue;
            const auto course = not_null::course(from, to_, scene_, column.name);
            if (course.relinks) nulls_.push_back({&column, course.before_relinking, not_null::state_of(from.id, from.value.column(column.name)).name});
            if (!column.not_null_local && !is_among(held_, column.name)) held_.push_back(&column);
        }
    }

    [[nodiscard]] bool holds_not_null(const Column& column) const {
        if (scene_.version.major() < 18)
            return std::ranges::any_of(parents_, [&](const ObjectId& parent) {
                const auto* above = column_of(lineage::table(scene_, Side::to, parent), column.name);
                return above != nullptr && above->not_null;
            });
        const auto changes = [&](const LeftNull& one) { return one.column == &column; };
        return column.not_null_inherited && !column.not_null_local && std::ranges::none_of(nulls_, changes);
    }

    /// A column whose NOT NULL is left and taken up again.
    struct LeftNull {
        const Column* column;
        not_null::State now;
        std::string old_name;
    };

    /// The table has left its parents: its constraint is its own.
    void change_not_null(const LeftNull& left) {
        const auto& column = *left.column;
        const auto add = sql::fragment("ADD", not_null::element(to_.id, column));
        if (column.not_null_local && left.now.there && not_null::is_known_below(scene_, to_.id, column.name, left.old_name)) {
            alter(to_.id, sql::fragment("RENAME CONSTRAINT", Identifier{left.now.name}, "TO", Identifier{not_null_name(to_.id, column)}));
            return;
        }
        alter(to_.id, sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP NOT NULL"));
        if (column.not_null_local) alter(to_.id, add);
        else this->add(sql::sql("ALTER TABLE", keeper_, add));
        steps_.back().note = "checks every row";
    }

    [[nodiscard]] Column as_kept(const Column& column) const {
        Column kept{.name = column.name, .type = column.type, .collation = column.collation};
        kept.generated = column.generated;
        if (!column.generated.empty()) kept.default_value = column.default_value;
        kept.not_null = holds_not_null(column);
        return kept;
    }

    static Fragment as_kept(const Object& check) {
        const auto& value = check.as<Constraint>();
        return sql::fragment("CONSTRAINT", Identifier{check.id.name}, Fragment{value.body}, value.not_enforced ? Fragment{"NOT ENFORCED"} : Fragment{});
    }

    /// It is the parents' alone already, and all of its columns stay where they are.
    [[nodiscard]] bool is_held(const Object& check) const {
        const auto* was = scene_.around->find(Side::from, check.id);
        if (was != nullptr && was->as<Constraint>().local) return false;
        return std::ranges::all_of(check.as<Constraint>().columns, [&](const auto& name) { return is_among(held_, name); });
    }

    static bool is_among(const std::vector<const Column*>& columns, const std::string& name) {
        return std::ranges::find(columns, name, &Column::name) != columns.end();
    }

    void make_keeper() {
        std::vector<Fragment> elements;
        for (const auto* column : held_) elements.push_back(column_definition(to_, as_kept(*column), {}));
        for (const auto* check : held_checks_) {
            elements.push_back(as_kept(*check));
        }
        add(Builder().add("CREATE TABLE").add(keeper_).add("(").list(elements, std::identity()).add(")").statement()).note =
            "is a parent for the while, so that what it has does not become " + qualified(to_.id).render() + "'s own";
    }

    /// The column is made anew, by a parent's ADD COLUMN, and its values go over.
    void hand_down(const Column& column) {
        const Identifier name{column.name}, aside{phrases::implicit_name(column.name, "whimbrel", "aside")};
        const auto part = column_part(column.name);
        const auto touch = [&](Step& step, Effect effect) { step.touches.insert(step.touches.begin(), {part, effect}); };
        Column kept = as_kept(column);
        kept.not_null = false;
        touch(add(sql::sql("ALTER TABLE", qualified(to_.id), "RENAME COLUMN", name, "TO", aside)), Effect::destroys);
        touch(add(sql::sql("ALTER TABLE", keeper_, "ADD COLUMN", column_definition(to_, kept, {}))), Effect::creates);
        if (column.generated.empty()) {
            auto& fill = add(sql::sql("UPDATE", qualified(to_.id), "SET", name, "=", aside));
            touch(fill, Effect::touches);
            fill.note = "writes every row: the column is to be its parent's alone";
            touch(add(sql::sql("SET CONSTRAINTS ALL IMMEDIATE")), Effect::touches);
        }
        touch(add(sql::sql("ALTER TABLE", qualified(to_.id), "DROP COLUMN", aside)), Effect::touches);
        const auto first = steps_.size();
        if (scene_.version.major() >= 18 && column.not_null) {
            const auto handed = sql::fragment("ADD", not_null::element(to_.id, column));
            if (column.not_null_inherited && !column.not_null_local) add(sql::sql("ALTER TABLE", keeper_, handed));
            else alter(to_.id, handed);
            kept.not_null = true;
        }
        kept.storage = kept.compression = "";
        append_overrides(to_.id, kept, column, steps_);
        for (auto i = first; i < steps_.size(); ++i) steps_[i].touches.push_back({std::string(k_part), Effect::touches});
    }

    /// A check over columns that were not there before. Those that are the table's own as well stay so when a parent's ADD COLUMN merges with them.
    void hand_down(const Object& check) {
        for (const auto& name : check.as<Constraint>().columns) {
            const auto* column = to_.value.column(name);
            if (column == nullptr || is_among(held_, name) || is_among(handed_, name) || is_among(merged_, name)) continue;
            merged_.push_back(column);
            Column kept = as_kept(*column);
            kept.not_null = false;
            add(sql::sql("ALTER TABLE", keeper_, "ADD COLUMN", column_definition(to_, kept, {})));
        }
        add(sql::sql("ALTER TABLE", keeper_, "ADD", as_kept(check))).note = "checks every row";
    }

    void place(Step& step) const {
        step.awaits = {lineage::shape(to_.id), lineage::after_attach(to_.id)};
        for (const auto& parent : parents_) step.awaits.push_back(lineage::shape(parent));
        for (const auto side : {Side::from, Side::to})
            for (const auto* check : checks(scene_, side, to_.id)) {
                if (std::ranges::find(moved_checks_, check->id, &Object::id) != moved_checks_.end()) continue;
                const auto named = [&](const ObjectId& table) {
                    return ObjectId{.kind = check->id.kind, .schema = table.schema, .parent = table.name, .name = check->id.name};
                };
                step.after.push_back(check->id);
                for (const auto& parent : parents_) step.after.push_back(named(parent));
            }
    }

    const Subject<Table>& to_;
    const Scene& scene_;
    std::vector<ObjectId> parents_;
    std::vector<LeftNull> nulls_{};
    ObjectId object_;       ///< whose steps they are
    QualifiedName keeper_;  ///< the parent for the while
    std::vector<const Column*> handed_, held_, merged_;
    std::vector<const Object*> held_checks_, moved_checks_;
    Steps steps_;
};

}  // namespace

bool is_relinked(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    // A partition leaves and comes back as with another bound (not_null::must_leave()).
    const bool is_child = to.value.bound.empty();
    return std::ranges::any_of(to.value.columns, [&](const Column& column) {
        return would_be_local(from.value.column(column.name), column, from, to, scene) != column.local ||
               (is_child && column.not_null_inherited && not_null::course(from, to, scene, column.name).relinks);
    });
}

bool can_relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    const bool is_child = scene.around != nullptr && !lineage::parents(to.needs).empty() && to.value.bound.empty();
    return is_child && Relinking(from, to, scene).possible();
}

Steps relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (!is_relinked(from, to, scene) || !can_relink(from, to, scene)) return {};
    return Relinking(from, to, scene).run(to.id);
}

Steps relink_check(const ObjectId& check, const Scene& scene) {
    const auto table = lineage::table_id(check.schema, check.parent);
    const auto *was = scene.around->find(Side::from, table), *is = scene.around->find(Side::to, table);
    const Subject<Table> from{was->id, was->as<Table>(), was->needs}, to{is->id, is->as<Table>(), is->needs};
    if (is_relinked(from, to, scene)) return {};
    Relinking relinking(from, to, scene);
    // One of them brings the others along.
    if (relinking.moved_checks().empty() || relinking.moved_checks().front()->id != check) return {};
    return relinking.run(check);
}

}  // namespace whimbrel::kinds
