// SPDX-License-Identifier: Apache-2.0
// Operator classes. Its family is an object of its own, also where CREATE OPERATOR CLASS made it.
// See CREATE OPERATOR CLASS; catalogs pg_opclass, pg_amop, pg_amproc.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/operator/operator_member.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct OperatorClass {
    bool is_default = false;
    std::string type;
    std::string method;
    std::string family;   ///< rendered
    std::string storage;  ///< empty: the type itself
    std::vector<OperatorMember> members{};
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("is_default", self.is_default);
        visit("type", self.type);
        visit("method", self.method);
        visit("family", self.family);
        visit("storage", self.storage);
        visit("members", self.members);
    }
    bool operator==(const OperatorClass&) const = default;
};

struct OperatorClassKind {
    using Value = OperatorClass;
    static constexpr std::string_view name = "operator_class";
    static constexpr std::string_view plural = "operator_classes";
    static constexpr auto origins = joined(std::to_array<Origin>({
                                               {k_identity, "pg_opclass", "opcname opcnamespace opcmethod"},
                                               {"is_default", "pg_opclass", "opcdefault"},
                                               {"type", "pg_opclass", "opcintype"},
                                               {"method", "pg_opclass", "opcmethod"},
                                               {"family", "pg_opclass", "opcfamily"},
                                               {"storage", "pg_opclass", "opckeytype"},
                                           }),
                                           k_member_origins);
    static constexpr std::string_view folder = "operators";
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_opclass WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<OperatorClass>& to, const Scene& scene);
    static Steps drop(const Subject<OperatorClass>& from, const Scene& scene);
    /// Nothing of it can be altered.
    static Alteration alter(const Subject<OperatorClass>& from, const Subject<OperatorClass>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
