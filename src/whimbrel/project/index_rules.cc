// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/index_rules.h"

#include "whimbrel/base/format.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <optional>

namespace whimbrel::project {

namespace {

constexpr std::size_t k_longest_name = 63;  // NAMEDATALEN - 1
constexpr std::string_view k_btree = "USING btree (";

/// The text between the parentheses of USING btree (…): keys with operator classes, collations and order, as the server renders them.
std::optional<std::string> btree_keys(std::string_view body) {
    const auto begin = body.find(k_btree);
    if (begin == std::string_view::npos) return std::nullopt;
    int depth = 1;
    bool quoted = false;
    for (auto at = begin + k_btree.size(); at < body.size(); ++at) {
        if (body[at] == '"' || body[at] == '\'') quoted = !quoted;
        if (quoted) continue;
        if (body[at] == '(') ++depth;
        if (body[at] == ')' && --depth == 0) return std::string(body.substr(begin + k_btree.size(), at - begin - k_btree.size()));
    }
    return std::nullopt;
}

/// What can serve in another index's place.
struct Rival {
    const kinds::ObjectId* id;
    std::string schema, table, keys;
};

std::vector<Rival> rivals_of(const catalog::Catalog& catalog) {
    std::vector<Rival> rivals;
    for (const auto& [id, object] : catalog.objects()) {
        if (id.kind == "index") {
            const auto& index = object.as<kinds::Index>();
            const auto keys = btree_keys(index.body);
            if (keys && index.predicate.empty() && !index.invalid) rivals.push_back({&id, id.schema, index.table, *keys});
        } else if (id.kind == "constraint") {
            const auto& constraint = object.as<kinds::Constraint>();
            if ((constraint.type != "primary key" && constraint.type != "unique") || constraint.deferrable) continue;
            std::string keys;
            for (const auto& column : constraint.columns) keys += (keys.empty() ? "" : ", ") + sql::Identifier{column}.render();
            rivals.push_back({&id, id.schema, id.parent, keys});
        }
    }
    return rivals;
}

bool serves(const Rival& rival, const std::string& keys) { return rival.keys == keys || rival.keys.starts_with(keys + ", "); }

std::string filled(std::string_view pattern, const kinds::ObjectId& id, const kinds::Index& index) {
    std::string columns;
    for (const auto& key : index.keys) columns += (columns.empty() ? "" : "_") + key;
    std::string out(pattern);
    const std::pair<std::string_view, const std::string*> parts[] = {{"{table}", &index.table}, {"{columns}", &columns}, {"{schema}", &id.schema}};
    for (const auto& [mark, text] : parts)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + text->size())) out.replace(at, mark.size(), *text);
    return out.substr(0, k_longest_name);
}

bool has_only_columns(const catalog::Catalog& catalog, const kinds::ObjectId& id, const kinds::Index& index) {
    const auto* table = catalog.find({.kind = "table", .schema = id.schema, .name = index.table});
    return table != nullptr && std::ranges::all_of(index.keys, [&](const std::string& key) { return table->as<kinds::Table>().column(key) != nullptr; });
}

}  // namespace

std::vector<RuleFinding> find_redundant_indexes(const catalog::Catalog& catalog) {
    const auto rivals = rivals_of(catalog);
    std::vector<RuleFinding> out;
    for (const auto& [id, object] : catalog.objects()) {
        if (id.kind != "index") continue;
        const auto& index = object.as<kinds::Index>();
        const auto keys = btree_keys(index.body);
        if (!keys || index.unique || !index.predicate.empty() || !index.include.empty()) continue;
        const auto rival = std::ranges::find_if(rivals, [&](const Rival& r) {
            if (*r.id == id || r.schema != id.schema || r.table != index.table || !serves(r, *keys)) return false;
            // Of two equal indexes the one with the later name is redundant, not both.
            return r.keys != *keys || r.id->kind != "index" || *r.id < id || catalog.find(*r.id)->as<kinds::Index>().unique;
        });
        if (rival == rivals.end()) continue;
        out.push_back({.rule = "redundant_index", .object = id.render(), .text = format("{} is redundant: {} serves for it", id.describe(), rival->id->describe()), .rival = rival->id->render()});
    }
    return out;
}

std::vector<RuleFinding> check_index_names(const catalog::Catalog& catalog, std::string_view pattern) {
    std::vector<RuleFinding> out;
    if (pattern.empty()) return out;
    for (const auto& [id, object] : catalog.objects()) {
        if (id.kind != "index") continue;
        const auto& index = object.as<kinds::Index>();
        if (!has_only_columns(catalog, id, index)) continue;
        const auto wanted = filled(pattern, id, index);
        if (id.name != wanted) out.push_back({.rule = "index_name", .object = id.render(), .text = format("{} is not named {}", id.describe(), sql::Identifier{wanted}.render())});
    }
    return out;
}

}  // namespace whimbrel::project
