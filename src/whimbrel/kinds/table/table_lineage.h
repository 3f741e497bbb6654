// SPDX-License-Identifier: Apache-2.0
// Parents and children among tables: partitions and inheritance alike. What a parent hands down comes and goes with it and is
// written nowhere else; here is told which of its children a parent reaches, and when.
// See "Table Partitioning" and "Inheritance"; ATPrepCmd(), MergeAttributes() and AttachPartitionEnsureIndexes() in tablecmds.c.
#pragma once

#include "whimbrel/kinds/table/table_kind.h"

#include <functional>

namespace whimbrel::kinds::lineage {

using Side = Surroundings::Side;

/// "parent:0": the part of a table that its first parent is. A partition has that one alone.
std::string parent_part(std::size_t place);
/// In the order in which they were inherited from. Needs know renamed parents by their new names, values do not.
std::vector<ObjectId> parents(const std::vector<Need>& needs);
std::vector<ObjectId> parents(const Scene& scene, Side side, const ObjectId& table);
std::vector<const Object*> children(const Scene& scene, Side side, const ObjectId& table);
std::vector<const Object*> descendants(const Scene& scene, Side side, const ObjectId& table);
/// Null where there is no such table on that side.
const Table* table(const Scene& scene, Side side, const ObjectId& id);
ObjectId table_id(std::string schema, std::string name);

/// What becomes of a table's parents.
struct Links {
    struct Link {
        std::size_t place;
        ObjectId parent;
    };
    std::vector<Link> leaves, joins;
    std::vector<ObjectId> kept;
};
Links links(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene);

/// True where the table is there before and after, and not made anew.
bool stays(const Scene& scene, const ObjectId& table);
/// True where the table is the parent's child from before to after, without a break.
bool keeps(const Scene& scene, const ObjectId& child, const ObjectId& parent);
/// True where it keeps all its parents, and had some.
bool keeps_parents(const Scene& scene, const ObjectId& child);
/// True where a table that was there leaves a parent, be it to come back with another bound.
bool lets_go(const Scene& scene, const ObjectId& child);
/// True where a partition leaves its table and comes back to it (with another bound).
bool comes_back(const Scene& scene, const ObjectId& partition);
/// Foreign keys that reference a partition's rows by a table above it, as they were: PostgreSQL lets no partition go whose rows are referenced.
std::vector<const Object*> keys_from_above(const Scene& scene, const ObjectId& partition);
/// True where CREATE TABLE makes it a child: what its parents hand down comes with it.
bool is_created_as_child(const Scene& scene, const ObjectId& child);
/// The children that keep it as a parent.
std::vector<ObjectId> kept_children(const Scene& scene, const ObjectId& parent);

/// The tables that follow the composite type from before to after.
std::vector<ObjectId> typed_tables(const Scene& scene, const ObjectId& type);
/// The type that the table follows, where it stays.
std::optional<ObjectId> type_followed(const Subject<Table>& from, const Subject<Table>& to);

/// A property of a column, as text.
using Property = std::function<std::string(const Column&)>;
/// True where ALTER TABLE may reach all children of the table: they were as it was and become as it becomes.
bool all_follow(const Scene& scene, const ObjectId& table, std::string_view column, const Property& property);
/// True where an ALTER TABLE of a parent reaches this table too.
bool comes_from_above(const Scene& scene, const ObjectId& table, std::string_view column, const Property& property);

/// The index or constraint of the parent table that this one of a partition is attached to; null where it is attached to none.
const Object* attached_to(const Scene& scene, Side side, const Object& object);
template <class V>
const Object* above(const Scene& scene, Side side, const Subject<V>& made) {
    const auto* object = scene.around == nullptr ? nullptr : scene.around->find(side, made.id);
    return object == nullptr ? nullptr : attached_to(scene, side, *object);
}
/// The drop of what a table's parent handed down: it vanishes with the parent's, or is dropped once the table has let go.
void leave_with_parent(Step& drop, const ObjectId& table, const Scene& scene);
/// True where what PostgreSQL would make of a parent's index or constraint for its partitions is not what is there: another name, other
/// settings, or one of them is missing. All of them are then made one by one and attached.
bool is_made_by_hand(const Scene& scene, const ObjectId& id);

/// True where a constraint of some partition has its index attached to this one, which is none's, be it through others.
bool has_keys_attached(const Scene& scene, const ObjectId& index);

/// True where the topmost index or key was made ON ONLY its table and some partition has none attached: a table that is attached
/// afterwards would get one.
bool is_incomplete(const Scene& scene, const ObjectId& id);
/// True where some index or key of a partition is attached to this one that was not before: the last of them makes an incomplete one valid.
bool is_completed(const Scene& scene, const ObjectId& id);

// Words for Step::prepares and Step::awaits.
std::string before_attach(const ObjectId& child);                        ///< what a table must have before it becomes a child
std::string after_attach(const ObjectId& child);                         ///< it is a child
std::string after_detach(const ObjectId& child);                         ///< it is none
std::string below(const ObjectId& parent);                               ///< what children do before their parent changes
std::string shape(const ObjectId& parent);                               ///< the parent's columns are what they will be
std::string relinked(const ObjectId& table);                             ///< its columns are its own, or its parents' alone, as they are to be
std::string remade(const ObjectId& parent);                              ///< columns that are handed down to it anew are there
std::string widths(const ObjectId& table);                               ///< its columns have the types that they will have
std::string room(const ObjectId& parent);                                ///< partitions that leave have left
std::string free(const ObjectId& table, const std::string& constraint);  ///< nothing of the table has that name any more
std::string tops(const ObjectId& parent);                                ///< indexes and keys on the parent alone are there
std::string all_attached(const ObjectId& parent);                        ///< its children are there
std::string gone(const ObjectId& id);                                    ///< what a parent handed down is dropped there
std::string settled(const ObjectId& id);                                 ///< a trigger is enabled or disabled as it is to be

}  // namespace whimbrel::kinds::lineage
