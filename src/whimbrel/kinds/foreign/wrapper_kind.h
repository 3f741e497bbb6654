// SPDX-License-Identifier: Apache-2.0
// Foreign data wrappers that no extension brought.
// See CREATE FOREIGN DATA WRAPPER, ALTER FOREIGN DATA WRAPPER; catalog pg_foreign_data_wrapper.
#pragma once

#include "whimbrel/kinds/foreign/foreign_options.h"

namespace whimbrel::kinds {

struct ForeignDataWrapper {
    std::string handler, validator;  ///< functions, rendered and qualified; empty: none
    ForeignOptions options;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("handler", self.handler);
        visit("validator", self.validator);
        visit("options", self.options);
    }
    bool operator==(const ForeignDataWrapper&) const = default;
};

struct ForeignDataWrapperKind {
    using Value = ForeignDataWrapper;
    static constexpr std::string_view name = "foreign_data_wrapper";
    static constexpr std::string_view plural = "foreign_data_wrappers";
    static constexpr std::string_view folder = "foreign_data";
    static constexpr bool rename_when_equal = true;
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_foreign_data_wrapper", "fdwname"},
        {"handler", "pg_foreign_data_wrapper", "fdwhandler"},
        {"validator", "pg_foreign_data_wrapper", "fdwvalidator"},
        {"options", "pg_foreign_data_wrapper", "fdwoptions"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper WHERE oid >= 16384)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<ForeignDataWrapper>& to, const Scene& scene);
    static Steps drop(const Subject<ForeignDataWrapper>& from, const Scene& scene);
    static Alteration alter(const Subject<ForeignDataWrapper>& from, const Subject<ForeignDataWrapper>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static ForeignDataWrapper as_told_by(ForeignDataWrapper read, const ForeignDataWrapper& other, Told told);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
