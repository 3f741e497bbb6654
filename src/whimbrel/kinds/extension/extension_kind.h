// SPDX-License-Identifier: Apache-2.0
// Extensions. Their members are the extension's business and are no objects of ours.
// See "Packaging Related Objects into an Extension", CREATE EXTENSION; catalog pg_extension.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Extension {
    std::string schema;
    /// Empty: any. The server always knows one; where the declaration names none, as_declared() empties it. It is always empty
    /// for plpgsql, which initdb makes.
    std::string version;
    /// What only a server knows: neither stored nor compared. Nothing where none was asked (a snapshot).
    struct Installed {
        /// Versions between which it has scripts, as far as they begin or end with this one ("1.4" to "1.8").
        std::vector<std::pair<std::string, std::string>> ways;
        bool holds_rows = false;  ///< among its members are tables or sequences, whose rows would go with it
    };
    std::optional<Installed> installed;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("schema", self.schema);
        visit("version", self.version);
    }
    bool operator==(const Extension& other) const { return schema == other.schema && version == other.version; }
};

struct ExtensionKind {
    using Value = Extension;
    static constexpr std::string_view name = "extension";
    static constexpr std::string_view plural = "extensions";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_extension", "extname"},
        {"schema", "pg_extension", "extnamespace"},
        {"version", "pg_extension", "extversion"},
        {k_derived, "pg_extension", "extowner", "whoever creates it; PostgreSQL has no way to change it"},
        {k_derived, "pg_extension", "extrelocatable extconfig extcondition", "the extension's control file and script decide them"},
    });
    /// Its members, which an update may make again and a move names otherwise: what is said of one of them by itself needs this part.
    static constexpr std::string_view members_part = "a member";
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Extension>& to, const Scene& scene);
    static Steps drop(const Subject<Extension>& from, const Scene& scene);
    static Alteration alter(const Subject<Extension>& from, const Subject<Extension>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    /// Without a version where the statement names none.
    static Extension as_declared(Extension extension, std::string_view statement);
};

}  // namespace whimbrel::kinds
