// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/changeset_core.h"

#include "whimbrel/data/json_text.h"
#include "whimbrel/data/validate.h"

#include <algorithm>
#include <ranges>

namespace whimbrel::data {

namespace {

constexpr std::string_view k_blank = "can't be blank", k_invalid = "is invalid";

const InputValue& null_value() {
    static const InputValue value;
    return value;
}

std::optional<std::uint16_t> find_column(const RelationInfo& info, std::string_view name) {
    for (std::size_t at = 0; at < info.columns.size(); ++at)
        if (info.columns[at].name == name) return static_cast<std::uint16_t>(at);
    return std::nullopt;
}

}  // namespace

void ChangesetCore::refuse(std::uint16_t column, std::string_view code, std::string_view text) {
    failed_.add(column);
    add_error({.field = std::string(name_of(column)), .message = std::string(text), .code = std::string(code)});
}

/// What was said of a value that is now another.
void ChangesetCore::forget(std::uint16_t column) {
    is_checked_ = false;
    if (!failed_.has(column)) return;
    failed_.remove(column);
    const auto first = errors_.begin() + static_cast<std::ptrdiff_t>(by_rules_);
    const auto is_of = [&](const FieldError& error) {
        return error.field == name_of(column) && (error.code == "cast" || error.code == "inclusion" || error.code == "required");
    };
    errors_.erase(std::remove_if(first, errors_.end(), is_of), errors_.end());
}

/// Of a new row every value that was given is one; over a row, what differs from it.
void ChangesetCore::note_change(std::uint16_t column, Rows rows) {
    if (is_new() || !info_->columns[column].equal(rows.from, rows.to)) changed_.add(column);
    else changed_.remove(column);
}

void ChangesetCore::cast_column(std::uint16_t column, const InputValue& given, Rows rows) {
    const auto& info = info_->columns[column];
    forget(column);
    const auto* value = &given;
    const bool blank = value->sort == InputValue::Sort::string && is_blank(value->text) && detail::is_storable_text(value->text);
    // An empty field of a form is no value, but for text that has a default and may not be NULL: there it says that it is empty.
    if (blank && info.nullable) value = &null_value();
    auto result = info.cast(*value, rows.to);
    if (result == Cast::invalid && blank) result = Cast::null;
    if (result == Cast::invalid) {
        const bool is_label = info.holds == Holds::label;
        changed_.remove(column);
        info.copy(rows.from, rows.to);
        refuse(column, is_label ? "inclusion" : "cast", k_invalid);
        return;
    }
    if (result == Cast::done || info.nullable) {
        note_change(column, rows);
        return;
    }
    // NULL where none can be: of a new row the server's default takes its place.
    changed_.remove(column);
    info.copy(rows.from, rows.to);
    if (!is_new()) refuse(column, "required", k_blank);
}

void ChangesetCore::note_ignored(const Input& input, std::span<const std::uint16_t> permitted) {
    for (const auto& [name, value] : input.fields()) {
        const auto is_named = [&](std::uint16_t column) { return name_of(column) == name; };
        const auto found = std::ranges::find_if(permitted, is_named);
        if (found != permitted.end() && info_->columns[*found].given != Given::never) continue;
        const bool is_column = find_column(*info_, name).has_value();
        ignored_.push_back({name, is_column ? IgnoredField::Why::forbidden : IgnoredField::Why::unknown});
    }
}

void ChangesetCore::cast(const Input& input, std::span<const std::uint16_t> permitted, Rows rows) {
    std::size_t taken = 0;
    for (const auto column : permitted) {
        if (info_->columns[column].given == Given::never) continue;
        const auto* value = input.find(name_of(column));
        if (value == nullptr) continue;
        ++taken;
        cast_column(column, *value, rows);
    }
    if (taken < input.fields().size()) note_ignored(input, permitted);
}

void ChangesetCore::set(std::uint16_t column, const void* value, Rows rows) {
    const auto& info = info_->columns[column];
    forget(column);
    if (info.given == Given::never) return refuse(column, "computed", "is set by the database");
    if (!info.set(value, rows.to)) return refuse(column, "required", k_blank);
    if (const auto text = info.text(rows.to); text && !detail::is_storable_text(*text)) {
        changed_.remove(column);
        info.copy(rows.from, rows.to);
        return refuse(column, "cast", k_invalid);
    }
    note_change(column, rows);
}

void ChangesetCore::require(std::span<const std::uint16_t> columns) {
    for (const auto column : columns) required_.add(column);
    is_checked_ = false;
}

void ChangesetCore::allow_blank(std::span<const std::uint16_t> columns) {
    for (const auto column : columns) may_be_blank_.add(column);
    is_checked_ = false;
}

void ChangesetCore::make_strict() {
    for (const auto& [field, why] : ignored_) {
        const bool is_unknown = why == IgnoredField::Why::unknown;
        add_error({.field = field, .message = is_unknown ? "is unknown" : "is not permitted", .code = is_unknown ? "unknown" : "forbidden"});
    }
    ignored_.clear();
}

void ChangesetCore::set_message(std::string_view key, std::string_view text) {
    messages_.emplace_back(key, text);
    is_checked_ = false;
    for (auto& error : errors_) put_text(error);
}

/// Of a constraint by its name before that of a code; the last one set wins.
void ChangesetCore::put_text(FieldError& error) const {
    const auto find = [&](std::string_view key) -> const std::string* {
        if (key.empty()) return nullptr;
        for (const auto& [name, text] : std::views::reverse(messages_))
            if (name == key) return &text;
        return nullptr;
    };
    const auto* text = find(error.constraint);
    if (text == nullptr) text = find(error.code);
    error.message = filled(text == nullptr ? std::string_view(error.message) : std::string_view(*text), error.params);
}

std::vector<std::uint16_t> ChangesetCore::changed() const {
    std::vector<std::uint16_t> out;
    for (std::size_t at = 0; at < info_->columns.size(); ++at)
        if (changed_.has(at)) out.push_back(static_cast<std::uint16_t>(at));
    return out;
}

std::vector<ChangedField> ChangesetCore::changes(const void* from, const void* to) const {
    std::vector<ChangedField> out;
    for (const auto column : changed()) {
        const auto& info = info_->columns[column];
        out.push_back({info.name, is_new() ? std::nullopt : info.render(from), info.render(to)});
    }
    return out;
}

void ChangesetCore::add_error(FieldError error) {
    put_text(error);
    errors_.push_back(std::move(error));
}

const std::vector<FieldError>& ChangesetCore::errors(const void* to) const {
    if (!is_checked_) check(to);
    return errors_;
}

void ChangesetCore::check_required(const void* to, std::vector<FieldError>& found) const {
    for (std::size_t at = 0; at < info_->columns.size(); ++at) {
        const auto column = static_cast<std::uint16_t>(at);
        const auto& info = info_->columns[at];
        const bool asked = required_.has(at);
        if ((info.given != Given::required && !asked) || failed_.has(at)) continue;
        // Of a row that was there before, what nobody touches is none of the changes' errors, unless the application asks.
        if (!is_new() && !asked && !changed_.has(at)) continue;
        bool missing = !is_known(column);
        if (!missing) {
            const auto text = info.text(to);
            missing = info.value(to) == nullptr || (text && !may_be_blank_.has(at) && is_blank(*text));
        }
        if (missing) found.push_back({.field = std::string(info.name), .message = std::string(k_blank), .code = "required"});
    }
}

void ChangesetCore::check_rules(const void* to, std::vector<FieldError>& found) const {
    for (const auto& rule : info_->rules) {
        const auto other = static_cast<std::uint16_t>(rule.other_column);
        const bool has_other = rule.other_column >= 0;
        if (!changed_.has(rule.column) && !(has_other && changed_.has(other))) continue;
        if (!is_known(rule.column) || (has_other && !is_known(other))) continue;
        if (failed_.has(rule.column) || (has_other && failed_.has(other))) continue;
        if (passes(*info_, rule, to)) continue;
        auto error = rule_error(*info_, rule, to);
        const auto same = [&](const FieldError& each) { return each.field == error.field && each.code == "required"; };
        if (std::ranges::none_of(found, same)) found.push_back(std::move(error));
    }
}

void ChangesetCore::check(const void* to) const {
    std::vector<FieldError> found;
    check_required(to, found);
    check_rules(to, found);
    is_checked_ = true;
    if (found.empty() && by_rules_ == 0) return;
    for (auto& error : found) put_text(error);
    errors_.erase(errors_.begin(), errors_.begin() + static_cast<std::ptrdiff_t>(by_rules_));
    by_rules_ = found.size();
    errors_.insert(errors_.begin(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

std::string render_errors(std::span<const FieldError> errors) {
    std::string out;
    for (const auto& error : errors) {
        if (!out.empty()) out += '\n';
        out += error.field;
        out += ": ";
        out += error.message;
    }
    return out;
}

std::string render_errors_json(std::span<const FieldError> errors) {
    std::string out = "{";
    for (std::size_t at = 0; at < errors.size(); ++at) {
        const auto& field = errors[at].field;
        const auto first = std::ranges::find(errors, field, &FieldError::field);
        if (first - errors.begin() != static_cast<std::ptrdiff_t>(at)) continue;
        if (out.size() > 1) out += ',';
        out += json_quoted(field) + ":[";
        for (const auto& error : errors)
            if (error.field == field) out += (out.back() == '[' ? "" : ",") + json_quoted(error.message);
        out += ']';
    }
    return out + "}";
}

}  // namespace whimbrel::data
