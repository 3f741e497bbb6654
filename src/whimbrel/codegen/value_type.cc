// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/value_type.h"

#include "whimbrel/codegen/objects.h"
#include "whimbrel/kinds/composite_type/composite_kind.h"
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
    {"oid", ValueSort::oid},
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
    {"time with time zone", ValueSort::timetz},
    {"timestamp without time zone", ValueSort::timestamp},
    {"timestamp with time zone", ValueSort::timestamptz},
    {"interval", ValueSort::interval},
    {"json", ValueSort::json},
    {"jsonb", ValueSort::json},
    {"point", ValueSort::point},
    {"inet", ValueSort::inet},
    {"cidr", ValueSort::cidr},
    {"macaddr", ValueSort::macaddr},
    {"int4range", ValueSort::int4range},
    {"int8range", ValueSort::int8range},
    {"numrange", ValueSort::numrange},
    {"daterange", ValueSort::daterange},
    {"tsrange", ValueSort::tsrange},
    {"tstzrange", ValueSort::tstzrange},
});

/// "timestamp(6) without time zone" → "timestamp without time zone" and "6"; parentheses in quotes are a name's.
struct Parts {
    std::string name, modifier;
};
Parts parts_of(std::string_view type) {
    Parts out;
    bool quoted = false;
    int depth = 0;
    for (const char c : type) {
        if (c == '"') quoted = !quoted;
        if (c == ')' && !quoted) --depth;
        if (depth > 0) out.modifier += c;
        else if (quoted || (c != '(' && c != ')')) out.name += c;
        if (c == '(' && !quoted) ++depth;
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
    for_each<kinds::CompositeKind>(catalog, note(composites_));
}

ValueType ValueTypes::find(std::string_view type) const {
    ValueType out;
    while (type.ends_with("[]")) {
        type.remove_suffix(2);
        out.is_array = true;
    }
    auto [name, modifier] = parts_of(type);
    if (const auto domain = domains_.find(name); domain != domains_.end()) {
        auto base = find(domain->second->as<kinds::Domain>().base_type);
        if (!out.is_array) return base;
        // An array of a domain, unlike a domain, is told to clients by a type of its own; an array of arrays is known to nobody.
        if (base.is_array) base = {};
        base.is_array = base.is_domain_array = true;
        return base;
    }
    if (name.starts_with("interval")) name = "interval";  // "interval day to second"
    out.element = name;
    out.modifier = modifier;
    if (const auto found = enums_.find(name); found != enums_.end()) {
        out.sort = ValueSort::enumeration;
        out.enumeration = found->second;
    } else if (const auto composite = composites_.find(name); composite != composites_.end()) {
        out.sort = ValueSort::composite;
        out.composite = composite->second;
    } else if (const auto* const known = std::ranges::find(k_known, name, &Known::name); known != k_known.end()) {
        out.sort = known->sort;
    } else if (name == "citext" || name.ends_with(".citext")) {
        out.sort = ValueSort::text;
    }
    return out;
}

DomainFacts ValueTypes::domain(std::string_view type) const {
    DomainFacts facts;
    for (auto found = domains_.find(parts_of(type).name); found != domains_.end();) {
        const auto& domain = found->second->as<kinds::Domain>();
        facts.not_null = facts.not_null || domain.not_null;
        facts.has_default = facts.has_default || !domain.default_value.empty();
        for (const auto& check : domain.constraints)
            if (!check.not_valid) facts.checks.emplace_back(check.name, check.definition);
        found = domains_.find(parts_of(domain.base_type).name);
    }
    return facts;
}

}  // namespace whimbrel::codegen
