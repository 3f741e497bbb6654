// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/routine.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds::routine {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;

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

bool is_table_column(const Argument& argument) { return argument.mode == "TABLE"; }

Fragment argument_text(const Argument& argument, bool with_mode) {
    Builder builder;
    if (with_mode) builder.add(Fragment{argument.mode});
    if (!argument.name.empty()) builder.add(Identifier{argument.name});
    builder.add(Fragment{argument.type});
    if (!argument.default_value.empty()) builder.add("DEFAULT").add(Fragment{argument.default_value});
    return builder.fragment();
}

Fragment argument_list(const Routine& routine) {
    std::vector<const Argument*> shown;
    for (const auto& argument : routine.arguments) {
        if (!is_table_column(argument)) shown.push_back(&argument);
    }
    Builder builder;
    // IN is what a function's argument is anyway.
    const bool procedure = routine.result.empty();
    builder.add("(").list(shown, [&](const Argument* argument) { return argument_text(*argument, procedure || argument->mode != "IN"); });
    return builder.add(")").fragment();
}

Fragment result_text(const Routine& routine) {
    std::vector<const Argument*> columns;
    for (const auto& argument : routine.arguments) {
        if (is_table_column(argument)) columns.push_back(&argument);
    }
    if (columns.empty()) return sql::fragment(routine.returns_set ? Fragment{"SETOF"} : Fragment{}, Fragment{routine.result});
    Builder builder;
    builder.add("TABLE (").list(columns, [](const Argument* column) { return argument_text(*column, false); }).add(")");
    return builder.fragment();
}

void add_attributes(const Routine& routine, Builder& builder) {
    Builder line;
    if (routine.window) line.add("WINDOW");
    line.add(Fragment{routine.volatility});
    if (!routine.parallel.empty()) line.add("PARALLEL").add(Fragment{routine.parallel});
    if (routine.strict) line.add("STRICT");
    if (routine.security_definer) line.add("SECURITY DEFINER");
    if (routine.leakproof) line.add("LEAKPROOF");
    if (!routine.cost.empty()) line.add("COST").add(Fragment{routine.cost});
    if (!routine.rows.empty()) line.add("ROWS").add(Fragment{routine.rows});
    if (!routine.support.empty()) line.add("SUPPORT").add(Fragment{routine.support});
    if (!line.fragment().empty()) builder.add("\n").add(line.fragment());
    for (const auto& setting : routine.settings) builder.add("\n").add(set_setting(setting));
}

void add_body(const ObjectId& id, const Routine& routine, Builder& builder) {
    if (!routine.sql_body.empty()) {
        builder.add("\n").add(Fragment{routine.sql_body});
        return;
    }
    builder.add("\nAS");
    if (!routine.library.empty()) builder.add(Literal{routine.library}).add(",").add(Literal{routine.body});
    else builder.add(dollar_quoted(routine.body, id.kind));
}

}  // namespace

Fragment dollar_quoted(std::string_view text, std::string_view tag) {
    // Without the closing dollar, as pg_get_functiondef() looks for it: "$function" at the end of the text would close early.
    std::string delimiter = "$" + std::string(tag);
    while (text.find(delimiter) != std::string_view::npos) delimiter += 'x';
    delimiter += '$';
    return {delimiter + std::string(text) + delimiter};
}

Fragment set_setting(const Option& setting) { return sql::fragment("SET", setting_name(setting.name), "TO", setting_value(setting.name, setting.value)); }

Fragment setting_name(std::string_view setting) {
    // A custom setting has two names: "whimbrel.level".
    const auto dot = setting.find('.');
    if (dot == std::string_view::npos) return {Identifier{std::string(setting)}.render()};
    return {sql::QualifiedName{std::string(setting.substr(0, dot)), std::string(setting.substr(dot + 1))}.render()};
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

sql::Statement definition(sql::Keywords opening, const ObjectId& id, const Routine& routine) {
    Builder builder;
    builder.add(opening).add(noun(id)).add(Fragment{sql::QualifiedName{id.schema, id.name}.render() + argument_list(routine).text});
    if (!routine.result.empty()) builder.add("\n").add("RETURNS").add(result_text(routine));
    if (!routine.transforms.empty()) {
        builder.add("\n").add("TRANSFORM");
        builder.list(routine.transforms, [](const std::string& type) { return sql::fragment("FOR TYPE", Fragment{type}); });
    }
    builder.add("\n").add("LANGUAGE").add(Identifier{routine.language});
    add_attributes(routine, builder);
    add_body(id, routine, builder);
    return builder.statement();
}

}  // namespace whimbrel::kinds::routine
