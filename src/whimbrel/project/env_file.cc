// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/env_file.h"

#include <algorithm>
#include <cctype>

namespace whimbrel::project {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool is_name(std::string_view text) {
    return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

/// The text between double quotes, or nothing where they are not closed. `rest` is what follows.
bool take_double_quoted(std::string_view text, std::string& value, std::string_view& rest) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '"') {
            rest = text.substr(at + 1);
            return true;
        }
        if (text[at] == '\\' && at + 1 < text.size()) {
            ++at;
            value += text[at] == 'n' ? '\n' : text[at];
        } else {
            value += text[at];
        }
    }
    return false;
}

bool take_value(std::string_view text, std::string& value) {
    std::string_view rest;
    if (text.starts_with('\'')) {
        const auto end = text.find('\'', 1);
        if (end == std::string_view::npos) return false;
        value = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else if (text.starts_with('"')) {
        if (!take_double_quoted(text, value, rest)) return false;
    } else {
        // A # begins a comment only behind a blank: URLs hold it.
        auto end = text.find(" #");
        end = std::min(end, text.find("\t#"));
        value = trimmed(text.substr(0, end));
        return true;
    }
    rest = trimmed(rest);
    return rest.empty() || rest.starts_with('#');
}

}  // namespace

Result<Variables> parse_env_file(const std::string& file, std::string_view text) {
    Variables variables;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (int line = 1; !text.empty(); ++line) {
        const auto end = text.find('\n');
        auto row = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (row.empty() || row.starts_with('#')) continue;
        if (row.starts_with("export ") || row.starts_with("export\t")) row = trimmed(row.substr(7));
        const auto equals = row.find('=');
        const auto name = trimmed(row.substr(0, equals));
        std::string value;
        if (equals == std::string_view::npos || !is_name(name)) return fail(ErrorCode::env_file_invalid, "the line is not NAME=value").at({file, line, 1});
        if (!take_value(trimmed(row.substr(equals + 1)), value))
            return fail(ErrorCode::env_file_invalid, "a quote is not closed, or text follows it").at({file, line, 1});
        variables[std::string(name)] = std::move(value);
    }
    return variables;
}

}  // namespace whimbrel::project
