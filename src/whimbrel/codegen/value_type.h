// SPDX-License-Identifier: Apache-2.0
// ValueType: what a column's values are, as far as an application's code tells them apart. Domains are taken for what they are made of.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::codegen {

enum class ValueSort : std::uint8_t {
    boolean,
    smallint,
    integer,
    bigint,
    real,
    double_precision,
    numeric,
    text,  ///< character types, name, citext and whatever else is text to an application
    bytea,
    uuid,
    date,
    time,
    timetz,
    timestamp,    ///< without time zone
    timestamptz,  ///< with time zone
    interval,
    json,
    point,
    oid,
    inet,
    cidr,
    macaddr,
    int4range,
    int8range,
    numrange,
    daterange,
    tsrange,
    tstzrange,
    enumeration,
    composite,
    other,  ///< exchanged as the text that PostgreSQL prints: geometric types, full text search, an extension's own
};

struct ValueType {
    ValueSort sort = ValueSort::other;
    bool is_array = false;
    bool is_domain_array = false;                ///< its elements are of a domain, which makes it a type that clients do not know
    const kinds::Object* enumeration = nullptr;  ///< of ValueSort::enumeration; it belongs to the catalog
    const kinds::Object* composite = nullptr;    ///< of ValueSort::composite; likewise
    std::string element;                         ///< what it is in the end, without its modifier: "character varying"
    std::string modifier;                        ///< of that: "20", "12,2"
};

/// What a domain adds to the columns that are of it.
struct DomainFacts {
    bool not_null = false, has_default = false;
    std::vector<std::pair<std::string, std::string>> checks;  ///< names and definitions ("CHECK ((VALUE > 0))"), the innermost domain's last
};

/// The types of one catalog, which must outlive it.
class ValueTypes {
public:
    explicit ValueTypes(const catalog::Catalog& catalog);
    /// Of a type as format_type() prints it with an empty search_path: "public.mood[]".
    [[nodiscard]] ValueType find(std::string_view type) const;
    /// Of a column of that type, the domains that a domain is of included.
    [[nodiscard]] DomainFacts domain(std::string_view type) const;

private:
    std::map<std::string, const kinds::Object*, std::less<>> enums_, domains_, composites_;  ///< by rendered name
};

}  // namespace whimbrel::codegen
