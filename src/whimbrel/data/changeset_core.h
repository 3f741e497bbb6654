// SPDX-License-Identifier: Apache-2.0
// ChangesetCore: what a Changeset does for any table, on RelationInfo and rows whose type it does not know. Applications use changeset.h;
// a repository asks the core which columns changed, and tells it what the server refused.
#pragma once

#include "whimbrel/base/error.h"
#include "whimbrel/data/column_set.h"
#include "whimbrel/data/field_error.h"
#include "whimbrel/data/relation.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::data {

/// A field of the input that was not taken.
struct IgnoredField {
    enum class Why : std::uint8_t {
        unknown,    ///< no column has this name
        forbidden,  ///< one has, which was not permitted, or which the server computes
    };
    std::string field;
    Why why = Why::unknown;
    bool operator==(const IgnoredField&) const = default;
};

/// A changed column: its values as text, nothing where NULL. Of a new row there is no value from before.
struct ChangedField {
    std::string_view field;
    std::optional<std::string> from, to;
    bool operator==(const ChangedField&) const = default;
};

class ChangesetCore {
public:
    enum class Over : std::uint8_t { new_row, existing_row };
    /// The statement that the server refused.
    enum class Act : std::uint8_t { write, remove };
    /// The row as it was, and as it will be; of a new row the first is made of nothing and means nothing.
    struct Rows {
        const void* from = nullptr;
        void* to = nullptr;
    };

    ChangesetCore(const RelationInfo& info, Over over) : info_(&info), over_(over) {}

    [[nodiscard]] const RelationInfo& info() const { return *info_; }
    [[nodiscard]] bool is_new() const { return over_ == Over::new_row; }

    void cast(const Input& input, std::span<const std::uint16_t> permitted, Rows rows);
    /// A value of the column's type; null makes it NULL.
    void set(std::uint16_t column, const void* value, Rows rows);
    void require(std::span<const std::uint16_t> columns);
    void allow_blank(std::span<const std::uint16_t> columns);
    void make_strict();
    void set_message(std::string_view key, std::string_view text);

    [[nodiscard]] bool has_change(std::uint16_t column) const { return changed_.has(column); }
    [[nodiscard]] bool has_changes() const { return !changed_.empty(); }
    /// Ascending.
    [[nodiscard]] std::vector<std::uint16_t> changed() const;
    [[nodiscard]] std::vector<ChangedField> changes(const void* from, const void* to) const;
    /// The value in effect is known: it was given, or the row was there before.
    [[nodiscard]] bool is_known(std::uint16_t column) const { return !is_new() || changed_.has(column); }
    [[nodiscard]] const std::vector<IgnoredField>& ignored() const { return ignored_; }

    /// The text is a replacement's, where there is one for the constraint or the code; its params are put in.
    void add_error(FieldError error);
    /// Of the schema's rules first, then in the order in which they were found.
    [[nodiscard]] const std::vector<FieldError>& errors(const void* to) const;
    /// The one that was added last; there must be one.
    [[nodiscard]] const FieldError& last_error() const { return errors_.back(); }
    [[nodiscard]] std::string_view name_of(std::uint16_t column) const { return info_->columns[column].name; }

    /// What the server refused by a constraint becomes an error on its field. False where it is none that the list knows: the database has
    /// drifted. `others` are the constraints of the whole schema, which a removal that rows of another table stand against needs.
    bool add_violation(const ServerReport& report, Act act = Act::write, std::span<const ConstraintInfo> others = {});

private:
    void cast_column(std::uint16_t column, const InputValue& value, Rows rows);
    void note_ignored(const Input& input, std::span<const std::uint16_t> permitted);
    void note_change(std::uint16_t column, Rows rows);
    void forget(std::uint16_t column);
    void refuse(std::uint16_t column, std::string_view code, std::string_view text);
    void check(const void* to) const;
    void check_required(const void* to, std::vector<FieldError>& found) const;
    void check_rules(const void* to, std::vector<FieldError>& found) const;
    void put_text(FieldError& error) const;
    [[nodiscard]] std::string field_of(const ServerReport& report) const;
    [[nodiscard]] std::string domain_field(const ServerReport& report) const;
    bool add_foreign(const ServerReport& report, Act act, std::span<const ConstraintInfo> others);

    const RelationInfo* info_;
    Over over_;
    ColumnSet changed_, failed_, required_, may_be_blank_;
    std::vector<IgnoredField> ignored_;
    std::vector<std::pair<std::string, std::string>> messages_;
    // What the rules say is found out when it is asked for, and stands before what else was said.
    mutable std::vector<FieldError> errors_;
    mutable std::size_t by_rules_ = 0;
    mutable bool is_checked_ = false;
};

/// "hostname: can't be blank", a line each.
std::string render_errors(std::span<const FieldError> errors);
/// {"hostname": ["can't be blank"]}, as forms and clients of an API take it.
std::string render_errors_json(std::span<const FieldError> errors);

}  // namespace whimbrel::data
