// SPDX-License-Identifier: Apache-2.0
// Expression: a piece of SQL put together from columns, operators of this library and bound parameters. No text of the application's, and no
// input, ever becomes SQL: a value is always a parameter, a name is always that of a generated column.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/data/parameters.h"
#include "whimbrel/data/relation.h"
#include "whimbrel/sql/placeholder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace whimbrel::data {

struct ColumnRef {
    const RelationInfo* relation = nullptr;
    std::uint16_t column = 0;
    [[nodiscard]] const ColumnInfo& info() const { return relation->columns[column]; }
    /// alias.name
    [[nodiscard]] sql::QualifiedName under(std::string_view alias) const { return {std::string(alias), std::string(info().name)}; }
};

class Expression {
public:
    Expression& add(sql::Keywords words) {
        pieces_.push_back({.sort = Sort::words, .words = words});
        return *this;
    }
    Expression& add(ColumnRef column) {
        pieces_.push_back({.sort = Sort::column, .column = column});
        return *this;
    }
    Expression& add(const Expression& other);
    /// A parameter in the text form of whatever type the expression gives it.
    Expression& add_text(std::string_view value) {
        parameters_.add_text(value);
        return add_marker();
    }
    /// A value of a column's type.
    template <class T>
    Expression& add_value(ColumnRef like, const T& value) {
        if (like.info().form == Form::binary && like.info().type != "json") parameters_.add(value);
        else parameters_.add_rendered(value);
        return add_marker();
    }
    [[nodiscard]] bool empty() const { return pieces_.empty(); }

    /// Adds its SQL; parameters are numbered on from those that are in `out` already. `alias_of` gives a relation's alias in the statement, empty for one
    /// that is no part of it. Errors: request_invalid, naming that relation.
    template <class AliasOf>
    Result<> render(const AliasOf& alias_of, sql::Builder& sql, Parameters& out) const {
        auto number = out.size();
        for (const auto& piece : pieces_) {
            if (piece.sort == Sort::words) sql.add(piece.words);
            else if (piece.sort == Sort::parameter) sql.add(sql::placeholder(++number));
            else if (const std::string_view alias = alias_of(*piece.column.relation); !alias.empty()) sql.add(piece.column.under(alias));
            else return not_joined(piece.column);
        }
        out.append(parameters_);
        return {};
    }

private:
    enum class Sort : std::uint8_t { words, column, parameter };
    struct Piece {
        Sort sort = Sort::words;
        sql::Keywords words = "";
        ColumnRef column{};
    };
    Expression& add_marker() {
        pieces_.push_back({.sort = Sort::parameter});
        return *this;
    }
    static Failing not_joined(ColumnRef column);

    std::vector<Piece> pieces_;
    Parameters parameters_;
};

/// What a row must meet.
class Condition {
public:
    explicit Condition(Expression expression) : expression_(std::move(expression)) {}
    [[nodiscard]] const Expression& expression() const { return expression_; }

    friend Condition operator&&(const Condition& one, const Condition& other) { return joined(one, "AND", other); }
    friend Condition operator||(const Condition& one, const Condition& other) { return joined(one, "OR", other); }
    friend Condition operator!(const Condition& condition) {
        Expression out;
        out.add("NOT (").add(condition.expression_).add(")");
        return Condition(std::move(out));
    }

private:
    static Condition joined(const Condition& one, sql::Keywords words, const Condition& other) {
        Expression out;
        out.add("(").add(one.expression_).add(words).add(other.expression_).add(")");
        return Condition(std::move(out));
    }
    Expression expression_;
};

template <class Row, class T>
[[nodiscard]] ColumnRef ref(Column<Row, T> column) {
    return {&Relation<Row>::info, column.index};
}

namespace detail {
template <class Row, class T>
Condition compare(Column<Row, T> column, sql::Keywords words, const T& value) {
    Expression out;
    out.add(ref(column)).add(words).add_value(ref(column), value);
    return Condition(std::move(out));
}
inline Condition compare(ColumnRef one, sql::Keywords words, ColumnRef other) {
    Expression out;
    out.add(one).add(words).add(other);
    return Condition(std::move(out));
}
inline Condition test(ColumnRef column, sql::Keywords words) {
    Expression out;
    out.add(column).add(words);
    return Condition(std::move(out));
}
inline Condition match(ColumnRef column, sql::Keywords words, std::string_view pattern) {
    Expression out;
    out.add(column).add(words).add_text(pattern);
    return Condition(std::move(out));
}
/// The text between percent signs, its own wildcards taken for themselves.
std::string pattern_of(std::string_view text);
}  // namespace detail

#define WHIMBREL_COMPARISON(op, words)                                                   \
    template <class Row, class T>                                                        \
    Condition operator op(Column<Row, T> column, const std::type_identity_t<T>& value) { \
        return detail::compare(column, words, value);                                    \
    }                                                                                    \
    template <class Row, class T, class Other>                                           \
    Condition operator op(Column<Row, T> column, Column<Other, T> other) {               \
        return detail::compare(ref(column), words, ref(other));                          \
    }
WHIMBREL_COMPARISON(==, "=")
WHIMBREL_COMPARISON(!=, "<>")
WHIMBREL_COMPARISON(<, "<")
WHIMBREL_COMPARISON(<=, "<=")
WHIMBREL_COMPARISON(>, ">")
WHIMBREL_COMPARISON(>=, ">=")
#undef WHIMBREL_COMPARISON

template <class Row, class T>
Condition operator==(Column<Row, T> column, std::nullopt_t) {
    return detail::test(ref(column), "IS NULL");
}
template <class Row, class T>
Condition operator!=(Column<Row, T> column, std::nullopt_t) {
    return detail::test(ref(column), "IS NOT NULL");
}
template <class Row, class T>
Condition is_null(Column<Row, T> column) {
    return column == std::nullopt;
}
/// Different, NULL being a value like others.
template <class Row, class T>
Condition is_distinct(Column<Row, T> column, const std::type_identity_t<std::optional<T>>& value) {
    return value ? detail::compare(column, "IS DISTINCT FROM", *value) : column != std::nullopt;
}
/// One of these; of none, no row is.
template <class Row, class T>
Condition in(Column<Row, T> column, const std::type_identity_t<std::vector<T>>& values) {
    std::string list = "{";
    for (const auto& value : values) {
        if (list.size() > 1) list += ',';
        wire::append_array_element(Codec<T>::render(value), list);
    }
    Expression out;
    out.add(ref(column)).add("= ANY (").add_text(list + "}").add(")");
    return Condition(std::move(out));
}
/// The pattern is LIKE's, wildcards included.
template <class Row, class T>
Condition like(Column<Row, T> column, std::string_view pattern) {
    return detail::match(ref(column), "::text LIKE", pattern);
}
template <class Row, class T>
Condition ilike(Column<Row, T> column, std::string_view pattern) {
    return detail::match(ref(column), "::text ILIKE", pattern);
}
/// The text stands somewhere in the value, regardless of case; % and _ in it are themselves.
template <class Row, class T>
Condition contains(Column<Row, T> column, std::string_view text) {
    return ilike(column, detail::pattern_of(text));
}

/// The text stands somewhere in what the column prints: a document's keys and values, an array's elements.
template <class Row, class T>
Condition contains_text(Column<Row, T> column, std::string_view text) {
    return ilike(column, detail::pattern_of(text));
}

/// A place inside of a jsonb column, as text: path(device::metadata, "rack", "row") == "7".
class JsonPlace {
public:
    JsonPlace(ColumnRef column, const std::vector<std::string>& path);
    friend Condition operator==(const JsonPlace& place, std::string_view text) { return place.compare("=", text); }
    friend Condition operator!=(const JsonPlace& place, std::string_view text) { return place.compare("IS DISTINCT FROM", text); }
    [[nodiscard]] Condition ilike(std::string_view pattern) const { return compare("ILIKE", pattern); }
    [[nodiscard]] Condition is_null() const;
    [[nodiscard]] const Expression& expression() const { return expression_; }

private:
    [[nodiscard]] Condition compare(sql::Keywords words, std::string_view text) const;
    Expression expression_;
};
template <class Row, class... Keys>
JsonPlace path(Column<Row, Json> column, const Keys&... keys) {
    return {ref(column), std::vector<std::string>{std::string(keys)...}};
}
/// The document holds that one (@>).
template <class Row>
Condition contains(Column<Row, Json> column, const Json& document) {
    Expression out;
    out.add(ref(column)).add("::jsonb @>").add_text(document.text).add("::jsonb");
    return Condition(std::move(out));
}
template <class Row>
Condition has_key(Column<Row, Json> column, std::string_view key) {
    Expression out;
    out.add(ref(column)).add("::jsonb ?").add_text(key).add("::text");
    return Condition(std::move(out));
}

}  // namespace whimbrel::data
