// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/ignore.h"

#include "whimbrel/base/format.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

/// "public.groups" out of "table:public.groups", without the kind.
std::string name_of(const kinds::ObjectId& id) {
    const auto text = id.render();
    return text.substr(text.find(':') + 1);
}

/// "public.groups" out of "table public.groups": attributes name their object's kind as well.
std::string_view without_kind(std::string_view name) {
    const auto blank = name.find(' ');
    return blank == std::string_view::npos || name.front() == '"' ? name : name.substr(blank + 1);
}

/// "materialized view" is materialized_view: lists say the one, ids the other.
bool same_kind(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, [](char a, char b) { return a == b || ((a == '_' || a == ' ') && (b == '_' || b == ' ')); });
}

bool covers(const IgnoreRule& rule, std::string_view kind, std::string_view name) {
    return (rule.kind == "*" || same_kind(rule.kind, kind)) && (matches_glob(rule.name, name) || matches_glob(rule.name, without_kind(name)));
}

/// Null where no rule covers it.
const IgnoreRule* rule_for(std::span<const IgnoreRule> rules, std::string_view kind, std::string_view name) {
    const auto it = std::ranges::find_if(rules, [&](const IgnoreRule& rule) { return covers(rule, kind, name); });
    return it == rules.end() ? nullptr : &*it;
}

/// True for what is not without the other: what stands on it, and what PostgreSQL drops along with it (a table's entry in a publication).
bool goes_with(const kinds::Object& object, const kinds::ObjectId& other) {
    if (kinds::host_of(object) == other) return true;
    return !object.kind->hosts &&
           std::ranges::any_of(object.needs, [&](const kinds::Need& need) { return need.automatic && need.part.empty() && need.object == other; });
}

}  // namespace

std::vector<Ignored> find_ignored(const catalog::Catalog& catalog, std::span<const IgnoreRule> rules) {
    std::vector<Ignored> found;
    for (const auto& [id, object] : catalog.objects())
        if (const auto* rule = rule_for(rules, id.kind, name_of(id)); rule != nullptr) found.push_back({id.describe(), rule});
    for (const auto& item : catalog.not_managed())
        if (const auto* rule = rule_for(rules, item.kind, item.name); rule != nullptr) found.push_back({item.kind + " " + item.name, rule});
    return found;
}

void apply_ignore_rules(catalog::Catalog& catalog, std::span<const IgnoreRule> rules) {
    if (rules.empty()) return;
    std::vector<kinds::ObjectId> covered;
    for (const auto& [id, object] : catalog.objects())
        if (rule_for(rules, id.kind, name_of(id)) != nullptr) covered.push_back(id);
    // What belongs to something covered is found until nothing more is: a comment on a constraint of an ignored table.
    for (std::size_t at = 0; at < covered.size(); ++at)
        for (const auto& [id, object] : catalog.objects())
            if (goes_with(object, covered[at]) && std::ranges::find(covered, id) == covered.end()) covered.push_back(id);
    for (const auto& id : covered) catalog.remove(id);

    auto left = catalog.not_managed();
    std::erase_if(left, [&](const catalog::NotManaged& item) { return rule_for(rules, item.kind, item.name) != nullptr; });
    catalog.set_not_managed(std::move(left));
}

std::optional<proof::Ignoring> ignoring(std::span<const IgnoreRule> rules) {
    if (rules.empty()) return std::nullopt;
    return proof::Ignoring{.covers = [rules](const std::string& kind, const std::string& name) { return rule_for(rules, kind, name) != nullptr; },
                           .take_out = [rules](catalog::Catalog& catalog) { apply_ignore_rules(catalog, rules); }};
}

Result<> require_managed(const catalog::Catalog& catalog, std::string_view side) {
    if (catalog.not_managed().empty()) return {};
    const auto count = catalog.not_managed().size();
    std::string list;
    for (const auto& item : catalog.not_managed()) list += format("\n  {} {}", item.kind, item.name);
    return fail(ErrorCode::not_managed, format("{} holds {} object{} that whimbrel does not manage yet:{}", side, count, count == 1 ? "" : "s", list))
        .hint("Add an [[ignore]] rule with kind, name and reason to whimbrel.toml for what whimbrel shall leave alone.");
}

}  // namespace whimbrel::project
