// SPDX-License-Identifier: Apache-2.0
// Dependencies on extensions that somebody wrote (DEPENDS ON EXTENSION): DROP EXTENSION takes such a routine, trigger, materialized view or
// index along. An annotation; of a constraint its index ("index"). Reads after all kinds whose objects it finds.
// See ALTER FUNCTION, ALTER TRIGGER, ALTER MATERIALIZED VIEW, ALTER INDEX; catalog pg_depend (deptype 'x').
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct ExtensionDependency {
    std::vector<std::string> extensions;  ///< sorted
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("extensions", self.extensions);
    }
    bool operator==(const ExtensionDependency&) const = default;
};

struct ExtensionDependencyKind {
    using Value = ExtensionDependency;
    static constexpr std::string_view name = "extension_dependency";
    static constexpr std::string_view plural = "extension_dependencies";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_depend", "classid objid"},
        {"extensions", "pg_depend", "refobjid deptype"},
    });
    static std::string present(pg::ServerVersion version);
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<ExtensionDependency>& to, const Scene& scene);
    static Steps drop(const Subject<ExtensionDependency>& from, const Scene& scene);
    static Alteration alter(const Subject<ExtensionDependency>& from, const Subject<ExtensionDependency>& to, const Scene& scene);
    /// No statement: it follows what it is of.
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// What ALTER … DEPENDS names: "INDEX public.i", "TRIGGER x ON public.t".
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
