// SPDX-License-Identifier: Apache-2.0
// Base types, and shell types: names without a definition.
// See CREATE TYPE, "User-Defined Types"; catalog pg_type (typtype 'b', 'p').
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct BaseType {
    bool shell = false;   ///< there by name only
    std::string input{};  ///< functions are rendered, qualified
    std::string output{};
    std::string receive{};
    std::string send{};
    std::string typmod_in{};
    std::string typmod_out{};
    std::string analyze{};
    std::string subscript{};
    std::string length{};  ///< empty: VARIABLE
    bool by_value = false;
    std::string alignment{};  ///< "char", "int2", "double"; empty: int4
    std::string storage{};    ///< "external", "extended", "main"; empty: plain
    std::string category{};   ///< empty: U
    bool preferred = false;
    std::optional<std::string> default_value{};
    std::string element{};    ///< the type that subscripts give
    std::string delimiter{};  ///< empty: a comma
    bool collatable = false;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("shell", self.shell);
        visit("input", self.input);
        visit("output", self.output);
        visit("receive", self.receive);
        visit("send", self.send);
        visit("typmod_in", self.typmod_in);
        visit("typmod_out", self.typmod_out);
        visit("analyze", self.analyze);
        visit("subscript", self.subscript);
        visit("length", self.length);
        visit("by_value", self.by_value);
        visit("alignment", self.alignment);
        visit("storage", self.storage);
        visit("category", self.category);
        visit("preferred", self.preferred);
        visit("default_value", self.default_value);
        visit("element", self.element);
        visit("delimiter", self.delimiter);
        visit("collatable", self.collatable);
    }
    bool operator==(const BaseType&) const = default;
};

struct BaseTypeKind {
    using Value = BaseType;
    static constexpr std::string_view name = "base_type";
    static constexpr std::string_view plural = "base_types";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_type", "typname typnamespace typtype"},
        {"shell", "pg_type", "typisdefined"},
        {"input", "pg_type", "typinput"},
        {"output", "pg_type", "typoutput"},
        {"receive", "pg_type", "typreceive"},
        {"send", "pg_type", "typsend"},
        {"typmod_in", "pg_type", "typmodin"},
        {"typmod_out", "pg_type", "typmodout"},
        {"analyze", "pg_type", "typanalyze"},
        {"subscript", "pg_type", "typsubscript"},
        {"length", "pg_type", "typlen"},
        {"by_value", "pg_type", "typbyval"},
        {"alignment", "pg_type", "typalign"},
        {"storage", "pg_type", "typstorage"},
        {"category", "pg_type", "typcategory"},
        {"preferred", "pg_type", "typispreferred"},
        {"default_value", "pg_type", "typdefault"},
        {"element", "pg_type", "typelem"},
        {"delimiter", "pg_type", "typdelim"},
        {"collatable", "pg_type", "typcollation"},
        {k_derived, "pg_type", "typarray", "the array type is made with its element type"},
    });
    static constexpr std::string_view folder = "types";
    static constexpr std::string_view declared_as = "TYPE";
    static constexpr std::string_view definition_part = "definition";
    static std::string present(pg::ServerVersion) {
        return "EXISTS (SELECT FROM pg_catalog.pg_type WHERE (typtype = 'b' AND typcategory <> 'A' OR typtype = 'p') AND oid >= 16384)";
    }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<BaseType>& to, const Scene& scene);
    static Steps drop(const Subject<BaseType>& from, const Scene& scene);
    /// What ALTER TYPE … SET can do in place.
    static Alteration alter(const Subject<BaseType>& from, const Subject<BaseType>& to, const Scene& scene);
    /// The functions take the type, so it is there by name first. For the same reason there is no renaming: they are told apart by it.
    static Steps create_without(const Subject<BaseType>& to, std::span<const std::string> postponed_parts, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
};

}  // namespace whimbrel::kinds
