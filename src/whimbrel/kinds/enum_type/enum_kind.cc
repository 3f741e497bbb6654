// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/enum_type/enum_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Literal;

namespace {

bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    auto at = part.begin();
    for (const auto& value : whole) {
        if (at != part.end() && *at == value) ++at;
    }
    return at == part.end();
}

}  // namespace

std::vector<std::string> EnumKind::queries(pg::ServerVersion) {
    return {R"(
SELECT t.oid, n.nspname, t.typname,
       ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'e' AND t.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY t.oid)"};
}

Result<> EnumKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, Enum{.values = row.array(3)},
                    {catalog_oid::pg_type, row.oid(0)});
    return {};
}

Steps EnumKind::create(const Subject<Enum>& to, const Scene&) {
    Builder builder;
    builder.add("CREATE TYPE").add(qualified(to.id)).add("AS ENUM (");
    builder.list(to.value.values, [](const std::string& value) { return Literal{value}; }).add(")");
    return {{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
}

Steps EnumKind::drop(const Subject<Enum>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP TYPE", qualified(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration EnumKind::alter(const Subject<Enum>& from, const Subject<Enum>& to, const Scene&) {
    const auto& old_values = from.value.values;
    const auto& values = to.value.values;
    if (!is_subsequence(old_values, values)) return {.way = Alteration::Way::swap};
    Alteration out;
    std::size_t old_left = old_values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (old_left > 0 && old_values[old_values.size() - old_left] == values[i]) {
            --old_left;
            continue;
        }
        Builder builder;
        builder.add("ALTER TYPE").add(qualified(to.id)).add("ADD VALUE").add(Literal{values[i]});
        if (old_left > 0 && i > 0) builder.add("AFTER").add(Literal{values[i - 1]});
        if (old_left > 0 && i == 0) builder.add("BEFORE").add(Literal{old_values.front()});
        // "unsafe use of new value": it cannot be used before its transaction is committed.
        out.steps.push_back(
            {.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::touches}}, .transaction = TransactionRule::commit_after});
    }
    return out;
}

Steps EnumKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    if (part.empty()) return phrases::rename("TYPE", from, to);
    return {{.object = to,
             .statement =
                 sql::sql("ALTER TYPE", qualified(from), "RENAME VALUE", Literal{std::string(part_name(part))}, "TO", Literal{std::string(part_name(to_part))}),
             .touches = {{"", Effect::touches}}}};
}

bool EnumKind::has_part(const Enum& type, std::string_view part) {
    return part.starts_with("value:") && std::ranges::find(type.values, part_name(part)) != type.values.end();
}

std::vector<std::pair<std::string, std::string>> EnumKind::similar_parts(const Enum& from, const Enum& to) {
    std::vector<std::pair<std::string, std::string>> out;
    if (from.values.size() != to.values.size()) return out;
    const auto holds = [](const Enum& type, const std::string& value) { return std::ranges::find(type.values, value) != type.values.end(); };
    for (std::size_t i = 0; i < to.values.size(); ++i) {
        if (!holds(to, from.values[i]) && !holds(from, to.values[i])) out.emplace_back("value:" + from.values[i], "value:" + to.values[i]);
    }
    return out;
}

std::vector<std::string> EnumKind::occupies(const ObjectId& id) { return {phrases::slot("type", id)}; }

sql::Fragment EnumKind::spoken(const ObjectId& id) { return sql::fragment("TYPE", qualified(id)); }

}  // namespace whimbrel::kinds
