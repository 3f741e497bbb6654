// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/domain/domain_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_domains = R"(
SELECT t.oid, n.nspname, t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod),
       CASE WHEN t.typcollation <> b.typcollation THEN
         (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
           WHERE co.oid = t.typcollation) END,
       pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typnotnull
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
 WHERE t.typtype = 'd' AND t.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY t.oid)";

constexpr int k_names_not_null = 17;

// Since PostgreSQL 17 NOT NULL of a domain is a row of pg_constraint too (contype 'n').
constexpr std::string_view k_constraints = R"(
SELECT c.contypid, c.oid, c.conname, pg_catalog.pg_get_constraintdef(c.oid), NOT c.convalidated, c.contype,
       c.conname = t.typname || '_not_null'
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_constraint c ON c.contypid = t.oid
 WHERE t.typtype = 'd' AND t.oid >= 16384 AND c.contype IN ('c', 'n')
 ORDER BY c.contypid, c.conname)";

struct Found {
    ObjectId id;
    Domain domain;
    std::vector<std::pair<std::uint32_t, std::string>> parts;
};

void read_constraint(const pg::Row& row, Found& found) {
    const std::string constraint = row.string(2);
    found.parts.emplace_back(row.oid(1), "constraint:" + constraint);
    if (row.character(5) == 'n') {
        if (!row.boolean(6)) found.domain.not_null_name = constraint;
        return;
    }
    std::string definition = row.string(3);
    constexpr std::string_view k_not_valid = " NOT VALID";
    if (row.boolean(4) && definition.ends_with(k_not_valid)) definition.resize(definition.size() - k_not_valid.size());
    found.domain.constraints.push_back({constraint, std::move(definition), row.boolean(4)});
}

const DomainConstraint* find(const Domain& domain, std::string_view constraint) {
    const auto it = std::ranges::find(domain.constraints, constraint, &DomainConstraint::name);
    return it == domain.constraints.end() ? nullptr : &*it;
}

std::string part_of(const DomainConstraint& constraint) { return "constraint:" + constraint.name; }

Step alter_step(const ObjectId& id, const Fragment& action, Touch touch) {
    return {.object = id, .statement = sql::sql("ALTER DOMAIN", qualified(id), action), .touches = {std::move(touch)}};
}

Step add_constraint(const ObjectId& id, const DomainConstraint& constraint) {
    Step step = alter_step(id,
                           sql::fragment("ADD CONSTRAINT", Identifier{constraint.name}, Fragment{constraint.definition},
                                         constraint.not_valid ? Fragment{"NOT VALID"} : Fragment{}),
                           {part_of(constraint), Effect::creates});
    if (!constraint.not_valid) step.note = "checks every row of the columns of this type";
    return step;
}

Step drop_constraint(const ObjectId& id, const DomainConstraint& constraint) {
    return alter_step(id, sql::fragment("DROP CONSTRAINT", Identifier{constraint.name}), {part_of(constraint), Effect::destroys});
}

void append_not_null(const Subject<Domain>& from, const Subject<Domain>& to, Steps& steps) {
    const auto& [old, now] = std::tie(from.value, to.value);
    if (old.not_null == now.not_null && old.not_null_name == now.not_null_name) return;
    if (old.not_null) steps.push_back(alter_step(to.id, {"DROP NOT NULL"}, {"not null", Effect::touches}));
    if (!now.not_null) return;
    const Fragment add = now.not_null_name.empty() ? Fragment{"SET NOT NULL"} : sql::fragment("ADD CONSTRAINT", Identifier{now.not_null_name}, "NOT NULL");
    steps.push_back(alter_step(to.id, add, {"not null", Effect::touches}));
    steps.back().note = "checks every row of the columns of this type";
}

/// Tables that hold values of the type in columns of theirs.
void collect_holders(const Surroundings& around, Surroundings::Side side, const ObjectId& type, std::set<ObjectId>& out) {
    const auto holds = [&](const Need& need) { return need.object == type && need.part.starts_with("column:"); };
    for (const auto* user : around.dependents(side, type))
        if (std::ranges::any_of(user->needs, holds) && out.insert(user->id).second) collect_holders(around, side, user->id, out);
}

/// Tables that hold the domain's values within rows of another's type: "cannot alter type because column uses it", where a new constraint is to
/// be checked (get_rels_with_domain() in typecmds.c).
std::set<ObjectId> holders_of_rows(const Surroundings& around, Surroundings::Side side, const ObjectId& domain) {
    std::set<ObjectId> out;
    for (const auto* user : around.dependents(side, domain)) {
        if (user->id.kind == DomainKind::name) out.merge(holders_of_rows(around, side, user->id));
        else collect_holders(around, side, user->id, out);
    }
    return out;
}

/// What holds such rows on one side alone comes after, or goes before.
void make_way(const ObjectId& domain, const Scene& scene, Steps& steps) {
    if (scene.around == nullptr || steps.empty()) return;
    using Side = Surroundings::Side;
    for (auto& step : steps) {
        for (const auto& id : holders_of_rows(*scene.around, Side::to, domain))
            if (scene.around->find(Side::from, id) == nullptr) step.before.push_back(id);
        for (const auto& id : holders_of_rows(*scene.around, Side::from, domain))
            if (scene.around->find(Side::to, id) == nullptr) step.after.push_back(id);
    }
}

/// True where such a table stays: no order of the steps makes way for it.
bool has_lasting_rows(const ObjectId& domain, const Scene& scene) {
    if (scene.around == nullptr) return false;
    using Side = Surroundings::Side;
    auto holders = holders_of_rows(*scene.around, Side::from, domain);
    holders.merge(holders_of_rows(*scene.around, Side::to, domain));
    return std::ranges::any_of(holders, [&](const ObjectId& id) {
        const auto* was = scene.around->find(Side::from, id);
        return was != nullptr && was->kind->holds_rows && scene.around->find(Side::to, id) != nullptr;
    });
}

bool stays(const DomainConstraint& old, const DomainConstraint* now) {
    return now != nullptr && now->definition == old.definition && (old.not_valid || !now->not_valid);
}

/// PostgreSQL looks at the rows that are there for that.
bool checks_rows(const Domain& from, const Domain& to) {
    if (to.not_null && (!from.not_null || from.not_null_name != to.not_null_name)) return true;
    return std::ranges::any_of(to.constraints, [&](const DomainConstraint& now) {
        const auto* old = find(from, now.name);
        return !now.not_valid && (old == nullptr || !stays(*old, &now) || old->not_valid);
    });
}

}  // namespace

std::vector<std::string> DomainKind::queries(pg::ServerVersion) { return {std::string(k_domains), std::string(k_constraints)}; }

Result<> DomainKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    std::vector<std::pair<std::uint32_t, Found>> all;
    std::unordered_map<std::uint32_t, std::size_t> places;
    for (const auto row : rows[0]) {
        places.emplace(row.oid(0), all.size());
        all.push_back({row.oid(0),
                       {.id = {.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                        .domain = {.base_type = row.string(3), .collation = row.string(4), .default_value = row.string(5), .not_null = row.boolean(6)}}});
    }
    for (const auto row : rows[1]) {
        if (const auto it = places.find(row.oid(0)); it != places.end()) read_constraint(row, all[it->second].second);
    }
    for (auto& [oid, found] : all) {
        reading.add(found.id, std::move(found.domain), {catalog_oid::pg_type, oid});
        for (auto& [constraint, part] : found.parts) reading.alias({catalog_oid::pg_constraint, constraint}, found.id, std::move(part));
    }
    return {};
}

Steps DomainKind::create(const Subject<Domain>& to, const Scene& scene) { return create_without(to, {}, scene); }

Steps DomainKind::create_without(const Subject<Domain>& to, std::span<const std::string> postponed, const Scene&) {
    const auto& domain = to.value;
    Builder builder;
    builder.add("CREATE DOMAIN").add(qualified(to.id)).add("AS").add(Fragment{domain.base_type});
    if (!domain.collation.empty()) builder.add("COLLATE").add(Fragment{domain.collation});
    if (!domain.default_value.empty()) builder.add("DEFAULT").add(Fragment{domain.default_value});
    if (!domain.not_null_name.empty()) builder.add("CONSTRAINT").add(Identifier{domain.not_null_name});
    if (domain.not_null) builder.add("NOT NULL");
    Steps later;
    for (const auto& constraint : domain.constraints) {
        // CREATE DOMAIN knows no NOT VALID.
        if (constraint.not_valid || std::ranges::find(postponed, part_of(constraint)) != postponed.end()) later.push_back(add_constraint(to.id, constraint));
        else builder.add("\n   ").add("CONSTRAINT").add(Identifier{constraint.name}).add(Fragment{constraint.definition});
    }
    Steps steps{{.object = to.id, .statement = builder.statement(), .touches = {{"", Effect::creates}}}};
    std::ranges::move(later, std::back_inserter(steps));
    return steps;
}

Steps DomainKind::drop(const Subject<Domain>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP DOMAIN", qualified(from.id)), .touches = {{"", Effect::destroys}}}};
}

Alteration DomainKind::alter(const Subject<Domain>& from, const Subject<Domain>& to, const Scene& scene) {
    if (from.value.base_type != to.value.base_type || from.value.collation != to.value.collation) return {.way = Alteration::Way::swap};
    if (checks_rows(from.value, to.value) && has_lasting_rows(to.id, scene)) return {.way = Alteration::Way::swap};
    Alteration out;
    for (const auto& old : from.value.constraints) {
        if (!stays(old, find(to.value, old.name))) out.steps.push_back(drop_constraint(to.id, old));
    }
    if (from.value.default_value != to.value.default_value) {
        const Fragment action = to.value.default_value.empty() ? Fragment{"DROP DEFAULT"} : sql::fragment("SET DEFAULT", Fragment{to.value.default_value});
        out.steps.push_back(alter_step(to.id, action, {"default", Effect::touches}));
    }
    append_not_null(from, to, out.steps);
    for (const auto& now : to.value.constraints) {
        const auto* old = find(from.value, now.name);
        if (old == nullptr || !stays(*old, &now)) {
            out.steps.push_back(add_constraint(to.id, now));
        } else if (old->not_valid && !now.not_valid) {
            out.steps.push_back(alter_step(to.id, sql::fragment("VALIDATE CONSTRAINT", Identifier{now.name}), {part_of(now), Effect::touches}));
            out.steps.back().note = "checks every row of the columns of this type";
        }
    }
    make_way(to.id, scene, out.steps);
    return out;
}

Steps DomainKind::rename_whole(const Subject<Domain>& from, const ObjectId& to, const Scene& scene) {
    auto steps = rename(from.id, to, "", "", scene);
    const auto usual_name = [](const ObjectId& id) { return id.name + "_not_null"; };
    const bool has_usual_name = scene.version.major() >= k_names_not_null && from.value.not_null && from.value.not_null_name.empty();
    if (has_usual_name && from.id.name != to.name && usual_name(to).size() <= sql::k_longest_name)
        steps.push_back(alter_step(to, sql::fragment("RENAME CONSTRAINT", Identifier{usual_name(from.id)}, "TO", Identifier{usual_name(to)}),
                                   {"not null", Effect::touches}));
    return steps;
}

Steps DomainKind::rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) {
    if (part.empty()) return phrases::rename("DOMAIN", from, to);
    return {alter_step(to, sql::fragment("RENAME CONSTRAINT", Identifier{std::string(part_name(part))}, "TO", Identifier{std::string(part_name(to_part))}),
                       {std::string(to_part), Effect::touches})};
}

bool DomainKind::has_part(const Domain& domain, std::string_view part) { return part.starts_with("constraint:") && find(domain, part_name(part)) != nullptr; }

std::optional<PartRebuild> DomainKind::rebuild_part(const Subject<Domain>& from, const Subject<Domain>& to, std::string_view part, const Scene&) {
    if (!part.starts_with("constraint:")) return std::nullopt;
    PartRebuild out;
    if (const auto* old = find(from.value, part_name(part))) out.before.push_back(drop_constraint(to.id, *old));
    if (const auto* now = find(to.value, part_name(part))) out.after.push_back(add_constraint(to.id, *now));
    return out;
}

std::vector<std::string> DomainKind::occupies(const ObjectId& id) { return {phrases::slot("type", id)}; }

Fragment DomainKind::spoken(const ObjectId& id) { return sql::fragment("DOMAIN", qualified(id)); }

Domain DomainKind::without_expressions(Domain domain) {
    domain.default_value.clear();
    for (auto& constraint : domain.constraints) constraint.definition.clear();
    return domain;
}

}  // namespace whimbrel::kinds
