// SPDX-License-Identifier: Apache-2.0
// The result of a statement. Values are text as the server sends it; NULL is an absent value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_result;

namespace whimbrel::pg {

/// What a prepared statement takes and gives ("Describe" of the extended protocol).
struct Description {
    struct Column {
        std::string name;
        std::uint32_t type = 0;   ///< oid
        int modifier = -1;        ///< atttypmod; -1 where it has none
        std::uint32_t table = 0;  ///< oid of the relation whose column it is as it stands; 0 where it is computed
        int number = 0;           ///< attnum of that column
    };
    std::vector<std::uint32_t> parameters;  ///< oids of their types
    std::vector<Column> columns;
};

class Rows;

/// One row of Rows; valid as long as its Rows. Columns count from 0.
class Row {
public:
    [[nodiscard]] bool is_null(int column) const;
    /// The value, empty for NULL.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] std::optional<std::string> optional(int column) const;
    /// 0 for NULL. The column must hold an integer.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::uint32_t oid(int column) const { return static_cast<std::uint32_t>(integer(column)); }
    /// "t" is true.
    [[nodiscard]] bool boolean(int column) const { return text(column) == "t"; }
    /// A "char" column, '\0' for NULL or empty.
    [[nodiscard]] char character(int column) const;
    /// The value's bytes in the format that was asked for; null with size -1 for NULL.
    struct Bytes {
        const char* data;
        int size;
    };
    [[nodiscard]] Bytes bytes(int column) const;
    /// A one-dimensional text[] (or any array) value taken apart; NULL elements are empty.
    [[nodiscard]] std::vector<std::string> array(int column) const;

private:
    friend class Rows;
    Row(const pg_result* result, int row) : result_(result), row_(row) {}
    const pg_result* result_;
    int row_;
};

class Rows {
public:
    Rows() = default;
    /// Takes ownership of a libpq result.
    explicit Rows(pg_result* result);
    [[nodiscard]] int size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Row operator[](int row) const { return {result_.get(), row}; }
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string_view column_name(int column) const;
    /// The type's oid of a column (PQftype).
    [[nodiscard]] std::uint32_t column_type(int column) const;
    /// "INSERT 0 3" and the like.
    [[nodiscard]] std::string_view command_tag() const;
    /// Rows that an INSERT, UPDATE, DELETE, MERGE, SELECT or COPY counted; 0 for others.
    [[nodiscard]] std::int64_t affected() const;

    // Of the answers that a Session reads itself.
    [[nodiscard]] Description description() const;
    [[nodiscard]] bool awaits_copy() const;
    [[nodiscard]] bool failed() const;
    [[nodiscard]] const pg_result* result() const { return result_.get(); }

    class Iterator {
    public:
        Iterator(const Rows* rows, int row) : rows_(rows), row_(row) {}
        Row operator*() const { return (*rows_)[row_]; }
        Iterator& operator++() {
            ++row_;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const Rows* rows_;
        int row_;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace whimbrel::pg
