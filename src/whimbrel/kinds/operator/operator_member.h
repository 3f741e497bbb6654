// SPDX-License-Identifier: Apache-2.0
// Members of operator classes and families: an operator under its strategy number, a support function under its own.
// See "Interfacing Extensions to Indexes"; catalogs pg_amop, pg_amproc, and pg_depend for which of the two a member is in.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

#include <unordered_map>

namespace whimbrel::kinds {

struct OperatorMember {
    std::string sort;         ///< "OPERATOR", "FUNCTION"
    std::int64_t number = 0;  ///< the strategy, or the support function's
    std::string left, right;  ///< the types that it is for
    std::string object;       ///< with its argument types, as the server renders it
    std::string order_by;     ///< of an ordering operator: the family that sorts its results, rendered
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("sort", self.sort);
        visit("number", self.number);
        visit("left", self.left);
        visit("right", self.right);
        visit("object", self.object);
        visit("order_by", self.order_by);
    }
    bool operator==(const OperatorMember&) const = default;
    /// "FUNCTION 1 (integer, bigint)": how a family names it.
    [[nodiscard]] std::string slot() const;
};

namespace operators {

/// Members by the oid of the class or family that holds them.
struct FoundMember {
    OperatorMember member;
    Address address;
};
using FoundMembers = std::unordered_map<std::uint32_t, std::vector<FoundMember>>;

enum class Holder : std::uint8_t {
    family,          ///< in a family alone, whosever that is
    foreign_family,  ///< of those, in one of PostgreSQL or of an extension
    operator_class,
};
/// Rows for found_members(). Those of foreign families go on, from k_foreign on: the family as ALTER OPERATOR FAMILY names it, the oids of the
/// two types.
std::string members_query(Holder holder);
constexpr int k_foreign = 9;
FoundMember found_member(const pg::Row& row);
FoundMembers found_members(const pg::Rows& rows);

/// As an item of CREATE OPERATOR CLASS … AS and ALTER OPERATOR FAMILY … ADD.
sql::Fragment item(const OperatorMember& member);

}  // namespace operators
inline constexpr auto k_member_origins = std::to_array<Origin>({
    {"members.sort", "pg_amop", "amopfamily"},
    {"members.number", "pg_amop", "amopstrategy"},
    {"members.left", "pg_amop", "amoplefttype"},
    {"members.right", "pg_amop", "amoprighttype"},
    {"members.object", "pg_amop", "amopopr"},
    {"members.order_by", "pg_amop", "amoppurpose amopsortfamily"},
    {"members.sort", "pg_amproc", "amprocfamily"},
    {"members.number", "pg_amproc", "amprocnum"},
    {"members.left", "pg_amproc", "amproclefttype"},
    {"members.right", "pg_amproc", "amprocrighttype"},
    {"members.object", "pg_amproc", "amproc"},
    {k_derived, "pg_amop", "amopmethod", "the family's"},
});

}  // namespace whimbrel::kinds
