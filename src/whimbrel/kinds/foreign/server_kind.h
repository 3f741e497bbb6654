// SPDX-License-Identifier: Apache-2.0
// Foreign servers. Nothing here ever connects to one.
// See CREATE SERVER, ALTER SERVER; catalog pg_foreign_server.
#pragma once

#include "whimbrel/kinds/foreign/foreign_options.h"

namespace whimbrel::kinds {

struct ForeignServer {
    std::string wrapper;  ///< its name
    std::string type;     ///< empty: none
    std::string version;  ///< empty: none
    ForeignOptions options;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("wrapper", self.wrapper);
        visit("type", self.type);
        visit("version", self.version);
        visit("options", self.options);
    }
    bool operator==(const ForeignServer&) const = default;
};

struct ForeignServerKind {
    using Value = ForeignServer;
    static constexpr std::string_view name = "server";
    static constexpr std::string_view plural = "foreign_servers";
    static constexpr std::string_view folder = "foreign_data";
    static constexpr bool hosts = true;  ///< its user mappings
    static constexpr bool rename_when_equal = true;
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_foreign_server", "srvname"},
        {"wrapper", "pg_foreign_server", "srvfdw"},
        {"type", "pg_foreign_server", "srvtype"},
        {"version", "pg_foreign_server", "srvversion"},
        {"options", "pg_foreign_server", "srvoptions"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_foreign_server)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<ForeignServer>& to, const Scene& scene);
    static Steps drop(const Subject<ForeignServer>& from, const Scene& scene);
    /// Made anew where its type or its wrapper changes, and with it its user mappings and foreign tables.
    static Alteration alter(const Subject<ForeignServer>& from, const Subject<ForeignServer>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static ForeignServer as_told_by(ForeignServer read, const ForeignServer& other, Told told);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
