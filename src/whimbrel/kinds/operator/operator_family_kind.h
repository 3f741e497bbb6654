// SPDX-License-Identifier: Apache-2.0
// Operator families with their loose members: operators and functions that are in no class of it (ALTER OPERATOR FAMILY … ADD).
// See CREATE OPERATOR FAMILY; catalogs pg_opfamily, pg_amop, pg_amproc.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/operator/operator_member.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct OperatorFamily {
    std::vector<OperatorMember> members;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("members", self.members);
    }
    bool operator==(const OperatorFamily&) const = default;
};

struct OperatorFamilyKind {
    using Value = OperatorFamily;
    static constexpr std::string_view name = "operator_family";
    static constexpr std::string_view plural = "operator_families";
    static constexpr auto origins = joined(std::to_array<Origin>({{k_identity, "pg_opfamily", "opfname opfnamespace opfmethod"}}), k_member_origins);
    static constexpr std::string_view folder = "operators";
    static std::string present(pg::ServerVersion) {
        return "EXISTS (SELECT FROM pg_catalog.pg_opfamily WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_amop WHERE oid >= 16384)"
               " OR EXISTS (SELECT FROM pg_catalog.pg_amproc WHERE oid >= 16384)";
    }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<OperatorFamily>& to, const Scene& scene);
    static Steps drop(const Subject<OperatorFamily>& from, const Scene& scene);
    /// In place.
    static Alteration alter(const Subject<OperatorFamily>& from, const Subject<OperatorFamily>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    /// A member ("member:FUNCTION 1 (integer, bigint)") is taken out while its operator or function is made again.
    static std::optional<PartRebuild> rebuild_part(const Subject<OperatorFamily>& from, const Subject<OperatorFamily>& to, std::string_view part, const Scene&);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
