// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/rule_type.h"

#include "whimbrel/data/codec.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace whimbrel::codegen {

namespace {

using Is = Expression::Sort;

struct Parts {
    std::string name;                  ///< "timestamp with time zone"
    std::optional<int> first, second;  ///< of the modifier
};

Parts parts_of(std::string_view type) {
    Parts out{.name = std::string(type), .first = {}, .second = {}};
    const auto open = type.find('(');
    const auto close = type.find(')', open == std::string_view::npos ? type.size() : open);
    if (close == std::string_view::npos) return out;
    out.name = std::string(type.substr(0, open)) + std::string(type.substr(close + 1));
    auto modifier = type.substr(open + 1, close - open - 1);
    const auto take = [&]() -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(modifier.data(), modifier.data() + modifier.size(), value);
        if (error != std::errc{}) return std::nullopt;
        modifier.remove_prefix(static_cast<std::size_t>(end - modifier.data()));
        if (modifier.starts_with(',')) modifier.remove_prefix(1);
        return value;
    };
    out.first = take();
    out.second = take();
    return out;
}

bool is_integer_type(std::string_view name) { return name == "smallint" || name == "integer" || name == "bigint"; }

bool is_integral(const data::Numeric& number) { return number.is_finite() && number.text().find('.') == std::string::npos; }

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// With casts that do not change it; one to integer would round 1.5.
std::optional<std::string> number(const Expression& node) {
    if (node.sort == Is::number || node.sort == Is::string) {
        const auto parsed = data::Numeric::parse(node.text);
        return parsed && parsed->is_finite() ? std::optional(parsed->text()) : std::nullopt;
    }
    if (node.sort != Is::cast) return std::nullopt;
    auto inner = number(node.parts.front());
    if (!inner || node.text == "numeric" || node.text == "double precision") return inner;
    if (is_integer_type(node.text)) return is_integral(*data::Numeric::parse(*inner)) ? inner : std::nullopt;
    if (node.text != "real") return std::nullopt;
    // Compared as a double, which shows what a float made of it.
    float value = 0;
    return data::Codec<float>::parse(*inner, value) ? std::optional(data::Codec<double>::render(static_cast<double>(value))) : std::nullopt;
}

std::optional<std::string> text(const Expression& node) {
    if (node.sort == Is::string) return node.text;
    if (node.sort != Is::cast) return std::nullopt;
    const auto type = parts_of(node.text);
    auto inner = text(node.parts.front());
    if (!inner || (type.name != "text" && type.name != "character varying")) return std::nullopt;
    return !type.first || characters(*inner) <= static_cast<std::size_t>(*type.first) ? inner : std::nullopt;
}

template <class T>
bool is_value(std::string_view text) {
    T out{};
    return data::Codec<T>::parse(text, out);
}

bool is_moment(std::string_view text, RuleType type) {
    if (type == RuleType::date) return is_value<data::Date>(text);
    if (type == RuleType::time) return is_value<data::TimeOfDay>(text);
    return type == RuleType::timestamp ? is_value<data::Timestamp>(text) : is_value<data::TimestampTz>(text);
}

}  // namespace

RuleType rule_type(const RuleColumn& column) {
    if (column.is_enum) return RuleType::label;
    const auto name = parts_of(column.type).name;
    if (name == "text" || name == "character varying") return RuleType::text;
    if (is_integer_type(name)) return RuleType::integer;
    if (name == "numeric") return RuleType::numeric;
    if (name == "real" || name == "double precision") return RuleType::floating;
    if (name == "date") return RuleType::date;
    if (name == "time without time zone") return RuleType::time;
    if (name == "timestamp without time zone") return RuleType::timestamp;
    return name == "timestamp with time zone" ? RuleType::timestamptz : RuleType::none;
}

bool has_order(RuleType type) { return type != RuleType::none && type != RuleType::text && type != RuleType::label; }

bool keeps_value(const RuleColumn& column, std::string_view type) {
    const auto from = parts_of(column.type).name;
    const auto sort = rule_type(column);
    if (sort == RuleType::text) return type == "text" || type == "character varying";
    if (sort == RuleType::numeric) return type == "numeric";
    if (sort == RuleType::floating) return type == "double precision";
    if (sort != RuleType::integer) return false;
    if (type == "double precision") return from != "bigint";
    return type == "numeric" || type == "bigint" || (type == "integer" && from == "smallint");
}

bool are_comparable(const RuleColumn& one, const RuleColumn& other) {
    const auto type = rule_type(one), other_type = rule_type(other);
    const auto is_exact = [](RuleType sort) { return sort == RuleType::integer || sort == RuleType::numeric; };
    if (type == RuleType::label) return one.type == other.type;
    return type != RuleType::none && (type == other_type || (is_exact(type) && is_exact(other_type)));
}

std::optional<std::string> constant_of(const Expression& node, const RuleColumn& column) {
    const auto type = rule_type(column);
    if (type == RuleType::none) return std::nullopt;
    if (type == RuleType::text) return text(node);
    if (type == RuleType::integer || type == RuleType::numeric || type == RuleType::floating) return number(node);
    if (node.sort != Is::cast || node.parts.front().sort != Is::string) return std::nullopt;
    const auto& literal = node.parts.front().text;
    if (type == RuleType::label) return node.text == column.type ? std::optional(literal) : std::nullopt;
    return node.text == parts_of(column.type).name && is_moment(literal, type) ? std::optional(literal) : std::nullopt;
}

void add_type_rules(const RuleColumn& column, std::size_t index, std::vector<CheckRule>& rules) {
    const auto type = parts_of(column.type);
    if (!type.first || column.is_enum) return;
    CheckRule rule{.column = index, .constraint = {}, .value = {}, .n = *type.first, .values = {}};
    const auto sort = rule_type(column);
    if (type.name == "character varying" || type.name == "character") {
        rule.sort = data::Rule::Sort::max_length;
    } else if (sort == RuleType::numeric) {
        rule.sort = data::Rule::Sort::precision;
        rule.m = type.second.value_or(0);
    } else if (sort == RuleType::timestamp || sort == RuleType::timestamptz || sort == RuleType::time) {
        rule.sort = data::Rule::Sort::seconds;
    } else {
        return;
    }
    rules.push_back(std::move(rule));
}

}  // namespace whimbrel::codegen
