// SPDX-License-Identifier: Apache-2.0
// Materialized views. Their rows are derived, so that none is lost by dropping one; their indexes are objects of
// kind "index". See CREATE MATERIALIZED VIEW; catalogs pg_class (relkind 'm'), pg_rewrite, pg_attribute.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct MaterializedColumn {
    std::string name;
    std::string type;             ///< as format_type() gives it with its modifier
    std::string collation;        ///< rendered, qualified; empty where it is the type's own
    std::string storage;          ///< "EXTERNAL"; empty where it is the type's own
    std::string compression;      ///< "lz4"; empty: the server's default
    int statistics = -1;          ///< -1: the server's default
    std::vector<Option> options;  ///< n_distinct…
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("type", self.type);
        visit("collation", self.collation);
        visit("storage", self.storage);
        visit("compression", self.compression);
        visit("statistics", self.statistics);
        visit("options", self.options);
    }
    bool operator==(const MaterializedColumn&) const = default;
};

struct MaterializedView {
    std::vector<MaterializedColumn> columns;
    std::string access_method;    ///< empty: heap
    std::string tablespace;       ///< empty: the database's own
    std::vector<Option> options;  ///< storage parameters; those of its TOAST table begin with "toast."
    std::string definition;       ///< the query, without a semicolon
    bool clustered = false;       ///< by one of its indexes, which says so itself
    bool populated = false;       ///< WITH DATA; one that is not cannot be read
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("columns", self.columns);
        visit("access_method", self.access_method);
        visit("tablespace", self.tablespace);
        visit("options", self.options);
        visit("definition", self.definition);
        visit("clustered", self.clustered);
        visit("populated", self.populated);
    }
    bool operator==(const MaterializedView&) const = default;
};

struct MaterializedViewKind {
    using Value = MaterializedView;
    static constexpr std::string_view name = "materialized_view";
    static constexpr std::string_view plural = "materialized_views";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_class", "relname relnamespace relkind"},
        {"columns.name", "pg_attribute", "attrelid attname attnum"},
        {"columns.type", "pg_attribute", "atttypid atttypmod"},
        {"columns.collation", "pg_attribute", "attcollation"},
        {"columns.storage", "pg_attribute", "attstorage"},
        {"columns.compression", "pg_attribute", "attcompression"},
        {"columns.statistics", "pg_attribute", "attstattarget"},
        {"columns.options", "pg_attribute", "attoptions"},
        {"access_method", "pg_class", "relam"},
        {"tablespace", "pg_class", "reltablespace"},
        {"options", "pg_class", "reloptions reltoastrelid"},
        {"definition", "pg_rewrite", "ev_action"},
        {"clustered", "pg_index", "indisclustered"},
        {"populated", "pg_class", "relispopulated"},
    });
    static constexpr std::string_view folder = "views";
    static constexpr bool hosts = true;
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE rulename = '_RETURN' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<MaterializedView>& to, const Scene& scene);
    static Steps drop(const Subject<MaterializedView>& from, const Scene& scene);
    static Alteration alter(const Subject<MaterializedView>& from, const Subject<MaterializedView>& to, const Scene& scene);
    /// Parts: "column:old" → "column:new".
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static bool has_part(const MaterializedView& view, std::string_view part);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static MaterializedView without_expressions(MaterializedView view);
};

}  // namespace whimbrel::kinds
