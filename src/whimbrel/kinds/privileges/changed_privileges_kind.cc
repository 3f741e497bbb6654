// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/changed_privileges_kind.h"

#include "whimbrel/kinds/extension/extension_kind.h"
#include "whimbrel/kinds/privileges/access_lists.h"
#include "whimbrel/kinds/privileges/access_steps.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace whimbrel::kinds {

using sql::Fragment;

namespace {

// GRANT takes no type by its name in the standard ("integer"), which is how pg_identify_object() calls some.
constexpr std::string_view k_changed = R"(
SELECT a.class, a.oid, a.sub, m.refobjid, w.words,
       CASE WHEN a.sub <> 0 THEN c.attname END, CASE WHEN a.sub <> 0 THEN 'COLUMN ' || pg_catalog.substr(w.words, 7) || '.' || pg_catalog.quote_ident(c.attname) END,
       e.withheld, CASE WHEN e.grantor <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END,
       CASE WHEN e.grantee = 0 THEN 'public' WHEN e.grantee <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable,
       CASE WHEN a.owner <> d.datdba THEN pg_catalog.pg_get_userbyid(a.owner) END
  FROM (SELECT l.class, l.oid, l.sub, l.owner, l.acl, coalesce(p.initprivs, l.usual) AS usual
          FROM listed l LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = l.class AND p.objoid = l.oid AND p.objsubid = l.sub
         WHERE NOT (l.acl @> coalesce(p.initprivs, l.usual, '{}') AND l.acl <@ coalesce(p.initprivs, l.usual, '{}'))) a
  JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
  LEFT JOIN pg_catalog.pg_depend m ON m.classid = a.class AND m.objid = a.oid AND m.objsubid = 0 AND m.deptype = 'e'
  LEFT JOIN pg_catalog.pg_attribute c ON a.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.attrelid = a.oid AND c.attnum = a.sub
 CROSS JOIN LATERAL pg_catalog.pg_identify_object(a.class, a.oid, 0) i
 CROSS JOIN LATERAL (SELECT CASE i.type WHEN 'sequence' THEN 'SEQUENCE ' || i.identity WHEN 'procedure' THEN 'PROCEDURE ' || i.identity
                                        WHEN 'schema' THEN 'SCHEMA ' || i.identity WHEN 'language' THEN 'LANGUAGE ' || i.identity
                                        WHEN 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER ' || i.identity WHEN 'server' THEN 'FOREIGN SERVER ' || i.identity
                                        WHEN 'type' THEN (SELECT 'TYPE ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)
                                            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = a.oid)
                                        ELSE CASE WHEN a.class = 'pg_catalog.pg_proc'::pg_catalog.regclass THEN 'FUNCTION ' ELSE 'TABLE ' END || i.identity END) w (words))";

constexpr std::string_view k_known = R"(
 WHERE coalesce(i.schema, i.identity) <> 'information_schema'
 ORDER BY 1, 2, 3)";

ObjectId id_of(std::string words) { return {.kind = std::string(ChangedPrivilegesKind::name), .arguments = std::move(words)}; }

Steps steps_of(const Subject<ChangedPrivileges>& subject, const std::vector<Act>& acts, ListFate fate) {
    Steps steps;
    for (const auto& act : acts)
        steps.push_back(
            access_step({.id = subject.id, .column = subject.value.column, .owner = subject.value.owner}, Fragment{subject.value.object}, act, fate));
    return steps;
}

OwnerDefaults defaults_of(const ChangedPrivileges& privileges) { return privileges.column.empty() ? OwnerDefaults::all : OwnerDefaults::none; }

}  // namespace

std::vector<std::string> ChangedPrivilegesKind::queries(pg::ServerVersion version) {
    return {with_access_lists(version, Whose::others, std::string(k_changed) + std::string(k_deviations) + std::string(k_known))};
}

Result<> ChangedPrivilegesKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        Address address;
        ChangedPrivileges privileges;
        std::vector<Need> needs{};
    };
    std::map<ObjectId, Found> found;
    for (const auto row : rows[0]) {
        // The list's own row, not the object's: that is an extension's or the server's, and left out.
        const Address address{catalog_oid::pg_init_privs, row.oid(1), static_cast<std::int32_t>(row.integer(2))};
        const auto put = [&](ObjectId id, std::string column) -> Found& {
            const auto [it, is_new] =
                found.try_emplace(std::move(id), Found{address, {.list = {}, .object = row.string(4), .column = std::move(column), .owner = row.string(12)}});
            const auto* extension = row.is_null(3) ? nullptr : reading.find({catalog_oid::pg_extension, row.oid(3)});
            if (is_new && extension != nullptr) {
                // They go with the extension, but do not with every update of it.
                it->second.needs.push_back({.object = *extension, .automatic = true});
                it->second.needs.push_back({.object = *extension, .object_part = std::string(ExtensionKind::members_part)});
            }
            return it->second;
        };
        Found& whole = put(id_of(row.string(4)), "");
        auto& list = (row.is_null(5) ? whole : put(id_of(row.string(6)), row.string(5))).privileges.list;
        (row.boolean(7) ? list.withheld : list.granted).push_back({row.string(9), row.string(10), row.string(8), row.boolean(11)});
    }
    for (auto& [id, item] : found) {
        std::ranges::sort(item.privileges.list.granted);
        std::ranges::sort(item.privileges.list.withheld);
        if (!item.privileges.column.empty()) append_needs_of_column(id_of(item.privileges.object), item.privileges.list, item.needs);
        reading.add(id, std::move(item.privileges), item.address, std::move(item.needs));
    }
    return {};
}

Steps ChangedPrivilegesKind::create(const Subject<ChangedPrivileges>& to, const Scene&) {
    return steps_of(to, change_access({}, to.value.list, defaults_of(to.value)).done, ListFate::comes);
}

Steps ChangedPrivilegesKind::drop(const Subject<ChangedPrivileges>& from, const Scene&) {
    return steps_of(from, change_access(from.value.list, {}, defaults_of(from.value)).undone, ListFate::goes);
}

Alteration ChangedPrivilegesKind::alter(const Subject<ChangedPrivileges>& from, const Subject<ChangedPrivileges>& to, const Scene&) {
    const auto change = change_access(from.value.list, to.value.list, defaults_of(to.value));
    Alteration out{.steps = steps_of(from, change.undone, ListFate::changes)};
    std::ranges::move(steps_of(to, change.done, ListFate::changes), std::back_inserter(out.steps));
    return out;
}

std::vector<std::string> ChangedPrivilegesKind::occupies(const ObjectId&) { return {}; }

Fragment ChangedPrivilegesKind::spoken(const ObjectId& id) { return Fragment{id.arguments}; }

std::vector<Entry> ChangedPrivilegesKind::entries(const ChangedPrivileges& privileges) {
    return {{.heading = "Changed privileges", .detail = described(privileges.list)}};
}

}  // namespace whimbrel::kinds
