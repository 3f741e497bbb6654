// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/testing/sample_value.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/validate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace whimbrel::testing {

namespace {

using codegen::CheckRule;
using codegen::ValueSort;
using Sort = data::Rule::Sort;

/// Rules of one column are asked of a row that has no other.
struct OneText {
    std::string text;
};
struct OneNumber {
    data::Numeric number;
};
constexpr std::array k_text{data::column<&OneText::text>("text", "text", data::Given::optional)};
constexpr std::array k_number{data::column<&OneNumber::number>("number", "numeric", data::Given::optional)};

class Sampling {
public:
    Sampling(const codegen::Relation& relation, std::size_t field, std::uint64_t n) : relation_(relation), field_(field), n_(n) {
        for (const auto& rule : relation.rules)
            if (rule.column == field && rule.other_column < 0) rules_.push_back(&rule);
    }

    std::optional<std::string> text() const {
        for (const auto& candidate : texts())
            if (passes(k_text, OneText{candidate})) return candidate;
        return std::nullopt;
    }

    /// The whole number from the lower bound on, or one between two bounds that are close.
    std::optional<std::string> number(double least, double most, bool is_whole) const {
        for (const auto* rule : rules_) {
            if (rule->sort == Sort::one_of || rule->sort == Sort::equal)
                return rule->sort == Sort::equal ? rule->value : rule->values[n_ % rule->values.size()];
            if (rule->sort == Sort::precision) most = std::min(most, std::pow(10.0, rule->n - rule->m) - 1);
            const double value = bound(*rule);
            if (rule->sort == Sort::greater || rule->sort == Sort::greater_or_equal) least = std::max(least, value);
            if (rule->sort == Sort::less || rule->sort == Sort::less_or_equal) most = std::min(most, value);
        }
        // Zero and what is below are values that few tests mean.
        const double first = least < 1 && most >= 1 ? 1 : std::ceil(least);
        const double room = std::floor(most) - first + 1;
        const auto take = [&](const std::string& candidate) -> std::optional<std::string> {
            const auto parsed = data::Numeric::parse(candidate);
            return parsed && passes(k_number, OneNumber{*parsed}) ? std::optional(candidate) : std::nullopt;
        };
        for (std::uint64_t tried = 0; tried < 50 && room >= 1; ++tried)
            if (auto taken = take(format("{:.0f}", first + std::fmod(static_cast<double>(n_ + tried + 1000 * place()), room)))) return taken;
        for (std::uint64_t tried = 0; tried < 16 && !is_whole; ++tried)
            if (auto taken = take(format("{}", least + (most - least) * static_cast<double>((n_ + tried) % 16) / 16))) return taken;
        return std::nullopt;
    }

    /// Days from the lower bound on, or back from the upper one.
    std::string day() const {
        data::Date first{std::chrono::year{2020} / 1 / 1};
        bool forwards = true;
        for (const auto* rule : rules_) {
            data::Date value{};
            if (!data::Codec<data::Date>::parse(rule->value.substr(0, 10), value)) continue;
            if (rule->sort == Sort::equal) return rule->value;
            if ((rule->sort == Sort::greater || rule->sort == Sort::greater_or_equal) && value >= first) first = value;
            if ((rule->sort == Sort::less || rule->sort == Sort::less_or_equal) && value <= first) {
                first = value;
                forwards = false;
            }
        }
        const std::chrono::days step{static_cast<int>((n_ + 1) % 3000 + 4000 * place())};
        return data::Codec<data::Date>::render(forwards ? first + step : first - step);
    }

private:
    static double bound(const CheckRule& rule) {
        double out = 0;
        std::from_chars(rule.value.data(), rule.value.data() + rule.value.size(), out);
        return out;
    }

    template <class Columns, class Row>
    bool passes(const Columns& columns, const Row& row) const {
        const data::RelationInfo info{.schema = {}, .name = {}, .columns = columns};
        return std::ranges::all_of(rules_, [&](const CheckRule* rule) {
            const std::vector<std::string_view> values(rule->values.begin(), rule->values.end());
            return data::passes(info,
                                {.sort = rule->sort,
                                 .column = 0,
                                 .constraint = "c",
                                 .value = rule->value,
                                 .n = rule->n,
                                 .m = rule->m,
                                 .values = {values.data(), values.size()}},
                                &row);
        });
    }

    /// How many columns a comparison with which this one has to win: start < end puts end at 1.
    std::uint64_t place(std::size_t field, int depth) const {
        std::uint64_t out = 0;
        for (const auto& rule : relation_.rules) {
            if (rule.other_column < 0 || depth > 8) continue;
            const bool up = rule.sort == Sort::less || rule.sort == Sort::less_or_equal,
                       down = rule.sort == Sort::greater || rule.sort == Sort::greater_or_equal;
            const auto other = static_cast<std::size_t>(rule.other_column);
            if (up && other == field) out = std::max(out, place(rule.column, depth + 1) + 1);
            if (down && rule.column == field) out = std::max(out, place(other, depth + 1) + 1);
        }
        return out;
    }
    std::uint64_t place() const { return place(field_, 0); }

    /// Letters that count: a, b, … z, ba.
    static std::string letters(std::uint64_t n, char first) {
        std::string out;
        do out.insert(out.begin(), static_cast<char>(first + static_cast<char>(n % 26)));
        while ((n /= 26) > 0);
        return out;
    }

    std::vector<std::string> texts() const {
        const auto& name = relation_.fields[field_].column;
        const auto n = std::to_string(n_);
        std::vector<std::string> out;
        for (const auto* rule : rules_) {
            if (rule->sort == Sort::one_of)
                out.insert(out.end(), rule->values.begin() + static_cast<std::ptrdiff_t>(n_ % rule->values.size()), rule->values.end());
            if (rule->sort == Sort::one_of || rule->sort == Sort::equal) out.insert(out.end(), rule->values.begin(), rule->values.end());
            if (rule->sort == Sort::equal) out.push_back(rule->value);
            if (rule->sort == Sort::like) out.push_back(of_pattern(rule->value));
        }
        for (auto text : {name + n,
                          "x" + n,
                          format("{} {}", name, n),
                          n,
                          "x-" + n,
                          letters(n_, 'a'),
                          letters(n_, 'A'),
                          "user" + n + "@example.com",
                          "https://example.com/" + n,
                          "/" + n,
                          "+4930" + n,
                          format("#{:06x}", n_ % 0x1000000),
                          "192.0.2." + std::to_string(n_ % 255),
                          "1.0." + n,
                          "X" + n,
                          "x_" + n,
                          format("00000000-0000-4000-8000-{:012x}", n_),
                          "example" + n + ".com",
                          std::string("2020-01-01"),
                          std::string("09:00")})
            out.push_back(std::move(text));
        // Of a fixed length, or a least one.
        for (std::size_t width = 2; width <= 64; ++width)
            for (const auto& [body, filler] : {std::pair(letters(n_, 'a'), 'a'), std::pair(letters(n_, 'A'), 'A'), std::pair(n, '0'), std::pair("x" + n, 'x')})
                if (body.size() < width) out.push_back(std::string(width - body.size(), filler) + body);
        return out;
    }

    std::string of_pattern(std::string_view pattern) const {
        std::string out;
        bool counted = false;
        for (std::size_t at = 0; at < pattern.size(); ++at) {
            if (pattern[at] == '\\' && at + 1 < pattern.size()) out += pattern[++at];
            else if (pattern[at] == '_') out += 'x';
            else if (pattern[at] != '%') out += pattern[at];
            else if (!std::exchange(counted, true)) out += std::to_string(n_);
        }
        return out;
    }

    const codegen::Relation& relation_;
    std::size_t field_;
    std::uint64_t n_;
    std::vector<const CheckRule*> rules_;
};

}  // namespace

std::optional<std::string> sample_value(const codegen::Model& model, const codegen::Relation& relation, std::size_t at, std::uint64_t n) {
    const auto& field = relation.fields[at];
    const Sampling sampling(relation, at, n);
    if (field.type.is_array) return "{}";
    if (!field.allowed.empty()) return field.allowed.front();
    const auto whole = [&](double least, double most) { return sampling.number(least, most, true); };
    constexpr double k_much = 1e15;
    switch (field.type.sort) {
        case ValueSort::boolean:
            return "false";
        case ValueSort::smallint:
            return whole(-32768, 32767);
        case ValueSort::integer:
            return whole(-2147483648.0, 2147483647);
        case ValueSort::bigint:
            return whole(-k_much, k_much);
        case ValueSort::real:
            return sampling.number(-1e6, 1e6, false);
        case ValueSort::double_precision:
        case ValueSort::numeric:
            return sampling.number(-k_much, k_much, false);
        case ValueSort::text:
            return sampling.text();
        case ValueSort::bytea:
            return format("\\x{:016x}", n);
        case ValueSort::uuid:
            return format("00000000-0000-4000-8000-{:012x}", n & 0xFFFFFFFFFFFFU);
        case ValueSort::date:
            return sampling.day();
        case ValueSort::time:
            return format("{:02}:{:02}:00", 9 + n / 60 % 8, n % 60);
        case ValueSort::timestamp:
            return sampling.day() + " 12:00:00";
        case ValueSort::timestamptz:
            return sampling.day() + " 12:00:00+00";
        case ValueSort::interval:
            return "1 day";
        case ValueSort::json:
            return "{}";
        case ValueSort::point:
            return format("({},0)", n);
        case ValueSort::enumeration: {
            const auto* type = model.find_enum(*field.type.enumeration);
            if (type != nullptr && !type->values.empty()) return type->values.front();
            break;
        }
        case ValueSort::timetz:
            return "09:00:00+00";
        case ValueSort::oid:
            return std::to_string(n);
        case ValueSort::inet:
        case ValueSort::cidr:
            return format("10.{}.{}.{}", n >> 16U & 255U, n >> 8U & 255U, n & 255U);
        case ValueSort::macaddr:
            return format("02:00:00:{:02x}:{:02x}:{:02x}", n >> 16U & 255U, n >> 8U & 255U, n & 255U);
        case ValueSort::int4range:
        case ValueSort::int8range:
        case ValueSort::numrange:
            return format("[{},{})", n, n + 1);
        case ValueSort::daterange:
        case ValueSort::tsrange:
        case ValueSort::tstzrange:
            return "empty";
        case ValueSort::composite:
        case ValueSort::other:
            break;
    }
    return std::nullopt;
}

}  // namespace whimbrel::testing
