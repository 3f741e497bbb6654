// SPDX-License-Identifier: Apache-2.0
// Text search dictionaries.
// See CREATE TEXT SEARCH DICTIONARY; catalog pg_ts_dict.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct TextSearchDictionary {
    std::string dictionary_template;  ///< rendered
    std::vector<Option> options;      ///< in their order; values as SQL writes them
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("dictionary_template", self.dictionary_template);
        visit("options", self.options);
    }
    bool operator==(const TextSearchDictionary&) const = default;
};

struct TextSearchDictionaryKind {
    using Value = TextSearchDictionary;
    static constexpr std::string_view name = "text_search_dictionary";
    static constexpr std::string_view plural = "text_search_dictionaries";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_ts_dict", "dictname dictnamespace"},
        {"dictionary_template", "pg_ts_dict", "dicttemplate"},
        {"options", "pg_ts_dict", "dictinitoption"},
    });
    static constexpr std::string_view folder = "text_search";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_ts_dict WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<TextSearchDictionary>& to, const Scene& scene);
    static Steps drop(const Subject<TextSearchDictionary>& from, const Scene& scene);
    /// Options in place.
    static Alteration alter(const Subject<TextSearchDictionary>& from, const Subject<TextSearchDictionary>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
