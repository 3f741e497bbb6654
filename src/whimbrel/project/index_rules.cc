// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/index_rules.h"

#include "whimbrel/base/format.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <optional>

namespace whimbrel::project {

namespace {

constexpr std::size_t k_longest_name = 63;  // NAMEDATALEN - 1

struct Searched {
    const kinds::ObjectId* id;
    kinds::IndexKeys keys;
};

std::vector<Searched> all_keys(const catalog::Catalog& catalog) {
    std::vector<Searched> out;
    for (const auto& [id, object] : catalog.objects())
        if (object.kind->index_keys != nullptr)
            if (auto keys = object.kind->index_keys(object)) out.push_back({&id, std::move(*keys)});
    return out;
}

bool serves_for(const Searched& rival, const Searched& index) {
    if (rival.id == index.id || !rival.keys.serves || rival.keys.schema != index.keys.schema || rival.keys.table != index.keys.table) return false;
    if (rival.keys.text.starts_with(index.keys.text + ", ")) return true;
    // Of two equal indexes the one with the later name is redundant, not both.
    return rival.keys.text == index.keys.text && (!rival.keys.dispensable || *rival.id < *index.id);
}

std::string filled(std::string_view pattern, const kinds::IndexKeys& keys) {
    std::string columns;
    for (const auto& column : keys.columns) columns += (columns.empty() ? "" : "_") + column;
    std::string out(pattern);
    const std::pair<std::string_view, const std::string*> parts[] = {{"{table}", &keys.table}, {"{columns}", &columns}, {"{schema}", &keys.schema}};
    for (const auto& [mark, text] : parts)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + text->size())) out.replace(at, mark.size(), *text);
    return out.substr(0, k_longest_name);
}

}  // namespace

std::vector<RuleFinding> find_redundant_indexes(const catalog::Catalog& catalog) {
    const auto all = all_keys(catalog);
    std::vector<RuleFinding> out;
    for (const auto& index : all) {
        if (!index.keys.dispensable) continue;
        const auto rival = std::ranges::find_if(all, [&](const Searched& other) { return serves_for(other, index); });
        if (rival == all.end()) continue;
        out.push_back({.rule = "redundant_index",
                       .object = index.id->render(),
                       .text = format("{} is redundant: {} serves for it", index.id->describe(), rival->id->describe()),
                       .rival = rival->id->render()});
    }
    return out;
}

std::vector<RuleFinding> check_index_names(const catalog::Catalog& catalog, std::string_view pattern) {
    std::vector<RuleFinding> out;
    if (pattern.empty()) return out;
    for (const auto& index : all_keys(catalog)) {
        if (!index.keys.by_name || index.keys.columns.empty()) continue;
        const auto wanted = filled(pattern, index.keys);
        if (index.id->name != wanted)
            out.push_back({.rule = "index_name",
                           .object = index.id->render(),
                           .text = format("{} is not named {}", index.id->describe(), sql::Identifier{wanted}.render())});
    }
    return out;
}

}  // namespace whimbrel::project
