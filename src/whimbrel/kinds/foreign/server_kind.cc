// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/foreign/server_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/secret.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

std::vector<std::string> owner_of(const ObjectId& id) { return {id.name}; }

}  // namespace

std::vector<std::string> ForeignServerKind::queries(pg::ServerVersion) {
    return {R"(
SELECT s.oid, s.srvname, w.fdwname, s.srvtype, s.srvversion, )" +
            sql::shown_options("s.srvoptions") + R"(
  FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw ORDER BY s.oid)"};
}

Result<> ForeignServerKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)},
                    ForeignServer{.wrapper = row.string(2), .type = row.string(3), .version = row.string(4), .options = foreign::options_of(row.array(5))},
                    {catalog_oid::pg_foreign_server, row.oid(0)});
    return {};
}

Steps ForeignServerKind::create(const Subject<ForeignServer>& to, const Scene&) {
    Builder builder;
    builder.add("CREATE").add(spoken(to.id));
    if (!to.value.type.empty()) builder.add("TYPE").add(Literal{to.value.type});
    if (!to.value.version.empty()) builder.add("VERSION").add(Literal{to.value.version});
    builder.add("FOREIGN DATA WRAPPER").add(Identifier{to.value.wrapper}).add(foreign::options_clause(to.value.options, owner_of(to.id)));
    return {phrases::step(to.id, builder.statement(), Effect::creates)};
}

Steps ForeignServerKind::drop(const Subject<ForeignServer>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration ForeignServerKind::alter(const Subject<ForeignServer>& from, const Subject<ForeignServer>& to, const Scene&) {
    if (from.value.type != to.value.type || from.value.wrapper != to.value.wrapper) return {.way = Alteration::Way::recreate};
    Builder builder;
    builder.add("ALTER").add(spoken(to.id));
    if (from.value.version != to.value.version) {
        if (to.value.version.empty()) builder.add("VERSION NULL");
        else builder.add("VERSION").add(Literal{to.value.version});
    }
    builder.add(foreign::options_change(from.value.options, to.value.options, owner_of(to.id)));
    return {.steps = {phrases::step(to.id, builder.statement(), Effect::touches)}};
}

Steps ForeignServerKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

ForeignServer ForeignServerKind::as_told_by(ForeignServer read, const ForeignServer& other, Told told) {
    read.options = foreign::as_told_by(std::move(read.options), other.options, told);
    return read;
}

std::vector<std::string> ForeignServerKind::occupies(const ObjectId& id) { return {"server:" + id.name}; }

Fragment ForeignServerKind::spoken(const ObjectId& id) { return sql::fragment("SERVER", Identifier{id.name}); }

}  // namespace whimbrel::kinds
