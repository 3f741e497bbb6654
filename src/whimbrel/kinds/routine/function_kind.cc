// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/function_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

std::vector<std::string> FunctionKind::queries(pg::ServerVersion) { return {routine::query("'f', 'w'")}; }

Result<> FunctionKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    routine::read(rows[0], name, reading);
    return {};
}

Steps FunctionKind::create(const Subject<Routine>& to, const Scene&) { return routine::create(to); }

Steps FunctionKind::drop(const Subject<Routine>& from, const Scene&) { return routine::drop(from); }

Alteration FunctionKind::alter(const Subject<Routine>& from, const Subject<Routine>& to, const Scene&) { return routine::alter(from, to); }

Steps FunctionKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) { return routine::rename(from, to); }

std::vector<std::string> FunctionKind::occupies(const ObjectId& id) { return {phrases::slot("routine", id) + id.arguments}; }

sql::Fragment FunctionKind::spoken(const ObjectId& id) { return sql::fragment("FUNCTION", routine::signature(id)); }

Routine FunctionKind::without_expressions(Routine routine) { return routine::without_expressions(std::move(routine)); }

}  // namespace whimbrel::kinds
