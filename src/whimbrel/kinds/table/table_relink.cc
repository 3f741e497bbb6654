// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_relink.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_not_null.h"
#include "whimbrel/kinds/table/table_own.h"

#include <algorithm>
#include <functional>

namespace whimbrel::kinds {

using lineage::Side;
using own::checks;
using own::column_of;
using own::would_be_local;
using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

constexpr std::string_view k_part = "lineage";

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
        joins_ = !lineage::links(from, to, scene).joins.empty();
        for (const auto* check : checks(scene, Side::to, to.id))
            if (const auto& value = check->as<Constraint>(); value.inherited && (!value.local || loses_validity(*check)))
                (is_held(*check) ? held_checks_ : moved_checks_).push_back(check);
    }

    [[nodiscard]] bool possible() const {
        return std::ranges::none_of(handed_, [](const Column* column) { return column->identity.has_value(); });
    }

    /// Before the table joins a parent: the checks that it must have by then.
    Steps checks_before_joining() {
        for (const auto* check : moved_checks_)
            if (scene_.around->find(Side::from, check->id) == nullptr) alter(to_.id, sql::fragment("ADD", as_kept(*check)));
        return std::move(steps_);
    }

    /// The checks that are dropped and handed down anew.
    [[nodiscard]] const std::vector<const Object*>& moved_checks() const { return moved_checks_; }

    Steps run(const ObjectId& object) {
        object_ = object;
        const bool at_once = handed_.empty() && moved_checks_.empty() && nulls_.empty();
        has_keeper_ = !held_.empty() || !held_checks_.empty() || !at_once;
        if (has_keeper_) make_keeper();
        if (at_once) {
            alter(to_.id, sql::fragment(leaving(), ",", joining()));
        } else {
            alter(to_.id, leaving());
            auto apart = stand_apart();
            for (const auto* check : moved_checks_) alter(to_.id, sql::fragment("DROP CONSTRAINT", Identifier{check->id.name}));
            for (const auto* column : handed_) hand_down(*column);
            for (const auto* check : moved_checks_) hand_down(*check);
            for (auto& child : apart)
                if (!child.bare_.empty()) come_back(child);
            for (const auto* column : handed_) hand_down_not_null(*column);
            for (auto& child : apart)
                if (child.bare_.empty()) come_back(child);
            for (const auto& one : nulls_) change_not_null(one);
            alter(to_.id, joining());
            for (const auto& child : apart) wait_for(child);
        }
        if (has_keeper_) add(sql::sql("DROP TABLE", keeper_));
        wait_for(*this);
        for (auto& step : steps_) place(step);
        // What needs a column goes before all of this, and comes behind it.
        for (auto* step : {&steps_.front(), &steps_.back()})
            for (const auto* column : handed_) step->touches.push_back({column_part(column->name), Effect::touches});
        steps_.back().prepares.push_back(lineage::relinked(to_.id));
        if (!handed_.empty()) steps_.back().prepares.push_back(lineage::remade(to_.id));
        return std::move(steps_);
    }

private:
    struct StandsApart {};
    /// A child of the one that columns are handed down to: it keeps what it has.
    Relinking(const Subject<Table>& to, const Scene& scene, StandsApart)
        : to_(to), scene_(scene), parents_(lineage::parents(to.needs)), keeper_{to.id.schema, phrases::implicit_name(to.id.name, "whimbrel", "parent")} {
        for (const auto& column : to.value.columns)
            if (column.inherited) held_.push_back(&column);
        for (const auto* check : checks(scene, Side::to, to.id))
            if (const auto& value = check->as<Constraint>(); value.inherited && !value.local) held_checks_.push_back(check);
        has_keeper_ = true;
    }

    [[nodiscard]] Fragment leaving() const {
        Builder out;
        if (has_keeper_) out.add("INHERIT").add(keeper_).add(",");
        return out.list(parents_, [](const ObjectId& parent) { return sql::fragment("NO INHERIT", qualified(parent)); }).fragment();
    }
    [[nodiscard]] Fragment joining() const {
        Builder out;
        out.list(parents_, [](const ObjectId& parent) { return sql::fragment("INHERIT", qualified(parent)); });
        if (has_keeper_) out.add(", NO INHERIT").add(keeper_);
        return out.fragment();
    }

    /// The children leave before a column of theirs would be made anew along with the table's, and what stands on it with it.
    std::vector<Relinking> stand_apart() {
        std::vector<Relinking> out;
        if (handed_.empty() && std::ranges::none_of(moved_checks_, [&](const Object* check) { return loses_validity(*check); })) return out;
        for (const auto& id : lineage::kept_children(scene_, to_.id)) {
            if (handed_.empty() && !keeps_a_check_valid(id)) continue;
            const auto* is = scene_.around->find(Side::to, id);
            auto& child = out.emplace_back(Relinking(Subject<Table>{is->id, is->as<Table>(), is->needs}, scene_, StandsApart()));
            child.object_ = object_;
            for (const auto* column : handed_) child.let_go_of_not_null(column->name, to_.id);
            std::erase_if(child.held_checks_, [&](const Object* check) { return is_made_again(check->id.name); });
            child.make_keeper();
            child.alter(id, child.leaving());
            for (const auto* column : child.bare_) child.alter(id, sql::fragment("ALTER COLUMN", Identifier{column->name}, "DROP NOT NULL"));
            std::ranges::move(child.steps_, std::back_inserter(steps_));
        }
        return out;
    }

    [[nodiscard]] bool keeps_a_check_valid(const ObjectId& child) const {
        return std::ranges::any_of(moved_checks_, [&](const Object* check) {
            const auto* below = scene_.around->find(Side::to, {.kind = check->id.kind, .schema = child.schema, .parent = child.name, .name = check->id.name});
            return loses_validity(*check) && below != nullptr && !loses_validity(*below);
        });
    }

    /// A check that is the table's own, over a column that is handed down: it goes and comes with that, and its children's along with it.
    [[nodiscard]] bool is_made_again(const std::string& name) const {
        const auto* check =
            scene_.around->find(Side::to, {.kind = std::string(ConstraintKind::name), .schema = to_.id.schema, .parent = to_.id.name, .name = name});
        return check != nullptr && std::ranges::find(moved_checks_, check) == moved_checks_.end() &&
               std::ranges::any_of(check->as<Constraint>().columns, [&](const auto& column) { return is_among(handed_, column); });
    }

    /// What shall be that parent's alone comes by the name that it has there.
    void let_go_of_not_null(const std::string& name, const ObjectId& parent) {
        const auto* column = to_.value.column(name);
        if (scene_.version.major() < 18 || column == nullptr || !column->not_null_inherited || column->not_null_local) return;
        const bool is_held = std::ranges::any_of(parents_, [&](const ObjectId& other) {
            const auto* above = column_of(lineage::table(scene_, Side::to, other), name);
            return other != parent && above != nullptr && above->not_null && !above->not_null_no_inherit;
        });
        if (!is_held) bare_.push_back(column);
    }

    void come_back(Relinking& child) {
        alter(child.to_.id, child.joining());
        add(sql::sql("DROP TABLE", child.keeper_));
    }

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
            const auto* was = from.value.column(column.name);
            // A stand-in that holds NOT NULL would hold the column.
            const bool becomes_own = was != nullptr && !was->local && column.local && !column.not_null_local;
            if (course.relinks || becomes_own) nulls_.push_back({&column, course.before_relinking, not_null::state_of(from.id, was).name});
            if (!becomes_own && !column.not_null_local && !is_among(held_, column.name)) held_.push_back(&column);
        }
    }

    [[nodiscard]] bool holds_not_null(const Column& column) const {
        if (scene_.version.major() < 18)
            return std::ranges::any_of(parents_, [&](const ObjectId& parent) {
                const auto* above = column_of(lineage::table(scene_, Side::to, parent), column.name);
                return above != nullptr && above->not_null;
            });
        const auto changes = [&](const LeftNull& one) { return one.column == &column; };
        return column.not_null_inherited && !column.not_null_local && std::ranges::none_of(nulls_, changes) && !is_among(bare_, column.name);
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
        if (column.not_null_local) {
            alter(to_.id, add);
        } else {
            merge(column);
            this->add(sql::sql("ALTER TABLE", keeper_, add));
        }
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
        return sql::fragment("CONSTRAINT", Identifier{check.id.name}, Fragment{value.body},
                             Fragment{value.not_enforced ? "NOT ENFORCED"
                                      : value.not_valid  ? "NOT VALID"
                                                         : ""});
    }

    [[nodiscard]] bool loses_validity(const Object& check) const {
        const auto* was = scene_.around->find(Side::from, check.id);
        return was != nullptr && !was->as<Constraint>().not_valid && check.as<Constraint>().not_valid;
    }

    /// It is the parents' alone already, and all of its columns stay where they are.
    [[nodiscard]] bool is_held(const Object& check) const {
        const auto* was = scene_.around->find(Side::from, check.id);
        if (joins_ || loses_validity(check) || (was != nullptr && was->as<Constraint>().local)) return false;
        return std::ranges::all_of(check.as<Constraint>().columns, [&](const auto& name) { return is_among(held_, name); });
    }

    static bool is_among(const std::vector<const Column*>& columns, const std::string& name) {
        return std::ranges::find(columns, name, &Column::name) != columns.end();
    }

    void make_keeper() {
        std::vector<Fragment> elements;
        for (const auto* column : held_) elements.push_back(column_definition(to_, as_kept(*column), {}));
        std::vector<const Object*> not_valid;
        for (const auto* check : held_checks_)
            if (check->as<Constraint>().not_valid) not_valid.push_back(check);
            else elements.push_back(as_kept(*check));
        add(Builder().add("CREATE TABLE").add(keeper_).add("(").list(elements, std::identity()).add(")").statement()).note =
            "is a parent for the while, so that what it has does not become " + qualified(to_.id).render() + "'s own";
        // CREATE TABLE would make it valid, which its child's must be then.
        for (const auto* check : not_valid) add(sql::sql("ALTER TABLE", keeper_, "ADD", as_kept(*check)));
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
        kept.not_null = scene_.version.major() >= 18 && column.not_null;
        kept.storage = kept.compression = "";
        append_overrides(to_.id, kept, column, steps_);
        for (auto i = first; i < steps_.size(); ++i) steps_[i].touches.push_back({std::string(k_part), Effect::touches});
    }

    /// As the constraint that it is since PostgreSQL 18.
    void hand_down_not_null(const Column& column) {
        if (scene_.version.major() < 18 || !column.not_null) return;
        const auto handed = sql::fragment("ADD", not_null::element(to_.id, column));
        if (column.not_null_inherited && !column.not_null_local) add(sql::sql("ALTER TABLE", keeper_, handed));
        else alter(to_.id, handed);
    }

    /// A column that is the table's own as well stays so when a parent's ADD COLUMN merges with it.
    void merge(const Column& column) {
        if (is_among(held_, column.name) || is_among(handed_, column.name) || is_among(merged_, column.name)) return;
        merged_.push_back(&column);
        Column kept = as_kept(column);
        kept.not_null = false;
        add(sql::sql("ALTER TABLE", keeper_, "ADD COLUMN", column_definition(to_, kept, {})));
    }

    /// A check over columns that were not there before.
    void hand_down(const Object& check) {
        for (const auto& name : check.as<Constraint>().columns)
            if (const auto* column = to_.value.column(name)) merge(*column);
        const QualifiedName giver = check.as<Constraint>().local ? phrases::qualified(to_.id) : keeper_;
        add(sql::sql("ALTER TABLE", giver, "ADD", as_kept(check))).note = check.as<Constraint>().not_valid ? "" : "checks every row";
    }

    void place(Step& step) const {
        step.awaits.insert(step.awaits.end(), awaits_.begin(), awaits_.end());
        step.after.insert(step.after.end(), after_.begin(), after_.end());
    }

    /// The table, or a child of it, and its parents are what they are to be but for this.
    void wait_for(const Relinking& one) {
        awaits_.push_back(lineage::shape(one.to_.id));
        awaits_.push_back(lineage::after_attach(one.to_.id));
        if (&one != this) awaits_.push_back(lineage::relinked(one.to_.id));
        else if (!handed_.empty()) awaits_.push_back(lineage::room(to_.id));
        for (const auto& parent : one.parents_) awaits_.push_back(lineage::shape(parent));
        const auto add = [&](const ObjectId& check) {
            const bool is_moved = std::ranges::any_of(moved_checks_, [&](const Object* moved) { return moved->id.name == check.name; });
            if (check != object_ && !is_moved && !is_made_again(check.name)) after_.push_back(check);
        };
        for (const auto side : {Side::from, Side::to})
            for (const auto* check : checks(scene_, side, one.to_.id)) {
                if (std::ranges::find(moved_checks_, check->id, &Object::id) != moved_checks_.end()) continue;
                add(check->id);
                for (const auto& parent : one.parents_) add({.kind = check->id.kind, .schema = parent.schema, .parent = parent.name, .name = check->id.name});
            }
    }

    const Subject<Table> to_;
    const Scene& scene_;
    std::vector<ObjectId> parents_;
    std::vector<LeftNull> nulls_{};
    ObjectId object_;       ///< whose steps they are
    QualifiedName keeper_;  ///< the parent for the while
    bool has_keeper_ = false;
    bool joins_ = false;  ///< a parent that it did not have
    std::vector<const Column*> handed_, held_, merged_, bare_;
    std::vector<std::string> awaits_;
    std::vector<ObjectId> after_;
    std::vector<const Object*> held_checks_, moved_checks_;
    Steps steps_;
};

}  // namespace

bool can_relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    const bool is_child = scene.around != nullptr && !lineage::parents(to.needs).empty() && to.value.bound.empty();
    return is_child && Relinking(from, to, scene).possible();
}

Steps relink(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (!is_relinked(from, to, scene) || !can_relink(from, to, scene)) return {};
    return Relinking(from, to, scene).run(to.id);
}

Steps checks_before_joining(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    if (scene.around == nullptr || !is_relinked(from, to, scene) || !can_relink(from, to, scene)) return {};
    Relinking relinking(from, to, scene);
    return relinking.checks_before_joining();
}

bool is_relinked_along(const ObjectId& check, const Scene& scene) {
    const auto table = lineage::table_id(check.schema, check.parent);
    if (scene.around == nullptr || !lineage::stays(scene, table)) return false;
    const auto *was = scene.around->find(Side::from, table), *is = scene.around->find(Side::to, table);
    const Subject<Table> from{was->id, was->as<Table>(), was->needs}, to{is->id, is->as<Table>(), is->needs};
    if (!is_relinked(from, to, scene) || !can_relink(from, to, scene)) return false;
    const Relinking relinking(from, to, scene);
    return std::ranges::find(relinking.moved_checks(), check, &Object::id) != relinking.moved_checks().end();
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
