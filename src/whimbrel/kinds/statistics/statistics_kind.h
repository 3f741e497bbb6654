// SPDX-License-Identifier: Apache-2.0
// Extended statistics: what ANALYZE gathers about several columns or an expression.
// See CREATE STATISTICS, ALTER STATISTICS; catalog pg_statistic_ext.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Statistics {
    std::string table_schema, table_name;
    std::vector<std::string> kinds;        ///< of "ndistinct", "dependencies", "mcv", in this order; empty: all that there can be
    std::vector<std::string> columns;      ///< sorted: the server keeps them by their place in the table
    std::vector<std::string> expressions;  ///< as the server renders them
    int target = -1;                       ///< -1: by those of the columns
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("table_schema", self.table_schema);
        visit("table_name", self.table_name);
        visit("kinds", self.kinds);
        visit("columns", self.columns);
        visit("expressions", self.expressions);
        visit("target", self.target);
    }
    bool operator==(const Statistics&) const = default;
};

/// PostgreSQL rebuilds it when a column changes its type, but forgets the target then (ATPostAlterTypeParse() in tablecmds.c): it does not
/// survive a retype.
struct StatisticsKind {
    using Value = Statistics;
    static constexpr std::string_view name = "statistics";
    static constexpr std::string_view plural = "statistics";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_statistic_ext", "stxname stxnamespace"},
        {"table_schema table_name", "pg_statistic_ext", "stxrelid"},
        {"kinds", "pg_statistic_ext", "stxkind"},
        {"columns", "pg_statistic_ext", "stxkeys"},
        {"expressions", "pg_statistic_ext", "stxexprs"},
        {"target", "pg_statistic_ext", "stxstattarget"},
    });
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_statistic_ext)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Statistics>& to, const Scene& scene);
    static Steps drop(const Subject<Statistics>& from, const Scene& scene);
    /// In place where the target alone differs.
    static Alteration alter(const Subject<Statistics>& from, const Subject<Statistics>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Statistics without_expressions(Statistics statistics);
    static std::vector<Entry> entries(const Statistics& statistics);
};

}  // namespace whimbrel::kinds
