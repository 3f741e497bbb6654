// SPDX-License-Identifier: Apache-2.0
// Text search templates: the functions of a sort of dictionary.
// See CREATE TEXT SEARCH TEMPLATE; catalog pg_ts_template.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct TextSearchTemplate {
    std::string init;  ///< functions are rendered, qualified
    std::string lexize;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("init", self.init);
        visit("lexize", self.lexize);
    }
    bool operator==(const TextSearchTemplate&) const = default;
};

struct TextSearchTemplateKind {
    using Value = TextSearchTemplate;
    static constexpr std::string_view name = "text_search_template";
    static constexpr std::string_view plural = "text_search_templates";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_ts_template", "tmplname tmplnamespace"},
        {"init", "pg_ts_template", "tmplinit"},
        {"lexize", "pg_ts_template", "tmpllexize"},
    });
    static constexpr std::string_view folder = "text_search";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_ts_template WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<TextSearchTemplate>& to, const Scene& scene);
    static Steps drop(const Subject<TextSearchTemplate>& from, const Scene& scene);
    /// Nothing of it can be altered.
    static Alteration alter(const Subject<TextSearchTemplate>& from, const Subject<TextSearchTemplate>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
