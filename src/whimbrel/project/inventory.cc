// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/inventory.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/ignore.h"

#include <algorithm>
#include <map>

namespace whimbrel::project {

namespace {

// A type's array is the type's own affair; since PostgreSQL 17 it is a member too.
constexpr std::string_view k_members = R"(
SELECT e.extname, i.type, pg_catalog.count(*)
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid,
       LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) i
 WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e' AND i.type IS NOT NULL
   AND NOT (d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typarray = d.objid))
 GROUP BY 1, 2 ORDER BY 1, 2)";

constexpr std::string_view k_roles = "SELECT rolname FROM pg_catalog.pg_roles WHERE oid >= 16384 ORDER BY 1";

Result<std::vector<catalog::NotManaged>> left_to_others(const Workspace& workspace, const std::string& source) {
    std::vector<catalog::NotManaged> out;
    const auto url = pg::Url::parse(source);
    if (!url) return out;
    WHIMBREL_TRY(auto session, pg::Session::connect(*url, {.application_name = "whimbrel/" + workspace.command}));
    WHIMBREL_TRY(const auto rows, session.execute(k_roles));
    for (const auto row : rows)
        if (!workspace.config.manage.covers("role", row.text(0))) out.push_back({"role", sql::Identifier{row.string(0)}.render()});
    return out;
}

Result<std::vector<ExtensionMembers>> members_of(pg::Session& session) {
    WHIMBREL_TRY(const auto rows, session.execute(k_members));
    std::vector<ExtensionMembers> out;
    for (const auto row : rows) out.push_back({row.string(0), row.string(1), static_cast<std::size_t>(row.integer(2))});
    return out;
}

Result<std::vector<ExtensionMembers>> members_of(const Workspace& workspace, const std::string& source, source::Resolved& resolved) {
    if (resolved.database) return members_of(resolved.database->session());
    const auto url = pg::Url::parse(source);
    if (!url) return std::vector<ExtensionMembers>{};
    WHIMBREL_TRY(auto session, pg::Session::connect(*url, {.application_name = "whimbrel/" + workspace.command}));
    return members_of(session);
}

/// A kind's name as PostgreSQL's pg_identify_object() says it.
std::string spoken(std::string_view kind) {
    std::string text(kind);
    // "foreign-data wrapper"
    std::ranges::replace_if(text, [](char c) { return c == '_' || c == '-'; }, ' ');
    return text;
}

class Counting {
public:
    InventoryKind& of(const std::string& kind) {
        auto& entry = counts_[spoken(kind)];
        if (entry.kind.empty()) entry.kind = kind;
        return entry;
    }

    std::vector<InventoryKind> take() {
        std::vector<InventoryKind> out;
        for (const auto& kind : kinds::all_kinds())
            if (const auto it = counts_.find(spoken(kind.name)); it != counts_.end()) out.push_back(std::move(counts_.extract(it).mapped()));
        for (auto& [name, entry] : counts_) out.push_back(std::move(entry));
        return out;
    }

private:
    std::map<std::string, InventoryKind> counts_;
};

std::string rendered(const IgnoreRule& rule) { return format("kind = \"{}\", name = \"{}\"", rule.kind, rule.name); }

}  // namespace

Result<Inventory> take_inventory(const Workspace& workspace, const std::string& source) {
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    WHIMBREL_TRY(auto resolved, source::resolve(shadow, source, source_options(workspace)));
    const auto& rules = workspace.config.ignore;
    const auto url = pg::Url::parse(source);
    Inventory inventory{.source = url ? url->describe() : source};  // never a password
    for (const auto& item : find_ignored(resolved.catalog, rules)) inventory.ignored.push_back({item.what, rendered(*item.rule), item.rule->reason});

    Counting counting;
    auto left = resolved.catalog;
    apply_ignore_rules(left, rules);
    for (const auto& [id, object] : resolved.catalog.objects()) ++(left.find(id) != nullptr ? counting.of(id.kind).managed : counting.of(id.kind).ignored);
    for (const auto& item : resolved.catalog.not_managed()) {
        const bool unknown = std::ranges::find(left.not_managed(), item) != left.not_managed().end();
        ++(unknown ? counting.of(item.kind).unknown : counting.of(item.kind).ignored);
        if (unknown) inventory.unknown.push_back(item);
    }
    WHIMBREL_TRY(inventory.extensions, members_of(workspace, source, resolved));
    WHIMBREL_TRY(inventory.of_server, left_to_others(workspace, source));
    for (const auto& members : inventory.extensions) counting.of(members.type).of_extensions += members.count;
    inventory.kinds = counting.take();
    return inventory;
}

}  // namespace whimbrel::project
