// SPDX-License-Identifier: Apache-2.0
// Access methods for indexes and tables.
// See CREATE ACCESS METHOD; catalog pg_am.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct AccessMethod {
    std::string sort;     ///< "INDEX", "TABLE"
    std::string handler;  ///< a function, rendered
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("sort", self.sort);
        visit("handler", self.handler);
    }
    bool operator==(const AccessMethod&) const = default;
};

struct AccessMethodKind {
    using Value = AccessMethod;
    static constexpr std::string_view name = "access_method";
    static constexpr std::string_view plural = "access_methods";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_am", "amname"},
        {"sort", "pg_am", "amtype"},
        {"handler", "pg_am", "amhandler"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_am WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<AccessMethod>& to, const Scene& scene);
    static Steps drop(const Subject<AccessMethod>& from, const Scene& scene);
    /// Nothing of it can be altered.
    static Alteration alter(const Subject<AccessMethod>& from, const Subject<AccessMethod>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
