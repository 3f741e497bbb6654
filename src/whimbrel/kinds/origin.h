// SPDX-License-Identifier: Apache-2.0
// Origins: which columns of PostgreSQL's own catalogs a kind answers for, and by which of its fields. docs/reference/coverage.md is made
// of them; a test asks each server version whether it has a column that nobody answers for.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::kinds {

/// What a kind says in `static constexpr auto origins`; every field of its value must be named.
struct Origin {
    std::string_view field;     ///< its path, several separated by spaces, k_identity or k_derived; a path stands for those below it
    std::string_view catalog;   ///< "pg_class"
    std::string_view columns;   ///< separated by spaces, of any version
    std::string_view reason{};  ///< of k_derived: what they follow from
};

/// The columns name the object, or what it belongs to.
inline constexpr std::string_view k_identity = "its name";
/// No field holds them, as other columns say the same.
inline constexpr std::string_view k_derived = "";

/// Both lists, for rooms that share one.
template <std::size_t N, std::size_t M>
constexpr std::array<Origin, N + M> joined(const std::array<Origin, N>& first, const std::array<Origin, M>& second) {
    std::array<Origin, N + M> out{};
    std::ranges::copy(second, std::ranges::copy(first, out.begin()).out);
    return out;
}

/// One column, and what a kind makes of it.
struct Coverage {
    std::string column;    ///< "pg_class.relname"; "pg_largeobject.*": all for which nothing else is said
    std::string kind;      ///< empty where no kind has to do with it
    std::string field;     ///< "unlogged", k_identity; empty: derived, or left out
    std::string reason{};  ///< where there is no field
};

/// What the kinds say, in the order of the list, and then what this room says of columns that no kind reads.
std::vector<Coverage> coverage();

}  // namespace whimbrel::kinds
