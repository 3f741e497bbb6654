// SPDX-License-Identifier: Apache-2.0
// Names as PostgreSQL stores them, quoted only when rendered
// (SQL Syntax, "Identifiers and Key Words"; server source: quote_identifier() in ruleutils.c).
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace whimbrel::sql {

/// A name as it stands in the catalogs: any bytes but NUL, at most 63 of them.
struct Identifier {
    std::string name;
    /// Quoted where PostgreSQL would not read it back unquoted: "select", "MixedCase", "a b".
    [[nodiscard]] std::string render() const;
    auto operator<=>(const Identifier&) const = default;
};

/// A name in a schema. An empty schema renders the bare name.
struct QualifiedName {
    std::string schema;
    std::string name;
    [[nodiscard]] std::string render() const;
    auto operator<=>(const QualifiedName&) const = default;
};

/// A string constant: 'it''s', or E'…' where it holds a backslash. Independent of standard_conforming_strings.
struct Literal {
    std::string value;
    [[nodiscard]] std::string render() const;
};

/// True for a word that must be quoted to be a name everywhere: every keyword but the unreserved ones of
/// PostgreSQL 14 to 18, as quote_identifier() does.
bool needs_quotes_as_keyword(std::string_view lower_case_word);

}  // namespace whimbrel::sql
