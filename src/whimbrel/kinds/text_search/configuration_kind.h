// SPDX-License-Identifier: Apache-2.0
// Text search configurations: which dictionaries a parser's tokens go through.
// See CREATE TEXT SEARCH CONFIGURATION; catalogs pg_ts_config, pg_ts_config_map.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct TextSearchMapping {
    std::string token;                      ///< "asciiword"
    std::vector<std::string> dictionaries;  ///< rendered, in their order
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("token", self.token);
        visit("dictionaries", self.dictionaries);
    }
    bool operator==(const TextSearchMapping&) const = default;
};

struct TextSearchConfiguration {
    std::string parser;                       ///< rendered
    std::vector<TextSearchMapping> mappings;  ///< by token, in the parser's order
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("parser", self.parser);
        visit("mappings", self.mappings);
    }
    bool operator==(const TextSearchConfiguration&) const = default;
};

struct TextSearchConfigurationKind {
    using Value = TextSearchConfiguration;
    static constexpr std::string_view name = "text_search_configuration";
    static constexpr std::string_view plural = "text_search_configurations";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_ts_config", "cfgname cfgnamespace"},
        {"parser", "pg_ts_config", "cfgparser"},
        {k_identity, "pg_ts_config_map", "mapcfg"},
        {"mappings.token", "pg_ts_config_map", "maptokentype"},
        {"mappings.dictionaries", "pg_ts_config_map", "mapseqno mapdict"},
    });
    static constexpr std::string_view folder = "text_search";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<TextSearchConfiguration>& to, const Scene& scene);
    static Steps drop(const Subject<TextSearchConfiguration>& from, const Scene& scene);
    /// Mappings in place.
    static Alteration alter(const Subject<TextSearchConfiguration>& from, const Subject<TextSearchConfiguration>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
