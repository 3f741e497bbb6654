// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_binding.h"

#include "whimbrel/codegen/query_change.h"
#include "whimbrel/codegen/query_tree.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string_view>

namespace whimbrel::codegen {

namespace {

/// A query, or a subquery.
struct Level {
    const NodeTree& query;
    const Level* outer;
    std::vector<Equality> equalities{};
    std::map<std::pair<int, int>, Numbers> equals{};  ///< by place and column
    std::vector<Change> changes{};

    [[nodiscard]] int changed() const { return static_cast<int>(query["resultRelation"].integer()); }
    /// As a MERGE may.
    [[nodiscard]] bool inserts_unmatched() const { return query["commandType"].integer() == k_merge && std::ranges::any_of(changes, &Change::inserts); }
    [[nodiscard]] int excluded() const { return static_cast<int>(query["onConflict"]["exclRelIndex"].integer()); }

    [[nodiscard]] const NodeTree& entry(int place) const { return nth(query["rtable"], place); }
};

bool changes_rows(const Level& level) { return level.query["commandType"].integer() != k_select; }

class Binding {
public:
    explicit Binding(QueryFacts& facts) : facts_(facts) {}

    std::vector<RelationUse> run(const NodeTree& query) {
        find_levels(query, nullptr);
        do {
            for (auto& level : levels_) {
                level.equals.clear();
                for (auto& change : level.changes) change.equals.clear();
            }
            for (bool again = true; again && steps_ > 0;) {
                again = false;
                for (auto& level : levels_) again = propagate(level) || again;
            }
        } while (refute());
        std::vector<RelationUse> out;
        for (const auto& level : levels_) add_uses(level, out);
        return out;
    }

private:
    // Levels, and what holds in each.

    void find_levels(const NodeTree& node, const Level* outer) {
        if (node.is("QUERY")) {
            auto& level = levels_.emplace_back(Level{node, outer});
            by_query_[&node] = &level;
            const auto& from = node["jointree"];
            for (const auto& item : from["fromlist"].items()) walk(level, item, std::nullopt);
            level.changes = find_changes(node, facts_);
            // What a MERGE finds no match for is not joined: its condition tells nothing of it.
            const auto of_changed = level.inserts_unmatched() ? std::optional(Places{level.changed()}) : std::nullopt;
            note_equalities(level.equalities, from["quals"], of_changed, facts_);
            note_equalities(level.equalities, node["mergeJoinCondition"], of_changed, facts_);
            outer = &level;
        }
        for (const auto& part : node.items()) find_levels(part, outer);
    }

    /// `within`: the side of an outer join that this is part of, whose rows are all that a condition here tells of.
    static Places places_of(const NodeTree& item) {
        if (item.is("RANGETBLREF")) return {static_cast<int>(item["rtindex"].integer())};
        Places out;
        if (item.is("JOINEXPR"))
            for (const auto* side : {"larg", "rarg"}) out.merge(places_of(item[side]));
        for (const auto& part : item["fromlist"].items()) out.merge(places_of(part));
        return out;
    }

    void walk(Level& level, const NodeTree& item, const std::optional<Places>& within) {
        for (const auto& part : item["fromlist"].items()) walk(level, part, within);
        if (!item.is("JOINEXPR")) return;
        const auto type = item["jointype"].integer();
        const auto left = places_of(item["larg"]), right = places_of(item["rarg"]);
        const auto side = [&](bool is_filled_up, const Places& places) { return is_filled_up ? std::optional(places) : within; };
        walk(level, item["larg"], side(type == k_right || type == k_full, left));
        walk(level, item["rarg"], side(type == k_left || type == k_full, right));
        if (type == k_inner) note_equalities(level.equalities, item["quals"], within, facts_);
        if (type == k_left) note_equalities(level.equalities, item["quals"], right, facts_);
        if (type == k_right) note_equalities(level.equalities, item["quals"], left, facts_);
    }

    // What follows from it.

    bool propagate(Level& level) {
        bool changed = false;
        for (const auto& [one, other, places] : level.equalities) {
            changed = bind(level, *one, values(level, *other), places) || changed;
            changed = bind(level, *other, values(level, *one), places) || changed;
        }
        for (auto& change : level.changes) {
            for (const auto& [one, other, places] : change.equalities) {
                changed = bind_found(level, change, *one, values(level, *other)) || changed;
                changed = bind_found(level, change, *other, values(level, *one)) || changed;
            }
            for (const int column : change.same) changed = add(change, column, written(level, level.changes.front(), column)) || changed;
        }
        return changed;
    }

    static bool add(Change& change, int column, const Numbers& numbers) {
        auto& there = change.equals[column];
        const auto before = there.size();
        there.insert(numbers.begin(), numbers.end());
        return there.size() > before;
    }

    bool bind_found(const Level& level, Change& change, const NodeTree& expression, const Numbers& numbers) {
        const auto& node = same_value(expression);
        const bool is_its = node.is("VAR") && node["varlevelsup"].integer() == 0 && node["varno"].integer() == level.changed();
        return is_its && add(change, static_cast<int>(node["varattno"].integer()), numbers);
    }

    /// Of the rows that a change finds, before it.
    static Numbers found(const Level& level, const Change& change, int column) {
        Numbers out;
        if (const auto at = change.equals.find(column); at != change.equals.end()) out = at->second;
        if (const auto at = level.equals.find({level.changed(), column}); change.is_joined && at != level.equals.end())
            out.insert(at->second.begin(), at->second.end());
        return out;
    }

    /// Of the rows that a change leaves.
    Numbers written(const Level& level, const Change& change, int column) {
        if (change.targets != nullptr)
            for (const auto& target : change.targets->items()) {
                if (target["resjunk"].boolean() || target["resno"].integer() != column) continue;
                const auto& node = assigned_value(target["expr"]);
                const bool is_old = node.is("VAR") && node["varlevelsup"].integer() == 0 && node["varno"].integer() == level.changed();
                return is_old ? found(level, change, static_cast<int>(node["varattno"].integer())) : values(level, node);
            }
        return change.inserts() ? Numbers() : found(level, change, column);
    }

    /// Of the changed relation's rows, whatever becomes of them, before and after.
    Numbers changed_row(const Level& level, int column) {
        std::optional<Numbers> all;
        for (const auto& change : level.changes) {
            if (!change.inserts()) keep_common(all, found(level, change, column));
            keep_common(all, written(level, change, column));
        }
        return all.value_or(Numbers());
    }

    bool bind(Level& level, const NodeTree& expression, const Numbers& numbers, const std::optional<Places>& places) {
        const auto& node = same_value(expression);
        if (numbers.empty() || !node.is("VAR") || node["varlevelsup"].integer() != 0) return false;
        const auto place = static_cast<int>(node["varno"].integer()), column = static_cast<int>(node["varattno"].integer());
        const auto& entry = level.entry(place);
        if (entry["rtekind"].integer() == k_join) return bind(level, nth(entry["joinaliasvars"], column), numbers, places);
        if (places && !places->contains(place)) return false;
        return add(level, place, column, numbers);
    }

    bool add(Level& level, int place, int column, const Numbers& numbers) {
        auto& there = level.equals[{place, column}];
        const auto before = there.size();
        there.insert(numbers.begin(), numbers.end());
        if (there.size() == before) return false;
        const auto& entry = level.entry(place);
        if (entry["rtekind"].integer() == k_subquery)
            if (const auto found = by_query_.find(&entry["subquery"]); found != by_query_.end()) bind_output(*found->second, column, numbers);
        return true;
    }

    /// Rows that are left out after they were given might as well not be read, but where others depend on them.
    void bind_output(Level& level, int column, const Numbers& numbers) {
        for (const auto* field : {"limitCount", "limitOffset", "groupingSets"})
            if (!level.query[field].is_nothing()) return;
        if (changes_rows(level) || level.query["hasWindowFuncs"].boolean()) return;
        if (const auto& operations = level.query["setOperations"]; !operations.is_nothing()) return bind_sides(level, operations, column, numbers);
        bind(level, grouped(level, target(level, column)), numbers, std::nullopt);
    }

    void bind_sides(Level& level, const NodeTree& operation, int column, const Numbers& numbers) {
        if (operation.is("RANGETBLREF")) add(level, static_cast<int>(operation["rtindex"].integer()), column, numbers);
        if (!operation.is("SETOPERATIONSTMT")) return;
        for (const auto* side : {"larg", "rarg"}) bind_sides(level, operation[side], column, numbers);
    }

    // The parameters that an expression has the value of.

    Numbers values(const Level& level, const NodeTree& expression) {
        if (--steps_ < 0) return {};
        const auto& node = same_value(expression);
        if (is_parameter(node)) return {static_cast<int>(node["paramid"].integer())};
        if (!node.is("VAR")) return {};
        const auto* at = &level;
        for (auto up = node["varlevelsup"].integer(); up > 0 && at != nullptr; --up) at = at->outer;
        if (at == nullptr) return {};
        return column(*at, static_cast<int>(node["varno"].integer()), static_cast<int>(node["varattno"].integer()));
    }

    Numbers column(const Level& level, int place, int number) {
        if (!level.changes.empty() && place == level.changed()) return changed_row(level, number);
        if (place != 0 && place == level.excluded()) return written(level, level.changes.front(), number);
        Numbers out;
        if (const auto known = level.equals.find({place, number}); known != level.equals.end()) out = known->second;
        const auto& entry = level.entry(place);
        switch (entry["rtekind"].integer()) {
            case k_subquery:
                out.merge(output(entry["subquery"], number));
                break;
            case k_join:
                out.merge(values(level, nth(entry["joinaliasvars"], number)));
                break;
            case k_group:
                out.merge(values(level, nth(entry["groupexprs"], number)));
                break;
            case k_values:
                out.merge(column_of_values(level, entry, number));
                break;
            case k_with:
                out.merge(column_of_with(level, entry, number));
                break;
            default:
                break;
        }
        return out;
    }

    static void keep_common(std::optional<Numbers>& all, Numbers next) {
        if (all) std::erase_if(*all, [&](int number) { return !next.contains(number); });
        else all = std::move(next);
    }

    Numbers column_of_values(const Level& level, const NodeTree& entry, int number) {
        std::optional<Numbers> all;
        for (const auto& row : entry["values_lists"].items()) keep_common(all, values(level, assigned_value(nth(row, number))));
        return all.value_or(Numbers());
    }

    Numbers column_of_with(const Level& level, const NodeTree& entry, int number) {
        const auto* at = &level;
        for (auto up = entry["ctelevelsup"].integer(); up > 0 && at != nullptr; --up) at = at->outer;
        if (at == nullptr) return {};
        const auto& list = at->query["cteList"].items();
        const auto found = std::ranges::find_if(list, [&](const NodeTree& with) { return with["ctename"].text() == entry["ctename"].text(); });
        if (found == list.end()) return {};
        const auto& query = (*found)["ctequery"];
        if (!entry["self_reference"].boolean()) return output(query, number);
        // What holds for the rows that a recursive query begins with is supposed to hold for those that it goes on from.
        const auto self = by_query_.find(&query);
        if (self == by_query_.end() || refuted_.contains({self->second, number})) return {};
        supposed_.emplace(self->second, number);
        return side(*self->second, query["setOperations"]["larg"], number);
    }

    /// True where something that was supposed does not hold for the rows that a step gives: without it, less follows.
    bool refute() {
        const auto before = refuted_.size();
        for (const auto& [level, number] : supposed_) {
            const auto& operations = level->query["setOperations"];
            const auto first = side(*level, operations["larg"], number), next = side(*level, operations["rarg"], number);
            if (!std::ranges::includes(next, first)) refuted_.emplace(level, number);
        }
        return refuted_.size() > before;
    }

    Numbers output(const NodeTree& query, int number) {
        const auto found = by_query_.find(&query);
        if (found == by_query_.end()) return {};
        const auto& level = *found->second;
        const auto& operations = query["setOperations"];
        if (!operations.is_nothing()) return side(level, operations, number);
        return query["groupingSets"].is_nothing() ? values(level, target(level, number)) : Numbers();
    }

    Numbers side(const Level& level, const NodeTree& operation, int number) {
        if (operation.is("RANGETBLREF")) return column(level, static_cast<int>(operation["rtindex"].integer()), number);
        if (!operation.is("SETOPERATIONSTMT")) return {};
        std::optional<Numbers> all;
        for (const auto* part : {"larg", "rarg"}) keep_common(all, side(level, operation[part], number));
        return *all;
    }

    static const NodeTree& target(const Level& level, int number) {
        const auto& list = result_list(level.query).items();
        const auto found = std::ranges::find_if(list, [&](const NodeTree& item) { return item["resno"].integer() == number && !item["resjunk"].boolean(); });
        static const NodeTree k_nothing;
        return found == list.end() ? k_nothing : (*found)["expr"];
    }

    /// PostgreSQL 18 has what is grouped by in an entry of its own.
    static const NodeTree& grouped(const Level& level, const NodeTree& node) {
        if (!node.is("VAR")) return node;
        const auto& entry = level.entry(static_cast<int>(node["varno"].integer()));
        return entry["rtekind"].integer() == k_group ? nth(entry["groupexprs"], static_cast<int>(node["varattno"].integer())) : node;
    }

    void add_uses(const Level& level, std::vector<RelationUse>& out) {
        const auto& entries = level.query["rtable"].items();
        for (std::size_t at = 0; at < entries.size(); ++at) {
            const auto& entry = entries[at];
            const auto place = static_cast<int>(at) + 1;
            // A view's own entry is beside that of the rows which an INSERT refused.
            if (entry["rtekind"].integer() != k_relation || place == level.excluded()) continue;
            const auto add_use = [&](RowUse use, const auto& equals) {
                out.push_back({.relation = entry["relid"].oid(), .alias = std::string(entry["eref"]["aliasname"].text()), .use = use, .equals = {}});
                const auto columns = static_cast<int>(entry["eref"]["colnames"].items().size());
                for (int column = 1; column <= columns; ++column) out.back().equals[column] = equals(column);
            };
            if (level.changes.empty() || place != level.changed()) {
                add_use(level.inserts_unmatched() ? RowUse::source : RowUse::read, [&](int column) { return this->column(level, place, column); });
                continue;
            }
            for (const auto& change : level.changes) {
                if (!change.inserts()) add_use(change.finds, [&](int column) { return this->found(level, change, column); });
                if (change.targets != nullptr) add_use(RowUse::written, [&](int column) { return this->written(level, change, column); });
            }
        }
    }

    QueryFacts& facts_;
    std::deque<Level> levels_;
    std::map<const NodeTree*, Level*> by_query_;
    std::set<std::pair<const Level*, int>> supposed_, refuted_;  ///< columns of recursive queries
    int steps_ = 100'000;                                        ///< what is not found in so many is not
};

}  // namespace

std::vector<RelationUse> relation_uses(const NodeTree& query, QueryFacts& facts) { return Binding(facts).run(query); }

}  // namespace whimbrel::codegen
