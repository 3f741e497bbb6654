// SPDX-License-Identifier: Apache-2.0
// The only place that makes SQL text. A statement is put together from typed parts, so that a name or a
// value cannot get into it unquoted:
//
//   sql("ALTER TABLE", table_name, "ADD COLUMN", Identifier{column}, Fragment{type})
//
// Parts are joined by single spaces; none is put after "(" or before ")", "," and ";".
#pragma once

#include "whimbrel/sql/names.h"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::sql {

/// Text that the server itself made or that a file holds (an expression, a type name, a definition): it is
/// taken as it is. Never made from user input by concatenation.
struct Fragment {
    std::string text;
    [[nodiscard]] bool empty() const { return text.empty(); }
    bool operator==(const Fragment&) const = default;
};

/// One SQL statement without its closing semicolon.
struct Statement {
    std::string text;
    bool operator==(const Statement&) const = default;
};

/// A keyword chosen at run time out of the program's own literals:
/// `Keywords on(char code) { switch (code) { case 'c': return "CASCADE"; … } }`
class Keywords {
public:
    consteval Keywords(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// Collects parts into a text; what `sql()` and `fragment()` are made of, for loops and conditions.
class Builder {
public:
    /// A string literal of the program: keywords and punctuation.
    template <std::size_t N>
    Builder& add(const char (&literal)[N]) {
        return append({literal, N - 1});
    }
    Builder& add(Keywords part) { return append(part.text()); }
    Builder& add(const Identifier& part) { return append(part.render()); }
    Builder& add(const QualifiedName& part) { return append(part.render()); }
    Builder& add(const Literal& part) { return append(part.render()); }
    Builder& add(const Fragment& part) { return append(part.text); }
    Builder& add(const Statement& part) { return append(part.text); }
    Builder& add(std::integral auto number) { return append(std::to_string(number)); }
    /// Adds the parts joined by commas: (a, b, c) without the parentheses.
    template <class Range, class Projection>
    Builder& list(const Range& range, Projection projection) {
        bool first = true;
        for (const auto& item : range) {
            if (!std::exchange(first, false)) append(",");
            add(projection(item));
        }
        return *this;
    }
    [[nodiscard]] Fragment fragment() const { return {text_}; }
    [[nodiscard]] Statement statement() const { return {text_}; }

private:
    Builder& append(std::string_view part);
    std::string text_;
};

template <class... Parts>
Statement sql(Parts&&... parts) {
    Builder builder;
    (builder.add(std::forward<Parts>(parts)), ...);
    return builder.statement();
}

template <class... Parts>
Fragment fragment(Parts&&... parts) {
    Builder builder;
    (builder.add(std::forward<Parts>(parts)), ...);
    return builder.fragment();
}

}  // namespace whimbrel::sql
