// SPDX-License-Identifier: Apache-2.0
// The database itself, as far as a declaration speaks of it: its comment, its connection limit, its privileges, its security labels. One object, called
// "current" whatever the database's name, and there only where something is not as CREATE DATABASE leaves it. Its settings are a kind of
// their own. See COMMENT ON DATABASE, ALTER DATABASE, GRANT … ON DATABASE; SECURITY LABEL; catalogs pg_database, pg_shdescription,
// pg_shseclabel.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/privileges/grant.h"

namespace whimbrel::kinds {

struct Database {
    std::string comment;         ///< empty: none
    int connection_limit = -1;   ///< -1: none
    AccessList list;             ///< against what every database has: CONNECT and TEMPORARY for everybody
    std::vector<Option> labels;  ///< by provider, sorted by its name
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("comment", self.comment);
        visit("connection_limit", self.connection_limit);
        visit("granted", self.list.granted);
        visit("withheld", self.list.withheld);
        visit("labels", self.labels);
    }
    bool operator==(const Database& other) const {
        return comment == other.comment && connection_limit == other.connection_limit && list.granted == other.list.granted &&
               list.withheld == other.list.withheld && labels == other.labels;
    }
};

struct DatabaseKind {
    using Value = Database;
    static constexpr std::string_view name = "database";
    static constexpr std::string_view plural = "database";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_database", "datname"},
        {"comment", "pg_shdescription", "objoid classoid description"},
        {"connection_limit", "pg_database", "datconnlimit"},
        {"granted withheld", "pg_database", "datacl"},
        {"labels", "pg_shseclabel", "objoid classoid provider label"},
    });
    static std::string present(pg::ServerVersion version);
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Database>& to, const Scene& scene);
    static Steps drop(const Subject<Database>& from, const Scene& scene);
    static Alteration alter(const Subject<Database>& from, const Subject<Database>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Database& database);
};

}  // namespace whimbrel::kinds
