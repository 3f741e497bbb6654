// SPDX-License-Identifier: Apache-2.0
// Conversions between encodings.
// See CREATE CONVERSION; catalog pg_conversion.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Conversion {
    bool is_default = false;
    std::string from_encoding;
    std::string to_encoding;
    std::string function;  ///< rendered
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("is_default", self.is_default);
        visit("from_encoding", self.from_encoding);
        visit("to_encoding", self.to_encoding);
        visit("function", self.function);
    }
    bool operator==(const Conversion&) const = default;
};

struct ConversionKind {
    using Value = Conversion;
    static constexpr std::string_view name = "conversion";
    static constexpr std::string_view plural = "conversions";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_conversion", "conname connamespace"},
        {"is_default", "pg_conversion", "condefault"},
        {"from_encoding", "pg_conversion", "conforencoding"},
        {"to_encoding", "pg_conversion", "contoencoding"},
        {"function", "pg_conversion", "conproc"},
    });
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_conversion WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Conversion>& to, const Scene& scene);
    static Steps drop(const Subject<Conversion>& from, const Scene& scene);
    /// Nothing of it can be altered.
    static Alteration alter(const Subject<Conversion>& from, const Subject<Conversion>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
