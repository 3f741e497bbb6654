// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/value_type.h"

#include "whimbrel/codegen/objects.h"
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <array>

namespace whimbrel::codegen {

namespace {

struct Known {
    std::string_view name;
    ValueSort sort;
};

/// Built-in types as format_type() names them without their modifiers.
constexpr auto k_known = std::to_array<Known>({
    {"boolean", ValueSort::boolean},
    {"smallint", ValueSort::smallint},
    {"integer", ValueSort::integer},
    {"oid", ValueSort::integer},
    {"bigint", ValueSort::bigint},
    {"real", ValueSort::real},
    {"double precision", ValueSort::double_precision},
    {"numeric", ValueSort::numeric},
    {"text", ValueSort::text},
    {"character varying", ValueSort::text},
    {"character", ValueSort::text},
    {"bpchar", ValueSort::text},
    {"name", ValueSort::text},
    {"xml", ValueSort::text},
    {"bytea", ValueSort::bytea},
    {"uuid", ValueSort::uuid},
    {"date", ValueSort::date},
    {"time without time zone", ValueSort::time},
    {"time with time zone", ValueSort::time},
    {"timestamp without time zone", ValueSort::timestamp},
    {"timestamp with time zone", ValueSort::timestamptz},
    {"interval", ValueSort::interval},
    {"json", ValueSort::json},
    {"jsonb", ValueSort::json},
    {"point", ValueSort::point},
});

/// "timestamp(6) without time zone" → "timestamp without time zone"; parentheses in quotes are a name's.
std::string without_modifier(std::string_view type) {
    std::string out;
    bool quoted = false;
    int depth = 0;
    for (const char c : type) {
        if (c == '"') quoted = !quoted;
        if (c == '(' && !quoted) ++depth;
        if (depth == 0) out += c;
        if (c == ')' && !quoted) --depth;
    }
    return out;
}

}  // namespace

ValueTypes::ValueTypes(const catalog::Catalog& catalog) {
    const auto note = [](auto& map) {
        return [&map](const kinds::Object& object, const auto&) { map.emplace(sql::QualifiedName{object.id.schema, object.id.name}.render(), &object); };
    };
    for_each<kinds::EnumKind>(catalog, note(enums_));
    for_each<kinds::DomainKind>(catalog, note(domains_));
}

ValueType ValueTypes::find(std::string_view type) const {
    ValueType out;
    while (type.ends_with("[]")) {
        type.remove_suffix(2);
        out.is_array = true;
    }
    auto name = without_modifier(type);
    // An array of a domain, unlike a domain, is told to clients by a type of its own.
    if (const auto domain = domains_.find(name); domain != domains_.end() && !out.is_array) return find(domain->second->as<kinds::Domain>().base_type);
    if (const auto found = enums_.find(name); found != enums_.end()) {
        out.sort = ValueSort::enumeration;
        out.enumeration = found->second;
        return out;
    }
    if (name.starts_with("interval")) name = "interval";  // "interval day to second"
    if (const auto* const known = std::ranges::find(k_known, name, &Known::name); known != k_known.end()) out.sort = known->sort;
    else if (name == "citext" || name.ends_with(".citext")) out.sort = ValueSort::text;
    return out;
}

DomainFacts ValueTypes::domain(std::string_view type) const {
    DomainFacts facts;
    for (auto found = domains_.find(without_modifier(type)); found != domains_.end();) {
        const auto& domain = found->second->as<kinds::Domain>();
        facts.not_null = facts.not_null || domain.not_null;
        facts.has_default = facts.has_default || !domain.default_value.empty();
        found = domains_.find(without_modifier(domain.base_type));
    }
    return facts;
}

}  // namespace whimbrel::codegen
