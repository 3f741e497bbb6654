// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/access_method/access_method_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

std::vector<std::string> AccessMethodKind::queries(pg::ServerVersion) {
    return {R"(
SELECT a.oid, a.amname, CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, a.amhandler
  FROM pg_catalog.pg_am a WHERE a.oid >= 16384 ORDER BY a.oid)"};
}

Result<> AccessMethodKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)}, AccessMethod{.sort = row.string(2), .handler = row.string(3)},
                    {catalog_oid::pg_am, row.oid(0)});
    return {};
}

Steps AccessMethodKind::create(const Subject<AccessMethod>& to, const Scene&) {
    return {phrases::step(to.id, sql::sql("CREATE", spoken(to.id), "TYPE", Fragment{to.value.sort}, "HANDLER", Fragment{to.value.handler}), Effect::creates)};
}

Steps AccessMethodKind::drop(const Subject<AccessMethod>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration AccessMethodKind::alter(const Subject<AccessMethod>&, const Subject<AccessMethod>&, const Scene&) { return {.way = Alteration::Way::recreate}; }

std::vector<std::string> AccessMethodKind::occupies(const ObjectId& id) { return {"access method:" + id.name}; }

Fragment AccessMethodKind::spoken(const ObjectId& id) { return sql::fragment("ACCESS METHOD", Identifier{id.name}); }

}  // namespace whimbrel::kinds
