// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/foreign/wrapper_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/secret.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;

namespace {

std::vector<std::string> owner_of(const ObjectId& id) { return {id.name}; }

/// Only what differs: ALTER leaves the rest as it is.
void add_function(Builder& builder, Keywords with, Keywords without, const std::string& from, const std::string& to) {
    if (from == to) return;
    if (to.empty()) builder.add(without);
    else builder.add(with).add(Fragment{to});
}

}  // namespace

std::vector<std::string> ForeignDataWrapperKind::queries(pg::ServerVersion) {
    return {R"(
SELECT w.oid, w.fdwname, NULLIF(w.fdwhandler, 0)::pg_catalog.regproc, NULLIF(w.fdwvalidator, 0)::pg_catalog.regproc, )" +
            sql::shown_options("w.fdwoptions") + R"(
  FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.oid >= 16384 ORDER BY w.oid)"};
}

Result<> ForeignDataWrapperKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)},
                    ForeignDataWrapper{.handler = row.string(2), .validator = row.string(3), .options = foreign::options_of(row.array(4))},
                    {catalog_oid::pg_foreign_data_wrapper, row.oid(0)});
    return {};
}

Steps ForeignDataWrapperKind::create(const Subject<ForeignDataWrapper>& to, const Scene&) {
    Builder builder;
    builder.add("CREATE").add(spoken(to.id));
    add_function(builder, "HANDLER", "", "", to.value.handler);
    add_function(builder, "VALIDATOR", "", "", to.value.validator);
    builder.add(foreign::options_clause(to.value.options, owner_of(to.id)));
    return {phrases::step(to.id, builder.statement(), Effect::creates)};
}

Steps ForeignDataWrapperKind::drop(const Subject<ForeignDataWrapper>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration ForeignDataWrapperKind::alter(const Subject<ForeignDataWrapper>& from, const Subject<ForeignDataWrapper>& to, const Scene&) {
    Builder builder;
    builder.add("ALTER").add(spoken(to.id));
    add_function(builder, "HANDLER", "NO HANDLER", from.value.handler, to.value.handler);
    add_function(builder, "VALIDATOR", "NO VALIDATOR", from.value.validator, to.value.validator);
    builder.add(foreign::options_change(from.value.options, to.value.options, owner_of(to.id)));
    return {.steps = {phrases::step(to.id, builder.statement(), Effect::touches)}};
}

Steps ForeignDataWrapperKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

ForeignDataWrapper ForeignDataWrapperKind::as_told_by(ForeignDataWrapper read, const ForeignDataWrapper& other, Told told) {
    read.options = foreign::as_told_by(std::move(read.options), other.options, told);
    return read;
}

std::vector<std::string> ForeignDataWrapperKind::occupies(const ObjectId& id) { return {"foreign data wrapper:" + id.name}; }

Fragment ForeignDataWrapperKind::spoken(const ObjectId& id) { return sql::fragment("FOREIGN DATA WRAPPER", Identifier{id.name}); }

}  // namespace whimbrel::kinds
