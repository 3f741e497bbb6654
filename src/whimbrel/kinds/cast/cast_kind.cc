// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/cast/cast_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;

// A range type's own cast to its multirange is internal to it.
std::vector<std::string> CastKind::queries(pg::ServerVersion) {
    return {R"(
SELECT c.oid, '(' || pg_catalog.format_type(c.castsource, NULL) || ' AS ' || pg_catalog.format_type(c.casttarget, NULL) || ')',
       NULLIF(c.castfunc, 0)::pg_catalog.regprocedure, CASE c.castmethod WHEN 'f' THEN 'FUNCTION' WHEN 'i' THEN 'INOUT' ELSE 'BINARY' END,
       CASE c.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' END
  FROM pg_catalog.pg_cast c
 WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
 ORDER BY c.oid)"};
}

Result<> CastKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .arguments = row.string(1)},
                    Cast{.function = row.string(2), .method = row.string(3), .context = row.string(4)}, {catalog_oid::pg_cast, row.oid(0)});
    return {};
}

Steps CastKind::create(const Subject<Cast>& to, const Scene&) {
    const auto& cast = to.value;
    Builder builder;
    builder.add("CREATE").add(spoken(to.id));
    if (cast.method == "FUNCTION") builder.add("WITH FUNCTION").add(Fragment{cast.function});
    else builder.add(cast.method == "INOUT" ? sql::Keywords("WITH INOUT") : sql::Keywords("WITHOUT FUNCTION"));
    if (!cast.context.empty()) builder.add("AS").add(Fragment{cast.context});
    return {phrases::step(to.id, builder.statement(), Effect::creates)};
}

Steps CastKind::drop(const Subject<Cast>& from, const Scene&) { return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)}; }

Alteration CastKind::alter(const Subject<Cast>&, const Subject<Cast>&, const Scene&) { return {.way = Alteration::Way::recreate}; }

std::vector<std::string> CastKind::occupies(const ObjectId& id) { return {"cast:" + id.arguments}; }

Fragment CastKind::spoken(const ObjectId& id) { return sql::fragment("CAST", Fragment{id.arguments}); }

}  // namespace whimbrel::kinds
