// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/check_rules.h"

#include "whimbrel/codegen/check_expression.h"
#include "whimbrel/codegen/rule_type.h"
#include "whimbrel/data/pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace whimbrel::codegen {

namespace {

using Node = Expression;
using Is = Expression::Sort;
using Sort = data::Rule::Sort;

struct Spelled {
    std::string_view sign;
    Sort sort, turned;  ///< with its sides exchanged
};
constexpr auto k_comparisons = std::to_array<Spelled>({
    {"<", Sort::less, Sort::greater},
    {"<=", Sort::less_or_equal, Sort::greater_or_equal},
    {">", Sort::greater, Sort::less},
    {">=", Sort::greater_or_equal, Sort::less_or_equal},
    {"=", Sort::equal, Sort::equal},
    {"<>", Sort::not_equal, Sort::not_equal},
});

constexpr auto k_patterns = std::to_array<std::pair<std::string_view, Sort>>({
    {"~~", Sort::like},
    {"!~~", Sort::not_like},
    {"~", Sort::matches},
    {"!~", Sort::not_matches},
    {"~*", Sort::matches_any_case},
});

const RuleColumn k_text{.type = "text"}, k_integer{.type = "integer"};

using Rules = std::vector<CheckRule>;

class Translating {
public:
    Translating(std::string_view constraint, std::span<const RuleColumn> columns, int value_column)
        : constraint_(constraint), columns_(columns), value_column_(value_column) {}

    /// Parts of a conjunction stand alone, so what is known of them is kept.
    bool conjunction(const Node& node, Rules& out) const {
        if (node.sort == Is::conjunction) {
            bool all = true;
            for (const auto& part : node.parts) all = conjunction(part, out) && all;
            return all;
        }
        auto rules = exact(node);
        if (!rules) return false;
        std::ranges::move(*rules, std::back_inserter(out));
        return std::ranges::all_of(out, is_complete);
    }

private:
    /// A class such as \w leaves some texts to the server.
    static bool is_complete(const CheckRule& rule) {
        if (rule.sort != Sort::matches && rule.sort != Sort::not_matches && rule.sort != Sort::matches_any_case) return true;
        data::Regex regex;
        return regex.compile(rule.value, rule.sort == Sort::matches_any_case ? data::Regex::Case::any : data::Regex::Case::exact) && regex.is_complete();
    }

    [[nodiscard]] CheckRule rule(Sort sort, std::size_t column) const { return {.sort = sort, .column = column, .constraint = constraint_}; }

    /// Rules that hold where and only where the expression is not false.
    [[nodiscard]] std::optional<Rules> exact(const Node& node) const {
        if (node.sort == Is::disjunction) return disjunction(node);
        if (node.sort == Is::operation) return operation(node);
        if (node.sort == Is::any || node.sort == Is::all) return list(node);
        if (node.sort != Is::conjunction) return std::nullopt;
        Rules out;
        for (const auto& part : node.parts) {
            auto rules = exact(part);
            if (!rules) return std::nullopt;
            std::ranges::move(*rules, std::back_inserter(out));
        }
        return out;
    }

    /// "a IS NULL OR …" says no more than "…" where that is about a; "a = 1 OR a = 2" is a list.
    [[nodiscard]] std::optional<Rules> disjunction(const Node& node) const {
        std::vector<std::size_t> nulls;
        std::vector<Rules> rest;
        for (const auto& part : node.parts) {
            if (part.sort == Is::is_null) {
                const auto column = column_of(part.parts.front());
                if (!column) return std::nullopt;
                nulls.push_back(*column);
                continue;
            }
            auto rules = exact(part);
            if (!rules || rules->empty()) return std::nullopt;
            rest.push_back(std::move(*rules));
        }
        if (rest.empty()) return std::nullopt;
        if (rest.size() > 1 && !join_lists(rest)) return std::nullopt;
        const auto about = [&](const CheckRule& rule, std::size_t column) { return rule.column == column || rule.other_column == static_cast<int>(column); };
        for (const auto column : nulls)
            if (!std::ranges::all_of(rest.front(), [&](const CheckRule& rule) { return about(rule, column); })) return std::nullopt;
        return std::move(rest.front());
    }

    /// All into the first.
    static bool join_lists(std::vector<Rules>& parts) {
        auto& first = parts.front();
        std::vector<std::string> values;
        for (const auto& part : parts) {
            if (part.size() != 1 || part.front().column != first.front().column || part.front().other_column >= 0) return false;
            if (part.front().sort == Sort::equal) values.push_back(part.front().value);
            else if (part.front().sort == Sort::one_of) values.insert(values.end(), part.front().values.begin(), part.front().values.end());
            else return false;
        }
        first.front().sort = Sort::one_of;
        first.front().value.clear();
        first.front().values = std::move(values);
        return true;
    }

    /// Of a column by itself.
    [[nodiscard]] std::optional<std::size_t> named(const Node& node) const {
        if (node.sort != Is::name) return std::nullopt;
        if (value_column_ >= 0) return node.text == "value" ? std::optional(static_cast<std::size_t>(value_column_)) : std::nullopt;
        const auto found = std::ranges::find(columns_, node.text, &RuleColumn::name);
        return found == columns_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns_.begin()));
    }
    /// Of a column with casts that keep the value.
    [[nodiscard]] std::optional<std::size_t> column_of(const Node& node) const {
        if (node.sort != Is::cast) return named(node);
        const auto column = column_of(node.parts.front());
        return column && keeps_value(columns_[*column], node.text) ? column : std::nullopt;
    }

    [[nodiscard]] bool is_comparable_text(std::size_t column) const {
        return rule_type(columns_[column]) == RuleType::text && !columns_[column].has_own_collation;
    }

    [[nodiscard]] std::optional<Rules> operation(const Node& node) const {
        const auto& left = node.parts[0];
        const auto& right = node.parts[1];
        if (const auto* const pattern = std::ranges::find(k_patterns, node.text, &std::pair<std::string_view, Sort>::first); pattern != k_patterns.end())
            return matching(left, right, pattern->second);
        const auto* const found = std::ranges::find(k_comparisons, node.text, &Spelled::sign);
        if (found == k_comparisons.end()) return std::nullopt;
        if (left.sort == Is::call) return measured(left, right, found->sort);
        if (right.sort == Is::call) return measured(right, left, found->turned);
        if (const auto column = column_of(left)) return compared(*column, right, found->sort);
        if (const auto column = column_of(right)) return compared(*column, left, found->turned);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Rules> compared(std::size_t column, const Node& with, Sort sort) const {
        const auto type = rule_type(columns_[column]);
        const bool is_equality = sort == Sort::equal || sort == Sort::not_equal;
        if (type == RuleType::none || (!has_order(type) && !is_equality)) return std::nullopt;
        if (type == RuleType::text && !is_comparable_text(column)) return std::nullopt;
        auto out = rule(sort, column);
        if (const auto other = column_of(with)) {
            if (!are_comparable(columns_[column], columns_[*other]) || columns_[*other].has_own_collation) return std::nullopt;
            out.other_column = static_cast<int>(*other);
            return Rules{out};
        }
        auto constant = constant_of(with, columns_[column]);
        if (!constant) return std::nullopt;
        out.value = std::move(*constant);
        return Rules{out};
    }

    [[nodiscard]] std::optional<Rules> matching(const Node& left, const Node& right, Sort sort) const {
        const auto column = column_of(left);
        if (!column || !is_comparable_text(*column)) return std::nullopt;
        auto pattern = constant_of(right, k_text);
        if (!pattern) return std::nullopt;
        if (sort == Sort::like || sort == Sort::not_like) {
            if (!data::is_like_pattern(*pattern)) return std::nullopt;
        } else {
            data::Regex regex;
            if (!regex.compile(*pattern, sort == Sort::matches_any_case ? data::Regex::Case::any : data::Regex::Case::exact)) return std::nullopt;
        }
        auto out = rule(sort, *column);
        out.value = std::move(*pattern);
        return Rules{out};
    }

    /// char_length(column) <= 80, btrim(column) <> ''.
    [[nodiscard]] std::optional<Rules> measured(const Node& call, const Node& with, Sort sort) const {
        if (call.parts.size() != 1) return std::nullopt;
        const bool is_trimmed = call.text == "btrim";
        if (is_trimmed) {
            const auto column = column_of(call.parts.front());
            const auto constant = constant_of(with, k_text);
            if (!column || !is_comparable_text(*column) || constant != "" || sort != Sort::not_equal) return std::nullopt;
            return Rules{rule(Sort::not_blank, *column)};
        }
        if (call.text != "char_length" && call.text != "length" && call.text != "character_length") return std::nullopt;
        const auto constant = constant_of(with, k_integer);
        int length = 0;
        if (!constant) return std::nullopt;
        const auto [end, error] = std::from_chars(constant->data(), constant->data() + constant->size(), length);
        if (error != std::errc{} || end != constant->data() + constant->size() || length < 0 || length > 1'000'000'000) return std::nullopt;
        const auto& argument = call.parts.front();
        if (argument.sort == Is::call) {
            const bool asks_one = (sort == Sort::greater && length == 0) || (sort == Sort::greater_or_equal && length == 1);
            return argument.text == "btrim" && asks_one ? measured(argument, {.sort = Is::string, .text = {}, .parts = {}}, Sort::not_equal) : std::nullopt;
        }
        const auto column = column_of(argument);
        if (!column || rule_type(columns_[*column]) != RuleType::text) return std::nullopt;
        return lengths(*column, sort, length);
    }

    [[nodiscard]] std::optional<Rules> lengths(std::size_t column, Sort sort, int length) const {
        auto most = rule(Sort::max_length, column), least = rule(Sort::min_length, column);
        most.n = least.n = length;
        if (sort == Sort::less) --most.n;
        if (sort == Sort::greater) ++least.n;
        if (most.n < 0) return std::nullopt;
        if (sort == Sort::less || sort == Sort::less_or_equal) return Rules{most};
        if (sort == Sort::greater || sort == Sort::greater_or_equal) return Rules{least};
        return sort == Sort::equal ? std::optional(Rules{least, most}) : std::nullopt;
    }

    [[nodiscard]] std::optional<Rules> list(const Node& node) const {
        const auto column = column_of(node.parts[0]);
        const bool is_any = node.sort == Is::any && node.text == "=";
        if (!column || (!is_any && (node.sort != Is::all || node.text != "<>"))) return std::nullopt;
        const auto type = rule_type(columns_[*column]);
        if (type == RuleType::none || (type == RuleType::text && !is_comparable_text(*column))) return std::nullopt;
        // (ARRAY['a'::character varying])::text[]
        const auto* array = &node.parts[1];
        while (array->sort == Is::cast && array->text.ends_with("[]")) array = &array->parts.front();
        if (array->sort != Is::array) return std::nullopt;
        Rules out;
        auto one_of = rule(Sort::one_of, *column);
        for (const auto& part : array->parts) {
            auto constant = constant_of(part, columns_[*column]);
            if (!constant) return std::nullopt;
            if (is_any) {
                one_of.values.push_back(std::move(*constant));
                continue;
            }
            auto& differs = out.emplace_back(rule(Sort::not_equal, *column));
            differs.value = std::move(*constant);
        }
        if (is_any) out.push_back(std::move(one_of));
        return out;
    }

    std::string constraint_;
    std::span<const RuleColumn> columns_;
    int value_column_;
};

}  // namespace

std::string_view name_of(Sort sort) {
    constexpr std::array<std::string_view, 17> k_names{"max_length",       "precision",   "one_of",           "less",       "less_or_equal", "greater",
                                                       "greater_or_equal", "equal",       "not_equal",        "min_length", "like",          "not_like",
                                                       "matches",          "not_matches", "matches_any_case", "not_blank",  "seconds"};
    return k_names[static_cast<std::size_t>(sort)];
}

bool add_check_rules(std::string_view check, std::string_view constraint, std::span<const RuleColumn> columns, int value_column, Rules& rules) {
    Rules added;
    const bool all = Translating(constraint, columns, value_column).conjunction(parse_check(check), added);
    std::ranges::move(added, std::back_inserter(rules));
    return all;
}

}  // namespace whimbrel::codegen
