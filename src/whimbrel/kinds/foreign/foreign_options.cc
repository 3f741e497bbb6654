// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/foreign/foreign_options.h"

#include "whimbrel/sql/variable.h"

#include <algorithm>

namespace whimbrel::kinds::foreign {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

const ForeignOption* find(const ForeignOptions& options, std::string_view name) {
    const auto it = std::ranges::find(options, name, &ForeignOption::name);
    return it == options.end() ? nullptr : &*it;
}

/// An option's name is a ColLabel, quoted where a plain name would be.
Fragment written(const ForeignOption& option, std::span<const std::string> owner) {
    const Identifier name{option.name};
    if (!option.variable.empty()) return sql::fragment(name, Fragment{sql::Variable{option.variable}.render()});
    if (!option.secret) return sql::fragment(name, sql::Literal{option.value});
    std::vector<std::string> parts(owner.begin(), owner.end());
    parts.push_back(option.name);
    return sql::fragment(name, Fragment{sql::Variable{sql::variable_name(parts)}.render()});
}

Fragment in_clause(const std::vector<Fragment>& items) {
    if (items.empty()) return {};
    return Builder().add("OPTIONS (").list(items, [](const Fragment& item) { return item; }).add(")").fragment();
}

}  // namespace

ForeignOptions options_of(const std::vector<std::string>& shown) {
    ForeignOptions out;
    for (const auto& entry : shown) {
        const auto equals = entry.find('=');
        ForeignOption option{.name = entry.substr(0, equals)};
        const auto rest = equals == std::string::npos ? std::string() : entry.substr(equals + 1);
        if (!rest.starts_with('=')) option.secret = true;
        else if (auto variable = sql::variable_of(std::string_view(rest).substr(1))) option.variable = *std::move(variable);
        else option.value = rest.substr(1);
        out.push_back(std::move(option));
    }
    std::ranges::sort(out, {}, &ForeignOption::name);
    return out;
}

Fragment options_clause(const ForeignOptions& options, std::span<const std::string> owner) {
    std::vector<Fragment> items;
    for (const auto& option : options) items.push_back(written(option, owner));
    return in_clause(items);
}

Fragment options_change(const ForeignOptions& from, const ForeignOptions& to, std::span<const std::string> owner) {
    std::vector<Fragment> items;
    for (const auto& option : from)
        if (find(to, option.name) == nullptr) items.push_back(sql::fragment("DROP", Identifier{option.name}));
    for (const auto& option : to) {
        const auto* old = find(from, option.name);
        if (old == nullptr) items.push_back(sql::fragment("ADD", written(option, owner)));
        else if (*old != option) items.push_back(sql::fragment("SET", written(option, owner)));
    }
    return in_clause(items);
}

ForeignOptions as_told_by(ForeignOptions read, const ForeignOptions& other, Told told) {
    for (auto& option : read) {
        const auto* known = find(other, option.name);
        if (known == nullptr) continue;
        const bool is_hidden = option.secret && (known->secret || !known->variable.empty());
        const bool is_known_hidden = known->secret && !option.variable.empty();
        // Which value the variable has there is nobody's business but that database's.
        const bool is_left_open = told == Told::by_target && !known->variable.empty() && option.variable.empty();
        if (is_hidden || is_known_hidden || is_left_open) option = *known;
    }
    return read;
}

}  // namespace whimbrel::kinds::foreign
