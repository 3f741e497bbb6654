// SPDX-License-Identifier: Apache-2.0
// Operators. Commutator and negator are links that both ends hold: CREATE OPERATOR sets the other end too, and makes a shell of it where
// it is not there; DROP OPERATOR unlinks.
// See CREATE OPERATOR, "Operator Optimization Information"; catalog pg_operator.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Operator {
    bool shell = false;  ///< there by name only, because another names it
    std::string function;
    std::string left;  ///< empty: a prefix operator
    std::string right;
    std::string result;      ///< it follows from the function
    std::string commutator;  ///< "OPERATOR(public.=)"; empty where there is none
    std::string negator;
    std::string restriction;  ///< RESTRICT: a function
    std::string join;         ///< a function
    bool hashes = false;
    bool merges = false;
    bool commutator_shell = false, negator_shell = false;  ///< which is there by name only, because this one names it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("shell", self.shell);
        visit("function", self.function);
        visit("left", self.left);
        visit("right", self.right);
        visit("result", self.result);
        visit("commutator", self.commutator);
        visit("negator", self.negator);
        visit("restriction", self.restriction);
        visit("join", self.join);
        visit("hashes", self.hashes);
        visit("merges", self.merges);
        visit("commutator_shell", self.commutator_shell);
        visit("negator_shell", self.negator_shell);
    }
    bool operator==(const Operator&) const = default;
};

struct OperatorKind {
    using Value = Operator;
    static constexpr std::string_view name = "operator";
    static constexpr std::string_view plural = "operators";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_operator", "oprname oprnamespace oprleft oprright"},
        {"shell function commutator_shell negator_shell", "pg_operator", "oprcode"},
        {"left", "pg_operator", "oprleft"},
        {"right", "pg_operator", "oprright"},
        {"result", "pg_operator", "oprresult"},
        {"commutator", "pg_operator", "oprcom"},
        {"negator", "pg_operator", "oprnegate"},
        {"restriction", "pg_operator", "oprrest"},
        {"join", "pg_operator", "oprjoin"},
        {"hashes", "pg_operator", "oprcanhash"},
        {"merges", "pg_operator", "oprcanmerge"},
        {k_derived, "pg_operator", "oprkind", "prefix where there is no left operand"},
    });
    static constexpr std::string_view folder = "operators";
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_operator WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Operator>& to, const Scene& scene);
    static Steps drop(const Subject<Operator>& from, const Scene& scene);
    /// Estimators in place; since PostgreSQL 17 also what is added. One whose partner is to be a shell again names it once more.
    static Alteration alter(const Subject<Operator>& from, const Subject<Operator>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
