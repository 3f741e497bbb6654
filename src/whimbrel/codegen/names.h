// SPDX-License-Identifier: Apache-2.0
// Names of types made of names of relations: community_members → CommunityMember.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

struct NameRules {
    enum class Number : std::uint8_t { singular, as_it_is } number = Number::singular;
    /// By the relation's or type's name with its schema ("public.people"), or a column's behind its relation's ("public.users.status"); they win
    /// over everything else.
    std::map<std::string, std::string, std::less<>> given;
};

/// "community_members" → "CommunityMembers"; what no identifier may hold separates words, and a leading digit gets a "_" before it.
std::string pascal_case(std::string_view name);

/// True of what may name a type in every language that is written: a letter, then letters, digits and underscores, all ASCII.
bool is_type_name(std::string_view name);

/// "categories" → "category", "statuses" → "status", "people" → "person"; what does not look like a plural stays.
std::string singular(std::string_view word);

/// The type of a relation's rows; only the last word of its name is made singular. Outside schema public the schema's name comes first.
std::string row_type_name(const NameRules& rules, std::string_view schema, std::string_view name);

/// The type of an enum or a composite type, whose name is singular as it is.
std::string value_type_name(const NameRules& rules, std::string_view schema, std::string_view name);

/// The type of the values that a CHECK lists for a column: "UserStatus".
std::string list_type_name(const NameRules& rules, std::string_view schema, std::string_view relation, std::string_view column);

}  // namespace whimbrel::codegen
