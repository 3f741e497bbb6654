// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/extension/dependency_kind.h"

#include "whimbrel/kinds/comment/comment_kind.h"
#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <map>
#include <utility>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

// By the extensions, for which there is an index.
constexpr std::string_view k_written = R"(
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid AND d.deptype = 'x')";

constexpr std::string_view k_constraint = R"(
  LEFT JOIN pg_catalog.pg_constraint k ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.conindid = d.objid AND k.conrelid <> 0
        AND k.contype IN ('p', 'u', 'x'))";

constexpr std::string_view k_dependent =
    "SELECT CASE WHEN k.oid IS NOT NULL THEN 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid ELSE d.classid END, coalesce(k.oid, d.objid),"
    " CASE WHEN k.oid IS NOT NULL THEN 'index' END,";

// The columns of an index: ALTER COLUMN … TYPE makes it again, and forgets what was written.
constexpr std::string_view k_columns = R"(
  JOIN pg_catalog.pg_depend c ON c.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.refobjsubid > 0
        AND (c.classid = d.classid AND c.objid = d.objid OR c.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND c.objid = k.oid)
 WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
 ORDER BY 1, 2, 4, 5)";

Step step_of(const ObjectId& id, const std::string& extension, Effect effect) {
    const Fragment words{effect == Effect::destroys ? "NO DEPENDS ON EXTENSION" : "DEPENDS ON EXTENSION"};
    return {.object = id,
            .statement = sql::sql("ALTER", ExtensionDependencyKind::spoken(id), words, Identifier{extension}),
            .touches = {{"", Effect::touches}, {extension, effect}}};
}

Steps steps_of(const Subject<ExtensionDependency>& subject, Effect effect) {
    Steps steps;
    for (const auto& extension : subject.value.extensions) {
        steps.push_back(step_of(subject.id, extension, effect));
        steps.back().touches = {{"", effect}};
    }
    return steps;
}

bool holds(const ExtensionDependency& value, const std::string& extension) { return std::ranges::find(value.extensions, extension) != value.extensions.end(); }

}  // namespace

std::string ExtensionDependencyKind::present(pg::ServerVersion) { return "EXISTS (SELECT" + std::string(k_written) + ")"; }

std::vector<std::string> ExtensionDependencyKind::queries(pg::ServerVersion) {
    const std::string dependent(k_dependent), written = std::string(k_written) + std::string(k_constraint);
    return {dependent + " e.extname, e.oid" + written + "\n ORDER BY 1, 2, 3, 4", dependent + " c.refobjid, c.refobjsubid" + written + std::string(k_columns)};
}

Result<> ExtensionDependencyKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    struct Found {
        Address address;
        ExtensionDependency value{};
        std::vector<Need> needs{};
    };
    std::map<ObjectId, Found> found;
    const auto find = [&](const pg::Row& row) -> Found* {
        const Address address{row.oid(0), row.oid(1)};
        // An object that no kind manages is reported as such; this adds nothing to that.
        const ObjectId* target = reading.find(address);
        if (target == nullptr) return nullptr;
        ObjectId id = *target;
        id.on = std::exchange(id.kind, std::string(name));
        id.part = row.string(2);
        auto& its = found.try_emplace(std::move(id), Found{.address = address}).first->second;
        if (its.needs.empty()) its.needs.push_back({.object = *target, .object_part = std::string(phrases::k_written_dependencies), .automatic = true});
        return &its;
    };
    for (const auto row : rows[0]) {
        auto* its = find(row);
        if (its == nullptr || holds(its->value, row.string(3))) continue;
        its->value.extensions.push_back(row.string(3));
        if (const auto* extension = reading.find({catalog_oid::pg_extension, row.oid(4)})) its->needs.push_back({.part = row.string(3), .object = *extension});
    }
    for (const auto row : rows[1]) {
        const auto* table = reading.find({catalog_oid::pg_class, row.oid(3)});
        const auto column = reading.part({catalog_oid::pg_class, row.oid(3), static_cast<std::int32_t>(row.integer(4))});
        auto* its = find(row);
        if (its != nullptr && table != nullptr) its->needs.push_back({.object = *table, .object_part = std::string(column)});
    }
    for (auto& [id, item] : found) reading.add(id, std::move(item.value), item.address, std::move(item.needs));
    return {};
}

Steps ExtensionDependencyKind::create(const Subject<ExtensionDependency>& to, const Scene&) { return steps_of(to, Effect::creates); }

Steps ExtensionDependencyKind::drop(const Subject<ExtensionDependency>& from, const Scene&) { return steps_of(from, Effect::destroys); }

Alteration ExtensionDependencyKind::alter(const Subject<ExtensionDependency>& from, const Subject<ExtensionDependency>& to, const Scene&) {
    Alteration out;
    for (const auto& extension : from.value.extensions)
        if (!holds(to.value, extension)) out.steps.push_back(step_of(to.id, extension, Effect::destroys));
    for (const auto& extension : to.value.extensions)
        if (!holds(from.value, extension)) out.steps.push_back(step_of(to.id, extension, Effect::creates));
    return out;
}

Steps ExtensionDependencyKind::rename(const ObjectId&, const ObjectId&, std::string_view, std::string_view, const Scene&) { return {}; }

std::vector<std::string> ExtensionDependencyKind::occupies(const ObjectId&) { return {}; }

Fragment ExtensionDependencyKind::spoken(const ObjectId& id) {
    auto words = CommentKind::spoken(id);
    // ALTER AGGREGATE has no word for it, and an aggregate is a function there.
    if (words.text.starts_with("AGGREGATE ")) return sql::fragment("FUNCTION", Fragment{phrases::qualified(id).render() + id.arguments});
    return words;
}

}  // namespace whimbrel::kinds
