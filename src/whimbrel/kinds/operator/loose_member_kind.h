// SPDX-License-Identifier: Apache-2.0
// Loose members of operator families that are not the declaration's own: operators and functions for one's own types, say, in a family
// of PostgreSQL or of an extension. Those of one's own families are in the family's value.
// See ALTER OPERATOR FAMILY; catalogs pg_amop, pg_amproc.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/operator/operator_member.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct LooseMember {
    std::string family;  ///< rendered, with its access method: "pg_catalog.integer_ops USING btree"
    OperatorMember member{};
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("family", self.family);
        visit("member", self.member);
    }
    bool operator==(const LooseMember&) const = default;
};

struct LooseMemberKind {
    using Value = LooseMember;
    static constexpr std::string_view name = "operator_family_member";
    static constexpr std::string_view plural = "operator_family_members";
    static constexpr auto origins = std::to_array<Origin>({
        {"family member.sort", "pg_amop", "amopfamily"},
        {"family member.sort", "pg_amproc", "amprocfamily"},
        {"member.number", "pg_amop", "amopstrategy"},
        {"member.number", "pg_amproc", "amprocnum"},
        {"member.left", "pg_amop", "amoplefttype"},
        {"member.left", "pg_amproc", "amproclefttype"},
        {"member.right", "pg_amop", "amoprighttype"},
        {"member.right", "pg_amproc", "amprocrighttype"},
        {"member.object", "pg_amop", "amopopr"},
        {"member.object", "pg_amproc", "amproc"},
        {"member.order_by", "pg_amop", "amoppurpose amopsortfamily"},
    });
    static constexpr std::string_view folder = "operators";
    static std::string present(pg::ServerVersion) {
        return "EXISTS (SELECT FROM pg_catalog.pg_amop WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_amproc WHERE oid >= 16384)";
    }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<LooseMember>& to, const Scene& scene);
    static Steps drop(const Subject<LooseMember>& from, const Scene& scene);
    static Alteration alter(const Subject<LooseMember>& from, const Subject<LooseMember>& to, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
