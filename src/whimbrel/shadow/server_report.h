// SPDX-License-Identifier: Apache-2.0
// What the loader reads out of a server's report (PostgreSQL documentation, appendix "Error Codes"; messages in English,
// as the shadow's lc_messages says).
#pragma once

#include "whimbrel/base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::shadow {

namespace sqlstate {
constexpr std::string_view k_syntax_error = "42601";
constexpr std::string_view k_undefined_table = "42P01";
constexpr std::string_view k_undefined_column = "42703";
constexpr std::string_view k_undefined_function = "42883";
constexpr std::string_view k_undefined_object = "42704";
constexpr std::string_view k_invalid_schema_name = "3F000";
constexpr std::string_view k_undefined_file = "58P01";
constexpr std::string_view k_feature_not_supported = "0A000";
constexpr std::string_view k_duplicate_schema = "42P06";
constexpr std::string_view k_duplicate_table = "42P07";
constexpr std::string_view k_duplicate_object = "42710";
constexpr std::string_view k_duplicate_function = "42723";
}  // namespace sqlstate

/// True where another statement may make this one acceptable.
bool is_for_want_of_an_object(const ServerReport& report);
/// True for CREATE of what is there.
bool is_duplicate(const ServerReport& report);
/// The name that the report says is missing, as PostgreSQL stores it: "app.groups", "f"; empty where it names none.
std::string missing_name(const ServerReport& report);
/// Without the schema.
std::string last_part(const std::string& name);

}  // namespace whimbrel::shadow
