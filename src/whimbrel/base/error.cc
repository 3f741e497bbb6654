// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/error.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace whimbrel {

namespace {

#define WHIMBREL_ERROR(number, name, exit, summary, explanation) ErrorEntry{ErrorCode::name, #name, ExitCode::exit, summary, explanation},
constexpr auto k_unsorted = std::to_array<ErrorEntry>({
#include "whimbrel/base/error_table.h"
});
#undef WHIMBREL_ERROR

constexpr auto sorted_by_number() {
    auto table = k_unsorted;
    std::ranges::sort(table, {}, &ErrorEntry::code);
    return table;
}
constexpr auto k_table = sorted_by_number();
static_assert(std::ranges::adjacent_find(k_table, {}, &ErrorEntry::code) == k_table.end(), "an error number is used twice");

void append_indented(std::string& out, std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out += "  ";
    out += label;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
    out += '\n';
}

}  // namespace

std::span<const ErrorEntry> error_table() { return k_table; }

const ErrorEntry& error_entry(ErrorCode code) {
    const auto* it = std::ranges::lower_bound(k_table, code, {}, &ErrorEntry::code);
    assert(it != k_table.end() && it->code == code);
    return *it;
}

std::string error_number(ErrorCode code) { return format("W{:04}", static_cast<unsigned>(code)); }

std::optional<ErrorCode> parse_error_number(std::string_view text) {
    if (!text.empty() && (text.front() == 'W' || text.front() == 'w')) text.remove_prefix(1);
    unsigned number = 0;
    if (text.empty() || text.size() > 5) return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    const auto* it = std::ranges::find_if(k_table, [&](const ErrorEntry& e) { return static_cast<unsigned>(e.code) == number; });
    if (it == k_table.end()) return std::nullopt;
    return it->code;
}

Error::Error(ErrorCode what, std::string text) : code(what), message(std::move(text)) {}
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

std::string Error::render() const {
    std::string out = format("error[{}]: {}\n", error_number(code), message);
    if (span) {
        out += format("  --> {}", span->file);
        if (span->line > 0) out += format(":{}", span->line);
        if (span->line > 0 && span->column > 0) out += format(":{}", span->column);
        out += '\n';
    }
    if (server) {
        append_indented(out, format("server: {} ", server->sqlstate), server->message);
        append_indented(out, "detail: ", server->detail);
        append_indented(out, "server hint: ", server->hint);
        append_indented(out, "where: ", server->where);
    }
    for (const auto& frame : context) append_indented(out, "while ", frame);
    for (const auto& hint : hints) out += format("HINT: {}\n", hint);
    return out;
}

ExitCode Error::exit_code() const { return error_entry(code).exit; }

}  // namespace whimbrel
