// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/setting.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace whimbrel::sql {

namespace {

/// Settings that are lists of names (GUC_LIST_QUOTE); pg_dump keeps the same list (variable_is_guc_list_quote() in dumputils.c).
constexpr std::array<std::string_view, 6> k_name_lists{"local_preload_libraries",  "search_path",      "session_preload_libraries",
                                                       "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories"};

/// SplitGUCList() in varlena.c: names in double quotes or bare, between commas.
std::vector<std::string> name_list(std::string_view text) {
    std::vector<std::string> names;
    std::string name;
    bool in_quotes = false, any = false;
    const auto finish = [&] {
        if (any) names.push_back(name);
        name.clear();
        any = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            if (in_quotes && i + 1 < text.size() && text[i + 1] == '"') name += text[i++];
            else in_quotes = !in_quotes;
            any = true;
        } else if (!in_quotes && c == ',') {
            finish();
        } else if (in_quotes || (c != ' ' && c != '\t' && c != '\n')) {
            name += c;
            any = true;
        }
    }
    finish();
    return names;
}

/// Through pg_catalog.format(), which takes % for itself.
std::string for_format(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '%' ? 2 : 1, c);
    return out;
}

}  // namespace

Fragment dollar_quoted(std::string_view text, std::string_view tag) {
    // Without the closing dollar, as pg_get_functiondef() looks for it: "$function" at the end of the text would close early.
    std::string delimiter = "$" + std::string(tag);
    while (text.find(delimiter) != std::string_view::npos) delimiter += 'x';
    delimiter += '$';
    return {delimiter + std::string(text) + delimiter};
}

Fragment setting_name(std::string_view setting) {
    // A custom setting has two names: "whimbrel.level".
    const auto dot = setting.find('.');
    if (dot == std::string_view::npos) return {Identifier{std::string(setting)}.render()};
    return {QualifiedName{std::string(setting.substr(0, dot)), std::string(setting.substr(dot + 1))}.render()};
}

Fragment setting_value(std::string_view setting, std::string_view value) {
    std::string lower(setting);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::ranges::find(k_name_lists, lower) == k_name_lists.end()) return {Literal{std::string(value)}.render()};
    const auto names = name_list(value);
    if (names.empty()) return {"''"};
    Builder builder;
    return builder.list(names, [](const std::string& name) { return Literal{name}; }).fragment();
}

Statement in_this_database(const Fragment& before, const Fragment& after) {
    const Literal text{for_format(before.text) + " %I " + for_format(after.text)};
    const auto body = fragment("BEGIN EXECUTE pg_catalog.format(", text, ", pg_catalog.current_database()); END");
    return sql("DO", dollar_quoted(body.text, "database"));
}

}  // namespace whimbrel::sql
