// SPDX-License-Identifier: Apache-2.0
// Relation<Row>: what the library knows of a table or view whose rows are Row: its names, columns, keys, constraints and rules.
// Specialised by generated code (`whimbrel types`), with functions per column that know the member's type; everything else works
// on RelationInfo and is compiled once.
#pragma once

#include "whimbrel/data/codec.h"
#include "whimbrel/data/input.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace whimbrel::data {

/// Whether an INSERT names the column.
enum class Given : std::uint8_t {
    required,
    optional,  ///< it may be NULL, or the server has a value for it
    never,     ///< the server computes it
};

/// How its values are exchanged.
enum class Form : std::uint8_t {
    binary,
    text,  ///< as the text that PostgreSQL prints, by casts in the statement
};

enum class Cast : std::uint8_t { done, null, invalid };

/// What a member is, as far as rules compare it; a std::optional is what it holds.
enum class Holds : std::uint8_t {
    boolean,
    int16,
    int32,
    int64,
    real,
    double_precision,
    numeric,
    text,  ///< std::string
    date,
    time,
    timestamp,
    timestamptz,
    label,  ///< an enum class with labels
    json,
    other,
};

struct ColumnInfo {
    std::string_view name;
    std::string_view type;  ///< as format_type() prints it with an empty search_path: "character varying(255)", "public.mood[]"
    Given given = Given::required;
    bool nullable = false;
    Form form = Form::binary;

    /// Into the member of that row; the bytes are in the column's form. False for a value that the member cannot hold (NULL where it is no optional).
    bool (*read)(const char* bytes, int size, void* row) = nullptr;  ///< size -1 is NULL
    /// Adds the member's bytes in the column's form; false where it is NULL.
    bool (*write)(const void* row, std::string& out) = nullptr;
    bool (*equal)(const void* one, const void* other) = nullptr;
    void (*copy)(const void* from, void* to) = nullptr;
    /// Cast::null: the input is null and the member, where it can be, is now.
    Cast (*cast)(const InputValue& value, void* row) = nullptr;
    /// The value's text form; nothing where it is NULL.
    std::optional<std::string> (*render)(const void* row) = nullptr;

    Holds holds = Holds::other;
    /// The member's value, of what its Column calls value_type; null where it is NULL.
    const void* (*value)(const void* row) = nullptr;
    /// The other way: null makes it NULL; false where it cannot be.
    bool (*set)(const void* value, void* row) = nullptr;
    /// Of a std::string or a label, without a copy; nothing where it is NULL or something else.
    std::optional<std::string_view> (*text)(const void* row) = nullptr;
};

/// A member of a New… struct: an optional that is absent leaves the column to the server.
struct NewColumn {
    std::uint16_t column = 0;  ///< of RelationInfo::columns
    bool (*write)(const void* fresh, std::string& out) = nullptr;
    void (*copy)(const void* fresh, void* row) = nullptr;  ///< where it is present
};

struct ConstraintInfo {
    enum class Sort : std::uint8_t { primary_key, unique, foreign_key, check, exclusion, not_null };
    std::string_view name;  ///< a unique index that is no constraint's is in the list too: the server names it in the same place
    Sort sort = Sort::check;
    std::string_view schema, table;
    std::span<const std::string_view> columns;
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
    std::span<const std::string_view> values{};  ///< of one_of
};

struct RelationInfo {
    std::string_view schema, name;
    bool is_view = false;
    std::span<const ColumnInfo> columns{};
    std::span<const NewColumn> fresh{};
    std::span<const std::uint16_t> primary_key{};  ///< columns
    std::span<const ConstraintInfo> constraints{};
    std::span<const Rule> rules{};
    std::span<const std::string_view> server_checks{};  ///< names of CHECK constraints that no rule, or not every part, stands for

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
    std::span<const Link> links;
};
template <class From, class To>
struct Many {
    std::span<const Link> links;
};
/// By way of a table that has a foreign key to each.
template <class From, class Middle, class To>
struct Through {
    std::span<const Link> to_middle;  ///< columns of From, of Middle
    std::span<const Link> to_far;     ///< columns of Middle, of To
};

/// All of a schema that was generated.
struct SchemaInfo {
    std::string_view state;    ///< of the last migration, as the ledger keeps it; empty where the types were made of no migration
    std::string_view version;  ///< of the last migration
    std::span<const ConstraintInfo> constraints;
};

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class M>
struct MemberOf;
template <class R, class T>
struct MemberOf<T R::*> {
    using row = R;
    using type = T;
};

template <class T>
constexpr Holds holds() {
    if constexpr (std::is_same_v<T, bool>) return Holds::boolean;
    else if constexpr (std::is_same_v<T, std::int16_t>) return Holds::int16;
    else if constexpr (std::is_same_v<T, std::int32_t>) return Holds::int32;
    else if constexpr (std::is_same_v<T, std::int64_t>) return Holds::int64;
    else if constexpr (std::is_same_v<T, float>) return Holds::real;
    else if constexpr (std::is_same_v<T, double>) return Holds::double_precision;
    else if constexpr (std::is_same_v<T, Numeric>) return Holds::numeric;
    else if constexpr (std::is_same_v<T, std::string>) return Holds::text;
    else if constexpr (std::is_same_v<T, Date>) return Holds::date;
    else if constexpr (std::is_same_v<T, TimeOfDay>) return Holds::time;
    else if constexpr (std::is_same_v<T, Timestamp>) return Holds::timestamp;
    else if constexpr (std::is_same_v<T, TimestampTz>) return Holds::timestamptz;
    else if constexpr (std::is_same_v<T, Json>) return Holds::json;
    else if constexpr (Labelled<T>) return Holds::label;
    else return Holds::other;
}

template <auto Member, Form form>
struct Access {
    using Row = typename MemberOf<decltype(Member)>::row;
    using Type = typename MemberOf<decltype(Member)>::type;
    static constexpr bool is_optional = IsOptional<Type>::value;

    static const Type& of(const void* row) { return static_cast<const Row*>(row)->*Member; }
    static Type& of(void* row) { return static_cast<Row*>(row)->*Member; }

    template <class T>
    static bool decode(std::string_view bytes, T& out) {
        // A document of the server's needs no check: json, unlike jsonb, may hold \u0000.
        if constexpr (form == Form::binary || std::is_same_v<T, Json>) return Codec<T>::read(bytes, out);
        else return Codec<T>::parse(bytes, out);
    }
    template <class T>
    static void encode(const T& value, std::string& out) {
        if constexpr (form == Form::binary) Codec<T>::write(value, out);
        else out += Codec<T>::render(value);
    }

    static bool read(const char* bytes, int size, void* row) {
        auto& member = of(row);
        if constexpr (is_optional) {
            if (size < 0) {
                member.reset();
                return true;
            }
            return decode(std::string_view(bytes, static_cast<std::size_t>(size)), member ? *member : member.emplace());
        } else {
            return size >= 0 && decode(std::string_view(bytes, static_cast<std::size_t>(size)), member);
        }
    }
    static bool write(const void* row, std::string& out) {
        const auto& member = of(row);
        if constexpr (is_optional) {
            if (!member) return false;
            encode(*member, out);
        } else {
            encode(member, out);
        }
        return true;
    }
    static bool equal(const void* one, const void* other) { return of(one) == of(other); }
    static void copy(const void* from, void* to) { of(to) = of(from); }
    static Cast cast(const InputValue& value, void* row) {
        auto& member = of(row);
        if constexpr (is_optional) {
            if (value.sort == InputValue::Sort::null) {
                member.reset();
                return Cast::null;
            }
            typename Type::value_type out{};
            if (!data::cast(value, out)) return Cast::invalid;
            member = std::move(out);
        } else {
            if (value.sort == InputValue::Sort::null) return Cast::null;
            Type out{};
            if (!data::cast(value, out)) return Cast::invalid;
            member = std::move(out);
        }
        return Cast::done;
    }
    static std::optional<std::string> render(const void* row) {
        const auto& member = of(row);
        if constexpr (is_optional) return member ? std::optional(Codec<typename Type::value_type>::render(*member)) : std::nullopt;
        else return Codec<Type>::render(member);
    }

    template <class T>
    struct Bare {
        using type = T;
    };
    template <class T>
    struct Bare<std::optional<T>> {
        using type = T;
    };
    using Value = typename Bare<Type>::type;
    static constexpr Holds held = holds<Value>();

    static const void* value(const void* row) {
        const auto& member = of(row);
        if constexpr (is_optional) return member ? &*member : nullptr;
        else return &member;
    }
    static bool set(const void* value, void* row) {
        if (value != nullptr) {
            of(row) = *static_cast<const Value*>(value);
            return true;
        }
        if constexpr (is_optional) of(row).reset();
        return is_optional;
    }
    static std::optional<std::string_view> text([[maybe_unused]] const void* row) {
        if constexpr (held == Holds::text || held == Holds::label) {
            const auto* found = static_cast<const Value*>(value(row));
            if (found == nullptr) return std::nullopt;
            if constexpr (held == Holds::text) return *found;
            else return to_text(*found);
        } else {
            return std::nullopt;
        }
    }
};

template <auto FreshMember, auto RowMember>
void copy_fresh(const void* fresh, void* row) {
    using Fresh = MemberOf<decltype(FreshMember)>;
    using Row = MemberOf<decltype(RowMember)>;
    const auto& from = static_cast<const typename Fresh::row*>(fresh)->*FreshMember;
    auto& to = static_cast<typename Row::row*>(row)->*RowMember;
    if constexpr (IsOptional<typename Fresh::type>::value && !IsOptional<typename Row::type>::value) to = *from;
    else to = from;
}

}  // namespace detail

/// What generated code writes: column<&Device::hostname>("hostname", "character varying(255)", Given::required).
template <auto Member, Form form = Form::binary>
constexpr ColumnInfo column(std::string_view name, std::string_view type, Given given) {
    using A = detail::Access<Member, form>;
    return {name, type, given, A::is_optional, form, &A::read, &A::write, &A::equal, &A::copy, &A::cast, &A::render, A::held, &A::value, &A::set, &A::text};
}
/// fresh<&NewDevice::hostname, &Device::hostname>(1).
template <auto FreshMember, auto RowMember, Form form = Form::binary>
constexpr NewColumn fresh(std::uint16_t column) {
    return {column, &detail::Access<FreshMember, form>::write, &detail::copy_fresh<FreshMember, RowMember>};
}

}  // namespace whimbrel::data
