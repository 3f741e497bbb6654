// SPDX-License-Identifier: Apache-2.0
// ColumnInfo and NewColumn: what the library knows of a column without knowing its member's type, and of a member of a New… struct.
#pragma once

#include "whimbrel/data/input.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::data {

/// A table of constants that generated code holds. What std::span would do, one of which costs a compiler twice what the list of a table's columns does.
template <class T>
class Constants {
public:
    constexpr Constants() = default;
    constexpr Constants(const T* first, std::size_t size) : first_(first), size_(size) {}
    template <std::size_t N>
    constexpr Constants(const std::array<T, N>& values) : first_(values.data()), size_(N) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr const T* data() const { return first_; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr const T* begin() const { return first_; }
    [[nodiscard]] constexpr const T* end() const { return first_ + size_; }
    [[nodiscard]] constexpr const T& operator[](std::size_t at) const { return first_[at]; }
    [[nodiscard]] constexpr const T& front() const { return *first_; }
    [[nodiscard]] constexpr const T& back() const { return first_[size_ - 1]; }

private:
    const T* first_ = nullptr;
    std::size_t size_ = 0;
};

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

/// What is done with a member of one type in one form; compiled once for each, not for each column.
struct MemberOperations {
    bool (*read)(const char* bytes, int size, void* member);
    bool (*write)(const void* member, std::string& out);
    bool (*equal)(const void* one, const void* other);
    void (*copy)(const void* from, void* to);
    Cast (*cast)(const InputValue& value, void* member);
    std::optional<std::string> (*render)(const void* member);
    const void* (*value)(const void* member);
    bool (*set)(const void* value, void* member);
    std::optional<std::string_view> (*text)(const void* member);
};

struct ColumnInfo {
    std::string_view name;
    std::string_view type;  ///< as format_type() prints it with an empty search_path: "character varying(255)", "public.mood[]"
    Given given = Given::required;
    bool nullable = false;
    Form form = Form::binary;
    Holds holds = Holds::other;
    void* (*at)(void* row) = nullptr;  ///< the member of a row
    const MemberOperations* does = nullptr;

    /// Into the member of that row; the bytes are in the column's form. False for a value that the member cannot hold (NULL where it is no optional).
    /// Size -1 is NULL.
    bool read(const char* bytes, int size, void* row) const { return does->read(bytes, size, at(row)); }
    /// Adds the member's bytes in the column's form; false where it is NULL.
    bool write(const void* row, std::string& out) const { return does->write(of(row), out); }
    [[nodiscard]] bool equal(const void* one, const void* other) const { return does->equal(of(one), of(other)); }
    void copy(const void* from, void* to) const { does->copy(of(from), at(to)); }
    /// Cast::null: the input is null and the member, where it can be, is now.
    [[nodiscard]] Cast cast(const InputValue& value, void* row) const { return does->cast(value, at(row)); }
    /// The value's text form; nothing where it is NULL.
    [[nodiscard]] std::optional<std::string> render(const void* row) const { return does->render(of(row)); }
    /// The member's value, of what its Column calls value_type; null where it is NULL.
    [[nodiscard]] const void* value(const void* row) const { return does->value(of(row)); }
    /// The other way: null makes it NULL; false where it cannot be.
    bool set(const void* value, void* row) const { return does->set(value, at(row)); }
    /// Of a std::string or a label, without a copy; nothing where it is NULL or something else.
    [[nodiscard]] std::optional<std::string_view> text(const void* row) const { return does->text(of(row)); }

private:
    // Only looked at: `at` gives a place and does nothing with it.
    [[nodiscard]] const void* of(const void* row) const { return at(const_cast<void*>(row)); }
};

/// A member of a New… struct: an optional that is absent leaves the column to the server.
struct NewColumn {
    std::uint16_t column = 0;  ///< of RelationInfo::columns
    void* (*at)(void* fresh) = nullptr;
    const MemberOperations* does = nullptr;
    void* (*at_row)(void* row) = nullptr;
    const MemberOperations* does_row = nullptr;

    [[nodiscard]] bool is_given(const void* fresh) const { return does->value(of(fresh)) != nullptr; }
    bool write(const void* fresh, std::string& out) const { return does->write(of(fresh), out); }
    /// Into the row, where it is present.
    void copy(const void* fresh, void* row) const {
        if (const void* value = does->value(of(fresh))) does_row->set(value, at_row(row));
    }

private:
    [[nodiscard]] const void* of(const void* fresh) const { return at(const_cast<void*>(fresh)); }
};

}  // namespace whimbrel::data
