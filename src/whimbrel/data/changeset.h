// SPDX-License-Identifier: Apache-2.0
// Changeset<Row>: what is to become of a row: values from outside or from the program, what was wrong with them, and, after the server was
// asked, what it refused. It is validated by what the schema states (RelationInfo::rules), so nothing that the database says is said again.
//
//   auto changes = change(device).cast(input, {device::hostname, device::ip, device::port})
//                      .validate(device::port, [](int port) { return port != 23; }, "telnet is not allowed");
//   if (!changes.valid()) return changes.errors();
//
// One thread at a time may use it. No function throws but for lack of memory, or where the application's own predicate does.
#pragma once

#include "whimbrel/data/changeset_core.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace whimbrel::data {

/// A column of a table, whatever its type: {device::hostname, device::port}.
template <class Row>
struct AnyColumn {
    template <class T>
    constexpr AnyColumn(Column<Row, T> column) : index(column.index) {}  // NOLINT(google-explicit-constructor)
    std::uint16_t index;
};

template <class Row>
class Changeset {
public:
    using Columns = std::initializer_list<AnyColumn<Row>>;

    /// Of a row that is not there yet.
    Changeset() : core_(Relation<Row>::info, ChangesetCore::Over::new_row) {}
    /// Over a row that was read.
    explicit Changeset(Row row) : core_(Relation<Row>::info, ChangesetCore::Over::existing_row), from_(row), to_(std::move(row)) {}

    /// Takes the permitted columns' fields of the input; the others are ignored, and listed by ignored(). An empty field is NULL; values that
    /// are the row's already are no change; what cannot be cast is an error.
    Changeset& cast(const Input& input, Columns permitted) {
        core_.cast(input, indexes(permitted), rows());
        return *this;
    }
    Changeset& cast(const Input& input, std::span<const AnyColumn<Row>> permitted) {
        core_.cast(input, indexes(permitted), rows());
        return *this;
    }
    /// Fields that were ignored so far are errors.
    Changeset& strict() {
        core_.make_strict();
        return *this;
    }

    template <class T>
    Changeset& set(Column<Row, T> column, std::type_identity_t<T> value) {
        core_.set(column.index, &value, rows());
        return *this;
    }
    template <class T>
    Changeset& set(Column<Row, T> column, const std::optional<std::type_identity_t<T>>& value) {
        core_.set(column.index, value ? &*value : nullptr, rows());
        return *this;
    }
    template <class T>
    Changeset& set(Column<Row, T> column, std::nullopt_t) {
        core_.set(column.index, nullptr, rows());
        return *this;
    }

    /// More columns that may be neither NULL nor blank than the schema says.
    Changeset& require(Columns columns) {
        core_.require(indexes(columns));
        return *this;
    }
    /// Required text that may be empty all the same, as it may be to the server.
    Changeset& allow_blank(Columns columns) {
        core_.allow_blank(indexes(columns));
        return *this;
    }
    /// Where the column changes to a value, the predicate must answer true for it.
    template <class T, class Predicate>
    Changeset& validate(Column<Row, T> column, Predicate&& predicate, std::string_view text = "is invalid", std::string_view code = "invalid") {
        const auto* value = value_of(column);
        if (has_change(column) && value != nullptr && !predicate(*value)) add_error(column, text, code);
        return *this;
    }
    /// Whatever else the application asks, at once: it looks at the changeset, and adds errors or changes.
    template <class Callback>
    Changeset& validate(Callback&& callback) {
        callback(*this);
        return *this;
    }
    /// Another text for a constraint's errors (by its name) or for a code's ("required"); "%{count}" and "%{number}" are put in.
    Changeset& message(std::string_view constraint_or_code, std::string_view text) {
        core_.set_message(constraint_or_code, text);
        return *this;
    }
    template <class T>
    Changeset& add_error(Column<Row, T> column, std::string_view text, std::string_view code = "invalid") {
        return add_error(core_.name_of(column.index), text, code);
    }
    Changeset& add_error(std::string_view field, std::string_view text, std::string_view code = "invalid") {
        core_.add_error({.field = std::string(field), .message = std::string(text), .code = std::string(code)});
        return *this;
    }

    /// The value in effect: the change, else the row's. Nothing where it is NULL, or the server's to give.
    template <class T>
    [[nodiscard]] std::optional<T> get(Column<Row, T> column) const {
        const auto* value = value_of(column);
        return value == nullptr ? std::nullopt : std::optional<T>(*value);
    }
    template <class T>
    [[nodiscard]] bool has_change(Column<Row, T> column) const {
        return core_.has_change(column.index);
    }
    [[nodiscard]] bool has_changes() const { return core_.has_changes(); }
    [[nodiscard]] std::vector<ChangedField> changes() const { return core_.changes(&from_, &to_); }
    [[nodiscard]] const std::vector<IgnoredField>& ignored() const { return core_.ignored(); }
    [[nodiscard]] bool is_new() const { return core_.is_new(); }

    [[nodiscard]] bool valid() const { return errors().empty(); }
    [[nodiscard]] const std::vector<FieldError>& errors() const { return core_.errors(&to_); }
    /// The messages of one field.
    template <class T>
    [[nodiscard]] std::vector<std::string> errors_on(Column<Row, T> column) const {
        return errors_on(core_.name_of(column.index));
    }
    [[nodiscard]] std::vector<std::string> errors_on(std::string_view field) const {
        std::vector<std::string> out;
        for (const auto& error : errors())
            if (error.field == field) out.push_back(error.message);
        return out;
    }
    /// "hostname: can't be blank", a line each.
    [[nodiscard]] std::string render_errors() const { return data::render_errors(errors()); }
    /// {"hostname": ["can't be blank"]}
    [[nodiscard]] std::string render_errors_json() const { return data::render_errors_json(errors()); }

    /// As it will be. Columns that the server gives are as a row of nothing has them.
    [[nodiscard]] const Row& row() const { return to_; }
    /// As it was.
    [[nodiscard]] const Row& original() const { return from_; }
    [[nodiscard]] ChangesetCore& core() { return core_; }
    [[nodiscard]] const ChangesetCore& core() const { return core_; }

private:
    [[nodiscard]] ChangesetCore::Rows rows() { return {&from_, &to_}; }
    static std::span<const std::uint16_t> indexes(Columns columns) { return indexes(std::span(columns.begin(), columns.size())); }
    static std::span<const std::uint16_t> indexes(std::span<const AnyColumn<Row>> columns) {
        static_assert(sizeof(AnyColumn<Row>) == sizeof(std::uint16_t) && std::is_standard_layout_v<AnyColumn<Row>>);
        return {columns.empty() ? nullptr : &columns.front().index, columns.size()};
    }
    template <class T>
    [[nodiscard]] const T* value_of(Column<Row, T> column) const {
        if (!core_.is_known(column.index)) return nullptr;
        return static_cast<const T*>(core_.info().columns[column.index].value(&to_));
    }

    ChangesetCore core_;
    Row from_{}, to_{};
};

/// change<Device>(): a new row.
template <class Row>
[[nodiscard]] Changeset<Row> change() {
    return Changeset<Row>();
}
/// change(device): over one that was read.
template <class Row>
[[nodiscard]] Changeset<Row> change(Row row) {
    return Changeset<Row>(std::move(row));
}

}  // namespace whimbrel::data
