// SPDX-License-Identifier: Apache-2.0
// Columns of a table that stays: added, changed in place, dropped; in that order, so that dependents can move over.
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/table/column_facts.h"
#include "whimbrel/kinds/table/column_text.h"
#include "whimbrel/kinds/table/table_lineage.h"
#include "whimbrel/kinds/table/table_not_null.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

/// The identity's sequence as SQL names it.
std::string identity_sequence(const ObjectId& table, const Column& column) {
    if (!column.identity->sequence_name.empty()) return column.identity->sequence_name;
    return QualifiedName{table.schema, phrases::implicit_name(table.name, column.name, "seq")}.render();
}

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

std::string null_property(const Column& column) { return column.not_null ? "not null" : "null"; }
std::string default_property(const Column& column) { return column.default_value; }
std::string settings_property(const Column& column) { return column.storage + " " + std::to_string(column.statistics); }

/// Everything about one table's columns, while its steps are collected.
struct Columns {
    const Subject<Table>& from;
    const Subject<Table>& to;
    const Scene& scene;
    Steps steps{};
    std::vector<ObjectId> children = lineage::kept_children(scene, to.id);

    QualifiedName table() const { return {to.id.schema, to.id.name}; }
    /// Its rows are on another server, and what the server here is told of them checks, fills and converts nothing.
    bool is_foreign() const { return to.value.is_foreign(); }

    Step& add(Fragment action, std::string part, Effect effect) { return add_to(sql::fragment(table()), std::move(action), std::move(part), effect); }

    Step& add_to(Fragment spoken, Fragment action, std::string part, Effect effect) {
        steps.push_back(
            {.object = to.id, .statement = sql::sql("ALTER TABLE", spoken, action), .touches = {{std::move(part), effect}}, .lock = "ACCESS EXCLUSIVE"});
        place(steps.back());
        return steps.back();
    }

    /// Changes of columns stand between what children do before and what they do after.
    void place(Step& step) const {
        step.prepares = {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)};
        step.awaits = {lineage::below(to.id)};
    }

    /// What a parent's ALTER TABLE brings about is no statement of this table's, but those that use the column must know.
    void reached(std::string part, Effect effect, std::vector<std::string> prepares, std::vector<std::string> awaits) {
        steps.push_back(
            {.object = to.id, .statement = {}, .touches = {{std::move(part), effect}}, .prepares = std::move(prepares), .awaits = std::move(awaits)});
    }

    /// The table as ALTER TABLE names it where each of its children that differs is seen to by itself.
    Fragment spoken(const Column& column, const lineage::Property& property) const {
        return children.empty() || lineage::all_follow(scene, to.id, column.name, property) ? sql::fragment(table()) : sql::fragment("ONLY", table());
    }

    /// The parent that hands the column down before and after (or begins to, or ceases).
    std::optional<ObjectId> giver(const Column& column, std::pair<bool, bool> has) const {
        for (const auto& parent : lineage::parents(to.needs)) {
            const auto *was = lineage::table(scene, lineage::Side::from, parent), *is = lineage::table(scene, lineage::Side::to, parent);
            if (was == nullptr || is == nullptr || !lineage::keeps(scene, to.id, parent) || !lineage::stays(scene, parent)) continue;
            if ((was->column(column.name) != nullptr) == has.first && (is->column(column.name) != nullptr) == has.second) return parent;
        }
        return std::nullopt;
    }
    static constexpr std::pair<bool, bool> k_stays{true, true}, k_comes{false, true}, k_goes{true, false};

    void add_column(const Column& column) {
        if (const auto type = lineage::type_followed(from, to)) {
            reached(column_part(column.name), Effect::creates, {lineage::shape(to.id)}, {lineage::shape(*type)});
            append_later(*type, [&](Steps& out) { append_overrides(to.id, Column{.name = column.name}, column, out); });
            return;
        }
        const auto parent = column.inherited ? giver(column, k_comes) : std::nullopt;
        if (parent && !column.local) {
            reached(column_part(column.name), Effect::creates, {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)},
                    {lineage::shape(*parent)});
            Column comes = *lineage::table(scene, lineage::Side::to, *parent)->column(column.name);
            comes.storage = comes.compression = "";
            comes.statistics = -1;
            comes.options.clear();
            comes.identity.reset();
            if (has_named_not_null()) comes.not_null = column.not_null;
            append_later(*parent, [&](Steps& out) { append_overrides(to.id, comes, column, out); });
            change_constraint(column, {When::after_parents, When::as_child});
            return;
        }
        const auto first = steps.size();
        Column own = column;
        if (parent) own.not_null = not_null::is_written(column);
        add_own_column(own);
        // ADD COLUMN of the parent merges with what is there.
        if (parent)
            for (auto i = first; i < steps.size(); ++i) steps[i].prepares.push_back(lineage::below(*parent));
        change_constraint(column, {When::as_child});
    }

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

    void add_own_column(const Column& column) {
        const bool fills_itself = is_foreign() || !column.default_value.empty() || column.identity || !column.not_null || type_fills(column);
        const std::string* fill = is_foreign() ? nullptr : fill_answer(scene, to.id, column);
        if (fill == nullptr && !fills_itself) fill = ask_new_column(scene, to.id, column);
        if (fill == nullptr || *fill == "none") {
            auto& step = add(sql::fragment("ADD COLUMN", column_definition(to.id, named(column), {})), column_part(column.name), Effect::creates);
            if (!fills_itself && !column.not_null_not_valid)
                step.risk = {Verdict::blocked, "existing rows have no value for the new NOT NULL column", any_rows(scene, to.id)};
        } else {
            Column open = column;
            open.not_null = false;
            add(sql::fragment("ADD COLUMN", column_definition(to.id, open, {})), column_part(column.name), Effect::creates);
            fill_column(column, *fill);
            if (column.not_null) add(set_not_null(to.id, column), column_part(column.name), Effect::touches);
        }
        append_settings(as_added(column), column);
    }

    /// A domain with a default.
    bool type_fills(const Column& column) const {
        return scene.around != nullptr && std::ranges::any_of(to.needs, [&](const Need& need) {
                   if (need.part != column_part(column.name)) return false;
                   const auto* type = scene.around->find(Surroundings::Side::to, need.object);
                   return type != nullptr && type->id.kind == DomainKind::name && !type->as<Domain>().default_value.empty();
               });
    }

    /// What ADD COLUMN says of it is there.
    static Column as_added(const Column& column) { return {.name = column.name, .foreign_options = column.foreign_options}; }

    void append_settings(const Column& old_column, const Column& column) {
        const auto first = steps.size();
        // A new column's settings are its children's own.
        const bool all = from.value.column(column.name) != nullptr && lineage::all_follow(scene, to.id, column.name, settings_property);
        append_column_settings(to.id, children.empty() || all ? sql::fragment(table()) : sql::fragment("ONLY", table()), old_column, column, steps);
        for (auto i = first; i < steps.size(); ++i) place(steps[i]);
    }

    void fill_column(const Column& column, const std::string& expression) {
        const Identifier column_name{column.name};
        for (const auto& holder : holders_of_rows(scene, to.id))
            steps.push_back({.object = to.id,
                             .statement = sql::sql("UPDATE", holder, "SET", column_name, "=", Fragment{expression}, "WHERE", column_name, "IS NULL"),
                             .touches = {{column_part(column.name), Effect::touches}},
                             .lock = "ROW EXCLUSIVE",
                             .note = "updates every row without a value"});
        // Checks that an UPDATE leaves for the end of the transaction keep ALTER TABLE from running ("pending trigger events").
        steps.push_back({.object = to.id, .statement = sql::sql("SET CONSTRAINTS ALL IMMEDIATE"), .touches = {{column_part(column.name), Effect::touches}}});
    }

    void change_column(const Column& old_column, const Column& column) {
        if (old_column == column) return change_constraint(column, k_whenever);
        if (old_column.inherited && column.inherited)
            if (const auto parent = giver(column, k_stays)) return change_inherited(*parent, old_column, column);
        if (change_generated(old_column, column)) return;
        change_identity_away(old_column, column);
        change_type(old_column, column);
        change_null(old_column, column);
        change_identity(old_column, column);
        append_settings(old_column, column);
    }

    /// The parent's ALTER TABLE reaches the type and what is generated; the rest may be the table's own.
    void change_inherited(const ObjectId& parent, const Column& old_column, const Column& column) {
        const bool retyped = old_column.type != column.type || old_column.collation != column.collation;
        const bool regenerated = old_column.generated != column.generated || (!column.generated.empty() && old_column.default_value != column.default_value);
        Column now = old_column;
        if (retyped || regenerated) {
            const auto end = retyped && !regenerated ? Effect::retypes : Effect::destroys;
            reached(column_part(column.name), end, {lineage::below(parent)}, {lineage::below(to.id)});
            reached(column_part(column.name), retyped && !regenerated ? Effect::retypes : Effect::creates,
                    {lineage::shape(to.id), lineage::before_attach(to.id), lineage::widths(to.id)}, {lineage::shape(parent)});
        }
        if (regenerated && !(column.generated.empty() && !old_column.generated.empty()))
            now = Column{.name = column.name, .default_value = column.default_value};
        if (!column.generated.empty()) now.default_value = column.default_value;
        if (regenerated && column.generated.empty()) now.default_value.clear();  // DROP EXPRESSION
        now.type = column.type;
        now.collation = column.collation;
        now.generated = column.generated;
        if (lineage::comes_from_above(scene, to.id, column.name, default_property)) now.default_value = column.default_value;
        else if (retyped && column.generated.empty() && now.default_value != column.default_value && !now.default_value.empty()) {
            add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP DEFAULT"), default_part(column.name),
                   Effect::destroys)
                .prepares.push_back(lineage::below(parent));
            now.default_value.clear();
        }
        if (lineage::comes_from_above(scene, to.id, column.name, settings_property)) {
            now.storage = column.storage;
            now.statistics = column.statistics;
        }
        change_constraint(column, {When::before_parents});
        append_later(parent, [&](Steps&) {
            if (now.default_value != column.default_value) change_type(now, column);
            if (has_named_not_null()) change_constraint(column, {When::after_parents});
            else if (!null_comes_from_above(parent, column)) change_null(now, column);
            change_identity_away(now, column);
            change_identity(now, column);
            append_settings(now, column);
        });
        change_constraint(column, {When::as_child});
    }

    /// SET NOT NULL of a partitioned table reaches all its partitions.
    bool null_comes_from_above(const ObjectId& parent, const Column& column) const {
        const auto *was = lineage::table(scene, lineage::Side::from, parent), *is = lineage::table(scene, lineage::Side::to, parent);
        const bool set_above = !was->column(column.name)->not_null && is->column(column.name)->not_null;
        return (set_above && column.not_null && !to.value.bound.empty()) || lineage::comes_from_above(scene, to.id, column.name, null_property);
    }

    static bool is_computed_the_same(const Column& old_column, const Column& column) {
        return !old_column.generated.empty() && old_column.generated == column.generated && old_column.default_value == column.default_value &&
               old_column.type == column.type && old_column.collation == column.collation;
    }

    /// Only the expression differs, and the server (from 17 on) can change that.
    [[nodiscard]] bool takes_expression(const Column& old_column, const Column& column) const {
        return scene.version.major() >= 17 && !column.generated.empty() && old_column.generated == column.generated && old_column.type == column.type &&
               old_column.collation == column.collation;
    }

    /// What is computed, and goes or is computed another way, lets go of what it is computed from before that changes.
    void drop_computed() {
        for (const auto& old_column : from.value.columns) {
            if (old_column.generated.empty()) continue;
            const auto* column = to.value.column(old_column.name);
            if (column == nullptr) drop_column(old_column);
            else if (old_column.inherited && column->inherited && giver(*column, k_stays)) continue;
            else if (!column->generated.empty() && !is_computed_the_same(old_column, *column) && !takes_expression(old_column, *column))
                add(sql::fragment("DROP COLUMN", Identifier{column->name}), column_part(column->name), Effect::destroys);
        }
    }

    /// True where the change is dealt with whole.
    bool change_generated(const Column& old_column, const Column& column) {
        const Identifier column_name{column.name};
        const bool was = !old_column.generated.empty(), is = !column.generated.empty();
        if (!was && !is) return false;
        if (was && !is && old_column.generated == "VIRTUAL") return store_virtual(old_column, column);
        if (was && !is) {
            add(sql::fragment("ALTER COLUMN", column_name, "DROP EXPRESSION"), default_part(column.name), Effect::destroys);
            return false;
        }
        if (is_computed_the_same(old_column, column)) return false;
        if (takes_expression(old_column, column)) {
            auto& step = add(sql::fragment("ALTER COLUMN", column_name, "SET EXPRESSION AS (", Fragment{column.default_value}, ")"), default_part(column.name),
                             Effect::creates);
            if (column.generated == "STORED") step.note = "computes the column for every row";
            return false;
        }
        if (!was)
            add(sql::fragment("DROP COLUMN", column_name), column_part(column.name), Effect::destroys).risk =
                is_foreign() ? Risk{} : Risk{Verdict::lossy, "the column's own values give way to computed ones", rows_with_value(scene, to.id, column.name)};
        auto& made = add(sql::fragment("ADD COLUMN", column_definition(to.id, named(column), {})), column_part(column.name), Effect::creates);
        if (!is_foreign()) made.note = "computes the column for every row";
        append_settings(as_added(column), column);
        return true;
    }

    /// A virtual column has no values to keep, and PostgreSQL no way to give it some: it is made anew and gets what it showed.
    bool store_virtual(const Column& old_column, const Column& column) {
        add(sql::fragment("DROP COLUMN", Identifier{column.name}), column_part(column.name), Effect::destroys);
        Column open = column;
        open.not_null = false;
        open.default_value.clear();
        add(sql::fragment("ADD COLUMN", column_definition(to.id, open, {})), column_part(column.name), Effect::creates);
        if (!is_foreign()) fill_column(column, old_column.default_value);
        if (column.not_null) add(set_not_null(to.id, column), column_part(column.name), Effect::touches);
        change_type(open, column);
        append_settings(as_added(column), column);
        return true;
    }

    void change_type(const Column& old_column, const Column& column) {
        const Identifier column_name{column.name};
        const bool was_plain = old_column.generated.empty();
        const std::string old_default = was_plain ? old_column.default_value : std::string();
        const std::string new_default = column.generated.empty() ? column.default_value : std::string();
        const bool retyped = old_column.type != column.type || old_column.collation != column.collation;
        if (!old_default.empty() && old_default != new_default && (retyped || new_default.empty()))
            add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", column_name, "DROP DEFAULT"), default_part(column.name), Effect::destroys);
        if (retyped) retype(old_column, column);
        if (!new_default.empty() && new_default != old_default)
            add_to(spoken(column, default_property), sql::fragment("ALTER COLUMN", column_name, "SET DEFAULT", Fragment{column.default_value}),
                   default_part(column.name), Effect::creates);
    }

    void retype(const Column& old_column, const Column& column) {
        const Identifier column_name{column.name};
        const std::string* using_text = is_foreign() ? nullptr : using_expression(scene, to.id, old_column, column);
        Builder action;
        action.add("ALTER COLUMN").add(column_name).add("TYPE").add(Fragment{column.type});
        if (!column.collation.empty()) action.add("COLLATE").add(Fragment{column.collation});
        if (using_text != nullptr) action.add("USING").add(Fragment{*using_text});
        else if (!is_foreign() && !converts(old_column, column)) action.add("USING").add(Fragment{column_name.render() + "::text::" + column.type});
        auto& step = add(action.fragment(), column_part(column.name), Effect::retypes);
        if (!is_foreign()) step.risk = retype_risk(scene, to.id, old_column, column, using_text);
    }

    bool has_named_not_null() const { return scene.version.major() >= 18; }

    /// What was handed down to a child keeps the name that PostgreSQL would choose, which then must be written.
    Column named(Column column) const {
        const auto name = not_null_name(to.id, column);
        const bool is_taken =
            has_named_not_null() && column.not_null && std::ranges::any_of(lineage::children(scene, lineage::Side::from, to.id), [&](const Object* child) {
                return not_null::state_of(child->id, child->as<Table>().column(column.name)).name == name;
            });
        if (is_taken) column.not_null_name = name;
        return column;
    }

    using When = not_null::When;
    static constexpr std::initializer_list<When> k_whenever{When::before_parents, When::after_parents, When::as_child};

    /// NOT NULL where it is a constraint with a lineage of its own.
    void change_constraint(const Column& column, std::initializer_list<When> at) {
        const auto course = not_null::course(from, to, scene, column.name);
        if (course.is_reached && std::ranges::find(at, When::after_parents) != at.end())
            for (const auto& parent : course.parents)
                reached(column_part(column.name), Effect::touches, {lineage::shape(to.id), lineage::before_attach(to.id)}, {lineage::shape(parent)});
        for (const auto& [when, move] : course.moves) {
            if (std::ranges::find(at, when) == at.end()) continue;
            const auto first = steps.size();
            if (move == not_null::Move::add) add_constraint(column, course.parents);
            else
                for (const auto& action : not_null::actions(from, to, scene, column.name, move))
                    add(action.text, column_part(column.name), Effect::touches).note = action.note;
            if (move == not_null::Move::rename || move == not_null::Move::make_anew) steps[first].awaits.push_back(lineage::room(to.id));
            for (auto i = first; i < steps.size(); ++i) {
                if (when == When::before_parents)
                    for (const auto& parent : course.parents) steps[i].prepares.push_back(lineage::below(parent));
                if (when == When::after_parents)
                    for (const auto& parent : course.parents) steps[i].awaits.push_back(lineage::shape(parent));
                if (when != When::as_child) continue;
                steps[i].prepares.clear();
                steps[i].awaits = {lineage::after_attach(to.id)};
            }
        }
    }

    void add_constraint(const Column& column, const std::vector<ObjectId>& parents) {
        const auto missing = rows_where(scene, to.id, sql::fragment(Identifier{column.name}, "IS NULL"));
        const bool asks = !is_foreign() && from.value.column(column.name) != nullptr;
        const auto* fill = asks ? fill_answer(scene, to.id, column) : nullptr;
        // What rows of the parent get, rows of the child get before it.
        for (const auto& parent : parents)
            if (asks && fill == nullptr) fill = fill_answer(scene, parent, column);
        if (asks && fill == nullptr) fill = ask_null_fill(scene, to.id, column);
        const bool fills = fill != nullptr && *fill != "none";
        if (fills) fill_column(column, *fill);
        auto& step = add(set_not_null(to.id, named(column)), column_part(column.name), Effect::touches);
        if (!fills && !column.not_null_not_valid && !is_foreign()) step.risk = {Verdict::blocked, "rows hold NULL in a column that must not", missing};
    }

    void change_null(const Column& old_column, const Column& column) {
        if (has_named_not_null()) return change_constraint(column, k_whenever);
        const Identifier column_name{column.name};
        if (!old_column.not_null && column.not_null) {
            const auto missing = rows_where(scene, to.id, sql::fragment(column_name, "IS NULL"));
            const auto* fill = is_foreign() ? nullptr : ask_null_fill(scene, to.id, column);
            const bool fills = fill != nullptr && *fill != "none";
            if (fills) fill_column(column, *fill);
            const auto name_of = to.value.partition_key.empty() ? spoken(column, null_property) : sql::fragment(table());
            auto& step = add_to(name_of, set_not_null(to.id, column), column_part(column.name), Effect::touches);
            if (!fills && !column.not_null_not_valid && !is_foreign()) step.risk = {Verdict::blocked, "rows hold NULL in a column that must not", missing};
        } else if (old_column.not_null && !column.not_null) {
            const auto drop = sql::fragment("ALTER COLUMN", column_name, "DROP NOT NULL");
            if (to.value.partition_key.empty()) {
                add_to(spoken(column, null_property), drop, column_part(column.name), Effect::touches);
                return;
            }
            // "cannot remove constraint from only the partitioned table": partitions that keep it get it back.
            add(drop, column_part(column.name), Effect::touches);
            restore_not_null_below(to.id, column);
        }
    }

    void restore_not_null_below(const ObjectId& id, const Column& column) {
        for (const auto& child : lineage::kept_children(scene, id)) {
            const auto* is = lineage::table(scene, lineage::Side::to, child)->column(column.name);
            if (is != nullptr && is->not_null)
                add_to(sql::fragment(phrases::qualified(child)), sql::fragment("ALTER COLUMN", Identifier{column.name}, "SET NOT NULL"),
                       column_part(column.name), Effect::touches);
            else restore_not_null_below(child, column);
        }
    }

    void change_identity_away(const Column& old_column, const Column& column) {
        if (old_column.identity && !column.identity)
            add(sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP IDENTITY"), column_part(column.name), Effect::touches).frees = {
                identity_relation(from.id, old_column)};
    }

    void change_identity(const Column& old_column, const Column& column) {
        if (!column.identity || old_column.identity == column.identity) return;
        const Identifier column_name{column.name};
        if (!old_column.identity) {
            add(sql::fragment("ALTER COLUMN", column_name, "ADD", identity_clause(*column.identity, column.type)), column_part(column.name), Effect::touches)
                .takes = {identity_relation(to.id, column)};
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

    /// The sequence keeps its name when the table or the column gets another one.
    void rename_identity(const Column& old_column, const Column& column) {
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

    void drop_column(const Column& column) {
        if (const auto type = lineage::type_followed(from, to)) {
            reached(column_part(column.name), Effect::destroys, {lineage::below(*type)}, {});
            return;
        }
        const auto parent = column.inherited ? giver(column, k_goes) : std::nullopt;
        if (parent && !column.local && !is_left_behind(*parent, column.name)) {
            reached(column_part(column.name), Effect::destroys, {lineage::below(*parent)}, {lineage::below(to.id)});
            return;
        }
        // DROP COLUMN forgets to tell children that keep the column that its NOT NULL is inherited no more.
        if (has_named_not_null() && not_null::state_of(from.id, &column).hands_down() && is_kept_below(column.name))
            add(sql::fragment("ALTER COLUMN", Identifier{column.name}, "DROP NOT NULL"), column_part(column.name), Effect::touches);
        const auto spoken_as = is_left_behind(to.id, column.name) ? sql::fragment("ONLY", table()) : sql::fragment(table());
        auto& step = add_to(spoken_as, sql::fragment("DROP COLUMN", Identifier{column.name}), column_part(column.name), Effect::destroys);
        if (parent) step.awaits.push_back(lineage::shape(*parent));
        if (column.generated.empty() && !is_foreign())
            step.risk = {Verdict::lossy, "drops the column and its values", rows_with_value(scene, to.id, column.name)};
    }
    bool is_kept_below(std::string_view column) const {
        return std::ranges::any_of(children, [&](const ObjectId& child) {
            return lineage::table(scene, lineage::Side::from, child)->column(column) != nullptr &&
                   lineage::table(scene, lineage::Side::to, child)->column(column) != nullptr;
        });
    }
    /// True where a child keeps as its own a column that was its parent's alone: DROP COLUMN ONLY leaves it to all children.
    bool is_left_behind(const ObjectId& parent, std::string_view column) const {
        return std::ranges::any_of(lineage::kept_children(scene, parent), [&](const ObjectId& child) {
            const auto* was = lineage::table(scene, lineage::Side::from, child)->column(column);
            const auto* is = lineage::table(scene, lineage::Side::to, child)->column(column);
            return was != nullptr && !was->local && is != nullptr && !is->inherited;
        });
    }
};

}  // namespace

Steps alter_columns(const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    Columns columns{from, to, scene};
    const auto add_and_change = [&](bool generated) {
        for (const auto& column : to.value.columns)
            if (from.value.column(column.name) == nullptr && column.generated.empty() != generated) columns.add_column(column);
        for (const auto& column : to.value.columns)
            if (const auto* old_column = from.value.column(column.name); old_column != nullptr && column.generated.empty() != generated)
                columns.change_column(*old_column, column);
    };
    // What is computed comes after what it is computed from, which may have been computed itself.
    columns.drop_computed();
    add_and_change(false);
    add_and_change(true);
    for (const auto& column : from.value.columns)
        if (column.generated.empty() && to.value.column(column.name) == nullptr) columns.drop_column(column);
    return std::move(columns.steps);
}

}  // namespace whimbrel::kinds
