// SPDX-License-Identifier: Apache-2.0
// Functions (window functions included; aggregates are none) and procedures: two kinds, because PostgreSQL names and counts them apart,
// with one set of members. See CREATE FUNCTION, CREATE PROCEDURE; catalog pg_proc.
#pragma once

#include "whimbrel/kinds/routine/routine.h"

namespace whimbrel::kinds {

/// `Self` has the kind's names and its `prokinds`.
template <class Self>
struct RoutineKind {
    using Value = Routine;
    static constexpr auto origins = k_routine_origins;
    static constexpr std::string_view folder = "functions";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) {
        return "EXISTS (SELECT FROM pg_catalog.pg_proc WHERE prokind IN (" + std::string(Self::prokinds) + ") AND oid >= 16384)";
    }
    static std::vector<std::string> queries(pg::ServerVersion) { return {routine::query(Self::prokinds)}; }
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading) {
        routine::read(rows[0], Self::name, reading);
        return {};
    }
    static Steps create(const Subject<Routine>& to, const Scene&) { return routine::create(to); }
    static Steps drop(const Subject<Routine>& from, const Scene&) { return routine::drop(from); }
    /// In place as far as CREATE OR REPLACE goes.
    static Alteration alter(const Subject<Routine>& from, const Subject<Routine>& to, const Scene&) { return routine::alter(from, to); }
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) { return routine::rename(from, to); }
    static std::vector<std::string> occupies(const ObjectId& id) { return {phrases::slot("routine", id) + id.arguments}; }
    static sql::Fragment spoken(const ObjectId& id) { return sql::fragment(routine::noun(id), routine::signature(id)); }
    static Routine without_expressions(Routine routine) { return routine::without_expressions(std::move(routine)); }
};

struct FunctionKind : RoutineKind<FunctionKind> {
    static constexpr std::string_view name = "function";
    static constexpr std::string_view plural = "functions";
    static constexpr std::string_view prokinds = "'f', 'w'";
    static constexpr int effort = 4;
};

struct ProcedureKind : RoutineKind<ProcedureKind> {
    static constexpr std::string_view name = "procedure";
    static constexpr std::string_view plural = "procedures";
    static constexpr std::string_view prokinds = "'p'";
};

}  // namespace whimbrel::kinds
