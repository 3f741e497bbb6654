// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/statistics/statistics_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <iterator>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::QualifiedName;

namespace {

// PostgreSQL 17 keeps NULL for the default target.
constexpr std::string_view k_statistics = R"(
SELECT s.oid, n.nspname, s.stxname, tn.nspname, t.relname,
       pg_catalog.array_remove(ARRAY[
         CASE WHEN 'd' = ANY (s.stxkind) THEN 'ndistinct' END,
         CASE WHEN 'f' = ANY (s.stxkind) THEN 'dependencies' END,
         CASE WHEN 'm' = ANY (s.stxkind) THEN 'mcv' END], NULL),
       ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys) ORDER BY a.attname),
       CASE WHEN s.stxexprs IS NOT NULL THEN pg_catalog.pg_get_statisticsobjdef_expressions(s.oid) END,
       coalesce(s.stxstattarget::integer, -1)
  FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
  JOIN pg_catalog.pg_class t ON t.oid = s.stxrelid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
 WHERE s.oid >= 16384 AND t.relpersistence <> 't'
 ORDER BY s.oid)";

constexpr std::size_t k_kinds = 3;

/// Columns by name, expressions in parentheses: a call may stand without, but need not.
std::vector<std::string> elements(const Statistics& statistics) {
    auto out = phrases::quoted(statistics.columns);
    std::ranges::transform(statistics.expressions, std::back_inserter(out), [](const std::string& expression) { return "(" + expression + ")"; });
    return out;
}

Step target_step(const Subject<Statistics>& to) {
    return {.object = to.id,
            .statement = sql::sql("ALTER", StatisticsKind::spoken(to.id), "SET STATISTICS", to.value.target),
            .touches = {{"target", Effect::touches}}};
}

}  // namespace

std::vector<std::string> StatisticsKind::queries(pg::ServerVersion) { return {std::string(k_statistics)}; }

Result<> StatisticsKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Statistics statistics{.table_schema = row.string(3),
                              .table_name = row.string(4),
                              .kinds = row.array(5),
                              .columns = row.array(6),
                              .expressions = row.array(7),
                              .target = static_cast<int>(row.integer(8))};
        if (statistics.kinds.size() == k_kinds) statistics.kinds.clear();
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, std::move(statistics),
                    {catalog_oid::pg_statistic_ext, row.oid(0)});
    }
    return {};
}

Steps StatisticsKind::create(const Subject<Statistics>& to, const Scene&) {
    const auto& statistics = to.value;
    const auto as_it_is = [](const std::string& text) { return Fragment{text}; };
    Builder builder;
    builder.add("CREATE STATISTICS").add(qualified(to.id));
    if (!statistics.kinds.empty()) builder.add("(").list(statistics.kinds, as_it_is).add(")");
    builder.add("ON").list(elements(statistics), as_it_is).add("FROM").add(QualifiedName{statistics.table_schema, statistics.table_name});
    Steps steps{{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}, .lock = "SHARE UPDATE EXCLUSIVE"}};
    if (statistics.target != -1) steps.push_back(target_step(to));
    return steps;
}

Steps StatisticsKind::drop(const Subject<Statistics>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP", spoken(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration StatisticsKind::alter(const Subject<Statistics>& from, const Subject<Statistics>& to, const Scene&) {
    Statistics gathered_alike = from.value;
    gathered_alike.target = to.value.target;
    if (gathered_alike != to.value) return {.way = Alteration::Way::recreate};
    return {.steps = {target_step(to)}};
}

Steps StatisticsKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("STATISTICS", from, to);
}

std::vector<std::string> StatisticsKind::occupies(const ObjectId& id) { return {phrases::slot("statistics", id)}; }

Fragment StatisticsKind::spoken(const ObjectId& id) { return sql::fragment("STATISTICS", qualified(id)); }

Statistics StatisticsKind::without_expressions(Statistics statistics) {
    std::ranges::fill(statistics.expressions, "(expression)");
    return statistics;
}

std::vector<Entry> StatisticsKind::entries(const Statistics& statistics) {
    return {{.heading = "Statistics", .detail = "on " + statistics.table_name + " " + phrases::in_parentheses(elements(statistics))}};
}

}  // namespace whimbrel::kinds
