// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/zod.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/javascript_pattern.h"
#include "whimbrel/codegen/typescript.h"
#include "whimbrel/codegen/typescript_text.h"
#include "whimbrel/codegen/typescript_type.h"
#include "whimbrel/codegen/zod_values.h"

#include <algorithm>
#include <array>
#include <set>

namespace whimbrel::codegen {

namespace {

using RuleSort = data::Rule::Sort;

bool is_number(const ValueType& type) {
    using Sort = ValueSort;
    return type.sort == Sort::smallint || type.sort == Sort::integer || type.sort == Sort::bigint || type.sort == Sort::numeric || type.sort == Sort::real ||
           type.sort == Sort::double_precision || type.sort == Sort::oid;
}

bool is_moment(const ValueType& type) { return type.sort == ValueSort::date || type.sort == ValueSort::timestamp || type.sort == ValueSort::timestamptz; }

/// A constant that zod/values.ts reads: no infinity, nothing before Christ, a year of four digits that are no JavaScript of their own.
bool is_plain_moment(std::string_view value) {
    return value.size() >= 10 && value[4] == '-' && value >= "0100" && value.find_first_not_of("0123456789-+:. ") == std::string_view::npos;
}

/// What every object of JavaScript's has, where no column says so.
bool is_of_every_object(std::string_view name) {
    constexpr auto k_names =
        std::to_array<std::string_view>({"__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor",
                                         "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"});
    return std::ranges::find(k_names, name) != k_names.end();
}

/// In a literal, where a plain one would set the object's prototype.
std::string property(const std::string& name) { return name == "__proto__" ? "[\"__proto__\"]" : typescript_property(name); }

struct Bound {
    RuleSort sort;
    std::string_view function, sign;  ///< in zod/values.ts
};
constexpr auto k_bounds = std::to_array<Bound>({{RuleSort::less, "less", "less than"},
                                                {RuleSort::less_or_equal, "lessOrEqual", "less than or equal to"},
                                                {RuleSort::greater, "greater", "greater than"},
                                                {RuleSort::greater_or_equal, "greaterOrEqual", "greater than or equal to"}});

/// The file of one table.
class ZodFile {
public:
    ZodFile(const Model& model, const Relation& relation) : model_(model), relation_(relation), types_(model) {}

    std::string render() {
        const auto name = camel_case(relation_.type_name);
        const auto fresh = object(Reading::fresh), patch = object(Reading::patch);
        std::string out(k_typescript_mark);
        out += "import { z } from \"zod\";\n";
        if (!enums_.empty()) out += format("import {{ {} }} from \"../../enums.js\";\n", joined(enums_));
        if (!lists_.empty()) out += format("import {{ {} }} from \"../../tables/{}.js\";\n", joined(lists_), typescript_file(model_, relation_));
        if ((fresh + patch).contains("values.")) out += "import * as values from \"../values.js\";\n";
        if (!left_.empty()) out += format("\n// Left to the server: {}.\n", on_one_line(joined(left_)));
        out += "\n" + typescript_documentation(format("What a new row of {} takes: New{}.", relation_.name, relation_.type_name));
        out += format("export const new{}Schema = {};\n", relation_.type_name, fresh);
        out += "\n" + typescript_documentation(format("What changes to a row of {} may hold: {}Patch.", relation_.name, relation_.type_name));
        out += format("export const {}PatchSchema = {};\n", name, patch);
        return out;
    }

private:
    enum class Reading : std::uint8_t { fresh, patch };

    static std::string on_one_line(std::string text) {
        std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
        return text;
    }

    static std::string joined(const std::set<std::string>& names) {
        std::string out;
        for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
        return out;
    }

    std::string object(Reading reading) {
        left_ = std::set<std::string>(relation_.server_checks.begin(), relation_.server_checks.end());
        std::string members;
        for (std::size_t at = 0; at < relation_.fields.size(); ++at) {
            const auto& field = relation_.fields[at];
            if (field.given == Given::never) continue;
            const bool is_optional = reading == Reading::patch || field.given == Given::optional;
            members += format("  {}: {}{}{},\n", property(field.column), schema(at), field.nullable ? ".nullable()" : "", is_optional ? ".optional()" : "");
        }
        const auto out = members.empty() ? std::string("z.object({}).strict()") : format("z\n  .object({{\n{}  }})\n  .strict()", indented(members));
        const bool is_odd = std::ranges::any_of(relation_.fields, [](const Field& field) { return is_of_every_object(field.column); });
        return (is_odd ? format("values.own({})", out) : out) + comparisons();
    }

    /// Of two columns of a row.
    std::string comparisons() {
        std::string out;
        for (const auto& rule : relation_.rules) {
            if (rule.other_column < 0) continue;
            const auto &one = relation_.fields[rule.column], &other = relation_.fields[static_cast<std::size_t>(rule.other_column)];
            const bool are_numbers = is_number(one.type) && is_number(other.type);
            if (one.type.is_array || other.type.is_array || !(are_numbers || (is_moment(one.type) && one.type.sort == other.type.sort))) {
                left_.insert(rule.constraint);
                continue;
            }
            auto kept = kept_of(one), other_kept = kept_of(other);
            if (!other_kept.empty()) other_kept = ", " + other_kept;
            if (!kept.empty() || !other_kept.empty()) kept = ", " + (kept.empty() ? "values.same" : kept);
            out += format("\n  .superRefine(values.compared({}, {}, {}{}{}))", typescript_string(one.column), typescript_string(comparison(rule.sort)),
                          typescript_string(other.column), kept, other_kept);
        }
        return out;
    }

    static std::string_view comparison(RuleSort sort) {
        const auto* const found = std::ranges::find(k_bounds, sort, &Bound::sort);
        return found != k_bounds.end() ? found->sign : sort == RuleSort::equal ? "equal to" : "not equal to";
    }

    /// What the column makes of a number before it is compared; empty where it keeps it.
    [[nodiscard]] std::string kept_of(const Field& field) const {
        if (field.type.sort == ValueSort::real) return "values.single";
        if (is_moment(field.type)) {
            const auto* const seconds = type_rule(field, RuleSort::seconds);
            return seconds == nullptr ? reader_of(field) : format("values.rounded({}, {})", reader_of(field), seconds->n);
        }
        const auto* const precision = type_rule(field, RuleSort::precision);
        return precision == nullptr ? "" : format("values.scaled({})", precision->m);
    }

    /// What makes a number of a moment.
    static std::string reader_of(const Field& field) {
        return field.type.sort == ValueSort::date ? "values.date" : field.type.sort == ValueSort::timestamp ? "values.timestamp" : "values.timestamptz";
    }

    [[nodiscard]] const CheckRule* type_rule(const Field& field, RuleSort sort) const {
        const auto column = static_cast<std::size_t>(&field - relation_.fields.data());
        const auto found =
            std::ranges::find_if(relation_.rules, [&](const CheckRule& rule) { return rule.column == column && rule.constraint.empty() && rule.sort == sort; });
        return found == relation_.rules.end() ? nullptr : &*found;
    }

    static std::string indented(const std::string& lines) {
        std::string out = "  ";
        for (std::size_t at = 0; at < lines.size(); ++at) {
            out += lines[at];
            if (lines[at] == '\n' && at + 1 < lines.size()) out += "  ";
        }
        return out;
    }

    std::string schema(std::size_t at) {
        const auto& field = relation_.fields[at];
        if (field.type.is_array) return array(field);
        auto out = one(field);
        for (const auto& rule : relation_.rules)
            if (rule.column == at && rule.other_column < 0 && !refine(out, field, rule) && !rule.constraint.empty()) left_.insert(rule.constraint);
        return out;
    }

    /// Where the driver takes an array of JavaScript's, else PostgreSQL's text.
    std::string array(const Field& field) {
        if (types_.find(field.type).written == "string") return "values.text()";
        return format("z.array({}.nullable())", one(field));
    }

    std::string one(const Field& field) {
        switch (field.type.sort) {
            case ValueSort::boolean:
                return "z.boolean()";
            case ValueSort::smallint:
                return "values.integer(-32768, 32767)";
            case ValueSort::integer:
                return "values.integer(-2147483648, 2147483647)";
            case ValueSort::oid:
                return "values.integer(0, 4294967295)";
            case ValueSort::bigint:
                return "values.bigint()";
            case ValueSort::real:
            case ValueSort::double_precision:
                return "z.number()";
            case ValueSort::numeric:
                return "values.numeric()";
            case ValueSort::bytea:
                return "values.bytes()";
            case ValueSort::uuid:
                return "values.uuid()";
            case ValueSort::date:
            case ValueSort::timestamp:
            case ValueSort::timestamptz:
                return "values.moment()";
            case ValueSort::json:
                return "values.json()";
            case ValueSort::enumeration:
                return listed(enums_, model_.find_enum(*field.type.enumeration)->type_name, model_.find_enum(*field.type.enumeration)->values.empty());
            case ValueSort::text:
                return field.allowed.empty() || field.type.is_array ? "values.text()" : listed(lists_, field.list_type, false);
            case ValueSort::time:
            case ValueSort::timetz:
            case ValueSort::interval:
            case ValueSort::point:
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
                return "values.text()";
        }
        return "values.text()";
    }

    /// An enum by the constant that lists its values.
    static std::string listed(std::set<std::string>& imported, const std::string& type, bool is_empty) {
        if (is_empty) return "z.never()";
        imported.insert(camel_case(type) + "Values");
        return format("z.enum({}Values, {{ message: \"is invalid\" }})", camel_case(type));
    }

    /// False for what a schema here does not say.
    bool refine(std::string& out, const Field& field, const CheckRule& rule) const {
        const auto wrap = [&](std::string_view function, const std::string& argument) {
            out = argument.empty() ? format("values.{}({})", function, out) : format("values.{}({}, {})", function, out, argument);
            return true;
        };
        if (!field.allowed.empty()) return false;
        const auto value = typescript_string(rule.value);
        if (is_number(field.type)) return refine_number(rule, value, kept_of(field), wrap);
        if (is_moment(field.type) && is_plain_moment(rule.value)) {
            const auto* const bound = std::ranges::find(k_bounds, rule.sort, &Bound::sort);
            const auto reader = reader_of(field), kept = kept_of(field);
            const auto argument = bound == k_bounds.end() ? "" : format("{}, {}, {}", typescript_string(bound->sign), value, reader);
            return !argument.empty() && wrap("moments", kept == reader ? argument : argument + ", " + kept);
        }
        if (field.type.sort != ValueSort::text) return rule.sort == RuleSort::seconds;
        if (rule.sort == RuleSort::max_length) return wrap(rule.constraint.empty() ? "atMost" : "notLonger", std::to_string(rule.n));
        if (rule.sort == RuleSort::min_length) return wrap("atLeast", std::to_string(rule.n));
        if (rule.sort == RuleSort::not_blank) return wrap("notBlank", "");
        if (rule.sort == RuleSort::one_of) return wrap("among", typescript_tuple(rule.values));
        if (rule.sort == RuleSort::equal) return wrap("among", "[" + value + "]");
        if (rule.sort == RuleSort::not_equal) return wrap("notAmong", "[" + value + "]");
        return refine_pattern(field, rule, wrap);
    }

    template <class Wrap>
    bool refine_pattern(const Field& field, const CheckRule& rule, Wrap wrap) const {
        const bool is_like = rule.sort == RuleSort::like || rule.sort == RuleSort::not_like, any_case = rule.sort == RuleSort::matches_any_case;
        if (!is_like && !any_case && rule.sort != RuleSort::matches && rule.sort != RuleSort::not_matches) return false;
        const auto pattern =
            is_like ? javascript_of_like(rule.value) : javascript_of_regex(rule.value, any_case ? data::Regex::Case::any : data::Regex::Case::exact);
        if (!pattern) return false;
        // The type cuts off blanks beyond its length, before the CHECK sees the text.
        const auto* const length = type_rule(field, RuleSort::max_length);
        auto argument = pattern->literal;
        if (length != nullptr || pattern->is_of_ascii) argument += length != nullptr ? format(", {}", length->n) : ", Infinity";
        if (pattern->is_of_ascii) argument += ", \"ascii\"";
        return wrap(rule.sort == RuleSort::not_like || rule.sort == RuleSort::not_matches ? "matchesNot" : "matches", argument);
    }

    template <class Wrap>
    static bool refine_number(const CheckRule& rule, const std::string& value, std::string kept, Wrap wrap) {
        if (!kept.empty()) kept = ", " + kept;
        const auto* const bound = std::ranges::find(k_bounds, rule.sort, &Bound::sort);
        if (bound != k_bounds.end()) return wrap(bound->function, value + kept);
        if (rule.sort == RuleSort::precision) return wrap("precision", format("{}, {}", rule.n, rule.m));
        if (rule.sort == RuleSort::equal) return wrap("oneOf", "[" + value + "]" + kept);
        if (rule.sort == RuleSort::not_equal) return wrap("noneOf", "[" + value + "]" + kept);
        if (rule.sort == RuleSort::one_of) return wrap("oneOf", typescript_tuple(rule.values) + kept);
        return false;
    }

    const Model& model_;
    const Relation& relation_;
    TypescriptTypes types_;
    std::set<std::string> enums_, lists_, left_;
};

}  // namespace

Files render_zod(const Model& model) {
    Files files;
    files["zod/values.ts"] = std::string(k_typescript_mark) + std::string(k_zod_values);
    std::string exports;
    for (const auto& relation : model.relations) {
        if (relation.sort != Relation::Sort::table) continue;
        files[format("zod/tables/{}.ts", typescript_file(model, relation))] = ZodFile(model, relation).render();
        exports += format("export * from \"./tables/{}.js\";\n", typescript_file(model, relation));
    }
    files["zod/index.ts"] = std::string(k_typescript_mark) + (exports.empty() ? "export {};\n" : exports);
    return files;
}

}  // namespace whimbrel::codegen
