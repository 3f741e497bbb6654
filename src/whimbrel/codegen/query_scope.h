// SPDX-License-Identifier: Apache-2.0
// Private to query_nulls: one query level with its range table, and which of its rows an outer join fills with NULL
// (server source: parsenodes.h, primnodes.h).
#pragma once

#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/codegen/query_facts.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::codegen {

/// Of one statement, shared by its levels.
struct Analysis {
    QueryFacts& facts;
    std::set<int> nullable_parameters;
    std::map<const NodeTree*, std::vector<bool>> recursive;  ///< columns of a recursive WITH query that are not NULL, as far as it is known
    int undecided = 0;                                       ///< of them, those that are being decided
    int steps = 100'000;                                     ///< what is not decided in so many may be NULL
};

class Scope {
public:
    Scope(const NodeTree& query, const Scope* outer, Analysis& analysis);

    /// A result column (from 1) cannot be NULL.
    [[nodiscard]] bool output(int column) const;
    [[nodiscard]] std::size_t outputs() const;

private:
    enum class Side : std::uint8_t { left, right };
    using Nulling = std::pair<int, Side>;  ///< the side of a join (by its place in the range table) that is filled with NULL

    void walk(const NodeTree& item, std::set<Nulling> nulled);
    void walk_join(const NodeTree& join, const std::set<Nulling>& nulled);
    void note_condition(const NodeTree& condition);
    void note_not_null(const NodeTree& expression);

    [[nodiscard]] const NodeTree& entry(int place) const;
    [[nodiscard]] bool is_nulled(int place) const;
    [[nodiscard]] bool set_operation(const NodeTree& node, int column) const;

    [[nodiscard]] bool expression(const NodeTree& node) const;
    [[nodiscard]] bool all(const std::vector<NodeTree>& nodes) const;
    [[nodiscard]] bool any(const std::vector<NodeTree>& nodes) const;
    [[nodiscard]] bool variable(const NodeTree& node) const;
    [[nodiscard]] bool is_rewritten(int place) const;
    [[nodiscard]] bool changed_row(const NodeTree& node) const;
    [[nodiscard]] bool column_of(int place, int column) const;
    [[nodiscard]] bool column_of_relation(int place, int column) const;
    [[nodiscard]] bool column_of_join(int place, int column) const;
    [[nodiscard]] bool column_of_with(const NodeTree& entry, int column) const;
    [[nodiscard]] bool column_of_values(const NodeTree& entry, int column) const;
    [[nodiscard]] bool column_of_function(const NodeTree& entry, int column) const;
    [[nodiscard]] bool function(const NodeTree& node) const;
    [[nodiscard]] bool operation(const NodeTree& node) const;
    [[nodiscard]] bool aggregate(const NodeTree& node) const;
    [[nodiscard]] bool cases(const NodeTree& node) const;
    [[nodiscard]] bool sub_query(const NodeTree& node) const;
    [[nodiscard]] bool gives_a_row() const;

    const NodeTree& query_;
    const Scope* outer_;
    Analysis& analysis_;
    std::map<int, std::set<Nulling>> nulled_;         ///< what fills a range table entry with NULL
    mutable std::set<Nulling> excluded_;              ///< sides that are not, since a condition refuses such rows
    std::set<std::pair<int, int>> not_null_columns_;  ///< by entry and column, that a condition leaves no NULL in
};

/// Lists of what PostgreSQL's own functions do (query_totals.cc).
bool never_gives_null(std::string_view function);  ///< whatever its arguments are
bool gives_null_for_null_alone(const QueryFacts::Function& function, bool is_cast);
bool operator_gives_null_for_null_alone(std::string_view name, std::uint32_t result);
bool aggregate_of_rows_gives_no_null(std::string_view function);  ///< over one row or more, none of whose arguments is NULL
bool window_function_gives_no_null(std::string_view function);

}  // namespace whimbrel::codegen
