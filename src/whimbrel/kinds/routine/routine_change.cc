// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/routine.h"
#include "whimbrel/sql/setting.h"

#include <algorithm>
#include <utility>

namespace whimbrel::kinds::routine {

using phrases::step;
using sql::Builder;
using sql::Fragment;
using sql::QualifiedName;

namespace {

std::vector<Argument> inputs_of(const Routine& routine) {
    std::vector<Argument> out;
    std::ranges::copy_if(routine.arguments, std::back_inserter(out), [](const Argument& a) { return a.mode != "OUT" && a.mode != "TABLE"; });
    return out;
}

/// The row that OUT arguments make.
std::vector<std::pair<std::string, std::string>> outputs_of(const Routine& routine) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& argument : routine.arguments) {
        if (argument.mode == "OUT" || argument.mode == "INOUT" || argument.mode == "TABLE") out.emplace_back(argument.name, argument.type);
    }
    return out;
}

Fragment default_cost(const Routine& routine) { return {routine.language == "c" || routine.language == "internal" ? "1" : "100"}; }

Fragment or_default(const std::string& value, Fragment otherwise) { return value.empty() ? std::move(otherwise) : Fragment{value}; }

/// Where SET … for what differs would not give the order of `to` (a setting keeps its place, a new one comes last), all are set anew.
void add_setting_changes(const Routine& from, const Routine& to, Builder& builder) {
    std::vector<std::string> reached;
    for (const auto& setting : from.settings) {
        if (phrases::find(to.settings, setting.name) != nullptr) reached.push_back(setting.name);
    }
    for (const auto& setting : to.settings) {
        if (phrases::find(from.settings, setting.name) == nullptr) reached.push_back(setting.name);
    }
    const bool in_order = std::ranges::equal(reached, to.settings, {}, {}, &Option::name);
    if (!in_order) builder.add("RESET ALL");
    for (const auto& setting : from.settings) {
        if (in_order && phrases::find(to.settings, setting.name) == nullptr) builder.add("RESET").add(sql::setting_name(setting.name));
    }
    for (const auto& setting : to.settings) {
        const auto* old = phrases::find(from.settings, setting.name);
        if (!in_order || old == nullptr || *old != setting) builder.add(set_setting(setting));
    }
}

}  // namespace

sql::Keywords noun(const ObjectId& id) { return id.kind == "procedure" ? sql::Keywords("PROCEDURE") : sql::Keywords("FUNCTION"); }

Fragment signature(const ObjectId& id) {
    std::string arguments = id.arguments;
    // p(integer) also means a procedure p(OUT integer); one mode named settles it (LookupFuncWithArgs() in parse_func.c).
    if (id.kind == "procedure" && arguments != "()") arguments.insert(1, "IN ");
    return {QualifiedName{id.schema, id.name}.render() + arguments};
}

bool can_be_replaced(const Routine& from, const Routine& to) {
    if (from.result != to.result || from.returns_set != to.returns_set || from.window != to.window) return false;
    const bool row = from.result == "record" || from.result.empty();
    if (row && outputs_of(from) != outputs_of(to)) return false;
    const auto fits = [](const Argument& old, const Argument& now) {
        return old.mode == now.mode && (old.name.empty() || old.name == now.name) && (old.default_value.empty() || !now.default_value.empty());
    };
    return std::ranges::equal(inputs_of(from), inputs_of(to), fits);
}

std::optional<Fragment> attribute_changes(const Routine& from, const Routine& to) {
    Routine reached = from;
    reached.volatility = to.volatility;
    reached.parallel = to.parallel;
    reached.strict = to.strict;
    reached.security_definer = to.security_definer;
    reached.leakproof = to.leakproof;
    reached.cost = to.cost;
    reached.rows = to.rows;
    reached.settings = to.settings;
    // ALTER FUNCTION can name a support function but not take one away.
    if (!to.support.empty()) reached.support = to.support;
    if (reached != to) return std::nullopt;
    Builder builder;
    if (from.volatility != to.volatility) builder.add(or_default(to.volatility, {"VOLATILE"}));
    if (from.parallel != to.parallel) builder.add("PARALLEL").add(or_default(to.parallel, {"UNSAFE"}));
    if (from.strict != to.strict) builder.add(to.strict ? Fragment{"STRICT"} : Fragment{"CALLED ON NULL INPUT"});
    if (from.security_definer != to.security_definer) builder.add(to.security_definer ? Fragment{"SECURITY DEFINER"} : Fragment{"SECURITY INVOKER"});
    if (from.leakproof != to.leakproof) builder.add(to.leakproof ? Fragment{"LEAKPROOF"} : Fragment{"NOT LEAKPROOF"});
    if (from.cost != to.cost) builder.add("COST").add(or_default(to.cost, default_cost(to)));
    if (from.rows != to.rows) builder.add("ROWS").add(or_default(to.rows, {"1000"}));
    if (from.support != to.support) builder.add("SUPPORT").add(Fragment{to.support});
    add_setting_changes(from, to, builder);
    return builder.fragment();
}

Steps create(const Subject<Routine>& to) { return {step(to.id, definition("CREATE", to.id, to.value), Effect::creates)}; }

Steps drop(const Subject<Routine>& from) { return {step(from.id, sql::sql("DROP", noun(from.id), signature(from.id)), Effect::destroys)}; }

Alteration alter(const Subject<Routine>& from, const Subject<Routine>& to) {
    if (!can_be_replaced(from.value, to.value)) return {.way = Alteration::Way::recreate};
    if (const auto changes = attribute_changes(from.value, to.value)) {
        if (changes->empty()) return {};
        return {.steps = {step(to.id, sql::sql("ALTER", noun(to.id), signature(to.id), *changes), Effect::touches)}};
    }
    return {.steps = {{.object = to.id, .statement = definition("CREATE OR REPLACE", to.id, to.value), .touches = phrases::replaced()}}};
}

Steps rename(const ObjectId& from, const ObjectId& to) {
    return phrases::rename([](const ObjectId& id) { return sql::fragment(noun(id), signature(id)); }, from, to);
}

Routine without_expressions(Routine routine) {
    routine.sql_body.clear();
    for (auto& argument : routine.arguments) argument.default_value.clear();
    return routine;
}

}  // namespace whimbrel::kinds::routine
