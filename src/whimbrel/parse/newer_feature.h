// SPDX-License-Identifier: Apache-2.0
// What a refused statement says that only a newer PostgreSQL understands.
#pragma once

#include <optional>
#include <string_view>

namespace whimbrel::parse {

struct NewerFeature {
    std::string_view words;  ///< "NULLS NOT DISTINCT", as the manual writes it
    int since = 0;           ///< the first major version that has it (release notes, appendix E of the manual)
};

/// The first feature in the statement that a server of this major version lacks. A guess by words, for the hint of a statement that the
/// server has refused; never a reason to refuse one.
std::optional<NewerFeature> newer_feature(std::string_view statement, int major);

}  // namespace whimbrel::parse
