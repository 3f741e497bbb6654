// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/validate.h"

#include "whimbrel/data/json_text.h"
#include "whimbrel/data/pattern.h"
#include "whimbrel/data/rounding.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <compare>

namespace whimbrel::data {

namespace {

using Sort = Rule::Sort;

const Rule* type_rule(const RelationInfo& info, std::size_t column, Sort sort) {
    for (const auto& rule : info.rules)
        if (rule.column == column && rule.sort == sort && rule.constraint.empty()) return &rule;
    return nullptr;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// What is behind the first n characters.
std::string_view behind(std::string_view text, int n) {
    if (text.size() <= static_cast<std::size_t>(n)) return {};
    for (; n > 0 && !text.empty(); --n) take_character(text);
    return text;
}
bool is_blanks(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

/// Blanks beyond a type's length are cut off without a word (varchar() of src/backend/utils/adt/varchar.c).
std::string_view kept_text(const RelationInfo& info, std::size_t column, std::string_view text) {
    if (!text.ends_with(' ')) return text;
    const auto* length = type_rule(info, column, Sort::max_length);
    if (length == nullptr) return text;
    const auto rest = behind(text, length->n);
    if (is_blanks(rest)) text.remove_suffix(rest.size());
    return text;
}

bool passes_text(const RelationInfo& info, const Rule& rule, std::string_view text) {
    if (rule.sort == Sort::max_length && rule.constraint.empty()) return is_blanks(behind(text, rule.n));
    text = kept_text(info, rule.column, text);
    Regex regex;
    const auto finds = [&](Regex::Case letters, Regex::Verdict refused) { return !regex.compile(rule.value, letters) || regex.find(text) != refused; };
    switch (rule.sort) {
        case Sort::max_length:
            return text.size() <= static_cast<std::size_t>(rule.n) || characters(text) <= static_cast<std::size_t>(rule.n);
        case Sort::min_length:
            return characters(text) >= static_cast<std::size_t>(rule.n);
        case Sort::one_of:
            return std::ranges::find(rule.values, text) != rule.values.end();
        case Sort::equal:
            return text == rule.value;
        case Sort::not_equal:
            return text != rule.value;
        case Sort::like:
            return is_like(text, rule.value);
        case Sort::not_like:
            return !is_like(text, rule.value);
        case Sort::matches:
            return finds(Regex::Case::exact, Regex::Verdict::absent);
        case Sort::matches_any_case:
            return finds(Regex::Case::any, Regex::Verdict::absent);
        case Sort::not_matches:
            return finds(Regex::Case::exact, Regex::Verdict::found);
        case Sort::not_blank:
            return !is_blanks(text);
        case Sort::precision:
        case Sort::less:
        case Sort::less_or_equal:
        case Sort::greater:
        case Sort::greater_or_equal:
        case Sort::seconds:
            break;
    }
    return true;
}

/// A value of a type that has an order, as the server would have it.
struct Amount {
    enum class Sort : char { none, integer, numeric, floating } sort = Sort::none;  ///< moments are integers
    std::int64_t integer = 0;
    double floating = 0;
    Numeric numeric;
};

std::int64_t moment(const RelationInfo& info, std::size_t column, std::int64_t microseconds, std::int64_t epoch) {
    const auto* seconds = type_rule(info, column, Sort::seconds);
    constexpr auto k_max = std::numeric_limits<std::int64_t>::max(), k_min = std::numeric_limits<std::int64_t>::min();
    if (seconds == nullptr || microseconds == k_max || microseconds == k_min) return microseconds;
    return rounded_seconds(microseconds - epoch, seconds->n) + epoch;
}

Amount integer(std::int64_t value) { return {.sort = Amount::Sort::integer, .integer = value}; }
Amount floating(double value) { return {.sort = Amount::Sort::floating, .floating = value}; }

constexpr std::int64_t k_year_2000 = 946'684'800'000'000;

/// Of a value that is not NULL.
Amount amount_of(const RelationInfo& info, std::size_t at, const void* value) {
    const auto as = [&]<class T>(std::type_identity<T>) -> const T& { return *static_cast<const T*>(value); };
    switch (info.columns[at].holds) {
        case Holds::int16:
            return integer(as(std::type_identity<std::int16_t>()));
        case Holds::int32:
            return integer(as(std::type_identity<std::int32_t>()));
        case Holds::int64:
            return integer(as(std::type_identity<std::int64_t>()));
        case Holds::real:
            return floating(static_cast<double>(as(std::type_identity<float>())));
        case Holds::double_precision:
            return floating(as(std::type_identity<double>()));
        case Holds::numeric: {
            const auto& number = as(std::type_identity<Numeric>());
            const auto* precision = type_rule(info, at, Sort::precision);
            return {.sort = Amount::Sort::numeric, .numeric = precision == nullptr ? number : rounded(number, precision->m)};
        }
        case Holds::date:
            return integer(as(std::type_identity<Date>()).time_since_epoch().count());
        case Holds::time:
            return integer(moment(info, at, as(std::type_identity<TimeOfDay>()).since_midnight.count(), 0));
        case Holds::timestamp:
            return integer(moment(info, at, as(std::type_identity<Timestamp>()).time_since_epoch().count(), k_year_2000));
        case Holds::timestamptz:
            return integer(moment(info, at, as(std::type_identity<TimestampTz>()).time_since_epoch().count(), k_year_2000));
        case Holds::boolean:
        case Holds::text:
        case Holds::label:
        case Holds::json:
        case Holds::other:
            break;
    }
    return {};
}

template <class T, class Make>
Amount parsed(std::string_view text, Make make) {
    T out{};
    return Codec<T>::parse(text, out) ? make(out) : Amount{};
}

/// Of a constant of the column's type; an integer may be compared with 0.5.
Amount constant_of(const ColumnInfo& column, std::string_view text) {
    const auto ticks = [](const auto& value) { return integer(value.time_since_epoch().count()); };
    switch (column.holds) {
        case Holds::int16:
        case Holds::int32:
        case Holds::int64: {
            std::int64_t value = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (error == std::errc{} && end == text.data() + text.size()) return integer(value);
            return parsed<Numeric>(text, [](Numeric& number) { return Amount{.sort = Amount::Sort::numeric, .numeric = std::move(number)}; });
        }
        case Holds::numeric:
            return parsed<Numeric>(text, [](Numeric& number) { return Amount{.sort = Amount::Sort::numeric, .numeric = std::move(number)}; });
        case Holds::real:
        case Holds::double_precision:
            return parsed<double>(text, floating);
        case Holds::date:
            return parsed<Date>(text, ticks);
        case Holds::time:
            return parsed<TimeOfDay>(text, [](const TimeOfDay& time) { return integer(time.since_midnight.count()); });
        case Holds::timestamp:
            return parsed<Timestamp>(text, ticks);
        case Holds::timestamptz:
            return parsed<TimestampTz>(text, ticks);
        case Holds::boolean:
        case Holds::text:
        case Holds::label:
        case Holds::json:
        case Holds::other:
            break;
    }
    return {};
}

/// PostgreSQL's order of floats has NaN above everything else, and equal to itself.
std::partial_ordering compare_floats(double one, double other) {
    if (std::isnan(one) || std::isnan(other)) return std::isnan(one) <=> std::isnan(other);
    return one <=> other;
}

/// Unordered where they cannot be compared, which passes.
std::partial_ordering compare(const Amount& one, const Amount& other) {
    using S = Amount::Sort;
    if (one.sort == S::none || other.sort == S::none) return std::partial_ordering::unordered;
    if (one.sort == S::integer && other.sort == S::integer) return one.integer <=> other.integer;
    if (one.sort == S::floating || other.sort == S::floating)
        return one.sort == other.sort ? compare_floats(one.floating, other.floating) : std::partial_ordering::unordered;
    const auto number = [](const Amount& amount) { return amount.sort == S::numeric ? amount.numeric : Numeric(amount.integer); };
    return number(one) <=> number(other);
}

bool holds_for(Sort sort, std::partial_ordering order) {
    if (order == std::partial_ordering::unordered) return true;
    switch (sort) {
        case Sort::less:
            return order < 0;
        case Sort::less_or_equal:
            return order <= 0;
        case Sort::greater:
            return order > 0;
        case Sort::greater_or_equal:
            return order >= 0;
        case Sort::equal:
            return order == 0;
        case Sort::not_equal:
            return order != 0;
        case Sort::max_length:
        case Sort::precision:
        case Sort::one_of:
        case Sort::min_length:
        case Sort::like:
        case Sort::not_like:
        case Sort::matches:
        case Sort::not_matches:
        case Sort::matches_any_case:
        case Sort::not_blank:
        case Sort::seconds:
            break;
    }
    return true;
}

/// numeric(n, m): below 10 to the power n - m after rounding; NaN is, infinity is not.
bool passes_precision(const Rule& rule, const Numeric& number) {
    if (!number.is_finite()) return number.text() == "NaN";
    if (number.scale() <= rule.m && number.whole_digits() <= rule.n - rule.m && rule.n >= rule.m) return true;
    const auto value = rounded(number, rule.m);
    const auto bound = power_of_ten(rule.n - rule.m);
    const auto below = Numeric::parse("-" + bound.text()).value_or(bound);
    return value < bound && value > below;
}

bool passes_columns(const RelationInfo& info, const Rule& rule, const void* row) {
    const auto other = static_cast<std::size_t>(rule.other_column);
    const auto &left = info.columns[rule.column], &right = info.columns[other];
    const void *one = left.value(row), *two = right.value(row);
    if (one == nullptr || two == nullptr) return true;
    if (const auto text = left.text(row)) {
        const auto other_text = right.text(row);
        if (!other_text) return true;
        const bool same = kept_text(info, rule.column, *text) == kept_text(info, other, *other_text);
        return rule.sort == Sort::equal ? same : rule.sort != Sort::not_equal || !same;
    }
    return holds_for(rule.sort, compare(amount_of(info, rule.column, one), amount_of(info, other, two)));
}

bool is_moment(Holds holds) { return holds == Holds::date || holds == Holds::time || holds == Holds::timestamp || holds == Holds::timestamptz; }

struct Saying {
    std::string_view code, text;
};

Saying comparison(Sort sort, Holds holds) {
    const bool moments = is_moment(holds);
    if (sort == Sort::less) return {"number", moments ? "must be before %{number}" : "must be less than %{number}"};
    if (sort == Sort::less_or_equal) return {"number", moments ? "must not be after %{number}" : "must be less than or equal to %{number}"};
    if (sort == Sort::greater) return {"number", moments ? "must be after %{number}" : "must be greater than %{number}"};
    if (sort == Sort::greater_or_equal) return {"number", moments ? "must not be before %{number}" : "must be greater than or equal to %{number}"};
    return sort == Sort::equal ? Saying{"number", "must be equal to %{number}"} : Saying{"number", "must be not equal to %{number}"};
}

Saying saying(const Rule& rule, Holds holds) {
    const bool is_text = holds == Holds::text || holds == Holds::label;
    switch (rule.sort) {
        case Sort::max_length:
            return {"length", "should be at most %{count} character(s)"};
        case Sort::min_length:
            return {"length", "should be at least %{count} character(s)"};
        case Sort::precision:
            return {"number", "must be less than %{number}"};
        case Sort::one_of:
            return {"inclusion", "is invalid"};
        case Sort::like:
        case Sort::not_like:
        case Sort::matches:
        case Sort::not_matches:
        case Sort::matches_any_case:
            return {"format", "has invalid format"};
        case Sort::not_blank:
            return {"required", "can't be blank"};
        case Sort::equal:
            if (is_text) return {"inclusion", "is invalid"};
            break;
        case Sort::not_equal:
            if (is_text && rule.other_column < 0 && rule.value.empty()) return {"required", "can't be blank"};
            if (is_text) return {"exclusion", "is reserved"};
            break;
        case Sort::less:
        case Sort::less_or_equal:
        case Sort::greater:
        case Sort::greater_or_equal:
        case Sort::seconds:
            break;
    }
    return comparison(rule.sort, holds);
}

}  // namespace

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        const auto code = take_character(text);
        const bool space = (code >= 0x9 && code <= 0xD) || code == ' ' || code == 0x85 || code == 0xA0 || code == 0x1680 ||
                           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
        if (!space) return false;
    }
    return true;
}

bool passes(const RelationInfo& info, const Rule& rule, const void* row) {
    if (rule.sort == Sort::seconds) return true;
    if (rule.other_column >= 0) return passes_columns(info, rule, row);
    const auto& column = info.columns[rule.column];
    if (const auto text = column.text(row)) return passes_text(info, rule, *text);
    const void* value = column.value(row);
    if (value == nullptr) return true;
    if (rule.sort == Sort::precision) return column.holds != Holds::numeric || passes_precision(rule, *static_cast<const Numeric*>(value));
    const auto amount = amount_of(info, rule.column, value);
    if (rule.sort != Sort::one_of) return holds_for(rule.sort, compare(amount, constant_of(column, rule.value)));
    if (amount.sort == Amount::Sort::none) return true;
    return std::ranges::any_of(rule.values, [&](std::string_view each) { return compare(amount, constant_of(column, each)) == 0; });
}

FieldError rule_error(const RelationInfo& info, const Rule& rule, const void* row) {
    const auto& column = info.columns[rule.column];
    const auto [code, text] = saying(rule, column.holds);
    FieldError out{.field = std::string(column.name), .message = std::string(text), .code = std::string(code), .constraint = std::string(rule.constraint)};
    const auto param = [&](std::string_view name, std::string value) { out.params.emplace_back(name, std::move(value)); };
    if (rule.sort == Sort::max_length || rule.sort == Sort::min_length) param("count", std::to_string(rule.n));
    if (rule.sort == Sort::precision) {
        const auto bound = power_of_ten(rule.n - rule.m).text();
        const auto* number = static_cast<const Numeric*>(column.value(row));
        if (number != nullptr && *number < Numeric()) {
            out.message = "must be greater than %{number}";
            param("number", "-" + bound);
        } else {
            param("number", bound);
        }
    } else if (code == "number") {
        param("number", std::string(rule.other_column >= 0 ? info.columns[static_cast<std::size_t>(rule.other_column)].name : rule.value));
    }
    return out;
}

std::string filled(std::string_view text, const std::vector<std::pair<std::string, std::string>>& params) {
    std::string out;
    while (!text.empty()) {
        const auto begin = text.find("%{");
        const auto end = begin == std::string_view::npos ? begin : text.find('}', begin);
        out += text.substr(0, begin);
        if (end == std::string_view::npos) {
            if (begin != std::string_view::npos) out += text.substr(begin);
            break;
        }
        const auto name = text.substr(begin + 2, end - begin - 2);
        const auto found = std::ranges::find(params, name, &std::pair<std::string, std::string>::first);
        out += found == params.end() ? text.substr(begin, end - begin + 1) : std::string_view(found->second);
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace whimbrel::data
