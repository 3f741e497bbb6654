// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/table_not_null.h"

#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>

namespace whimbrel::kinds::not_null {

using lineage::Side;
using sql::Fragment;
using sql::Identifier;
using Way = Reach::Way;

namespace {

Subject<Table> subject(const Object& object) { return {object.id, object.as<Table>(), object.needs}; }

/// Both sides of a table.
struct Pair {
    const Object* from = nullptr;
    const Object* to = nullptr;
};

Pair pair_of(const Scene& scene, const ObjectId& table) { return {scene.around->find(Side::from, table), scene.around->find(Side::to, table)}; }

State state(const Object* object, const std::string& column) { return object == nullptr ? State{} : state_of(object->id, object->as<Table>().column(column)); }

/// The column is dropped and added: what it had goes with it.
bool is_made_anew(const Column* was, const Column* is, const Scene& scene) {
    if (was == nullptr || is == nullptr) return true;
    if (was->generated.empty() != is->generated.empty()) return was->generated.empty() || was->generated == "VIRTUAL";
    if (is->generated.empty()) return false;
    const bool same_type = was->type == is->type && was->collation == is->collation;
    if (was->generated == is->generated && same_type) return was->default_value != is->default_value && scene.version.major() < 17;
    return true;
}

State state_before(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column) {
    const auto* was = from.value.column(column);
    return is_made_anew(was, to.value.column(column), scene) ? State{} : state_of(from.id, was);
}

/// What parents do to one column's constraint, and what is done about it.
class Walk {
public:
    Walk(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column)
        : from_(from),
          to_(to),
          scene_(scene),
          column_(column),
          was_(state_before(from, to, scene, column)),
          is_(state_of(to.id, to.value.column(column))),
          now_(was_) {}

    Course run() {
        const auto links = lineage::links(from_, to_, scene_);
        look_above(links);
        if (!is_affected(links)) return std::move(course_);
        leave();
        prepare();
        for (const auto& reach : above_) arrive(reach);
        course_.is_reached = !above_.empty() && now_ != was_;
        settle();
        join(links);
        tell_below();
        course_.before_relinking = now_;
        return std::move(course_);
    }

private:
    void look_above(const lineage::Links& links) {
        for (const auto& parent : links.kept) {
            const auto [from, to] = pair_of(scene_, parent);
            if (from == nullptr || to == nullptr) continue;
            if (to->as<Table>().column(column_) == nullptr) {
                // Its column goes, and NOT NULL before it: see Columns::drop_column().
                if (!state(from, column_).hands_down()) continue;
                above_.push_back({.way = Way::drops});
                ++hands_before_;
                course_.parents.push_back(parent);
                continue;
            }
            course_.parents.push_back(parent);
            const auto before = state_before(subject(*from), subject(*to), scene_, column_), after = state(to, column_);
            hands_before_ += before.hands_down() ? 1 : 0;
            hands_after_ += after.hands_down() ? 1 : 0;
            if (before != after) above_.push_back(course(subject(*from), subject(*to), scene_, column_).reach);
        }
    }

    [[nodiscard]] bool is_affected(const lineage::Links& links) const {
        return was_ != is_ || !links.joins.empty() || !links.leaves.empty() ||
               std::ranges::any_of(above_, [](const Reach& reach) { return reach.way != Way::nothing || reach.validates; });
    }

    [[nodiscard]] bool any(Way way) const { return std::ranges::find(above_, way, &Reach::way) != above_.end(); }
    void move(When when, Move move) { course_.moves.emplace_back(when, move); }

    /// NO INHERIT and DETACH PARTITION leave the table what no other parent hands down.
    void leave() {
        if (!now_.inherited || hands_before_ > 0) return;
        now_.inherited = false;
        now_.local = true;
    }

    void prepare() {
        if (!now_.inherited && any(Way::gives)) {
            // A parent's ADD CONSTRAINT merges with what is there, and keeps its name.
            if (is_.local && has_column()) become(When::before_parents);
            else if (now_.there) go(When::before_parents);
        } else if (now_.there && !now_.local && is_.there && is_.local && hands_after_ == 0 && any(Way::drops)) {
            move(When::before_parents, Move::make_local);
            now_.local = true;
        }
    }

    /// The column is there before a parent hands it down.
    [[nodiscard]] bool has_column() const {
        const auto* is = to_.value.column(column_);
        return is->local || !is_made_anew(from_.value.column(column_), is, scene_);
    }

    void arrive(const Reach& reach) {
        switch (reach.way) {
            case Way::nothing:
                break;
            case Way::gives:
                if (!now_.there) now_ = {.there = true, .name = reach.name, .not_valid = reach.not_valid};
                now_.inherited = true;
                break;
            case Way::renames:
                if (now_.name == reach.old_name) now_.name = reach.name;
                break;
            case Way::anew:
                if (now_.there && !now_.local && hands_before_ == 1) now_.name = reach.name;
                break;
            case Way::drops:
                if (hands_after_ > 0) break;
                if (now_.local) now_.inherited = false;
                else now_ = {};
                break;
            case Way::lets_go:
                now_.local = now_.there;
                if (hands_after_ == 0) now_.inherited = false;
                break;
        }
        if (reach.validates) now_.not_valid = false;
    }

    void go(When when) {
        move(when, Move::drop);
        now_ = {};
    }

    /// A constraint that no parent hands down becomes what it is to be.
    void become(When when) {
        if (now_.there && !now_.not_valid && is_.not_valid) go(when);
        if (!now_.there) {
            move(when, Move::add);
        } else {
            if (now_.name != is_.name) move(when, is_known_below(scene_, to_.id, column_, now_.name) ? Move::rename : Move::make_anew);
            if (now_.no_inherit != is_.no_inherit) move(when, is_.no_inherit ? Move::keep_to_itself : Move::hand_down);
            if (now_.not_valid && !is_.not_valid) move(when, Move::validate);
        }
        now_ = is_;
        now_.local = true;
        now_.inherited = false;
    }

    void settle() {
        if (!is_.there) {
            if (now_.there && !now_.inherited) go(When::after_parents);
        } else if (!now_.inherited) {
            if (!now_.there || now_.name != is_.name || now_.no_inherit != is_.no_inherit || now_.not_valid != is_.not_valid) become(When::after_parents);
        } else if (now_.name != is_.name || (now_.local && !is_.local)) {
            course_.relinks = true;
        } else {
            if (now_.local != is_.local) move(When::after_parents, Move::make_local);
            if (now_.not_valid && !is_.not_valid) move(When::after_parents, Move::validate);
            now_.local = is_.local;
        }
    }

    void join(const lineage::Links& links) {
        const bool given =
            std::ranges::any_of(links.joins, [&](const auto& link) { return state(scene_.around->find(Side::to, link.parent), column_).hands_down(); });
        if (!given || !is_.there) return;
        const bool is_partition = !to_.value.bound.empty();
        if (is_partition && is_.local) move(When::as_child, Move::make_local);
        if (!is_partition && !is_.local && now_.local) course_.relinks = true;
    }

    void tell_below() {
        auto& reach = course_.reach;
        reach.name = is_.name;
        reach.old_name = was_.name;
        reach.not_valid = is_.not_valid;
        reach.validates = was_.not_valid && is_.there && !is_.not_valid;
        if (was_.hands_down() && !is_.hands_down()) {
            const bool kept = std::ranges::any_of(course_.moves, [](const auto& one) { return one.second == Move::keep_to_itself; });
            reach.way = kept ? Way::lets_go : Way::drops;
        } else if (!was_.hands_down() && is_.hands_down()) {
            reach.way = Way::gives;
        } else if (is_.there && was_.name != is_.name) {
            const bool anew = any(Way::anew) || (course_.relinks && !is_.local) ||
                              std::ranges::any_of(course_.moves, [](const auto& one) { return one.second == Move::make_anew || one.second == Move::drop; }) ||
                              !is_known_below(scene_, to_.id, column_, was_.name);
            reach.way = anew && to_.value.partition_key.empty() ? Way::anew : Way::renames;
        }
    }

    const Subject<Table>& from_;
    const Subject<Table>& to_;
    const Scene& scene_;
    const std::string& column_;
    const State was_, is_;
    State now_;
    int hands_before_ = 0, hands_after_ = 0;
    std::vector<Reach> above_;
    Course course_;
};

/// Children that know it by another name, or have such children; as they will be.
std::vector<const Object*> known_otherwise_below(const Scene& scene, const ObjectId& table, const std::string& column, const std::string& name) {
    std::vector<const Object*> out;
    for (const auto* child : lineage::children(scene, Side::from, table)) {
        const auto* to = scene.around->find(Side::to, child->id);
        if (to == nullptr) continue;
        const auto kept = lineage::links(subject(*child), subject(*to), scene).kept;
        const auto below = state(child, column);
        if (std::ranges::find(kept, table) == kept.end() || !below.inherited) continue;
        if (below.name != name || !known_otherwise_below(scene, child->id, column, name).empty()) out.push_back(to);
    }
    return out;
}

/// Children that stay and have the constraint of this table's making, or together with theirs; as they are.
std::vector<const Object*> children_given(const Scene& scene, const ObjectId& table, const std::string& column) {
    std::vector<const Object*> out;
    for (const auto* child : lineage::children(scene, Side::from, table)) {
        const auto* to = scene.around->find(Side::to, child->id);
        if (to == nullptr || !state(child, column).inherited) continue;
        const auto kept = lineage::links(subject(*child), subject(*to), scene).kept;
        if (std::ranges::find(kept, table) != kept.end()) out.push_back(child);
    }
    return out;
}

bool is_given_twice(const Scene& scene, const Object& child, const std::string& column) {
    return std::ranges::count_if(lineage::parents(child.needs),
                                 [&](const ObjectId& parent) { return state(scene.around->find(Side::from, parent), column).hands_down(); }) > 1;
}

/// The partition's children have, and will have, its parent's name.
bool follows_name(const Scene& scene, const Object& from, const Object& to, const std::string& column, const std::string& was, const std::string& is) {
    if (state(&from, column).name != was || state(&to, column).name != is) return false;
    return std::ranges::all_of(lineage::children(scene, Side::from, from.id), [&](const Object* child) {
        const auto* after = scene.around->find(Side::to, child->id);
        const auto parents = after == nullptr ? std::vector<ObjectId>() : lineage::parents(after->needs);
        if (std::ranges::find(parents, from.id) == parents.end()) return true;
        return follows_name(scene, *child, *after, column, was, is);
    });
}

bool must_leave(const Pair& table, const Pair& parent, const Scene& scene, const std::string& column) {
    const auto was = state(table.from, column), is = state(table.to, column), above_was = state(parent.from, column), above_is = state(parent.to, column);
    if (!is.inherited) return false;
    if (is_made_anew(table.from->as<Table>().column(column), table.to->as<Table>().column(column), scene)) return is.name != above_is.name;
    if (!was.inherited) return !is.local && is.name != above_is.name;
    if (was.local && !is.local) return true;
    if (was.name == is.name) return false;
    return !follows_name(scene, *table.from, *table.to, column, above_was.name, above_is.name);
}

}  // namespace

State state_of(const ObjectId& table, const Column* column) {
    if (column == nullptr || !column->not_null) return {};
    return {.there = true,
            .name = not_null_name(table, *column),
            .local = column->not_null_local,
            .inherited = column->not_null_inherited,
            .no_inherit = column->not_null_no_inherit,
            .not_valid = column->not_null_not_valid};
}

Course course(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column) {
    if (scene.version.major() < 18 || scene.around == nullptr || to.value.column(column) == nullptr) return {};
    return Walk(from, to, scene, column).run();
}

bool is_known_below(const Scene& scene, const ObjectId& table, const std::string& column, const std::string& name) {
    // Partitions that go for good leave first (is_in_the_way()).
    const auto goes = [&](const Object* child) {
        return scene.around->find(Side::to, child->id) == nullptr && child->as<Table>().bound.empty() && state(child, column).name != name;
    };
    return known_otherwise_below(scene, table, column, name).empty() &&
           (scene.around == nullptr || std::ranges::none_of(lineage::children(scene, Side::from, table), goes));
}

bool is_in_the_way(const Subject<Table>& going, const Scene& scene) {
    const auto parents = lineage::parents(going.needs);
    if (scene.version.major() < 18 || scene.around == nullptr || parents.empty()) return false;
    const auto [from, to] = pair_of(scene, parents.front());
    if (from == nullptr || to == nullptr) return false;
    return std::ranges::any_of(going.value.columns, [&](const Column& column) {
        const auto was = state(from, column.name), is = state(to, column.name);
        return was.there && is.there && was.name != is.name && state_of(going.id, &column).name != was.name;
    });
}

std::vector<Action> actions(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column_name, Move move) {
    const auto& column = *to.value.column(column_name);
    const auto was = state_of(from.id, from.value.column(column_name));
    const Identifier name{not_null_name(to.id, column)};
    const auto drop = sql::fragment("ALTER COLUMN", Identifier{column_name}, "DROP NOT NULL");
    const auto renaming = sql::fragment("RENAME CONSTRAINT", Identifier{was.name}, "TO", name);
    std::vector<Action> out;
    const auto add = [&](Fragment text, std::string note = {}) { out.push_back({to.id, std::move(text), std::move(note)}); };
    switch (move) {
        case Move::add:
            add(addition(to.id, column), column.not_null_not_valid ? "" : "checks every row");
            break;
        case Move::drop:
            add(drop);
            break;
        case Move::make_local:
            add(sql::fragment("ALTER COLUMN", Identifier{column_name}, "SET NOT NULL"));
            break;
        case Move::rename:
            add(renaming);
            break;
        case Move::make_anew: {
            if (to.value.partition_key.empty()) {
                const auto children = children_given(scene, to.id, column_name);
                if (std::ranges::any_of(children, [&](const Object* child) { return is_given_twice(scene, *child, column_name); })) {
                    add(drop);
                    add(addition(to.id, column), "checks every row");
                    break;
                }
                // Kept to itself for a while, which DROP NOT NULL of a primary key's or an identity column is refused. What children have of
                // its making alone comes back by the new name.
                add(sql::fragment("ALTER CONSTRAINT", Identifier{was.name}, "NO INHERIT"));
                add(renaming);
                for (const auto* child : children)
                    if (!state(child, column_name).local) out.push_back({child->id, drop, {}});
                const bool checks = out.size() > 2;
                add(sql::fragment("ALTER CONSTRAINT", name, "INHERIT"), checks ? "checks every row" : "");
                break;
            }
            // RENAME CONSTRAINT would ask them for a constraint of that name. Detached, they keep their own.
            const auto others = known_otherwise_below(scene, to.id, column_name, was.name);
            for (const auto* child : others) add(sql::fragment("DETACH PARTITION", phrases::qualified(child->id)));
            add(renaming);
            for (const auto* child : others)
                add(sql::fragment("ATTACH PARTITION", phrases::qualified(child->id), Fragment{child->as<Table>().bound}), "checks every row");
            break;
        }
        case Move::hand_down:
        case Move::keep_to_itself:
            add(sql::fragment("ALTER CONSTRAINT", name, move == Move::hand_down ? Fragment{"INHERIT"} : Fragment{"NO INHERIT"}));
            break;
        case Move::validate:
            add(sql::fragment("VALIDATE CONSTRAINT", name), "checks every row");
            break;
    }
    return out;
}

bool must_leave(const Subject<Table>& to, const Scene& scene) {
    if (scene.version.major() < 18 || scene.around == nullptr || to.value.bound.empty()) return false;
    const auto parents = lineage::parents(to.needs);
    if (parents.empty()) return false;
    const Pair table = pair_of(scene, to.id), parent = pair_of(scene, parents.front());
    if (table.from == nullptr || table.to == nullptr || parent.from == nullptr || parent.to == nullptr) return false;
    return std::ranges::any_of(to.value.columns, [&](const Column& column) { return must_leave(table, parent, scene, column.name); });
}

bool comes_by_attaching(const Object& partition, const Scene& scene) {
    if (scene.version.major() < 18 || scene.around == nullptr) return false;
    const auto parents = lineage::parents(partition.needs);
    const auto* parent = parents.empty() ? nullptr : scene.around->find(Side::to, parents.front());
    return parent != nullptr && std::ranges::any_of(partition.as<Table>().columns, [&](const Column& column) {
               const auto own = state_of(partition.id, &column), above = state(parent, column.name);
               return own.inherited && !own.local && own.name != above.name;
           });
}

Fragment element(const ObjectId& table, const Column& column) {
    return sql::fragment("CONSTRAINT", Identifier{not_null_name(table, column)}, "NOT NULL", Identifier{column.name},
                         column.not_null_no_inherit ? Fragment{"NO INHERIT"} : Fragment{});
}

Fragment addition(const ObjectId& table, const Column& column) {
    return sql::fragment("ADD", element(table, column), column.not_null_not_valid ? Fragment{"NOT VALID"} : Fragment{});
}

}  // namespace whimbrel::kinds::not_null
