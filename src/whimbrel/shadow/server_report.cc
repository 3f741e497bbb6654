// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/server_report.h"

#include <algorithm>
#include <array>

namespace whimbrel::shadow {

namespace {

constexpr std::string_view k_does_not_exist = " does not exist";

/// The first text in double quotes; empty where there is none.
std::string quoted(std::string_view message) {
    const auto begin = message.find('"');
    if (begin == std::string_view::npos) return {};
    const auto end = message.find('"', begin + 1);
    if (end == std::string_view::npos) return {};
    return std::string(message.substr(begin + 1, end - begin - 1));
}

/// An array's element type.
std::string without_brackets(std::string name) {
    while (name.ends_with("[]")) name.resize(name.size() - 2);
    return name;
}

}  // namespace

bool is_for_want_of_an_object(const ServerReport& report) {
    constexpr auto k_retryable = std::to_array<std::string_view>({
        sqlstate::k_undefined_table, sqlstate::k_undefined_column, sqlstate::k_undefined_function, sqlstate::k_undefined_object,
        sqlstate::k_invalid_schema_name,
        "42830",  // invalid_foreign_key: the unique constraint comes later
        "42809",  // wrong_object_type: the table is made a partitioned one… by nobody, but a shell type is filled
        "42846",  // cannot_coerce: the cast comes later
    });
    if (report.message.starts_with("unrecognized configuration parameter")) return false;
    return std::ranges::find(k_retryable, report.sqlstate) != k_retryable.end() || report.message.ends_with("is only a shell") ||
           report.message.find("shell type") != std::string::npos;
}

bool is_duplicate(const ServerReport& report) {
    return report.sqlstate == sqlstate::k_duplicate_schema || report.sqlstate == sqlstate::k_duplicate_table ||
           report.sqlstate == sqlstate::k_duplicate_object || report.sqlstate == sqlstate::k_duplicate_function;
}

std::string missing_name(const ServerReport& report) {
    const std::string_view message = report.message;
    const auto exist = std::min(message.find(k_does_not_exist), message.size());
    if (report.sqlstate == sqlstate::k_undefined_function) {
        // function app.f(integer) does not exist: a name is quoted here only where it must be
        const auto begin = message.find(' ');
        const auto end = message.find('(');
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
        std::string name(message.substr(begin + 1, end - begin - 1));
        std::erase(name, '"');
        return name;
    }
    if (message.find('"') != std::string_view::npos) return without_brackets(quoted(message));
    // column t.c does not exist; and of a function's parameters: type app.late[] does not exist
    for (const std::string_view kind : {"column ", "type "})
        if (message.starts_with(kind)) return without_brackets(std::string(message.substr(kind.size(), exist - kind.size())));
    return {};
}

std::string last_part(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
}

}  // namespace whimbrel::shadow
