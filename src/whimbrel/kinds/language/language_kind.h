// SPDX-License-Identifier: Apache-2.0
// Procedural languages that no extension brought.
// See CREATE LANGUAGE; catalog pg_language.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Language {
    bool trusted = false;
    std::string handler;  ///< functions are rendered, qualified
    std::string inline_handler;
    std::string validator;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("trusted", self.trusted);
        visit("handler", self.handler);
        visit("inline_handler", self.inline_handler);
        visit("validator", self.validator);
    }
    bool operator==(const Language&) const = default;
};

struct LanguageKind {
    using Value = Language;
    static constexpr std::string_view name = "language";
    static constexpr std::string_view plural = "languages";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_language", "lanname"},
        {"trusted", "pg_language", "lanpltrusted"},
        {"handler", "pg_language", "lanplcallfoid"},
        {"inline_handler", "pg_language", "laninline"},
        {"validator", "pg_language", "lanvalidator"},
        {k_derived, "pg_language", "lanispl", "true for every language that CREATE LANGUAGE makes"},
    });
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_language WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Language>& to, const Scene& scene);
    static Steps drop(const Subject<Language>& from, const Scene& scene);
    /// In place, by CREATE OR REPLACE.
    static Alteration alter(const Subject<Language>& from, const Subject<Language>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
