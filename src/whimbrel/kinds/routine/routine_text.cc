// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/routine.h"
#include "whimbrel/sql/setting.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds::routine {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

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
    else builder.add(sql::dollar_quoted(routine.body, id.kind));
}

}  // namespace

Fragment set_setting(const Option& setting) {
    return sql::fragment("SET", sql::setting_name(setting.name), "TO", sql::setting_value(setting.name, setting.value));
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
