// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/language/transform_kind.h"

#include "whimbrel/kinds/language/language_kind.h"
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/routine/routine_kinds.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Keywords;

namespace {

constexpr std::string_view k_transforms = R"(
SELECT t.oid, 'FOR ' || pg_catalog.format_type(t.trftype, NULL) || ' LANGUAGE ' || pg_catalog.quote_ident(l.lanname),
       NULLIF(t.trffromsql, 0)::pg_catalog.regprocedure, NULLIF(t.trftosql, 0)::pg_catalog.regprocedure
  FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang
 WHERE t.oid >= 16384
 ORDER BY t.oid)";

sql::Statement definition(Keywords opening, const ObjectId& id, const Transform& transform) {
    std::vector<Fragment> items;
    if (!transform.from_sql.empty()) items.push_back(sql::fragment("FROM SQL WITH FUNCTION", Fragment{transform.from_sql}));
    if (!transform.to_sql.empty()) items.push_back(sql::fragment("TO SQL WITH FUNCTION", Fragment{transform.to_sql}));
    Builder builder;
    builder.add(opening).add(TransformKind::spoken(id)).add("(").list(items, [](const Fragment& item) { return item; }).add(")");
    return builder.statement();
}

}  // namespace

std::vector<std::string> TransformKind::queries(pg::ServerVersion) { return {std::string(k_transforms)}; }

Result<> TransformKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .arguments = row.string(1)}, Transform{.from_sql = row.string(2), .to_sql = row.string(3)},
                    {catalog_oid::pg_transform, row.oid(0)});
    return {};
}

namespace {

bool needs(const std::vector<Need>& list, const ObjectId& id) {
    return std::ranges::any_of(list, [&](const Need& need) { return need.object == id; });
}

/// Whether the routine returns the transform's type or takes it.
bool has_type(const Object& routine, const ObjectId& transform) {
    constexpr std::string_view k_before = "FOR ";
    const auto type = transform.arguments.substr(k_before.size(), transform.arguments.find(" LANGUAGE ") - k_before.size());
    return routine.as<Routine>().result == type || routine.id.arguments.find(type) != std::string::npos;
}

}  // namespace

/// A function that does without is made before: one that is made after it would hold on to it, TRANSFORM FOR or not.
Steps TransformKind::create(const Subject<Transform>& to, const Scene& scene) {
    auto step = phrases::step(to.id, definition("CREATE", to.id, to.value), Effect::creates);
    if (scene.around == nullptr) return {std::move(step)};
    for (const auto& need : to.needs)
        if (need.object.kind == LanguageKind::name)
            for (const auto* other : scene.around->dependents(Surroundings::Side::to, need.object))
                if ((other->id.kind == FunctionKind::name || other->id.kind == ProcedureKind::name) && has_type(*other, to.id) && !needs(other->needs, to.id) &&
                    !needs(to.needs, other->id))
                    step.after.push_back(other->id);
    return {std::move(step)};
}

Steps TransformKind::drop(const Subject<Transform>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration TransformKind::alter(const Subject<Transform>&, const Subject<Transform>& to, const Scene&) {
    return {.steps = {phrases::step(to.id, definition("CREATE OR REPLACE", to.id, to.value), Effect::touches)}};
}

std::vector<std::string> TransformKind::occupies(const ObjectId& id) { return {"transform:" + id.arguments}; }

Fragment TransformKind::spoken(const ObjectId& id) { return sql::fragment("TRANSFORM", Fragment{id.arguments}); }

}  // namespace whimbrel::kinds
