// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds::phrases {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;
using sql::QualifiedName;

QualifiedName qualified(const ObjectId& id) { return {id.schema, id.name}; }

QualifiedName parent(const ObjectId& id) { return {id.schema, id.parent}; }

std::string slot(std::string_view space, const ObjectId& id) { return std::string(space) + ":" + qualified(id).render(); }

Steps rename(sql::Keywords noun, const ObjectId& from, const ObjectId& to) {
    Steps steps;
    const auto alter = [&](QualifiedName name, Fragment action) {
        steps.push_back({.object = to,
                         .statement = sql::sql("ALTER", noun, name, action),
                         .touches = {{"", Effect::touches}}});
    };
    if (from.schema != to.schema) alter({from.schema, from.name}, sql::fragment("SET SCHEMA", Identifier{to.schema}));
    if (from.name != to.name) alter({to.schema, from.name}, sql::fragment("RENAME TO", Identifier{to.name}));
    return steps;
}

std::map<std::string, std::string> options_of(const std::vector<std::string>& entries, std::string_view prefix) {
    std::map<std::string, std::string> out;
    for (const auto& entry : entries) {
        const auto equals = entry.find('=');
        out.emplace(std::string(prefix) + entry.substr(0, equals), equals == std::string::npos ? "" : entry.substr(equals + 1));
    }
    return out;
}

Fragment with_options(const std::map<std::string, std::string>& options) {
    if (options.empty()) return {};
    Builder builder;
    builder.add("WITH (").list(options, [](const auto& option) { return sql::fragment(Fragment{option.first}, "=", Literal{option.second}); });
    return builder.add(")").fragment();
}

void append_option_steps(sql::Keywords noun, const ObjectId& id, const std::map<std::string, std::string>& from,
                         const std::map<std::string, std::string>& to, Steps& steps) {
    std::map<std::string, std::string> set;
    std::vector<std::string> reset;
    for (const auto& [key, value] : to) {
        const auto it = from.find(key);
        if (it == from.end() || it->second != value) set.emplace(key, value);
    }
    for (const auto& [key, value] : from) {
        if (!to.contains(key)) reset.push_back(key);
    }
    const auto alter = [&](Fragment action) {
        steps.push_back({.object = id, .statement = sql::sql("ALTER", noun, qualified(id), action), .touches = {{"options", Effect::touches}}});
    };
    if (!set.empty()) {
        Builder action;
        action.add("SET (").list(set, [](const auto& option) { return sql::fragment(Fragment{option.first}, "=", Literal{option.second}); });
        alter(action.add(")").fragment());
    }
    if (!reset.empty()) {
        Builder action;
        action.add("RESET (").list(reset, [](const auto& key) { return Fragment{key}; });
        alter(action.add(")").fragment());
    }
}

}  // namespace whimbrel::kinds::phrases
