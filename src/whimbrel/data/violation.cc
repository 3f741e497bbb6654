// SPDX-License-Identifier: Apache-2.0
// What the server refused by a constraint, as an error on the constraint's field.
#include "whimbrel/data/changeset_core.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <array>

namespace whimbrel::data {

namespace {

const ConstraintInfo* find(std::span<const ConstraintInfo> constraints, const ServerReport& report) {
    for (const auto& constraint : constraints)
        if (constraint.name == report.constraint && constraint.table == report.table && constraint.schema == report.schema) return &constraint;
    return nullptr;
}

struct Violation {
    std::string_view sqlstate, code, text;
};
/// "Integrity Constraint Violation" of PostgreSQL's list of error codes.
constexpr auto k_violations = std::to_array<Violation>({
    {"23505", "unique", "has already been taken"},
    {"23514", "check", "is invalid"},
    {"23P01", "overlap", "violates an exclusion constraint"},
});

}  // namespace

/// Of a column of the domain that refused a value, which the server names where it names no table: one that changes rather than one that does not.
std::string ChangesetCore::domain_field(const ServerReport& report) const {
    if (!report.table.empty() || report.data_type.empty()) return {};
    const auto type = sql::QualifiedName{report.schema, report.data_type}.render();
    std::string out;
    for (std::size_t at = 0; at < info_->columns.size(); ++at)
        if (info_->columns[at].type == type && (out.empty() || changed_.has(at))) out = info_->columns[at].name;
    return out;
}

/// Of a constraint of this table, or of a domain of its columns; empty where it is not known.
std::string ChangesetCore::field_of(const ServerReport& report) const {
    // A partition's check has its table's name, so the name of the table alone decides nothing where it is another.
    const ConstraintInfo* found = nullptr;
    for (const auto& each : info_->constraints)
        if (each.name == report.constraint && (found == nullptr || each.table == report.table)) found = &each;
    if (found != nullptr) {
        // A domain's is on the list for the first column of that domain.
        auto field = domain_field(report);
        return field.empty() ? std::string(found->field) : field;
    }
    const auto rule = std::ranges::find(info_->rules, report.constraint, &Rule::constraint);
    const bool is_known = rule != info_->rules.end() || std::ranges::find(info_->server_checks, report.constraint) != info_->server_checks.end();
    if (!is_known) return {};
    auto field = domain_field(report);
    if (field.empty() && rule != info_->rules.end()) field = name_of(rule->column);
    // A domain of a domain's: the server does not say of which column the value was.
    return field.empty() && report.table.empty() ? report.constraint : field;
}

bool ChangesetCore::add_foreign(const ServerReport& report, Act act, std::span<const ConstraintInfo> others) {
    const bool is_ours = report.table == info_->name && report.schema == info_->schema;
    if (act == Act::write && report.sqlstate != k_restrict) {
        // A partition's foreign key is on the table's list, with the partition's name.
        const auto* const constraint = find(info_->constraints, report);
        if (constraint == nullptr && is_ours) return false;
        // A table's own foreign key to itself keeps the key that rows refer to, too.
        if (constraint != nullptr && !tells_of_referenced_row(report, *constraint)) {
            add_error({.field = std::string(constraint->field), .message = "does not exist", .code = "foreign", .constraint = report.constraint});
            return true;
        }
    }
    // Rows of another table, or of this one, still refer to the row.
    if (find(others.empty() ? info_->constraints : others, report) == nullptr && (is_ours || !others.empty())) return false;
    add_error({.field = report.table, .message = "are still associated with this entry", .code = "associated", .constraint = report.constraint});
    return true;
}

bool ChangesetCore::add_violation(const ServerReport& report, Act act, std::span<const ConstraintInfo> others) {
    if (report.sqlstate == "23503" || report.sqlstate == k_restrict) return add_foreign(report, act, others);
    if (report.sqlstate == "23502") {
        const auto field = report.column.empty() ? domain_field(report) : report.column;
        if (field.empty() || std::ranges::find(info_->columns, field, &ColumnInfo::name) == info_->columns.end()) return false;
        add_error({.field = field, .message = "can't be blank", .code = "required", .constraint = report.constraint});
        return true;
    }
    const auto* const violation = std::ranges::find(k_violations, report.sqlstate, &Violation::sqlstate);
    if (violation == k_violations.end() || report.constraint.empty()) return false;
    auto field = field_of(report);
    if (field.empty()) return false;
    add_error({.field = std::move(field), .message = std::string(violation->text), .code = std::string(violation->code), .constraint = report.constraint});
    return true;
}

}  // namespace whimbrel::data
