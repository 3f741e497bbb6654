// SPDX-License-Identifier: Apache-2.0
// Casts. One is named by its two types and can be altered in nothing.
// See CREATE CAST; catalog pg_cast.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Cast {
    std::string function;  ///< with its argument types; empty where there is none
    std::string method;    ///< "FUNCTION", "INOUT", "BINARY" (WITHOUT FUNCTION)
    std::string context;   ///< "ASSIGNMENT", "IMPLICIT"; empty: explicit only
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("function", self.function);
        visit("method", self.method);
        visit("context", self.context);
    }
    bool operator==(const Cast&) const = default;
};

struct CastKind {
    using Value = Cast;
    static constexpr std::string_view name = "cast";
    static constexpr std::string_view plural = "casts";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_cast", "castsource casttarget"},
        {"function", "pg_cast", "castfunc"},
        {"method", "pg_cast", "castmethod"},
        {"context", "pg_cast", "castcontext"},
    });
    static constexpr std::string_view known_by = "function";
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Cast>& to, const Scene& scene);
    static Steps drop(const Subject<Cast>& from, const Scene& scene);
    static Alteration alter(const Subject<Cast>& from, const Subject<Cast>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
