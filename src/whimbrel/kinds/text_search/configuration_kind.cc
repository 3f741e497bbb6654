// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/text_search/configuration_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <unordered_map>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;

namespace {

constexpr std::string_view k_configurations = R"(
SELECT c.oid, n.nspname, c.cfgname, pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.prsname)
  FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
 WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY c.oid)";

constexpr std::string_view k_mappings = R"(
SELECT m.mapcfg, t.alias, pg_catalog.array_agg(pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(d.dictname) ORDER BY m.mapseqno)
  FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_ts_config_map m ON m.mapcfg = c.oid
  JOIN pg_catalog.pg_ts_dict d ON d.oid = m.mapdict JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
  JOIN LATERAL pg_catalog.ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
 WHERE c.oid >= 16384
 GROUP BY m.mapcfg, m.maptokentype, t.alias
 ORDER BY m.mapcfg, m.maptokentype)";

const TextSearchMapping* find(const TextSearchConfiguration& configuration, const std::string& token) {
    const auto it = std::ranges::find(configuration.mappings, token, &TextSearchMapping::token);
    return it == configuration.mappings.end() ? nullptr : &*it;
}

/// One statement for all tokens that go through the same dictionaries.
struct Group {
    std::vector<std::string> tokens;
    std::vector<std::string> dictionaries;
};

std::vector<Group> grouped(const std::vector<TextSearchMapping>& mappings) {
    std::vector<Group> out;
    for (const auto& mapping : mappings) {
        const auto it = std::ranges::find(out, mapping.dictionaries, &Group::dictionaries);
        if (it != out.end()) it->tokens.push_back(mapping.token);
        else out.push_back({{mapping.token}, mapping.dictionaries});
    }
    return out;
}

void append_steps(const ObjectId& id, Keywords action, const std::vector<TextSearchMapping>& mappings, Steps& steps) {
    for (const auto& group : grouped(mappings)) {
        Builder builder;
        builder.add("ALTER").add(TextSearchConfigurationKind::spoken(id)).add(action).add("MAPPING FOR");
        builder.list(group.tokens, [](const std::string& token) { return Identifier{token}; });
        if (!group.dictionaries.empty()) builder.add("WITH").list(group.dictionaries, [](const std::string& dictionary) { return Fragment{dictionary}; });
        steps.push_back(phrases::step(id, builder.statement(), Effect::touches));
    }
}

}  // namespace

std::vector<std::string> TextSearchConfigurationKind::queries(pg::ServerVersion) { return {std::string(k_configurations), std::string(k_mappings)}; }

Result<> TextSearchConfigurationKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    std::unordered_map<std::uint32_t, std::vector<TextSearchMapping>> mappings;
    for (const auto row : rows[1]) mappings[row.oid(0)].push_back({row.string(1), row.array(2)});
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    TextSearchConfiguration{.parser = row.string(3), .mappings = std::move(mappings[row.oid(0)])}, {catalog_oid::pg_ts_config, row.oid(0)});
    return {};
}

Steps TextSearchConfigurationKind::create(const Subject<TextSearchConfiguration>& to, const Scene&) {
    Steps steps{phrases::step(to.id, sql::sql("CREATE", spoken(to.id), "(PARSER =", Fragment{to.value.parser}, ")"), Effect::creates)};
    append_steps(to.id, "ADD", to.value.mappings, steps);
    return steps;
}

Steps TextSearchConfigurationKind::drop(const Subject<TextSearchConfiguration>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration TextSearchConfigurationKind::alter(const Subject<TextSearchConfiguration>& from, const Subject<TextSearchConfiguration>& to, const Scene&) {
    // Tokens are the parser's.
    if (from.value.parser != to.value.parser) return {.way = Alteration::Way::recreate};
    std::vector<TextSearchMapping> gone, come, changed;
    for (const auto& mapping : from.value.mappings)
        if (find(to.value, mapping.token) == nullptr) gone.push_back({mapping.token, {}});
    for (const auto& mapping : to.value.mappings) {
        const auto* old = find(from.value, mapping.token);
        if (old == nullptr) come.push_back(mapping);
        else if (*old != mapping) changed.push_back(mapping);
    }
    Alteration out;
    append_steps(to.id, "DROP", gone, out.steps);
    append_steps(to.id, "ALTER", changed, out.steps);
    append_steps(to.id, "ADD", come, out.steps);
    return out;
}

Steps TextSearchConfigurationKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("TEXT SEARCH CONFIGURATION", from, to);
}

std::vector<std::string> TextSearchConfigurationKind::occupies(const ObjectId& id) { return {phrases::slot("text search configuration", id)}; }

Fragment TextSearchConfigurationKind::spoken(const ObjectId& id) { return sql::fragment("TEXT SEARCH CONFIGURATION", qualified(id)); }

}  // namespace whimbrel::kinds
