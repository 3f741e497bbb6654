// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript_type.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>

namespace whimbrel::codegen {

namespace {

/// Array types that the driver has a parser for (pg-types, textParsers.js).
bool is_parsed_as_array(const ValueType& type) {
    using Sort = ValueSort;
    if (type.sort == Sort::text)
        return type.element == "text" || type.element == "character varying" || type.element == "character" || type.element == "bpchar";
    static constexpr std::array k_unknown{Sort::cidr,      Sort::int4range,   Sort::int8range, Sort::daterange, Sort::tsrange,
                                          Sort::tstzrange, Sort::enumeration, Sort::composite, Sort::other};
    return !type.is_domain_array && std::ranges::find(k_unknown, type.sort) == k_unknown.end();
}

}  // namespace

TypescriptType TypescriptTypes::find(const ValueType& type, const std::string& list_type) {
    auto [read, written] = one(type, list_type);
    if (!type.is_array) return {read, written};
    if (!is_parsed_as_array(type)) return {"string", "string"};
    if (type.sort == ValueSort::numeric) read = "number";  // _numeric has the parser of floats
    const auto array = [](const std::string& element) { return element.find(' ') == std::string::npos ? element + "[]" : "(" + element + ")[]"; };
    return {array(read + " | null"), array(written + " | null")};
}

TypescriptType TypescriptTypes::imported(std::string name, std::string written) {
    values_.insert(name);
    return {std::move(name), std::move(written)};
}

TypescriptType TypescriptTypes::one(const ValueType& type, const std::string& list_type) {
    switch (type.sort) {
        case ValueSort::boolean:
            return {"boolean", "boolean"};
        case ValueSort::smallint:
        case ValueSort::integer:
        case ValueSort::oid:
        case ValueSort::real:
        case ValueSort::double_precision:
            return {"number", "number"};
        // A number of JavaScript's does not hold them all.
        case ValueSort::bigint:
            return {"string", "string | number | bigint"};
        case ValueSort::numeric:
            return {"string", "string | number"};
        case ValueSort::bytea:
            return {"Uint8Array", "Uint8Array"};
        case ValueSort::date:
        case ValueSort::timestamp:
        case ValueSort::timestamptz:
            return {"Date", "Date | string"};
        case ValueSort::interval:
            return imported("Interval", "string");
        // The driver would send an array of JavaScript's as one of PostgreSQL's.
        case ValueSort::json:
            return imported("JsonValue", "string");
        case ValueSort::point:
            return imported("Point", "string");
        case ValueSort::enumeration: {
            const auto& name = model_.find_enum(*type.enumeration)->type_name;
            if (!type.is_array) enums_.insert(name);
            return {name, name};
        }
        case ValueSort::text:
            if (!list_type.empty() && !type.is_array) return {list_type, list_type};
            return {"string", "string"};
        case ValueSort::uuid:
        case ValueSort::time:
        case ValueSort::timetz:
        case ValueSort::inet:
        case ValueSort::cidr:
        case ValueSort::macaddr:
        case ValueSort::int4range:
        case ValueSort::int8range:
        case ValueSort::numrange:
        case ValueSort::daterange:
        case ValueSort::tsrange:
        case ValueSort::tstzrange:
        case ValueSort::composite:
        case ValueSort::other:
            return {"string", "string"};
    }
    return {"string", "string"};
}

namespace {

/// True where the text holds it as a word of its own.
bool names(std::string_view text, std::string_view word) {
    const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'; };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) return true;
    }
    return false;
}

}  // namespace

std::string TypescriptTypes::imports(std::string_view folder, std::string_view body) const {
    const auto import = [&](const std::set<std::string>& found, std::string_view file) {
        std::string list;
        for (const auto& name : found)
            if (names(body, name)) list += (list.empty() ? "" : ", ") + name;
        return list.empty() ? std::string() : format("import type {{ {} }} from \"{}/{}.js\";\n", list, folder, file);
    };
    return import(enums_, "enums") + import(values_, "values");
}

}  // namespace whimbrel::codegen
