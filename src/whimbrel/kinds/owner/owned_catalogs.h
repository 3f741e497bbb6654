// SPDX-License-Identifier: Apache-2.0
// Where each catalog keeps an object's owner and its privileges, for the queries of the rooms owner and privileges.
// See "System Catalogs"; server source: acldefault() in acl.c, object types in aclchk.c.
#pragma once

#include "whimbrel/kinds/origin.h"

#include <array>
#include <string_view>

namespace whimbrel::kinds {

struct OwnedCatalog {
    std::string_view name;
    std::string_view owner;
    std::string_view acl{};       ///< empty: objects of it have no privileges
    std::string_view acl_type{};  ///< what acldefault() calls them: an expression over o
    std::string_view rows{};      ///< a condition over o; empty: all
};

/// Relations that have an owner and privileges of their own: no indexes, no row types, nothing temporary.
inline constexpr std::string_view k_own_relations = "o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND o.relpersistence <> 't'";

inline constexpr auto k_owned_catalogs = std::to_array<OwnedCatalog>({
    {"pg_namespace", "nspowner", "nspacl", "'n'"},
    {"pg_class", "relowner", "relacl", R"(CASE o.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END)", k_own_relations},
    {"pg_type", "typowner", "typacl", "'T'"},
    {"pg_proc", "proowner", "proacl", "'f'"},
    {"pg_language", "lanowner", "lanacl", "'l'"},
    {"pg_foreign_data_wrapper", "fdwowner", "fdwacl", "'F'"},
    {"pg_foreign_server", "srvowner", "srvacl", "'S'"},
    {"pg_operator", "oprowner"},
    {"pg_opclass", "opcowner"},
    {"pg_opfamily", "opfowner"},
    {"pg_collation", "collowner"},
    {"pg_conversion", "conowner"},
    {"pg_ts_dict", "dictowner"},
    {"pg_ts_config", "cfgowner"},
    {"pg_event_trigger", "evtowner"},
    {"pg_publication", "pubowner"},
    {.name = "pg_subscription",
     .owner = "subowner",
     .rows = "o.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"},
    {"pg_statistic_ext", "stxowner"},
});

/// Their columns, each with the field that it is read into.
constexpr auto owner_origins(std::string_view field) {
    std::array<Origin, k_owned_catalogs.size()> out{};
    std::ranges::transform(k_owned_catalogs, out.begin(), [&](const OwnedCatalog& catalog) { return Origin{field, catalog.name, catalog.owner}; });
    return out;
}
constexpr auto acl_origins(std::string_view field) {
    std::array<Origin, static_cast<std::size_t>(std::ranges::count_if(k_owned_catalogs, [](const OwnedCatalog& catalog) { return !catalog.acl.empty(); }))>
        out{};
    std::size_t at = 0;
    for (const auto& catalog : k_owned_catalogs)
        if (!catalog.acl.empty()) out[at++] = Origin{field, catalog.name, catalog.acl};
    return out;
}

}  // namespace whimbrel::kinds
