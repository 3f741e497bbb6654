// SPDX-License-Identifier: Apache-2.0
// Transforms of a type for a language.
// See CREATE TRANSFORM; catalog pg_transform.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Transform {
    std::string from_sql;  ///< functions are rendered with their argument types
    std::string to_sql;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("from_sql", self.from_sql);
        visit("to_sql", self.to_sql);
    }
    bool operator==(const Transform&) const = default;
};

struct TransformKind {
    using Value = Transform;
    static constexpr std::string_view name = "transform";
    static constexpr std::string_view plural = "transforms";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_transform", "trftype trflang"},
        {"from_sql", "pg_transform", "trffromsql"},
        {"to_sql", "pg_transform", "trftosql"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_transform)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Transform>& to, const Scene& scene);
    static Steps drop(const Subject<Transform>& from, const Scene& scene);
    /// In place, by CREATE OR REPLACE.
    static Alteration alter(const Subject<Transform>& from, const Subject<Transform>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
