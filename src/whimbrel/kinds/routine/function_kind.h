// SPDX-License-Identifier: Apache-2.0
// Functions, window functions (WINDOW) included; aggregates are none.
// See CREATE FUNCTION, ALTER FUNCTION; catalog pg_proc (prokind 'f', 'w').
#pragma once

#include "whimbrel/kinds/routine/routine.h"

namespace whimbrel::kinds {

struct FunctionKind {
    using Value = Routine;
    static constexpr std::string_view name = "function";
    static constexpr std::string_view plural = "functions";
    static constexpr std::string_view folder = "functions";
    static constexpr bool rename_when_equal = true;
    static constexpr int effort = 4;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_proc WHERE prokind IN ('f', 'w') AND oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Routine>& to, const Scene& scene);
    static Steps drop(const Subject<Routine>& from, const Scene& scene);
    /// In place as far as CREATE OR REPLACE goes.
    static Alteration alter(const Subject<Routine>& from, const Subject<Routine>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static Routine without_expressions(Routine routine);
};

}  // namespace whimbrel::kinds
