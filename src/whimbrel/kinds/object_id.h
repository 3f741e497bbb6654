// SPDX-License-Identifier: Apache-2.0
// ObjectId: what names one object of a database. Names are as the catalogs hold them, never quoted.
#pragma once

#include "whimbrel/base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace whimbrel::kinds {

struct ObjectId {
    std::string kind;      ///< "table"; the name of a room's kind
    std::string schema{};  ///< empty for what is in none (schema, extension, cast…)
    std::string parent{};  ///< the table of a constraint, trigger, policy or rule: its name in `schema`
    std::string name{};
    std::string arguments{};  ///< of a routine: its input argument types in parentheses, "(integer, public.mood)", "()"; else empty
    std::string on{};         ///< annotations (comment, privileges, owner): the kind of the object annotated, named by the fields above
    std::string part{};       ///< and which part of it: "column:name"

    auto operator<=>(const ObjectId&) const = default;

    /// "table:public.groups", "constraint:public.groups.groups_pkey", "function:public.f(integer)",
    /// "comment:table:public.groups", "comment:table:public.groups/column:name". Parts that need it are quoted as SQL does.
    [[nodiscard]] std::string render() const;
    /// For people: "table public.groups", "comment on column public.groups.name".
    [[nodiscard]] std::string describe() const;
    /// For an annotation: the object annotated.
    [[nodiscard]] ObjectId target() const;
};

/// "column:" + name; how parts are spelled everywhere.
std::string column_part(std::string_view column);
std::string default_part(std::string_view column);
/// The name behind the colon of a part.
std::string_view part_name(std::string_view part);

}  // namespace whimbrel::kinds
