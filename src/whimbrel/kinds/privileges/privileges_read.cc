// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/access_lists.h"
#include "whimbrel/kinds/privileges/privileges_kind.h"
#include "whimbrel/kinds/range_type/range_kind.h"

#include <algorithm>
#include <map>

namespace whimbrel::kinds {

namespace {

// One row for each entry that is not among the usual ones and for each usual one that is missing (then "withheld").
constexpr std::string_view k_entries = R"(
SELECT CASE WHEN r.rngtypid IS NOT NULL THEN 'pg_catalog.pg_type'::pg_catalog.regclass::oid ELSE a.class END, coalesce(i.refobjid, r.rngtypid, a.oid),
       CASE WHEN a.sub <> 0 THEN 'column:' || c.attname WHEN i.objid IS NOT NULL THEN 'identity:' || c.attname
            WHEN r.rngmultitypid = a.oid THEN 'multirange'
            WHEN r.rngtypid IS NOT NULL THEN 'constructor:' || CASE WHEN f.refobjid = r.rngtypid THEN 'range' ELSE 'multirange' END || '(' ||
              (SELECT CASE WHEN p.provariadic <> 0 THEN 'n' ELSE p.pronargs::text END FROM pg_catalog.pg_proc p WHERE p.oid = a.oid) || ')' END,
       e.withheld, CASE WHEN e.grantor <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END,
       CASE WHEN e.grantee = 0 THEN 'public' WHEN e.grantee <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable,
       CASE WHEN a.owner <> d.datdba THEN pg_catalog.pg_get_userbyid(a.owner) END,
       CASE WHEN i.objid IS NOT NULL THEN (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.relname) FROM pg_catalog.pg_class s
         JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace WHERE s.oid = a.oid) END
  FROM listed a JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
  LEFT JOIN pg_catalog.pg_depend i ON a.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.classid = a.class AND i.objid = a.oid AND i.objsubid = 0
        AND i.refclassid = a.class AND i.refobjsubid > 0 AND i.deptype = 'i'
  LEFT JOIN pg_catalog.pg_attribute c ON c.attrelid = coalesce(i.refobjid, a.oid) AND c.attnum = coalesce(i.refobjsubid, a.sub) AND c.attnum <> 0
  LEFT JOIN pg_catalog.pg_depend f ON a.class = 'pg_catalog.pg_proc'::pg_catalog.regclass AND f.classid = a.class AND f.objid = a.oid AND f.objsubid = 0
        AND f.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND f.deptype = 'i'
  LEFT JOIN pg_catalog.pg_range r ON f.refobjid IN (r.rngtypid, r.rngmultitypid)
        OR a.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND r.rngmultitypid = a.oid)";

/// Without what there is no such part.
std::string of_part(std::string_view part) { return part.empty() || RangeKind::is_companion(part) ? std::string() : column_part(part_name(part)); }

}  // namespace

std::string PrivilegesKind::present(pg::ServerVersion version) { return any_access_list_of_ours(version); }

std::vector<std::string> PrivilegesKind::queries(pg::ServerVersion version) {
    return {with_access_lists(version, Whose::ours, std::string(k_entries) + std::string(k_deviations) + " ORDER BY 1, 2, 3")};
}

Result<> PrivilegesKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        ObjectId target;
        Address address;
        Privileges privileges;
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        const Address address{row.oid(0), row.oid(1)};
        // What no kind manages is reported as such; its privileges add nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) continue;
        ObjectId id = of(*target);
        auto& whole = found.try_emplace(id, Found{*target, address, {}}).first->second;
        id.part = row.string(2);
        auto& privileges = id.part.empty() ? whole.privileges : found.try_emplace(id, Found{*target, address, {}}).first->second.privileges;
        (row.boolean(3) ? privileges.list.withheld : privileges.list.granted).push_back({row.string(5), row.string(6), row.string(4), row.boolean(7)});
        privileges.owner = row.string(8);
        privileges.sequence = row.string(9);
    }
    for (auto& [id, item] : found) {
        std::ranges::sort(item.privileges.list.granted);
        std::ranges::sort(item.privileges.list.withheld);
        std::vector<Need> needs{{.object = item.target, .object_part = of_part(id.part), .automatic = true}};
        ObjectId whole = id;
        whole.part.clear();
        if (id.part.starts_with("column:")) append_needs_of_column(whole, item.privileges.list, needs);
        reading.add(id, std::move(item.privileges), item.address, std::move(needs));
    }
    return {};
}

}  // namespace whimbrel::kinds
