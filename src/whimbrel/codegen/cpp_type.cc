// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp_type.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"

#include <algorithm>
#include <array>

namespace whimbrel::codegen {

namespace {

struct Known {
    ValueSort sort;
    std::string_view name, initial;
};

constexpr auto k_known = std::to_array<Known>({
    {ValueSort::boolean, "bool", " = false"},
    {ValueSort::smallint, "std::int16_t", " = 0"},
    {ValueSort::integer, "std::int32_t", " = 0"},
    {ValueSort::bigint, "std::int64_t", " = 0"},
    {ValueSort::oid, "std::uint32_t", " = 0"},
    {ValueSort::real, "float", " = 0"},
    {ValueSort::double_precision, "double", " = 0"},
    {ValueSort::numeric, "whimbrel::data::Numeric", ""},
    {ValueSort::text, "std::string", ""},
    {ValueSort::bytea, "whimbrel::data::Bytea", ""},
    {ValueSort::uuid, "whimbrel::data::Uuid", ""},
    {ValueSort::date, "whimbrel::data::Date", "{}"},
    {ValueSort::time, "whimbrel::data::TimeOfDay", ""},
    {ValueSort::timestamp, "whimbrel::data::Timestamp", "{}"},
    {ValueSort::timestamptz, "whimbrel::data::TimestampTz", "{}"},
    {ValueSort::interval, "whimbrel::data::Interval", ""},
    {ValueSort::json, "whimbrel::data::Json", ""},
    {ValueSort::inet, "whimbrel::data::Inet", ""},
    {ValueSort::cidr, "whimbrel::data::Cidr", ""},
    {ValueSort::macaddr, "whimbrel::data::MacAddr", ""},
    {ValueSort::int4range, "whimbrel::data::Range<std::int32_t>", ""},
    {ValueSort::int8range, "whimbrel::data::Range<std::int64_t>", ""},
    {ValueSort::numrange, "whimbrel::data::Range<whimbrel::data::Numeric>", ""},
    {ValueSort::daterange, "whimbrel::data::Range<whimbrel::data::Date>", ""},
    {ValueSort::tsrange, "whimbrel::data::Range<whimbrel::data::Timestamp>", ""},
    {ValueSort::tstzrange, "whimbrel::data::Range<whimbrel::data::TimestampTz>", ""},
});

/// Their binary form is their text, and an array's is too where it says the element's type as the library does: text alone.
bool is_binary_text(const ValueType& type) {
    if (type.element == "text") return true;
    const bool is_character = type.element == "character varying" || type.element == "character" || type.element == "bpchar" || type.element == "name" ||
                              type.element.ends_with("citext");
    return is_character && !type.is_array;
}

CppType element(const Model& model, const ValueType& type, const std::string& list_type) {
    if (!list_type.empty()) return {.name = list_type, .initial = "{}"};
    if (type.sort == ValueSort::enumeration)
        return {.name = cpp_type_identifier(model.find_enum(*type.enumeration)->type_name),
                .initial = "{}",
                .is_text = type.is_array,
                .home = CppType::Home::enums};
    if (type.sort == ValueSort::composite) {
        const auto* const composite = model.find_composite(*type.composite);
        if (!composite->attributes.empty()) return {.name = cpp_type_identifier(composite->type_name), .is_text = true, .home = CppType::Home::composites};
    }
    const auto* const known = std::ranges::find(k_known, type.sort, &Known::sort);
    if (known == k_known.end()) return {.name = "std::string", .is_text = true};
    CppType out{.name = std::string(known->name), .initial = known->initial};
    out.is_text = (type.sort == ValueSort::text && !is_binary_text(type)) || (type.sort == ValueSort::json && type.element == "json");
    return out;
}

}  // namespace

CppType cpp_type(const Model& model, const ValueType& type, const std::string& list_type) {
    auto out = element(model, type, list_type);
    if (!type.is_array) return out;
    return {.name = format("whimbrel::data::Array<{}>", out.name), .is_text = out.is_text || type.is_domain_array, .home = out.home};
}

}  // namespace whimbrel::codegen
