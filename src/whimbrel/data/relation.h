// SPDX-License-Identifier: Apache-2.0
// Relation<Row>: what the library knows of a table or view whose rows are Row: its names, columns, keys, constraints and rules.
// Specialised by generated code (`whimbrel types`), with functions per column that know the member's type; everything else works
// on RelationInfo and is compiled once.
#pragma once

#include "whimbrel/data/column_info.h"
#include "whimbrel/data/member.h"

#include <cstdint>
#include <string_view>

namespace whimbrel::data {

struct ConstraintInfo {
    enum class Sort : std::uint8_t { primary_key, unique, foreign_key, check, exclusion, not_null };
    std::string_view name;  ///< a unique index that is no constraint's is in the list too: the server names it in the same place
    Sort sort = Sort::check;
    std::string_view schema, table;
    Constants<std::string_view> columns;
    std::string_view field;       ///< that an error is reported on: the first column; of a foreign key its association's name ("device" of device_id)
    std::string_view referenced;  ///< of a foreign key: "public.devices"
};

/// A part of a constraint, or of a type, that is checked before the server is asked.
struct Rule {
    enum class Sort : std::uint8_t {
        max_length,  ///< n: characters
        precision,   ///< n: digits in all, m: of them after the point, to which the type rounds
        one_of,      ///< the list of values, for columns that no enum class stands for
        less,
        less_or_equal,
        greater,
        greater_or_equal,
        equal,
        not_equal,   ///< than the value, as text, or the other column
        min_length,  ///< char_length(column) >= n
        like,
        not_like,  ///< value: the pattern
        matches,
        not_matches,
        matches_any_case,  ///< value: the regular expression
        not_blank,         ///< btrim(column) <> ''
        seconds,           ///< n: digits of a second that the type keeps; nothing is refused
    };
    Sort sort = Sort::max_length;
    std::uint16_t column = 0;
    std::string_view constraint{};  ///< empty where the column's type says it
    std::string_view value{};
    int n = 0, m = 0;
    int other_column = -1;
    Constants<std::string_view> values{};  ///< of one_of
};

struct RelationInfo {
    std::string_view schema, name;
    bool is_view = false;
    Constants<ColumnInfo> columns{};
    Constants<NewColumn> fresh{};
    Constants<std::uint16_t> primary_key{};  ///< columns
    Constants<ConstraintInfo> constraints{};
    Constants<Rule> rules{};
    Constants<std::string_view> server_checks{};  ///< names of CHECK constraints that no rule, or not every part, stands for

    // Columns with a meaning, as [codegen] of whimbrel.toml names them; -1 where the table has none.
    int soft_delete = -1;  ///< a row is removed by setting it to now()
    int version = -1;      ///< 1 of a new row, counted up by each update, which must find the number that was read
    int inserted_at = -1;  ///< set to now() by an insert that does not give it
    int updated_at = -1;   ///< set to now() by every insert and update that does not give it
    int scope = -1;        ///< every statement states its value; see Scoped in repo.h
};

template <class Row>
struct Relation;  // static constexpr RelationInfo info; using New = …;

/// A column of a query: device::hostname.
template <class Row, class T>
struct Column {
    using row_type = Row;
    using value_type = T;  ///< without std::optional
    std::uint16_t index;
};

/// Rows of To that belong to a row of From by a foreign key, on either side. Columns are pairwise equal.
struct Link {
    std::uint16_t from_column, to_column;
};
/// One at most (belongs_to, has_one).
template <class From, class To>
struct One {
    Constants<Link> links;
};
template <class From, class To>
struct Many {
    Constants<Link> links;
};
/// By way of a table that has a foreign key to each.
template <class From, class Middle, class To>
struct Through {
    Constants<Link> to_middle;  ///< columns of From, of Middle
    Constants<Link> to_far;     ///< columns of Middle, of To
};

/// All of a schema that was generated.
struct SchemaInfo {
    std::string_view state;    ///< of the last migration, as the ledger keeps it; empty where the types were made of no migration
    std::string_view version;  ///< of the last migration
    Constants<ConstraintInfo> constraints;
};

}  // namespace whimbrel::data
