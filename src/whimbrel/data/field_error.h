// SPDX-License-Identifier: Apache-2.0
// FieldError: why a value cannot be taken, for people (message) and for programs (code, params). Texts are those of Ecto.Changeset.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::data {

struct FieldError {
    std::string field;    ///< a column, or an association of a foreign key's
    std::string message;  ///< "must be less than or equal to 65535"
    /// "required", "cast", "length", "number", "inclusion", "exclusion", "format", "unique", "foreign", "check", "overlap" (an exclusion
    /// constraint), "associated" (a removal that rows stand against), "computed", "unknown", "forbidden", or what the application says.
    std::string code;
    std::string constraint{};                                   ///< by whose name it was found; empty where there is none
    std::vector<std::pair<std::string, std::string>> params{};  ///< "count", "number": what stands in the message
    bool operator==(const FieldError&) const = default;
};

/// "at most %{count}" with the params put in.
std::string filled(std::string_view text, const std::vector<std::pair<std::string, std::string>>& params);

}  // namespace whimbrel::data
