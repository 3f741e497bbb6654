// SPDX-License-Identifier: Apache-2.0
// Private to the room: NOT NULL as the constraint that it is since PostgreSQL 18, with a name and with a lineage of its own beside the column's:
// a parent hands it down, a child may have it of its own as well, and neither is changed by the words that serve before 18.
// See AddRelationNotNullConstraints() in heap.c, ATExecSetNotNull(), dropconstraint_internal(), rename_constraint_internal(),
// ATExecAlterConstrInheritability() and MergeConstraintsIntoExisting() in tablecmds.c of PostgreSQL 18.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

#include <string>
#include <utility>
#include <vector>

namespace whimbrel::kinds::not_null {

/// The constraint of one column.
struct State {
    bool there = false;
    std::string name{};
    bool local = false;      ///< it outlives the parents'
    bool inherited = false;  ///< some parent has it
    bool no_inherit = false;
    bool not_valid = false;
    [[nodiscard]] bool hands_down() const { return there && !no_inherit; }
    bool operator==(const State&) const = default;
};

/// Of a table that has no such column: not there.
State state_of(const ObjectId& table, const Column* column);

/// When a statement of the table's own can do something about it.
enum class When : std::uint8_t {
    before_parents,  ///< before what becomes of the parents' reaches it
    after_parents,   ///< once that has reached it, and before the table becomes another's child
    as_child,        ///< once it is that
};

enum class Move : std::uint8_t { add, drop, make_local, rename, make_anew, hand_down, keep_to_itself, validate };

/// What a change of the constraint does to the tables below.
struct Reach {
    enum class Way : std::uint8_t {
        nothing,
        gives,    ///< they have it now
        renames,  ///< theirs have another name, all of them
        anew,     ///< it goes and comes back with another name: theirs keep what is their own
        drops,    ///< it goes, and theirs but for what is their own
        lets_go,  ///< theirs are their own
    };
    Way way = Way::nothing;
    bool validates = false;
    bool not_valid = false;
    std::string name{}, old_name{};
};

/// The way of one column's constraint, of a table that stays.
struct Course {
    std::vector<std::pair<When, Move>> moves{};
    std::vector<ObjectId> parents{};  ///< kept ones that have the column
    State before_relinking{};         ///< what it is by then
    bool is_reached = false;          ///< by what a parent does
    bool relinks = false;             ///< nothing but leaving the parents and coming back leads there (table_relink.h)
    Reach reach{};
};
Course course(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column);

/// True for a name that a constraint of another table of its schema still has, though PostgreSQL would not choose it there: the other was renamed.
/// What it would choose for this table, if not told, is then another one than it chooses without that (ChooseConstraintName() in pg_constraint.c).
bool is_name_of_other(const Scene& scene, const ObjectId& table, const std::string& name);
/// True where all tables below know it by this name, so that RENAME CONSTRAINT reaches them.
bool is_known_below(const Scene& scene, const ObjectId& table, const std::string& column, const std::string& name);
/// What ALTER TABLE says for it, in order; an addition is the caller's.
struct Action {
    ObjectId table;
    sql::Fragment text;
    std::string note{};
};
std::vector<Action> actions(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene, const std::string& column, Move move);
/// True where RENAME CONSTRAINT of its parent's fails for a partition that goes for good.
bool is_in_the_way(const Subject<Table>& going, const Scene& scene);
/// True where a partition must be detached and attached again: it keeps a name of its own, or its constraint is to be its parent's alone.
bool must_leave(const Subject<Table>& to, const Scene& scene);
/// True where the partition's constraint comes by ATTACH PARTITION alone: it is its parent's, by a name of its own.
bool comes_by_attaching(const Object& partition, const Scene& scene);

/// True where the constraint comes with what is written of the column, and not from a parent.
inline bool is_written(const Column& column) { return column.not_null && (!column.not_null_inherited || column.not_null_local); }
/// "ADD CONSTRAINT t_a_not_null NOT NULL a", whatever else has that name by now.
sql::Fragment addition(const ObjectId& table, const Column& column);
/// "CONSTRAINT t_a_not_null NOT NULL a": an element of CREATE TABLE for a column that is not listed there.
sql::Fragment element(const ObjectId& table, const Column& column);

}  // namespace whimbrel::kinds::not_null
