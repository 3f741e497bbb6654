// SPDX-License-Identifier: Apache-2.0
// Views. See CREATE VIEW, ALTER VIEW; catalogs pg_class (relkind 'v'), pg_rewrite, pg_attribute, pg_attrdef.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

/// Names and types decide whether CREATE OR REPLACE VIEW will do.
struct ViewColumn {
    std::string name;
    std::string type;           ///< as format_type() gives it with its modifier
    std::string collation;      ///< rendered, qualified; empty where it is the type's own
    std::string default_value;  ///< of an INSERT through the view; empty where there is none
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("type", self.type);
        visit("collation", self.collation);
        visit("default", self.default_value);
    }
    bool operator==(const ViewColumn&) const = default;
};

struct View {
    std::vector<ViewColumn> columns;
    std::vector<Option> options;  ///< security_barrier, security_invoker (15+), check_option
    std::string definition;       ///< the query, without a semicolon
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("columns", self.columns);
        visit("options", self.options);
        visit("definition", self.definition);
    }
    bool operator==(const View&) const = default;
};

struct ViewKind {
    using Value = View;
    static constexpr std::string_view name = "view";
    static constexpr std::string_view plural = "views";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_class", "relname relnamespace relkind"},
        {"columns.name", "pg_attribute", "attrelid attname attnum"},
        {"columns.type", "pg_attribute", "atttypid atttypmod"},
        {"columns.collation", "pg_attribute", "attcollation"},
        {"columns.default", "pg_attrdef", "adrelid adnum adbin"},
        {"options", "pg_class", "reloptions"},
        {"definition", "pg_rewrite", "ev_action"},
    });
    static constexpr std::string_view folder = "views";
    static constexpr bool hosts = true;
    static constexpr bool rename_when_equal = true;
    static constexpr int effort = 3;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE rulename = '_RETURN' AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<View>& to, const Scene& scene);
    static Steps drop(const Subject<View>& from, const Scene& scene);
    /// Columns can be appended in place; any other change of them makes it a new view.
    static Alteration alter(const Subject<View>& from, const Subject<View>& to, const Scene& scene);
    /// Parts: "column:old" → "column:new".
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static bool has_part(const View& view, std::string_view part);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static View without_expressions(View view);
};

}  // namespace whimbrel::kinds
