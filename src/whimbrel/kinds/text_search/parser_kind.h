// SPDX-License-Identifier: Apache-2.0
// Text search parsers.
// See CREATE TEXT SEARCH PARSER; catalog pg_ts_parser.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct TextSearchParser {
    std::string start;  ///< functions are rendered, qualified
    std::string next_token;
    std::string end;
    std::string headline;
    std::string token_types;  ///< LEXTYPES
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("start", self.start);
        visit("next_token", self.next_token);
        visit("end", self.end);
        visit("headline", self.headline);
        visit("token_types", self.token_types);
    }
    bool operator==(const TextSearchParser&) const = default;
};

struct TextSearchParserKind {
    using Value = TextSearchParser;
    static constexpr std::string_view name = "text_search_parser";
    static constexpr std::string_view plural = "text_search_parsers";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_ts_parser", "prsname prsnamespace"},
        {"start", "pg_ts_parser", "prsstart"},
        {"next_token", "pg_ts_parser", "prstoken"},
        {"end", "pg_ts_parser", "prsend"},
        {"headline", "pg_ts_parser", "prsheadline"},
        {"token_types", "pg_ts_parser", "prslextype"},
    });
    static constexpr std::string_view folder = "text_search";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_ts_parser WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<TextSearchParser>& to, const Scene& scene);
    static Steps drop(const Subject<TextSearchParser>& from, const Scene& scene);
    /// Nothing of it can be altered.
    static Alteration alter(const Subject<TextSearchParser>& from, const Subject<TextSearchParser>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
