// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/unmanaged.h"

#include <algorithm>

namespace whimbrel::catalog {

namespace {

// Kinds of objects that nothing need depend on and that need nothing: they have no row in pg_depend.
constexpr std::string_view k_loose = R"(
SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass::oid, oid FROM pg_catalog.pg_foreign_data_wrapper WHERE oid >= 16384
UNION ALL SELECT 'pg_catalog.pg_language'::pg_catalog.regclass::oid, oid FROM pg_catalog.pg_language WHERE oid >= 16384
UNION ALL SELECT 'pg_catalog.pg_cast'::pg_catalog.regclass::oid, oid FROM pg_catalog.pg_cast WHERE oid >= 16384
UNION ALL SELECT 'pg_catalog.pg_am'::pg_catalog.regclass::oid, oid FROM pg_catalog.pg_am WHERE oid >= 16384
UNION ALL SELECT 'pg_catalog.pg_subscription'::pg_catalog.regclass::oid, s.oid FROM pg_catalog.pg_subscription s
            JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = pg_catalog.current_database())";

std::string oid_list(const std::vector<kinds::Address>& addresses, bool classes) {
    std::string out = "{";
    for (const auto& address : addresses) out += (out.size() == 1 ? "" : ",") + std::to_string(classes ? address.catalog : address.oid);
    return out + "}";
}

}  // namespace

std::string loose_objects_query() { return std::string(k_loose); }

Result<std::vector<NotManaged>> find_not_managed(pg::Session& session, AddressBook& book, const pg::Rows& loose, const std::string& ledger_schema,
                                                 std::vector<LocatedObject>& located) {
    auto strangers = book.strangers();
    for (const auto row : loose) {
        const kinds::Address address{row.oid(0), row.oid(1), 0};
        if (!book.knows(address)) strangers.push_back(address);
    }
    std::vector<NotManaged> out = book.not_managed_list();
    if (!strangers.empty()) {
        const std::vector<pg::Value> values{oid_list(strangers, true), oid_list(strangers, false), ledger_schema};
        WHIMBREL_TRY(const auto rows, session.query(R"(
SELECT i.type, i.identity, s.class, s.object FROM ROWS FROM (pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::oid[])) s(class, object),
       LATERAL pg_catalog.pg_identify_object(s.class, s.object, 0) i
 WHERE i.identity IS NOT NULL AND coalesce(i.schema, '') NOT IN ('pg_catalog', 'information_schema', 'pg_toast', $3)
   AND coalesce(i.schema, '') !~ '^pg_(toast_)?temp'
   AND NOT (i.type LIKE '% constraint' AND i.identity LIKE '% on ' || pg_catalog.quote_ident($3) || '.%')
   AND NOT (i.identity LIKE '% on ' || pg_catalog.quote_ident($3) || '.%')
   AND NOT (i.type = 'default value' AND i.identity LIKE 'for ' || pg_catalog.quote_ident($3) || '.%'))",
                                                    values));
        for (const auto row : rows) {
            out.push_back({row.string(0), row.string(1)});
            located.push_back({row.string(0), row.string(1), {row.oid(2), row.oid(3), 0}});
        }
    }
    std::ranges::sort(out);
    const auto tail = std::ranges::unique(out);
    out.erase(tail.begin(), tail.end());
    return out;
}

}  // namespace whimbrel::catalog
