// SPDX-License-Identifier: Apache-2.0
// Aggregate functions: ordinary, moving, ordered-set and hypothetical-set ones. Like functions they are told apart by their input types.
// See CREATE AGGREGATE, "User-Defined Aggregates"; catalogs pg_proc (prokind 'a'), pg_aggregate.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Aggregate {
    std::string arguments;  ///< as CREATE AGGREGATE has them, with names: "integer, VARIADIC text[]", "real ORDER BY real"; empty: *
    std::string result;     ///< the type; it follows from the functions
    bool hypothetical = false;
    std::string transition;  ///< functions are rendered, qualified
    std::string state_type;
    std::string state_size;  ///< empty: the default
    std::optional<std::string> initial;
    std::string final_function;
    bool final_extra = false;
    std::string final_modify;  ///< "READ_ONLY", "SHAREABLE", "READ_WRITE"; empty: the default of its sort
    std::string combine;
    std::string serialize;
    std::string deserialize;
    std::string moving_transition;  ///< what begins so is of its moving mode
    std::string moving_inverse;
    std::string moving_state_type;
    std::string moving_state_size;
    std::optional<std::string> moving_initial;
    std::string moving_final;
    bool moving_final_extra = false;
    std::string moving_final_modify;
    std::string sort_operator;  ///< "OPERATOR(pg_catalog.<)"
    std::string parallel;       ///< "SAFE", "RESTRICTED"; empty: UNSAFE
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("arguments", self.arguments);
        visit("result", self.result);
        visit("hypothetical", self.hypothetical);
        visit("transition", self.transition);
        visit("state_type", self.state_type);
        visit("state_size", self.state_size);
        visit("initial", self.initial);
        visit("final_function", self.final_function);
        visit("final_extra", self.final_extra);
        visit("final_modify", self.final_modify);
        visit("combine", self.combine);
        visit("serialize", self.serialize);
        visit("deserialize", self.deserialize);
        visit("moving_transition", self.moving_transition);
        visit("moving_inverse", self.moving_inverse);
        visit("moving_state_type", self.moving_state_type);
        visit("moving_state_size", self.moving_state_size);
        visit("moving_initial", self.moving_initial);
        visit("moving_final", self.moving_final);
        visit("moving_final_extra", self.moving_final_extra);
        visit("moving_final_modify", self.moving_final_modify);
        visit("sort_operator", self.sort_operator);
        visit("parallel", self.parallel);
    }
    bool operator==(const Aggregate&) const = default;
};

struct AggregateKind {
    using Value = Aggregate;
    static constexpr std::string_view name = "aggregate";
    static constexpr std::string_view plural = "aggregates";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_proc", "proname pronamespace proargtypes prokind"},
        {k_identity, "pg_aggregate", "aggfnoid"},
        {"arguments", "pg_proc", "proargtypes proallargtypes proargmodes proargnames"},
        {"arguments", "pg_aggregate", "aggnumdirectargs aggkind"},
        {"result", "pg_proc", "prorettype"},
        {"hypothetical", "pg_aggregate", "aggkind"},
        {"transition", "pg_aggregate", "aggtransfn"},
        {"state_type", "pg_aggregate", "aggtranstype"},
        {"state_size", "pg_aggregate", "aggtransspace"},
        {"initial", "pg_aggregate", "agginitval"},
        {"final_function", "pg_aggregate", "aggfinalfn"},
        {"final_extra", "pg_aggregate", "aggfinalextra"},
        {"final_modify", "pg_aggregate", "aggfinalmodify"},
        {"combine", "pg_aggregate", "aggcombinefn"},
        {"serialize", "pg_aggregate", "aggserialfn"},
        {"deserialize", "pg_aggregate", "aggdeserialfn"},
        {"moving_transition", "pg_aggregate", "aggmtransfn"},
        {"moving_inverse", "pg_aggregate", "aggminvtransfn"},
        {"moving_state_type", "pg_aggregate", "aggmtranstype"},
        {"moving_state_size", "pg_aggregate", "aggmtransspace"},
        {"moving_initial", "pg_aggregate", "aggminitval"},
        {"moving_final", "pg_aggregate", "aggmfinalfn"},
        {"moving_final_extra", "pg_aggregate", "aggmfinalextra"},
        {"moving_final_modify", "pg_aggregate", "aggmfinalmodify"},
        {"sort_operator", "pg_aggregate", "aggsortop"},
        {"parallel", "pg_proc", "proparallel"},
    });
    static constexpr std::string_view folder = "functions";
    static constexpr bool rename_when_equal = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_aggregate WHERE aggfnoid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Aggregate>& to, const Scene& scene);
    static Steps drop(const Subject<Aggregate>& from, const Scene& scene);
    /// In place as far as CREATE OR REPLACE goes.
    static Alteration alter(const Subject<Aggregate>& from, const Subject<Aggregate>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
