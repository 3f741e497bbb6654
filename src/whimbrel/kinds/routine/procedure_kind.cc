// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/procedure_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

std::vector<std::string> ProcedureKind::queries(pg::ServerVersion) { return {routine::query("'p'")}; }

Result<> ProcedureKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    routine::read(rows[0], name, reading);
    return {};
}

Steps ProcedureKind::create(const Subject<Routine>& to, const Scene&) { return routine::create(to); }

Steps ProcedureKind::drop(const Subject<Routine>& from, const Scene&) { return routine::drop(from); }

Alteration ProcedureKind::alter(const Subject<Routine>& from, const Subject<Routine>& to, const Scene&) { return routine::alter(from, to); }

Steps ProcedureKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) { return routine::rename(from, to); }

std::vector<std::string> ProcedureKind::occupies(const ObjectId& id) { return {phrases::slot("routine", id) + id.arguments}; }

sql::Fragment ProcedureKind::spoken(const ObjectId& id) { return sql::fragment("PROCEDURE", routine::signature(id)); }

Routine ProcedureKind::without_expressions(Routine routine) { return routine::without_expressions(std::move(routine)); }

}  // namespace whimbrel::kinds
